"""Files become text, or are refused with a sentence that says what to do."""

import io
import zipfile

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from publicity.errors import Invalid
from publicity.plans.intake import MAX_BYTES, MAX_CHARACTERS, read_file, read_paste
from publicity.plans.word_numbering import chinese_number
from tests.plans.files import NAMESPACE, paragraph, pdf_file, word_file, written_by_word

PLAN = "宣传方案请于7月12日前报送市委宣传部。\r\n特此通知。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_read_in_the_encodings_offices_use(encoding: str) -> None:
    taken = read_file(PLAN.encode(encoding))
    assert (taken.text, taken.form, taken.pages) == (PLAN, "text", 1)


def test_a_word_file_keeps_the_order_of_headings_paragraphs_and_tables() -> None:
    assert read_file(written_by_word()).text.split("\n") == [
        "# 澄江市人民法院宣传方案",
        "# 一、阶段安排",
        "7月12日前报送宣传方案。",
        "时间 | 任务",
        "6月底前 | 召开新闻发布会",
        "特此通知。",
    ]


def numbered(text: str, level: int, name: str = "1") -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{name}"/></w:numPr>')


NUMBERING = f"""<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"""


def test_automatic_numbers_are_written_out() -> None:
    steps = (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 2), ("戊", 0), ("己", 1), ("庚", 3))
    body = "".join(numbered(text, level) for text, level in steps) + numbered("辛", 0, "2") + numbered("壬", 0, "0")
    expected = "一、甲 （一）乙 （二）丙 1.丁 二、戊 （一）己 庚 一、辛 壬"
    assert read_file(word_file(body, {"word/numbering.xml": NUMBERING})).text.split("\n") == expected.split()


@pytest.mark.parametrize(("number", "written"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_in_chinese(number: int, written: str) -> None:
    assert chinese_number(number) == written


def test_what_was_deleted_is_left_out_and_what_was_inserted_or_boxed_is_kept() -> None:
    box = "<w:r><w:txbxContent><w:p><w:r><w:t>澄江市人民法院文件</w:t></w:r></w:p></w:txbxContent></w:r>"
    deleted = "<w:del><w:r><w:delText>6月</w:delText></w:r></w:del>"
    body = f"<w:p>{box}<w:r><w:t>于</w:t></w:r>{deleted}<w:ins><w:r><w:t>7月底前</w:t></w:r></w:ins></w:p>"
    assert read_file(word_file(body)).text == "澄江市人民法院文件\n于7月底前"


def test_a_cell_of_two_paragraphs_and_an_inner_table_stay_on_one_line() -> None:
    inner = "<w:tbl><w:tr><w:tc>" + paragraph("丁") + "</w:tc></w:tr></w:tbl>"
    cells = "".join(f"<w:tc>{cell}</w:tc>" for cell in (paragraph("甲") + paragraph("乙"), "", inner + paragraph("丙")))
    assert read_file(word_file(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")).text == "甲；乙 |  | 丁；丙"


def test_a_pdf_is_read_page_by_page_and_tells_its_progress() -> None:
    heard: list[tuple[int, int]] = []
    pages = ["每月至少开展一次直播，\n并抄送市委宣传部新闻办公室。", "", "10月上旬总结，报送书面报告。"]
    taken = read_file(pdf_file(pages), on_page=lambda done, total: heard.append((done, total)))
    assert "".join(taken.text.split()) == "".join("".join(pages).split())
    assert taken.pages == 3
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert taken.notes == ("第 2 页没有文字（可能是图片或空白页），没有读入，请人工核对。",)


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_file(["每月至少开展一次直播，并抄送市委宣传部。"])))
    writer.encrypt("secret", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def locked_zip() -> bytes:
    data = bytearray(word_file(paragraph("文")))
    for place in range(len(data)):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for index in range(3):
            with archive.open(f"word/media/{index}.bin", "w") as part:
                for _ in range(80):
                    part.write(bytes(1024 * 1024))
    return packed.getvalue()


def entity_bomb() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    types = f'<!DOCTYPE w:document [<!ENTITY a0 "文">{entities}]>'
    body = f"{types}<w:document {NAMESPACE}><w:body>&a11;</w:body></w:document>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", body)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b" \n ", "文件里没有文字"),
        (b"x" * (MAX_BYTES + 1), "文件超过 20 MB"),
        ("文".encode() * (MAX_CHARACTERS + 1), "100 万字"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "这是图片"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "取消密码"),
        (b"{\\rtf1\\ansi}", "RTF"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "网页"),
        (bytes(range(32)) * 20, "多半不是文字"),
        (b"\xff\xfe\x00\xd8", "编码"),
        (b"\x81\x20\x81", "编码"),
        (b"PK\x03\x04" + bytes(40), "已损坏"),
        (word_file(paragraph("文"), target="xl/workbook.xml"), "不是 Word 文件"),
        (word_file(""), "文件里没有文字"),
        (locked_zip(), "加了密码"),
        (bomb(), "解压后过大"),
        (entity_bomb(), "请"),
        (b"%PDF-1.7\n" + bytes(100), "已损坏"),
        (pdf_file(["", ""]), "扫描件"),
        (pdf_file(["一页"] * 201), "有 201 页，超过 200 页"),
        (locked_pdf(), "加了密码"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_file(data)
    assert sentence in str(refusal.value)
    assert "请" in str(refusal.value)


def test_a_pasted_text_is_taken_as_it_is() -> None:
    assert read_paste("  6月底前\n") == "  6月底前\n"


@given(st.binary(max_size=400))
@example(b"PK\x05\x06" + bytes(18))
@example(b"%PDF-1.4\ntrailer<</Root 1 0 R>>\n1 0 obj<</Pages 1 0 R/Kids[1 0 R]>>endobj")
def test_no_bytes_raise_anything_but_the_documented_error(data: bytes) -> None:
    takes_or_refuses(data)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["pdf", "docx"]), st.integers(0, 3000), st.binary(min_size=1, max_size=12), st.integers(0, 3000))
def test_no_damaged_file_raises_anything_but_the_documented_error(form: str, at: int, bad: bytes, cut: int) -> None:
    whole = bytearray(SAMPLES[form])
    whole[at : at + len(bad)] = bad
    takes_or_refuses(bytes(whole))
    takes_or_refuses(bytes(whole[: max(0, len(whole) - cut)]))


SAMPLES = {
    "pdf": pdf_file(["每月至少开展一次直播，\n并抄送市委宣传部新闻办公室。"] * 2),
    "docx": word_file(numbered("甲", 0) + paragraph("乙"), {"word/numbering.xml": NUMBERING}),
}


def takes_or_refuses(data: bytes) -> None:
    try:
        taken = read_file(data)
    except Invalid as refusal:
        said = str(refusal)
    else:
        said = taken.text
    assert said.strip()

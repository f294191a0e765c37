"""Texts from Word and WPS come in whole, without rubbish, and say what was left behind."""

import time
import tracemalloc
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from publicity.errors import Invalid
from publicity.lib.markdown import plain, render
from publicity.stories import word_import
from publicity.stories.word_html import put_right
from publicity.stories.word_paste import is_too_long, paste_clean, pictures_in
from tests.media import samples

Read = Callable[[Document], word_import.Imported]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def saved(document: Document) -> word_import.Imported:
        document.save(str(tmp_path / "稿件.docx"))
        folder = tmp_path / "pictures"
        folder.mkdir()
        return word_import.read_docx(tmp_path / "稿件.docx", folder)

    return saved


def hide(document: Document, text: str) -> None:
    document.add_paragraph("露出的话。").add_run(text).font.hidden = True


def test_headings_lists_tables_bold_and_pictures_are_kept(read: Read, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("老人拿回养老钱", 0)
    document.add_heading("一、基本案情", 1)
    paragraph = document.add_paragraph("张某申请执行")
    paragraph.add_run("某公司").bold = True
    paragraph.add_run("一案。")
    document.add_heading("（一）查封", 2)
    document.add_paragraph("查封房产", style="List Bullet")
    document.add_paragraph("送达裁定", style="List Bullet")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (cell for row in table.rows for cell in row.cells), ("项", "数", "标的", "10万"), strict=True
    ):
        cell.text = text
    document.add_picture(str(samples.jpeg(tmp_path / "a.jpg", with_place=True)))
    made = read(document)
    assert made.title == "老人拿回养老钱"
    assert made.text == (
        "## 一、基本案情\n\n张某申请执行**某公司**一案。\n\n### （一）查封\n\n- 查封房产\n- 送达裁定\n\n"
        "| 项 | 数 |\n| --- | --- |\n| 标的 | 10万 |\n\n![](media:word-1)\n"
    )
    assert [(picture.name, picture.path.name) for picture in made.pictures] == [("word-1", "word-1.jpg")]
    assert made.pictures[0].path.read_bytes() == (tmp_path / "a.jpg").read_bytes()


def test_a_text_without_styles_still_has_its_title_and_sections(read: Read) -> None:
    document = docx.Document()
    for text in (
        "老人拿回养老钱",
        "一、基本案情",
        "张某申请执行。",
        "（一）查封",
        "一、这是一句话，不是标题。",
        "二、典型意义",
        "意义。",
    ):
        document.add_paragraph(text)
    made = read(document)
    assert made.title == "老人拿回养老钱"
    assert made.text.splitlines()[::2] == [
        "## 一、基本案情",
        "张某申请执行。",
        "### （一）查封",
        "一、这是一句话，不是标题。",
        "## 二、典型意义",
        "意义。",
    ]


@pytest.mark.parametrize("first", ["这一段是正文，不是标题。", "一、基本案情", "很长" * 40])
def test_a_first_line_that_is_no_title_stays_in_the_text(read: Read, first: str) -> None:
    document = docx.Document()
    document.add_paragraph(first)
    document.add_paragraph("正文。")
    made = read(document)
    assert made.title == ""
    assert first in plain(made.text)


def test_hidden_text_is_left_out_and_told(read: Read) -> None:
    document = docx.Document()
    hide(document, "内部意见")
    made = read(document)
    assert "内部意见" not in made.text
    assert "露出的话。" in made.text
    assert "隐藏文字 1 处" in made.dropped


def test_what_is_left_behind_is_listed(read: Read) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    paragraph = document.add_paragraph("正文。")
    deleted = OxmlElement("w:del")
    run = OxmlElement("w:r")
    text = OxmlElement("w:delText")
    text.text = "删去的话"
    run.append(text)
    deleted.append(run)
    paragraph._p.append(deleted)
    paragraph.runs[0].font.name = "仿宋"
    document.add_comment(paragraph.runs, text="领导批注", author="某", initials="")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].merge(table.rows[0].cells[1]).text = "合"
    made = read(document)
    for kept_out in ("内部资料", "删去的话", "领导批注"):
        assert kept_out not in made.text
    said = "".join(made.dropped)
    for words in ("页眉", "修订中删去的文字 1 处", "批注 1 条", "字体"):
        assert words in said
    assert made.moved == ("合并单元格 1 处已拆开",)


def test_a_plain_document_leaves_nothing_behind(read: Read) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    section = document.element.body.sectPr
    assert section is not None
    made = read(document)
    assert (made.dropped, made.moved) == ((), ())


def test_links_are_kept_and_bad_ones_are_text(read: Read) -> None:
    document = docx.Document()
    for address in ("https://court.example/a", "javascript:alert(1)", "file:///etc/passwd"):
        paragraph = document.add_paragraph("见")
        link = OxmlElement("w:hyperlink")
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        link.set(qn("r:id"), document.part.relate_to(address, kind, is_external=True))
        run = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = "公告"
        run.append(text)
        link.append(run)
        paragraph._p.append(link)
    made = read(document)
    assert made.text == "见[公告](https://court.example/a)\n\n见公告\n\n见公告\n"


def test_pictures_that_are_none_are_told(read: Read, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.add_picture(str(samples.jpeg(tmp_path / "a.jpg")))
    part = next(part for part in document.part.package.iter_parts() if str(part.partname).startswith("/word/media"))
    part._blob = b"\x01\x00\x00\x00EMF rubbish" * 20
    made = read(document)
    assert made.pictures == ()
    assert "media:" not in made.text
    assert any("图片 1 张（不是能用的格式" in said for said in made.dropped)


@pytest.mark.parametrize(
    ("below", "style", "caption", "text"),
    [
        ("图1 法官在现场", None, "法官在现场", "![](media:word-1)\n"),
        ("图 2：发放执行款", None, "发放执行款", "![](media:word-1)\n"),
        ("图：现场照片", "Caption", "现场照片", "![](media:word-1)\n"),
        ("图一　查封现场", None, "查封现场", "![](media:word-1)\n"),
        ("法官把执行款交到老人手里", "Caption", "法官把执行款交到老人手里", "![](media:word-1)\n"),
        (
            "图1 里的人是承办法官，他走了三个乡镇。",
            None,
            "",
            "![](media:word-1)\n\n图1 里的人是承办法官，他走了三个乡镇。\n",
        ),
        ("后来的事。", None, "", "![](media:word-1)\n\n后来的事。\n"),
    ],
)
def test_what_stands_under_a_picture_becomes_its_caption(
    read: Read, tmp_path: Path, below: str, style: str | None, caption: str, text: str
) -> None:
    document = docx.Document()
    document.add_picture(str(samples.jpeg(tmp_path / "a.jpg")))
    document.add_paragraph(below, style=style)
    made = read(document)
    assert made.pictures[0].caption == caption
    assert made.text == text


def test_a_note_at_the_end_has_no_arrow_back() -> None:
    made = '<p>正文<sup><a href="#footnote-1">[1]</a></sup></p>'
    made += '<ol><li><p>出处 <a href="#footnote-ref-1">↑</a></p></li></ol>'
    assert "↑" not in put_right(made)[0]
    assert "出处" in put_right(made)[0]


@pytest.mark.parametrize(
    ("styles", "marks"),
    [
        ((("Title", "标题"), ("Heading 1", "甲"), ("Heading 2", "乙")), ["##", "###"]),
        ((("Heading 1", "标题"), ("Heading 2", "甲"), ("Heading 3", "乙")), ["##", "###"]),
        ((("Title", "标题"), ("Heading 2", "甲"), ("Heading 4", "乙")), ["##", "####"]),
        ((("Normal", "标题"), ("Heading 1", "甲"), ("Heading 2", "乙")), ["##", "###"]),
    ],
)
def test_the_highest_sections_are_at_the_level_of_the_templates(
    read: Read, styles: tuple[tuple[str, str], ...], marks: list[str]
) -> None:
    document = docx.Document()
    for style, text in styles:
        document.add_paragraph(text, style=style)
        document.add_paragraph("正文。")
    if styles[0][0] == "Normal":
        document.paragraphs[1]._p.getparent().remove(document.paragraphs[1]._p)
    made = read(document)
    assert made.title == "标题"
    assert [line.split(" ")[0] for line in made.text.split("\n") if line.startswith("#")] == marks


def test_pictures_get_their_own_ids() -> None:
    text = "一\n\n![图](media:word-1)\n\n![](media:word-2)\n\n二 media:word-1\n"
    assert word_import.with_media(text, {"word-1": 12}) == "一\n\n![图](media:12)\n\n二 media:word-1\n"


def test_marks_of_markdown_in_a_text_stay_text(read: Read) -> None:
    document = docx.Document()
    lines = [
        "2*3*4_5_ <script>alert(1)</script> [x](javascript:alert(1))。",
        "# 号不是标题。",
        "- 横线。",
        "1. 编号一。",
    ]
    for line in lines:
        document.add_paragraph(line)
    made = read(document)
    assert plain(made.text).splitlines() == [*lines[:3], "编号一。"]
    assert "<script" not in render(made.text, media_url=None)


def rewritten(tmp_path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    document = docx.Document()
    document.add_paragraph("正文。")
    document.save(str(tmp_path / "a.docx"))
    with (
        zipfile.ZipFile(tmp_path / "a.docx") as given,
        zipfile.ZipFile(tmp_path / "b.docx", "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in given.namelist():
            made.writestr(name, change(name, given.read(name)))
    return tmp_path / "b.docx"


def in_document(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, content: change(content) if name == "word/document.xml" else content


LAUGHS = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (in_document(lambda _content: b"<w:document"), "读不出来"),
        (in_document(lambda content: content.replace(b"?>", b"?>" + LAUGHS, 1)), "不该有的内容"),
        (in_document(lambda content: content + b" " * 300_000_000), "过大"),
        (in_document(lambda content: content.replace(b"</w:body>", b"<w:p/>" * 1_200_000 + b"</w:body>")), "太长|过大"),
        (in_document(lambda content: content.replace(b"<w:p>", b"<w:sdt><w:sdtContent>" * 3000, 1)), "读不出来"),
    ],
    ids=["broken", "entities", "bomb", "long", "deep"],
)
def test_bombs_and_broken_files_are_refused(tmp_path: Path, change: Callable[[str, bytes], bytes], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        word_import.read_docx(rewritten(tmp_path, change), tmp_path)


def test_depth_that_closes_again_is_refused_too(tmp_path: Path) -> None:
    depth = 200
    nest = b"<w:sdt><w:sdtContent>" * depth + b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" + b"</w:sdtContent></w:sdt>" * depth
    path = rewritten(tmp_path, in_document(lambda content: content.replace(b"<w:body>", b"<w:body>" + nest, 1)))
    with pytest.raises(Invalid, match="读不出来"):
        word_import.read_docx(path, tmp_path)


def test_what_is_no_word_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(Invalid, match="损坏"):
        word_import.read_docx(tmp_path / "a.docx", tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "旧版 .doc"),
        (b"%PDF-1.7", "这是 PDF"),
        (b"{\\rtf1", "这是 .rtf"),
        (b"\xff\xd8\xff\xe0", "这是一张图片，不是 Word 文档"),
        (b"\x89PNG\r\n", "这是一张图片，不是 Word 文档"),
        ("纯文字".encode(), "这不是 Word 文档"),
        (b"", "这不是 Word 文档"),
    ],
)
def test_other_files_are_called_what_they_are(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.docx").write_bytes(content)
    with pytest.raises(Invalid, match=said):
        word_import.read_docx(tmp_path / "a.docx", tmp_path)


def test_five_megabytes_of_pictures_cost_little_memory(read: Read) -> None:
    document = docx.Document()
    for number in range(5):
        noise = BytesIO()
        Image.effect_noise((1000, 1000), 90 + number).convert("RGB").save(noise, "JPEG", quality=92)
        document.add_paragraph("正文。" * 60)
        document.add_picture(noise)
    tracemalloc.start()
    made = read(document)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(made.pictures) == 5
    assert peak < 40 * 1024 * 1024


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=ZH-CN><!--StartFragment-->
<h1 style='mso-pagination:widow-orphan'><span style='font-family:黑体'>一、基本案情<span lang=EN-US><o:p>
</o:p></span></span></h1>
<p class=MsoNormal style='text-indent:32.0pt;mso-char-indent-count:2.0'><span style='font-size:16.0pt;font-family:
仿宋_GB2312'>张某申请执行<b style='mso-bidi-font-weight:normal'>某公司</b>一
案，<span lang=EN-US>2018</span>年立案。<span
style='display:none;mso-hide:all'>内部意见</span><span lang=EN-US><o:p>
</o:p></span></span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US
style='font-family:Wingdings'><span style='mso-list:Ignore'>l<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]><span>查封房产</span></p>
<p class=MsoListParagraph style='margin-left:21.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>l<span>&nbsp;</span></span><![endif]>送达裁定</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;
</span></span><![endif]>第一项</p>
<table class=MsoTableGrid border=1><tr><td width=100 style='border:solid'><p class=MsoNormal>项<o:p></o:p></p></td>
<td><p class=MsoNormal>数</p></td></tr><tr><td><p>标的</p></td><td><p>10<span>万</span></p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/a.png"/></v:shape><![endif]--><![if
!vml]><img
src="file:///C:/Users/a/msohtmlclip1/01/clip_image002.png"><![endif]></p>
<p class=MsoNormal><a href="https://court.example/a" style='x'>公告</a>和<a
href="javascript:alert(1)">坏</a><del>删去</del></p>
<!--EndFragment--></body></html>"""
WPS = """<p class="MsoNormal" align="center" style="text-align:center;mso-pagination:none;"><b><span
style="mso-spacerun:'yes';font-family:方正小标宋;font-weight:bold;font-size:22.0000pt;"><font
 face="方正小标宋">老人拿回养老钱</font></span></b><b><span style="font-weight:bold;"><o:p></o:p></span></b></p>
<p class="MsoNormal" style="text-indent:32.0000pt;"><span style="font-family:仿宋;font-weight:normal;">正文<font
face="仿宋">一</font>，</span><span style="font-weight:700">重点</span><b style="font-weight:normal">不重</b>。</p>"""


def test_a_paste_from_word_is_plain_markdown() -> None:
    assert paste_clean(WORD) == (
        "## 一、基本案情\n\n张某申请执行**某公司**一案，2018年立案。\n\n- 查封房产\n- 送达裁定\n\n1. 第一项\n\n"
        "| 项 | 数 |\n| --- | --- |\n| 标的 | 10万 |\n\n[公告](https://court.example/a)和坏\n"
    )


@pytest.mark.parametrize("mark", ["<!--[if ", "<!--StartFragment-->", "<![if ", "<!--[if a]>", "<![endif "])
def test_marks_of_word_that_nothing_closes_hold_nobody_up(mark: str) -> None:
    begun = time.process_time()
    paste_clean(mark * 30_000)
    pictures_in(mark * 30_000)
    assert time.process_time() - begun < 3


def test_what_lies_between_words_own_marks_alone_is_taken() -> None:
    kept = "<p>甲</p><!--[if !mso]><p>乙</p><![endif]--><p>丙</p><![if !vml]><b>丁</b><![endif]>"
    assert paste_clean(f"<p>前</p><!--StartFragment-->{kept}<!--EndFragment--><p>后</p>") == "甲\n\n丙\n\n**丁**\n"


@pytest.mark.parametrize(
    ("source", "is_long"), [("字" * 2_000_001, True), ("&" * 80_001, True), ("<p>字" * 9000, False)]
)
def test_a_paste_is_too_long_by_its_characters_or_its_marks(source: str, is_long: bool) -> None:
    assert is_too_long(source) is is_long


def test_pictures_of_a_paste_are_counted_once() -> None:
    assert pictures_in(WORD) == 1
    assert pictures_in(WPS) == 0


def test_a_paste_from_wps_is_plain_markdown() -> None:
    assert paste_clean(WPS) == "**老人拿回养老钱**\n\n正文一，**重点**不重。\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("", ""),
        ("  \n ", ""),
        ("纯文字", "纯文字\n"),
        ("<script>alert(1)</script>", ""),
        ("<p>一<p>二", "一\n\n二\n"),
        ("<p>\x00控\x0b制</p>", "控制\n"),
        ("<!--[if gte mso 9]><p>条件</p><![endif]-->", ""),
        ("<b>" * 100 + "深", "**深**\n"),
        ("<img src=x onerror=alert(1)>图", "图\n"),
        ("<!--没有完", ""),
    ],
)
def test_any_paste_is_taken(source: str, text: str) -> None:
    assert paste_clean(source) == text


def filled(path: Path, inside: str) -> None:
    """A document whose text is `inside` as well."""
    plain = BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            is_text = name == "word/document.xml"
            target.writestr(name, content.replace(b"<w:sectPr", f"{inside}<w:sectPr".encode()) if is_text else content)


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p/>" * 20_001,
        "<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 150_000,
        f"<w:p>{'<w:r/>' * 100_000}</w:p>",
        f"<w:p><w:r><w:t>{'&amp;' * 90_000}</w:t></w:r></w:p>",
    ],
)
def test_a_small_file_of_very_many_pieces_is_refused_soon(tmp_path: Path, inside: str) -> None:
    filled(tmp_path / "a.docx", inside)
    begun = time.process_time()
    with pytest.raises(Invalid, match="文字太长"):
        word_import.read_docx(tmp_path / "a.docx", tmp_path)
    assert time.process_time() - begun < 3


def test_of_many_pictures_the_first_come_and_the_others_are_said(tmp_path: Path) -> None:
    document = docx.Document()
    for number in range(5):
        document.add_picture(str(samples.jpeg(tmp_path / f"{number}.jpg")))
        document.add_paragraph(f"第{number}段。")
    document.save(str(tmp_path / "many.docx"))
    made = word_import.read_docx(tmp_path / "many.docx", tmp_path, most_pictures=3)
    assert [one.name for one in made.pictures] == ["word-1", "word-2", "word-3"]
    assert made.text.count("![") == 3
    assert "第4段。" in made.text
    assert made.dropped == ("第3张以后的图片 2 张（一篇稿件最多3个附件）",)

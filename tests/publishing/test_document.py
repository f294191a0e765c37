"""The exported document is a page by GB/T 9704-2012: in its own elements, and as LibreOffice sets it."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import docx
import pypdf
import pytest

from publicity.errors import Invalid
from publicity.publishing import document, document_layout
from publicity.publishing.article import Article, Credits, Picture
from publicity.publishing.document import Sheet
from publicity.publishing.title_lines import title_lines
from tests.media import samples

LAYOUTS = Path(__file__).resolve().parents[2] / "content" / "layouts"
LAYOUT = document_layout.load(LAYOUTS / "gb9704.yaml")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = Sheet(
    number="澄法〔2018〕4号",
    recipients="各区、县人民法院",
    issuer="澄江市中级人民法院",
    signed_on=date(2018, 4, 8),
    attachments=("名单", "统计表"),
    copies="市委政法委",
    printer="澄江市中级人民法院办公室",
    printed_on=date(2018, 4, 9),
)
TEXT = """# 一、基本案情

张某申请执行**某公司**一案，第一行。
第二行。

## （一）查封情况

（二）拍卖情况

（三）这一段虽以序号开头，却是一句完整的话。

### 措施

| 项目 | 金额 |
|------|------|
| 标的 | 10万元 |

![现场](media:1 "执行现场")

- 甲

1. 第一项
2. 第二项

> 法官说法
"""


def part(made: bytes, name: str) -> Element:
    with zipfile.ZipFile(BytesIO(made)) as archive:
        return ElementTree.fromstring(archive.read(name))


def paragraphs(made: bytes) -> list[tuple[str, str, float]]:
    """Text, Chinese face and size in pt of each paragraph that has text."""
    rows = []
    for paragraph in docx.Document(BytesIO(made)).paragraphs:
        if paragraph.text:
            run = paragraph.runs[-1]
            face = run._r.rPr.rFonts.get(f"{W}eastAsia") if run._r.rPr is not None else ""
            rows.append((paragraph.text, face, run.font.size.pt if run.font.size else 0))
    return rows


@pytest.fixture
def article(tmp_path: Path) -> Article:
    picture = Picture("1", samples.jpeg(tmp_path / "a.jpg", 1600, 1200, with_place=True), "现场", "", "李某 摄")
    return Article("老人拿回养老钱", TEXT, credits=Credits("澄江市人民法院", "李某"), pictures=(picture,))


def test_the_sheet_and_its_grid(article: Article) -> None:
    section = part(document.make(article, LAYOUT), "word/document.xml").find(f".//{W}sectPr")
    assert section is not None

    def numbers(tag: str, *names: str) -> list[int]:
        element = section.find(f"{W}{tag}")
        assert element is not None
        return [int(element.get(f"{W}{name}", "-1")) for name in names]

    twips = 1440 / 25.4
    assert numbers("pgSz", "w", "h") == [11906, 16838]
    margins = numbers("pgMar", "top", "bottom", "left", "right")
    assert margins == pytest.approx([37 * twips, 35 * twips, 28 * twips, 26 * twips], abs=1)
    pitch, space = numbers("docGrid", "linePitch", "charSpace")
    assert section.find(f"{W}docGrid").get(f"{W}type") == "linesAndChars"  # type: ignore[union-attr]
    assert 22 * pitch <= 225 * twips < 23 * pitch
    assert 28 * (16 + space / 4096) * 20 == pytest.approx(156 * twips, abs=2)


def test_no_theme_font_is_left_and_the_language_is_chinese(article: Article) -> None:
    made = document.make(article, LAYOUT, SHEET)
    for name in ("word/styles.xml", "word/document.xml"):
        for fonts in part(made, name).iter(f"{W}rFonts"):
            assert not [key for key in fonts.attrib if key.endswith("Theme")]
    languages = [element.get(f"{W}eastAsia") for element in part(made, "word/styles.xml").iter(f"{W}lang")]
    assert languages
    assert set(languages) == {"zh-CN"}


def test_faces_and_sizes_by_level(article: Article) -> None:
    shown = {text: (face, size) for text, face, size in paragraphs(document.make(article, LAYOUT, SHEET))}
    assert shown["老人拿回养老钱"] == ("方正小标宋简体", 22)
    assert shown["一、基本案情"] == ("黑体", 16)
    assert shown["（一）查封情况"] == ("楷体_GB2312", 16)
    assert shown["（二）拍卖情况"] == ("楷体_GB2312", 16)
    assert shown["（三）这一段虽以序号开头，却是一句完整的话。"] == ("仿宋_GB2312", 16)
    assert shown["措施"] == ("仿宋_GB2312", 16)
    assert shown["法官说法"] == ("楷体_GB2312", 16)
    assert shown["执行现场 李某 摄"] == ("楷体_GB2312", 12)
    assert shown["1.第一项"] == ("仿宋_GB2312", 16)
    assert shown["张某申请执行某公司一案，第一行。\n第二行。"] == ("仿宋_GB2312", 16)


def test_page_numbers_stand_outside(article: Article) -> None:
    made = document.make(article, LAYOUT)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        footers = {
            name: archive.read(name).decode() for name in archive.namelist() if "footer" in name and "rels" not in name
        }
    sides = sorted(re.findall(r'<w:jc w:val="(\w+)"', "".join(footers.values())))
    assert sides == ["left", "right"]
    for content in footers.values():
        assert "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", content)) == "— 1 —"
        assert " PAGE " in content
        assert 'w:eastAsia="宋体"' in content
        assert '<w:sz w:val="28"/>' in content
    assert part(made, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None


def test_the_marks_of_an_official_document(article: Article) -> None:
    texts = [text for text, _face, _size in paragraphs(document.make(article, LAYOUT, SHEET))]
    assert texts[:3] == ["澄法〔2018〕4号", "老人拿回养老钱", "各区、县人民法院："]
    assert "附件：1. 名单" in texts
    assert "\u3000\u3000\u30002. 统计表" in texts
    assert texts[-5:-3] == ["澄江市中级人民法院", "2018年4月8日"]
    assert texts[-3] == "（来源：澄江市人民法院\u3000供稿：李某）"
    assert texts[-2:] == ["抄送：市委政法委。", "澄江市中级人民法院办公室\t2018年4月9日印发"]


def test_a_bare_story_has_none_of_them(article: Article) -> None:
    texts = "".join(text for text, _face, _size in paragraphs(document.make(article, LAYOUT)))
    assert "附件" not in texts
    assert "抄送" not in texts


def test_tables_and_pictures_are_kept_and_stripped(article: Article) -> None:
    made = document.make(article, LAYOUT)
    opened = docx.Document(BytesIO(made))
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["项目", "金额"],
        ["标的", "10万元"],
    ]
    shape = opened.inline_shapes[0]
    assert shape.width.mm == pytest.approx(110 * 4 / 3, abs=0.5)
    assert shape._inline.docPr.get("descr") == "现场"
    with zipfile.ZipFile(BytesIO(made)) as archive:
        images = [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]
    assert len(images) == 1
    assert b"Exif" not in images[0]


def test_a_picture_that_the_text_does_not_place_is_not_lost(article: Article) -> None:
    made = document.make(Article("题", "正文。", pictures=article.pictures), LAYOUT)
    assert len(docx.Document(BytesIO(made)).inline_shapes) == 1


def test_hostile_characters_do_not_break_the_file() -> None:
    made = document.make(
        Article("题\x00\x0b<&>", "正文\x01<script>&\ud800", credits=Credits("源\x02")), LAYOUT, Sheet("号\x03")
    )
    texts = [text for text, _face, _size in paragraphs(made)]
    assert "题<&>" in texts
    assert "正文<script>&" in texts


@pytest.mark.parametrize(
    ("text", "tag", "level"),
    [
        ("一、基本案情", "h2", 1),
        ("基本案情", "h2", 1),
        ("基本案情", "h3", 2),
        ("（一）查封", "h2", 2),
        ("1.查封", "h2", 3),
        ("（1）查封", "h4", 4),
        ("一、基本案情", "p", 1),
        ("一、案件已经执结。", "p", 0),
        ("（二）" + "很" * 40, "p", 0),
        ("1.5万元已经到位", "h2", 1),
        ("正文", "p", 0),
    ],
)
def test_the_level_of_a_heading(text: str, tag: str, level: int) -> None:
    assert document.heading_level(text, tag) == level


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("短标题", ["短标题"]),
        (
            "澄江市中级人民法院关于开展“决胜执行难”集中执行专项行动宣传工作的情况通报",
            ["澄江市中级人民法院关于开展“决胜执行难”", "集中执行专项行动宣传工作的情况通报"],
        ),
        ("关于2018年7月12日执行活动的情况通报及有关要求", ["关于2018年7月12日", "执行活动的情况通报及有关要求"]),
    ],
)
def test_a_long_title_is_cut_where_it_reads_well(title: str, lines: list[str]) -> None:
    assert title_lines(title, 20) == lines


@pytest.mark.parametrize("length", [1, 19, 20, 21, 39, 40, 41, 61, 100])
def test_every_line_of_a_title_fits_and_nothing_is_lost(length: int) -> None:
    title = ("执行" * 100)[:length]
    lines = title_lines(title, 20)
    assert "".join(lines) == title
    assert max(map(len, lines)) <= 20
    assert len(lines) == -(-length // 20)


def test_a_variant_is_only_a_file(article: Article) -> None:
    wide = document_layout.load(LAYOUTS / "wide.yaml")
    section = part(document.make(article, wide), "word/document.xml").find(f".//{W}sectPr")
    assert section is not None
    grid = section.find(f"{W}docGrid")
    assert grid is not None
    assert grid.get(f"{W}linePitch") == "660"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace("  body:", "  bodies:"), "body"),
        (lambda text: text.replace("left: 28", "left: 200"), "页边距"),
    ],
)
def test_a_layout_with_a_fault_says_which(tmp_path: Path, change: Callable[[str], str], said: str) -> None:
    broken = tmp_path / "a.yaml"
    broken.write_text(change((LAYOUTS / "gb9704.yaml").read_text(encoding="utf8")), encoding="utf8")
    with pytest.raises(Invalid, match=said):
        document_layout.load(broken)


@pytest.mark.libreoffice
def test_libreoffice_sets_22_lines_of_28_characters_on_a4(tmp_path: Path) -> None:
    text = "执行法院依法查封被执行人名下房产并送达限制消费令" * 100
    (tmp_path / "a.docx").write_bytes(document.make(Article("题", text), LAYOUT, SHEET))
    office = shutil.which("soffice") or "soffice"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = pypdf.PdfReader(tmp_path / "a.pdf").pages
    point = 72 / 25.4
    assert [float(side) for side in pages[0].mediabox] == pytest.approx([0, 0, 210 * point, 297 * point], abs=0.5)

    placed: list[tuple[float, float, str]] = []

    def note(said: str, outer: list[float], inner: list[float], _font: object, _size: float) -> None:
        if said.strip():
            placed.append((inner[4] * outer[0] + outer[4], inner[5] * outer[3] + outer[5], said.strip()))

    pages[1].extract_text(visitor_text=note)
    body = [row for row in placed if len(row[2]) > 3]
    assert [len(said) for _x, _y, said in body] == [28] * 22
    assert {round(x) for x, _y, _said in body} == {round(28 * point) + 1}
    steps = [above[1] - below[1] for above, below in zip(body, body[1:], strict=False)]
    assert steps == pytest.approx([225 * point / 22] * 21, abs=0.2)
    assert 297 * point - body[0][1] > 37 * point
    assert body[-1][1] > 35 * point
    number = [row for row in placed if len(row[2]) <= 3]
    assert "".join(said for _x, _y, said in number) == "—2—"
    assert number[0][0] == pytest.approx(28 * point + 14, abs=2)
    assert max(y for _x, y, _said in number) < 28 * point

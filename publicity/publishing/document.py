"""A story as a Word document by GB/T 9704-2012."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Final

import docx
import lxml.html
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement

from publicity.lib import html, markdown
from publicity.media import pictures
from publicity.publishing.article import Article, Picture
from publicity.publishing.document_layout import Font, Layout
from publicity.publishing.document_page import imprint, indent, line_pitch, prepare, set_font
from publicity.publishing.title_lines import title_lines

_MARKS: Final = (
    (re.compile(r"[一二三四五六七八九十百]+、"), 1),
    (re.compile(r"（[一二三四五六七八九十百]+）"), 2),
    (re.compile(r"\d{1,2}[.．](?!\d)"), 3),
    (re.compile(r"（\d{1,2}）"), 4),
)
_BY_TAG: Final = ("h2", "h3", "h4", "h5", "h6")
_LONGEST_HEADING: Final = 40
_TALLEST_PICTURE: Final = 110  # mm
_PX_TO_MM: Final = 25.4 / 96
_CONTENTS: Final = frozenset({"tr", "thead", "tbody"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an official document carries besides its text (GB/T 9704-2012 §7); what is "" or empty is left out.

    `number` 发文字号, `recipients` 主送机关, `issuer` and `signed_on` 署名 and 成文日期, `attachments` their titles,
    `copies` 抄送机关, `printer` and `printed_on` 印发机关 and 印发日期.
    """

    number: str = ""
    recipients: str = ""
    issuer: str = ""
    signed_on: date | None = None
    attachments: tuple[str, ...] = ()
    copies: str = ""
    printer: str = ""
    printed_on: date | None = None


def make(article: Article, layout: Layout, sheet: Sheet = Sheet()) -> bytes:
    """The article as a .docx; pictures stripped and fitted to the type area, those not in the text after it."""
    document = docx.Document()
    prepare(document, layout)
    _properties(document, article)
    writer = _Writer(document, layout, article)
    writer.head(sheet)
    writer.body()
    writer.foot(sheet)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def chinese_day(day: date) -> str:
    """2018年4月8日: Arabic digits, no leading zero (GB/T 9704-2012 §7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def heading_level(text: str, tag: str) -> int:
    """1 to 4 for a heading, 0 for body text: by its number (一、（一）1.（1）), else by its HTML element.

    A short paragraph that begins with 一、 or （一） and does not end as a sentence is a heading without being marked.
    """
    level = next((found for mark, found in _MARKS if mark.match(text)), 0)
    if tag in _BY_TAG:
        return level or min(_BY_TAG.index(tag) + 1, 4)
    is_title = level in {1, 2} and len(text) <= _LONGEST_HEADING and not re.search(r"[。；！？：，]$", text)
    return level if is_title else 0


def _properties(document: Document, article: Article) -> None:
    properties = document.core_properties
    properties.title, properties.author = (
        html.xml_text(article.title)[:255],
        html.xml_text(article.credits.source)[:255],
    )
    properties.comments, properties.last_modified_by, properties.language = "", "", "zh-CN"
    moment = datetime.combine(article.day or date(2000, 1, 1), time())
    properties.created = properties.modified = moment


class _Writer:
    """Puts the parts of the article one after another into the document."""

    def __init__(self, document: Document, layout: Layout, article: Article) -> None:
        self._document = document
        self._layout = layout
        self._article = article
        self._pictures = {picture.id: picture for picture in article.pictures}
        self._placed: set[str] = set()

    def head(self, sheet: Sheet) -> None:
        if sheet.number:
            self._line(sheet.number, "body", side=WD_ALIGN_PARAGRAPH.CENTER)
        per_line = int(self._layout.text_width / (self._layout.fonts["title"].size * 20))
        for line in title_lines(html.xml_text(self._article.title), per_line):
            self._line(line, "title", side=WD_ALIGN_PARAGRAPH.CENTER)
        self._line("", "body")
        if sheet.recipients:
            self._line(f"{sheet.recipients.rstrip('：:')}：", "body")

    def body(self) -> None:
        shown = markdown.render(self._article.text, media_url=lambda name: f"/{name}" if name in self._pictures else "")
        for block in lxml.html.fragment_fromstring(shown, create_parent="div"):
            self._block(block, "body")
        for picture in self._article.pictures:
            if picture.id not in self._placed:
                self._picture(picture, picture.caption)

    def foot(self, sheet: Sheet) -> None:
        self._attachments(sheet.attachments)
        self._signature(sheet)
        credits = self._credits()
        if credits:
            self._line("", "body")
            self._line(f"（{credits}）", "body", first=2)
        rows = self._imprint_rows(sheet)
        if rows:
            imprint(self._document, self._layout, rows)
            self._document.add_paragraph()

    def _block(self, element: HtmlElement, style: str) -> None:
        tag = str(element.tag)
        if tag in {"ul", "ol"}:
            self._list(element, style)
        elif tag == "table":
            self._table(element)
        elif tag == "figure":
            self._figure(element)
        elif tag == "blockquote":
            for child in element:
                self._block(child, "quote")
        elif tag != "hr":
            self._paragraph(element, style)

    def _paragraph(self, element: HtmlElement, style: str, lead: str = "") -> None:
        text = " ".join(element.text_content().split())
        level = heading_level(text, str(element.tag)) if not lead else 0
        paragraph = self._line("", "body", first=2)
        if level:
            paragraph.paragraph_format.keep_with_next = True
        font = self._layout.fonts[f"level{level}" if level else style]
        if lead:
            set_font(paragraph.add_run(lead), font, self._layout)
        self._runs(paragraph, element, font)

    def _runs(self, paragraph: Paragraph, element: HtmlElement, font: Font, *, bold: bool = False) -> None:
        self._run(paragraph, element.text, font, bold=bold)
        for child in element:
            tag = str(child.tag)
            if tag == "br":
                paragraph.add_run().add_break()
            elif tag == "img":
                self._placed.add(str(child.get("src"))[1:])
                self._inline_picture(paragraph, self._pictures[str(child.get("src"))[1:]])
            elif tag not in html.BLOCKS:
                face = self._layout.fonts["quote"] if tag in {"em", "i"} else font
                self._runs(paragraph, child, face, bold=bold or tag in {"strong", "b"})
            elif tag == "p":
                self._runs(paragraph, child, font, bold=bold)
            self._run(paragraph, child.tail, font, bold=bold)

    def _run(self, paragraph: Paragraph, text: str | None, font: Font, *, bold: bool) -> None:
        said = re.sub(r"[ \t]*\n[ \t]*", "", text or "")
        if said:
            run = paragraph.add_run(said)
            set_font(run, font, self._layout)
            run.font.bold = bold or None

    def _list(self, element: HtmlElement, style: str) -> None:
        number = int(element.get("start") or 1)
        for item in element.iterchildren("li"):
            self._paragraph(item, style, f"{number}." if element.tag == "ol" else "· ")
            number += 1
            for inner in item.iterchildren("ul", "ol"):
                self._list(inner, style)

    def _table(self, element: HtmlElement) -> None:
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in element.iter("tr")]
        width = max((len(row) for row in rows), default=0)
        if not width:
            return
        table = self._document.add_table(rows=len(rows), cols=width)
        table.style = self._document.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, given in zip(row.cells, cells, strict=False):
                self._cell(cell, given)

    def _cell(self, cell: _Cell, given: HtmlElement) -> None:
        paragraph = cell.paragraphs[0]
        line_pitch(paragraph, self._layout, 0.8)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if given.tag == "th" else WD_ALIGN_PARAGRAPH.LEFT
        self._runs(paragraph, given, self._layout.fonts["table"], bold=given.tag == "th")

    def _figure(self, element: HtmlElement) -> None:
        image = element.find(".//img")
        if image is None:
            self._paragraph(element, "body")
            return
        picture = self._pictures[str(image.get("src"))[1:]]
        self._picture(picture, element.findtext("figcaption") or picture.caption)

    def _picture(self, picture: Picture, caption: str) -> None:
        self._placed.add(picture.id)
        paragraph = self._document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = bool(caption)
        paragraph.paragraph_format.line_spacing = 1.0
        self._inline_picture(paragraph, picture)
        said = " ".join(part for part in (caption, picture.credit) if part)
        if said:
            self._line(said, "caption", side=WD_ALIGN_PARAGRAPH.CENTER)

    def _inline_picture(self, paragraph: Paragraph, picture: Picture) -> None:
        made = pictures.page(picture.path)
        page = self._layout.page
        width = min(page.width - page.left - page.right, made.width * _PX_TO_MM)
        width = min(width, _TALLEST_PICTURE * made.width / made.height)
        shown = paragraph.add_run().add_picture(BytesIO(made.data), width=Mm(width))
        shown._inline.docPr.set("descr", html.xml_text(picture.alt or picture.caption))

    def _attachments(self, titles: tuple[str, ...]) -> None:
        if titles:
            self._line("", "body")
        for number, title in enumerate(titles, start=1):
            mark = f"{number}. " if len(titles) > 1 else ""
            word = self._layout.words["attachments"] if number == 1 else "\u3000" * 3
            self._line(f"{word}{mark}{title}", "body", first=2)

    def _signature(self, sheet: Sheet) -> None:
        """The issuer stands centred over the date, the date four characters from the right (§7.3.5)."""
        if not sheet.issuer and not sheet.signed_on:
            return
        day = chinese_day(sheet.signed_on) if sheet.signed_on else ""
        over = (_width(day) - _width(sheet.issuer)) / 2
        issuer_right, day_right = (4 + over, 4.0) if over > -2 else (2.0, 2 - over)
        self._line("", "body")
        self._line("", "body")
        for text, right in ((sheet.issuer, issuer_right), (day, day_right)):
            if text:
                self._line(text, "body", side=WD_ALIGN_PARAGRAPH.RIGHT, right=right)

    def _credits(self) -> str:
        named = ("source", "supplied", "editor", "proofreader", "reviewer")
        said = [(self._layout.words[name], getattr(self._article.credits, name)) for name in named]
        return "\u3000".join(f"{word}：{name}" for word, name in said if name)

    def _imprint_rows(self, sheet: Sheet) -> list[tuple[str, str]]:
        rows = []
        if sheet.copies:
            rows.append((f"{self._layout.words['copies']}{sheet.copies.rstrip('。')}。", ""))
        if sheet.printer or sheet.printed_on:
            day = f"{chinese_day(sheet.printed_on)}{self._layout.words['printed']}" if sheet.printed_on else ""
            rows.append((sheet.printer, day))
        return rows

    def _line(
        self,
        text: str,
        style: str,
        *,
        side: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY,
        first: float = 0,
        right: float = 0,
    ) -> Paragraph:
        paragraph = self._document.add_paragraph()
        paragraph.alignment = side
        if first or right:
            indent(paragraph, self._layout, first=first, right=right)
        if text:
            set_font(paragraph.add_run(html.xml_text(text)), self._layout.fonts[style], self._layout)
        return paragraph


def _width(text: str) -> float:
    return sum(1.0 if ord(character) > 0x2E7F else 0.5 for character in text)

"""The sheet under an exported document: size, grid, fonts, page numbers and 版记, as Word's own elements."""

from typing import Final, cast

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.etree import _Element

from publicity.publishing.document_layout import TWIPS_PER_MM, Font, Layout

_THEME: Final = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_AFTER_SPACING: Final = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:vertAlign", "w:lang")
# What must stand after an element that is put in, by the order of ISO/IEC 29500-1 §17.3.
_AFTER_SNAP: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr", "w:sectPr")
_AFTER_RULES: Final = ("w:shd", "w:tabs", *_AFTER_SNAP)
_AFTER_FRAME: Final = ("w:widowControl", "w:numPr", "w:pBdr", *_AFTER_RULES)
_RULE_THICK: Final = 8  # eighths of a point: 0.35 mm, GB/T 9704-2012 §7.4.1
_RULE_THIN: Final = 6  # 0.25 mm


def prepare(document: Document, layout: Layout) -> None:
    """Give the empty document its sheet, grid, base font and page numbers."""
    _clear_themes(document)
    _base_style(document, layout)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(layout.page.width), Mm(layout.page.height)
    section.top_margin, section.bottom_margin = Mm(layout.page.top), Mm(layout.page.bottom)
    section.left_margin, section.right_margin = Mm(layout.page.left), Mm(layout.page.right)
    section.footer_distance, section.header_distance, section.gutter = Mm(layout.footer), Mm(15), Mm(0)
    _grid(section._sectPr, layout)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], layout, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], layout, WD_ALIGN_PARAGRAPH.LEFT)


def set_font(run: Run, font: Font, layout: Layout, *, latin: str = "") -> None:
    """Name the faces outright: Chinese `font`, the rest `latin` or the layout's; sizes in pt."""
    run.font.size = Pt(font.size)
    properties = run._r.get_or_add_rPr()
    _faces(properties, font.face, latin or layout.latin)
    if font.size != layout.fonts["body"].size:
        _spacing(properties, 0)


def line_pitch(paragraph: Paragraph, layout: Layout, lines: float) -> None:
    """Set the paragraph's lines `lines` pitches of the page apart, exactly."""
    paragraph.paragraph_format.line_spacing = Twips(round(layout.pitch * lines))


def indent(
    paragraph: Paragraph, layout: Layout, *, first: float = 0, left: float = 0, right: float = 0, size: float = 0
) -> None:
    """Indents in characters, of the body grid or of a font of `size` pt."""
    width = size * 20 or layout.character
    element = paragraph._p.get_or_add_pPr().get_or_add_ind()
    for name, count in (("firstLine", first), ("left", left), ("right", right)):
        if count:
            element.set(qn(f"w:{name}Chars"), str(round(count * 100)))
            element.set(qn(f"w:{name}"), str(round(count * width)))


def imprint(document: Document, layout: Layout, rows: list[tuple[str, str]]) -> None:
    """版记 at the foot of the last page: rows of left and right words between rules (GB/T 9704-2012 §7.4).

    Each row stands in a frame of its own, placed from the page's edge: so Word, WPS and LibreOffice all set it.
    """
    font = layout.fonts["imprint"]
    per_line = int(layout.text_width / (font.size * 20)) - 2
    heights = [max(1, -(-len(left + right) // per_line)) * layout.pitch for left, right in rows]
    top = round((layout.page.height - layout.page.bottom) * TWIPS_PER_MM) - sum(heights)
    for number, (left, right) in enumerate(rows):
        paragraph = document.add_paragraph()
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(_frame(layout, top + sum(heights[:number])), *_AFTER_FRAME)
        properties.insert_element_before(_rules(number, len(rows)), *_AFTER_RULES)
        indent(paragraph, layout, left=1, right=1, size=font.size)
        paragraph.paragraph_format.tab_stops.add_tab_stop(
            Twips(round(layout.text_width - font.size * 20)), WD_TAB_ALIGNMENT.RIGHT
        )
        set_font(paragraph.add_run(f"{left}\t{right}" if right else left), font, layout)


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement(tag))
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def _frame(layout: Layout, top: int) -> BaseOxmlElement:
    return _element(
        "w:framePr", w=str(layout.text_width), wrap="around", vAnchor="page", hAnchor="margin", x="1", y=str(top)
    )


def _rules(number: int, count: int) -> BaseOxmlElement:
    """Thick above the first row and below the last, thin between."""
    borders = _element("w:pBdr")
    sides = [("top", _RULE_THIN if number else _RULE_THICK)]
    if number == count - 1:
        sides.append(("bottom", _RULE_THICK))
    for side, size in sides:
        borders.append(_element(f"w:{side}", val="single", sz=str(size), space="1", color="000000"))
    return borders


def _clear_themes(document: Document) -> None:
    """Theme fonts win over named ones, so they go; the language of Chinese text is said to be zh-CN."""
    styles = document.styles.element
    for fonts in styles.iter(qn("w:rFonts")):
        for name in _THEME:
            fonts.attrib.pop(qn(f"w:{name}"), None)
    for language in styles.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")


def _base_style(document: Document, layout: Layout) -> None:
    # The grid's character width counts from the font size of the style Normal.
    normal = document.styles["Normal"]
    font = layout.fonts["body"]
    normal.font.size = Pt(font.size)
    _faces(normal.element.get_or_add_rPr(), font.face, layout.latin)
    # LibreOffice gives a character wider than the grid's cell two cells. So the grid is declared, and the text keeps
    # to it by its own pitch and spacing, which every word processor sets alike.
    _spacing(normal.element.get_or_add_rPr(), layout.tightening)
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Twips(layout.pitch)
    form.widow_control = False
    normal.element.get_or_add_pPr().insert_element_before(_element("w:snapToGrid", val="0"), *_AFTER_SNAP)


def _spacing(properties: CT_RPr, twips: int) -> None:
    properties.insert_element_before(_element("w:spacing", val=str(twips)), *_AFTER_SPACING)


def _faces(properties: CT_RPr, face: str, latin: str) -> None:
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for name, value in (("ascii", latin), ("hAnsi", latin), ("eastAsia", face), ("cs", latin), ("hint", "eastAsia")):
        fonts.set(qn(f"w:{name}"), value)


def _grid(section: _Element, layout: Layout) -> None:
    for old in section.findall(qn("w:docGrid")):
        section.remove(old)
    pitch, space = str(layout.pitch), str(layout.character_space)
    section.append(_element("w:docGrid", type="linesAndChars", linePitch=pitch, charSpace=space))


def _page_number(paragraph: Paragraph, layout: Layout, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 5 — one character from the outer edge (GB/T 9704-2012 §7.5)."""
    font = layout.fonts["page_number"]
    paragraph.alignment = side
    on_the_right = side == WD_ALIGN_PARAGRAPH.RIGHT
    indent(paragraph, layout, right=1 if on_the_right else 0, left=0 if on_the_right else 1, size=font.size)
    for part in ("— ", None, " —"):
        run = paragraph.add_run(part or "")
        set_font(run, font, layout, latin=font.face)
        if part is None:
            _field(run, "PAGE")


def _field(run: Run, instruction: str) -> None:
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        if kind == "instruction":
            element = OxmlElement("w:instrText")
            element.text = f" {instruction} "
        elif kind == "shown":
            element = OxmlElement("w:t")
            element.text = "1"
        else:
            element = _element("w:fldChar", fldCharType=kind)
        run._r.append(element)

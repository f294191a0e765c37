"""What a browser hands over when somebody pastes from Word or WPS, as plain Markdown."""

import re
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from publicity.lib.html import xml_text
from publicity.lib.html_to_markdown import from_html, is_too_much
from publicity.stories.word_import import with_levels

_LONGEST: Final = 2_000_000
_CONDITIONAL: Final = re.compile(r"<!--\[if", re.IGNORECASE)
_CONDITIONAL_END: Final = re.compile(r"<!\[endif\]-->", re.IGNORECASE)
_CONDITION: Final = re.compile(r"<!\[(?:if|endif)[^<>]*\]>", re.IGNORECASE)
_FRAGMENT: Final = ("<!--StartFragment-->", "<!--EndFragment-->")
_RUBBISH: Final = ("//style", "//script", "//meta", "//link", "//title", "//xml", "//head", "//img", "//del")
_BOLD: Final = re.compile(r"(?<![\w-])font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_NOT_BOLD: Final = re.compile(r"(?<![\w-])font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_PICTURE: Final = re.compile(r"<img\b", re.IGNORECASE)
_LIST: Final = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_MARKER: Final = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_BULLETS: Final = frozenset("·•●○■□◆◇▪–-*oluvnqpwØ§ü➢✓")


def is_too_long(source: str) -> bool:
    """Whether cleaning it would hold up the desk."""
    return len(source) > _LONGEST or is_too_much(source)


def paste_clean(source: str) -> str:
    """The Markdown of pasted HTML: headings, lists, tables, bold and links stay; styles, comments, o:p, hidden text and
    pictures, which lie on the other machine, go. Never raises; "" where nothing readable is left."""
    inside = _fragment(_CONDITION.sub("", _unconditional(xml_text(source))))
    if not inside.strip():
        return ""
    root = lxml.html.fragment_fromstring(f"<div>{inside}</div>", create_parent="div")
    _remove_rubbish(root)
    for element in list(root.iter()):
        if isinstance(element, HtmlElement):
            _settle(element)
    _gather_lists(root)
    return with_levels(from_html(lxml.html.tostring(root, encoding="unicode")))


def pictures_in(source: str) -> int:
    """How many pictures the pasted HTML shows; what Word adds for older browsers is not counted twice."""
    return len(_PICTURE.findall(_unconditional(source)))


def _unconditional(source: str) -> str:
    """Without what only older browsers would show; found step by step, as one pattern would search anew from each."""
    kept, at = [], 0
    while (begun := _CONDITIONAL.search(source, at)) and (ended := _CONDITIONAL_END.search(source, begun.end())):
        kept.append(source[at : begun.start()])
        at = ended.end()
    return "".join([*kept, source[at:]])


def _fragment(body: str) -> str:
    """What was marked, between Word's two comments; all of it where they are not there."""
    begins, ends = _FRAGMENT
    start, end = body.find(begins), body.rfind(ends)
    return body[start + len(begins) : end] if 0 <= start < end else body


def _remove_rubbish(root: HtmlElement) -> None:
    doomed = [element for path in _RUBBISH for element in root.xpath(f".{path}")]
    doomed += [element for element in root.xpath(".//*[@style]") if _HIDDEN.search(element.get("style", ""))]
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()


def _settle(element: HtmlElement) -> None:
    """Bold by style becomes an element, bold by element that its style takes back is none."""
    style = element.get("style", "")
    if element.tag in {"b", "strong"} and _NOT_BOLD.search(style):
        element.tag = "span"
    elif element.tag == "span" and _BOLD.search(style):
        element.tag = "strong"


def _gather_lists(root: HtmlElement) -> None:
    """Word pastes list items as paragraphs with their marker in a span: bullets become items, numbers stay as typed."""
    for paragraph in root.xpath(".//p[contains(@style, 'mso-list')]"):
        found = _LIST.search(paragraph.get("style", ""))
        marker = _take_marker(paragraph)
        if not found or not marker:
            continue
        if marker in _BULLETS:
            _as_item(paragraph)
        else:
            paragraph.text = f"{marker} {(paragraph.text or '').lstrip()}"


def _take_marker(paragraph: HtmlElement) -> str:
    for span in paragraph.xpath(".//*[contains(@style, 'mso-list')]"):
        if _MARKER.search(span.get("style", "")):
            marker = " ".join(span.text_content().split())
            span.drop_tree()
            return marker
    return ""


def _as_item(paragraph: HtmlElement) -> None:
    paragraph.tag = "li"
    paragraph.attrib.clear()
    before = paragraph.getprevious()
    tail, paragraph.tail = paragraph.tail, None
    if before is not None and before.tag == "ul" and not (before.tail or "").strip():
        before.append(paragraph)
        before.tail = tail
        return
    items = lxml.html.Element("ul")
    parent = paragraph.getparent()
    if parent is not None:
        parent.replace(paragraph, items)
        items.append(paragraph)
        items.tail = tail

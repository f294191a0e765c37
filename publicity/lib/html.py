"""HTML and XML text: cleaning foreign markup, reading its visible text, and making addresses absolute."""

import html as stdlib_html
import re
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urlsplit

import nh3

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TABLE: Final = frozenset({"table", "thead", "tbody", "tfoot", "tr"})
_PARTS: Final = frozenset({"p", "hr", "blockquote", "ul", "ol", "li", "figure", "figcaption"})
_INLINE: Final = frozenset({"a", "img", "br", "strong", "b", "em", "i", "u", "s", "sub", "sup", "code"})
TAGS: Final = (HEADINGS - {"h1"}) | _TABLE | {"td", "th"} | _PARTS | _INLINE
BLOCKS: Final = HEADINGS | _TABLE | _PARTS | {"div", "section"}
LINK_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_ATTRIBUTES: Final[Mapping[str, AbstractSet[str]]] = {
    "*": set(),
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
    "ol": {"start"},
}
_SWALLOWED: Final = {"script", "style", "template", "noscript", "iframe", "object", "title"}
_NUMBERS: Final = frozenset({"width", "height", "colspan", "rowspan", "start"})
_NUMBER: Final = re.compile(r"[0-9]{1,5}")
# nh3 escapes `>` inside attribute values, so on its output an element ends at the first `>`.
_IMAGE_WITHOUT_SOURCE: Final = re.compile(r"<img(?![^>]* src=)[^>]*>")
_LINK_WITHOUT_ADDRESS: Final = re.compile(r'<a rel="noopener">(.*?)</a>', re.DOTALL)
# XML 1.0 (fifth edition) production [2] Char: everything else may not stand in a document, not even escaped.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` without the characters that XML 1.0 §2.2 forbids (controls, lone surrogates, U+FFFE, U+FFFF)."""
    return _NOT_XML.sub("", text)


def escape(text: str) -> str:
    """`text` fit to stand in HTML or XML text and in double-quoted attributes."""
    return stdlib_html.escape(xml_text(text), quote=True)


def clean(html: str, *, images: Collection[str] = ()) -> str:
    """`html` reduced to `TAGS` with safe attributes; never raises.

    No class, id, style or event attribute survives; links keep an absolute http, https or mailto address and get
    `rel="noopener"`; a picture survives only when its address is, letter for letter, one of `images`.
    """
    own = frozenset(images)

    def attribute(_tag: str, name: str, value: str) -> str | None:
        if name == "href":
            return value if _is_safe_link(value) else None
        if name == "src":
            return value if value in own else None
        if name in _NUMBERS:
            return value if _NUMBER.fullmatch(value) else None
        return value

    cleaned = nh3.clean(
        xml_text(html),
        tags=TAGS,
        clean_content_tags=_SWALLOWED,
        attributes=_ATTRIBUTES,
        attribute_filter=attribute,
        link_rel="noopener",
        url_schemes=LINK_SCHEMES | {"media"},
    )
    return _LINK_WITHOUT_ADDRESS.sub(r"\1", _IMAGE_WITHOUT_SOURCE.sub("", cleaned))


def absolute(html: str, base_url: str) -> str:
    """Clean `html` with each relative address resolved against `base_url` (absolute, http or https)."""
    return nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags=_SWALLOWED,
        attributes=_ATTRIBUTES,
        link_rel="noopener",
        url_schemes=LINK_SCHEMES,
        url_relative=("rewrite_with_base", base_url),
    )


def visible_blocks(html: str, *, without: Collection[str] = ()) -> list[str]:
    """The visible text of each block in order, white space folded, blocks without text left out.

    Elements named in `without` are skipped with all they hold. A `<br>` ends a block like a paragraph does.
    """
    reader = _TextReader(frozenset(without))
    reader.feed(html)
    reader.close()
    reader.end_block()
    return reader.blocks


class _TextReader(HTMLParser):
    def __init__(self, without: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self._text: list[str] = []
        self._without = without
        self._skipping = 0

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in BLOCKS or tag == "br":
            self.end_block()
        elif tag in {"td", "th"} and self._text:
            self._text.append(" ")
        if tag in self._without:
            self._skipping += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.end_block()
        if tag in self._without and self._skipping:
            self._skipping -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self._text.append(data)

    def end_block(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if text:
            self.blocks.append(text)


def _is_safe_link(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    return parts.scheme.lower() in LINK_SCHEMES and bool(parts.netloc)

"""Clean HTML written as the Markdown that `lib.markdown` reads: headings, lists, tables, bold, links, pictures."""

import re
from collections.abc import Callable, Iterable
from typing import Final

import lxml.html
from lxml.html import HtmlElement

from publicity.lib import html

MOST_MARKS: Final = 80_000
_STRONG: Final = frozenset({"strong", "b"})
_LEVEL: Final = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_SPECIAL: Final = re.compile(r"([\\`*_])")
_LINK_LIKE: Final = re.compile(r"\[(?=[^\[\]]*\](?:\(|:|\[))")
_ENTITY: Final = re.compile(r"&(?=#?\w+;)")
_AT_LINE_START: Final = re.compile(r"^(:?)([#>+-])", re.MULTILINE)
_RULE_OF_SIGNS: Final = re.compile(r"^=", re.MULTILINE)
_CJK: Final = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’—…·]"
_BREAK_IN_CJK: Final = re.compile(rf"(?<={_CJK})[ \t]*\n[ \t]*(?={_CJK})")
# Private-use characters hold the place of ** until a paragraph is whole: seams between bold runs then close.
_OPEN: Final = "\ue000"
_CLOSE: Final = "\ue001"
_SEAM: Final = re.compile(f"{_CLOSE}([ ]*){_OPEN}")
_PLACES: Final = re.compile(f"[{_OPEN}{_CLOSE}]")


def is_too_much(source: str) -> bool:
    """Whether the HTML would take long to read: half a million of & or <li> take minutes, plain text none of it."""
    return source.count("<") + source.count("&") > MOST_MARKS


def from_html(source: str, *, images: Iterable[str] = ()) -> str:
    """The Markdown of any HTML, cleaned first; of pictures those stay whose `src` is one of `images`; italics go.

    h1 and h2 become `#`, and so on down. A table's first row is its heading; joined cells are parted. What a reader
    sees is the same before and after, numbers of lists included.
    """
    raised = re.sub(r"<(/?)h1\b", r"<\1h2", source, flags=re.IGNORECASE)
    cleaned = html.clean(raised, images=frozenset(images))
    if not cleaned.strip():
        return ""
    root = lxml.html.fragment_fromstring(cleaned, create_parent="div")
    return "\n\n".join(block for block in _blocks(root) if block.strip()).strip() + "\n"


def escape(text: str) -> str:
    """`text` with what Markdown would read as a sign marked as text; white space folded, none between 汉字."""
    folded = re.sub(r"[ \t\n\r\f\xa0]+", " ", _BREAK_IN_CJK.sub("", _PLACES.sub("", text)))
    return _ENTITY.sub("&amp;", _LINK_LIKE.sub(r"\\[", _SPECIAL.sub(r"\\\1", folded)))


def _blocks(element: HtmlElement) -> list[str]:
    """The block texts inside, loose text between blocks made paragraphs of its own."""
    blocks: list[str] = []
    loose = escape(element.text or "")
    for child in element:
        if child.tag in html.BLOCKS:
            blocks += [_paragraph(loose), *_block(child)]
            loose = escape(child.tail or "")
        else:
            loose += _inline(child) + escape(child.tail or "")
    return [*blocks, _paragraph(loose)]


def _block(element: HtmlElement) -> list[str]:
    tag = str(element.tag)
    if tag in _LEVEL:
        title = " ".join(_plain_inline(element).split()).replace("#", "\\#")
        return [f"{'#' * _LEVEL[tag]} {title}"] if title else []
    if tag in {"ul", "ol"}:
        return [_list(element)]
    if tag == "table":
        return [_table(element)]
    if tag == "blockquote":
        inside = "\n\n".join(block for block in _blocks(element) if block)
        return ["\n".join(f"> {line}".rstrip() for line in inside.splitlines())]
    if tag == "hr":
        return ["---"]
    if tag == "figure":
        return [_figure(element)]
    return _blocks(element)


def _paragraph(text: str) -> str:
    lines = [_PLACES.sub("**", _SEAM.sub(r"\1", line)).strip() for line in text.split("\n")]
    marked = _AT_LINE_START.sub(r"\1\\\2", "\n".join(line for line in lines if line))
    return _RULE_OF_SIGNS.sub("&#61;", marked)


def _inline(element: HtmlElement) -> str:
    tag = str(element.tag)
    if tag == "br":
        return "\n"
    if tag == "img":
        return _image(element, "")
    inside = escape(element.text or "")
    for child in element:
        inside += _inline(child) + escape(child.tail or "")
    if tag in _STRONG:
        return "\n".join(_bold(line) for line in _PLACES.sub("", inside).split("\n"))
    if tag == "a" and inside.strip():
        address = str(element.get("href", "")).replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return f"[{inside.strip()}]({address})"
    return inside


def _plain_inline(element: HtmlElement) -> str:
    """The inline text without emphasis, for headings; pictures inside are kept."""
    said = escape(element.text or "")
    for child in element:
        said += _image(child, "") if child.tag == "img" else (_plain_inline(child) if child.tag != "br" else " ")
        said += escape(child.tail or "")
    return said


def _bold(line: str) -> str:
    """Bold holds within one line, and its marks touch its words."""
    said = line.strip()
    if not said:
        return line
    before, after = line[: len(line) - len(line.lstrip())], line[len(line.rstrip()) :]
    return f"{before}{_OPEN}{said}{_CLOSE}{after}"


def _image(element: HtmlElement, caption: str) -> str:
    alt = re.sub(r"[\[\]\n]+", " ", escape(str(element.get("alt", "")))).strip()
    title = f' "{_quoted(caption)}"' if caption else ""
    return f"![{alt}]({element.get('src')}{title})"


def _quoted(text: str) -> str:
    return " ".join(text.replace('"', "”").replace("\\", "").split())


def _figure(element: HtmlElement) -> str:
    image = element.find(".//img")
    if image is None:
        return "\n\n".join(block for block in _blocks(element) if block)
    return _image(image, element.findtext("figcaption") or "")


def _list(element: HtmlElement) -> str:
    number = int(element.get("start") or 1)
    items = []
    for item in element.iterchildren("li"):
        mark = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        blocks = [block for block in _blocks(item) if block]
        items.append(_item(mark, blocks or [""]))
    return "\n".join(items)


def _item(mark: str, blocks: list[str]) -> str:
    tight = all(re.match(r"(- |\d+\. )", block) for block in blocks[1:])
    text = ("\n" if tight else "\n\n").join(blocks)
    lines = text.split("\n")
    return "\n".join([f"{mark}{lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])])


def _table(element: HtmlElement) -> str:
    rows = _grid(element)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return ""
    filled = [row + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _grid(element: HtmlElement) -> list[list[str]]:
    """The cells' texts by row; a cell over several columns or rows stands in the first of them."""
    rows: list[list[str]] = []
    below: dict[tuple[int, int], str] = {}
    for number, row in enumerate(element.iter("tr")):
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            while (number, len(cells)) in below:
                cells.append("")
            across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for step in range(1, down):
                below |= {(number + step, len(cells) + column): "" for column in range(across)}
            cells += [_cell(cell), *[""] * (across - 1)]
        rows.append(cells)
    return rows


def _span(cell: HtmlElement, name: str) -> int:
    return min(max(int(cell.get(name) or 1), 1), 50)


def _cell(cell: HtmlElement) -> str:
    said = " ".join(_paragraph(_inline_all(cell)).split())
    return said.replace("|", "\\|")


def _inline_all(element: HtmlElement) -> str:
    said = escape(element.text or "")
    for child in element:
        inner: Callable[[HtmlElement], str] = _inline_all if child.tag in html.BLOCKS else _inline
        said += f" {inner(child)} " if child.tag in html.BLOCKS else inner(child)
        said += escape(child.tail or "")
    return said

"""Markdown as stories are written in it: to safe HTML, to plain text and to a summary."""

import re
from collections.abc import Callable, Collection
from typing import Final
from xml.etree.ElementTree import Element, SubElement

import markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from publicity.lib import html

MEDIA_REFERENCE: Final = re.compile(r"media:([0-9A-Za-z][0-9A-Za-z_.-]{0,79})")
# Raw HTML is text here, four spaces are an indented paragraph and not code.
_LEFT_OUT_BLOCKS: Final = ("code",)
# Markdown looks for the end of each mark through the rest of the paragraph: minutes, where this product is beyond.
_MARKS: Final = re.compile(r"[\[*_`<&]")
_MARK_WORK: Final = 10_000_000
_PARAGRAPHS: Final = re.compile(r"\n[ \t]*\n")
# What Markdown makes a block of its own is one for us beforehand: it copies the rest of the paragraph at each of them.
_BLOCK_LINE: Final = re.compile(r"^(?P<quote>[> ]{0,40})(?:#|(?:=+|-+|(?:[ ]?[-*_]){3,})[ ]*$)")
_SENTENCE: Final = re.compile(r".+?(?:[。！？!?…]+[”’」』）)】]*|\.(?=\s|$)|$)", re.DOTALL)
_NOT_IN_A_SUMMARY: Final = frozenset({"h2", "h3", "h4", "h5", "h6", "table", "figure"})


def render(text: str, *, media_url: Callable[[str], str] | None) -> str:
    """Story Markdown (paragraphs, headings, lists, tables, links, pictures) as HTML that is safe to show; never raises.

    A text nested deeper, or with more marks in one paragraph, than Markdown can follow is shown as it was typed.

    A picture is written `![替代文字](media:ID "图说")`; `media_url(ID)` gives its address, "" where there is none.
    Pictures from elsewhere, and all of them when `media_url` is None, are left out with their words. The highest
    headings are h2, a line break is a line break, a line that begins with a full-width space is a paragraph of its own.
    """
    images: set[str] = set()
    readable = html.xml_text(text)
    return html.clean(_converted(readable, media_url, images), images=images)


def _converted(text: str, media_url: Callable[[str], str] | None, images: set[str]) -> str:
    if any(len(_MARKS.findall(part)) * len(part) > _MARK_WORK for part in _PARAGRAPHS.split(text)):
        return _as_typed(text)
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    for name in _LEFT_OUT_BLOCKS:
        converter.parser.blockprocessors.deregister(name)
    converter.preprocessors.register(_LinesApart(converter), "lines-apart", 24)
    converter.preprocessors.register(_IndentedParagraphs(converter), "indented", 25)
    converter.treeprocessors.register(_Headings(converter), "headings", 5)
    converter.treeprocessors.register(_Pictures(converter, media_url, images), "pictures", 4)
    try:
        return converter.convert(text)
    except RecursionError:
        return _as_typed(text)


def _as_typed(text: str) -> str:
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())


def plain(text: str) -> str:
    """What a reader sees of the Markdown `text`: one block a line, no markup, no pictures and no captions."""
    return "\n".join(_visible(text, {"figure"}))


def summary(text: str, limit: int) -> str:
    """The first whole sentences of the Markdown `text`, at most `limit` characters, headings and tables left out.

    Where the first sentence alone is longer it is cut and ends in “…”; "" where there is no sentence at all.
    """
    said = "".join(_visible(text, _NOT_IN_A_SUMMARY))
    kept = ""
    for sentence in _SENTENCE.findall(said):
        if len(kept) + len(sentence.rstrip()) > limit:
            break
        kept += sentence
    if kept.strip() or not said:
        return kept.strip()
    return said[: max(limit - 1, 0)].rstrip("，、；：, ") + "…" if limit > 0 else ""


def _visible(text: str, without: Collection[str]) -> list[str]:
    return html.visible_blocks(render(text, media_url=lambda name: f"/{name}"), without=without)


class _LinesApart(Preprocessor):
    """Headings and rules stand between empty lines, so that no paragraph holds thousands of them."""

    def run(self, lines: list[str]) -> list[str]:
        apart: list[str] = []
        for line in lines:
            found = _BLOCK_LINE.match(line)
            empty = found["quote"].rstrip() if found else ""
            if found and line[found.end("quote") :].startswith("#"):
                apart += [empty, line, empty]
            elif found:
                apart += [line, empty]
            else:
                apart.append(line)
        return apart


class _IndentedParagraphs(Preprocessor):
    """Chinese texts mark a paragraph by two full-width spaces and no empty line."""

    def run(self, lines: list[str]) -> list[str]:
        apart: list[str] = []
        for line in lines:
            if line.startswith("\u3000") and apart and apart[-1].strip():
                apart.append("")
            apart.append(line.lstrip("\u3000"))
        return apart


class _Headings(Treeprocessor):
    """The page's title is its h1, so a story's highest headings, whatever their level as typed, are h2."""

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in html.HEADINGS]
        highest = min((int(heading.tag[1]) for heading in headings), default=1)
        for heading in headings:
            heading.tag = f"h{min(int(heading.tag[1]) - highest + 2, 6)}"


class _Pictures(Treeprocessor):
    """Own pictures get their address, all others are left out; a picture alone becomes a figure."""

    def __init__(self, converter: markdown.Markdown, media_url: Callable[[str], str] | None, images: set[str]) -> None:
        super().__init__(converter)
        self._media_url = media_url
        self._images = images

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for image in [child for child in parent if child.tag == "img"]:
                self._settle(parent, image)
        for parent in list(root.iter()):
            for paragraph in [child for child in parent if child.tag == "p" and not _holds_anything(child)]:
                parent.remove(paragraph)
        for paragraph in [element for element in root.iter("p") if _is_picture_alone(element)]:
            _make_figure(paragraph)

    def _settle(self, parent: Element, image: Element) -> None:
        address = self._address(image.get("src", ""))
        if address:
            self._images.add(address)
            image.set("src", address)
        else:
            _take_out(parent, image)

    def _address(self, source: str) -> str:
        reference = MEDIA_REFERENCE.fullmatch(source)
        return self._media_url(reference.group(1)) if reference and self._media_url else ""


def _holds_anything(paragraph: Element) -> bool:
    return len(paragraph) > 0 or bool((paragraph.text or "").strip())


def _is_picture_alone(paragraph: Element) -> bool:
    return (
        len(paragraph) == 1
        and paragraph[0].tag == "img"
        and not (paragraph.text or "").strip()
        and not (paragraph[0].tail or "").strip()
    )


def _make_figure(paragraph: Element) -> None:
    image = paragraph[0]
    paragraph.tag, paragraph.text, image.tail = "figure", None, None
    caption = image.attrib.pop("title", "")
    if caption:
        SubElement(paragraph, "figcaption").text = caption


def _take_out(parent: Element, child: Element) -> None:
    said = child.tail or ""
    position = list(parent).index(child)
    if position:
        before = parent[position - 1]
        before.tail = (before.tail or "") + said
    else:
        parent.text = (parent.text or "") + said
    parent.remove(child)

"""What the reader of .docx makes of a document, put right before it becomes Markdown: notes, captions of pictures."""

import re
from typing import Final

import lxml.html
from lxml.html import HtmlElement

CAPTION: Final = "word-caption"
_NUMBER: Final = r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*(?:[:：.．、]|[ \u3000]|(?=[^\w]))"
_NUMBERED: Final = re.compile(rf"(?:图|图片|照片)\s*(?:{_NUMBER}|[:：])\s*")
_LONGEST: Final = 80


def put_right(made: str) -> tuple[str, dict[str, str]]:
    """The HTML without the arrows back from notes and without captions, and the `src` of each picture → its caption."""
    root = lxml.html.fragment_fromstring(made, create_parent="div")
    for link in root.xpath(".//a[contains(@href, 'note-ref-')]"):
        if link.text_content().strip() == "↑":
            link.drop_tree()
    captions = {}
    for paragraph in root.xpath(".//p[img]"):
        below = paragraph.getnext()
        images = paragraph.findall(".//img")
        if len(images) != 1 or paragraph.text_content().strip() or below is None or not _is_caption(below):
            continue
        said = " ".join(below.text_content().split())
        captions[str(images[0].get("src"))] = _NUMBERED.sub("", said, count=1) or said
        below.drop_tree()
    return "".join(lxml.html.tostring(child, encoding="unicode") for child in root), captions


def _is_caption(below: HtmlElement) -> bool:
    if below.tag != "p" or below.find(".//img") is not None:
        return False
    said = below.text_content().strip()
    is_numbered = bool(_NUMBERED.match(said)) and len(said) <= _LONGEST and not said.endswith("。")
    return bool(said) and (CAPTION in str(below.get("class", "")) or is_numbered)

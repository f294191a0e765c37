"""A story as a WeChat article: inline styles, only what survives there, pictures numbered in order, counters."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

from publicity.lib import html, markdown
from publicity.lib.files import safe_name
from publicity.media import pictures
from publicity.media.pictures import Cover, Crop
from publicity.publishing.article import Article, Picture
from publicity.publishing.wechat_style import Limits, Style

_CLAUSES = re.compile(r".*[，；：]", re.DOTALL)
_CLICKABLE = ("mp.weixin.qq.com",)
_SPANS = {"em": "em", "i": "em", "u": "u", "s": "s", "sup": "sup", "sub": "sub", "code": "code"}
_HEADINGS = {"h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}


@dataclass(frozen=True, slots=True)
class Count:
    """How long something is against both limits; in characters, `bytes` in bytes of UTF-8."""

    name: str
    length: int
    limits: Limits

    @property
    def fits_interface(self) -> bool:
        return self.length <= self.limits.interface

    @property
    def fits_editor(self) -> bool:
        return self.length <= self.limits.editor


@dataclass(frozen=True, slots=True)
class WechatArticle:
    """What is pasted: title, digest, body HTML; `pictures` by their numbers; `text_length` counts without tags."""

    title: str
    digest: str
    html: str
    pictures: tuple[Picture, ...]
    counts: tuple[Count, ...]
    text_length: int


def make(article: Article, style: Style, *, picture_url: Callable[[str], str]) -> WechatArticle:
    """The article for WeChat; `picture_url(id)` is where the desk shows the picture, for the preview and for pasting.

    Pictures that the text does not place follow after it. Links outside WeChat, which cannot be clicked there, become
    numbered notes at the end.
    """
    known = {picture.id: picture for picture in article.pictures}
    body = markdown.render(article.text, media_url=lambda name: f"/{name}" if name in known else "")
    writer = _Writer(style, known, picture_url)
    inside = writer.body(body)
    rest = [picture for picture in article.pictures if picture.id not in writer.placed]
    inside += "".join(writer.picture(picture.id, picture.caption, picture.alt) for picture in rest)
    inside += writer.notes() + _foot(article, style)
    made = f'<section style="{html.escape(style.styles["body"])}">{inside}</section>'
    text = "".join(html.visible_blocks(made))
    digest = article.summary or _digest(article.text, style.digest_from_body)
    return WechatArticle(
        title=article.title,
        digest=digest,
        html=made,
        pictures=tuple(known[name] for name in writer.placed),
        counts=_counts(article.title, digest, made, style),
        text_length=len(text),
    )


def files(
    article: WechatArticle, *, cover: str = "", crops: dict[Cover, Crop] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes for the zip: both covers, cut from the picture of id `cover` (else the first), then the pictures
    by number, stripped and under 1 MB each; one stands in memory at a time. Raises Invalid for a crop outside."""
    chosen = next((picture for picture in article.pictures if picture.id == cover), None)
    chosen = chosen or next(iter(article.pictures), None)
    if chosen:
        for kind in Cover:
            made = pictures.cover(chosen.path, kind, (crops or {}).get(kind))
            yield f"00-封面-{made.width}x{made.height}.jpg", made.data
    for number, picture in enumerate(article.pictures, start=1):
        said = safe_name(picture.caption or picture.alt, limit=30) if picture.caption or picture.alt else "图"
        yield f"{number:02d}-{said}.jpg", pictures.page(picture.path).data
    yield "标题和摘要.txt", _texts(article).encode("utf-8-sig")


def _digest(text: str, limit: int) -> str:
    """The first sentences of the text without its headings; of a sentence too long the clauses that fit."""
    said = markdown.summary(text, limit)
    is_cut = said.endswith("…") and not said.endswith("……")
    clauses = _CLAUSES.match(markdown.summary(text, len(text))[:limit]) if is_cut else None
    return f"{clauses[0][:-1]}…" if clauses else said


def _texts(article: WechatArticle) -> str:
    captions = [f"{number:02d} {picture.caption}" for number, picture in enumerate(article.pictures, start=1)]
    return "\r\n".join(["标题：", article.title, "", "摘要：", article.digest, "", "图片：", *captions, ""])


def _counts(title: str, digest: str, body: str, style: Style) -> tuple[Count, ...]:
    lengths = {"title": len(title), "digest": len(digest), "body": len(body), "bytes": len(body.encode())}
    return tuple(Count(name, length, style.limits[name]) for name, length in lengths.items())


def _foot(article: Article, style: Style) -> str:
    named = ("source", "supplied", "editor", "proofreader", "reviewer")
    said = [(style.words[name], getattr(article.credits, name)) for name in named]
    line = style.words["between"].join(f"{word}：{html.escape(name)}" for word, name in said if name)
    return f'<section style="{html.escape(style.styles["foot"])}"><p>{line}</p></section>' if line else ""


def _unless_layout(text: str | None) -> str:
    """Text between elements, "" where it is only the line breaks of the markup."""
    return "" if not text or (text.isspace() and "\n" in text) else text


class _Writer:
    """Writes cleaned HTML anew with WeChat's few elements, counting pictures and outside links as they come."""

    def __init__(self, style: Style, pictures_by_id: dict[str, Picture], picture_url: Callable[[str], str]) -> None:
        self._style = style
        self._pictures = pictures_by_id
        self._picture_url = picture_url
        self._links: list[tuple[str, str]] = []
        self.placed: list[str] = []

    def body(self, cleaned: str) -> str:
        root = lxml.html.fragment_fromstring(cleaned, create_parent="div")
        return self._inside(root)

    def picture(self, name: str, caption: str, alt: str) -> str:
        if name not in self.placed:
            self.placed.append(name)
        picture = self._pictures[name]
        number = self._style.words["figure"].format(number=self.placed.index(name) + 1)
        said = " ".join(part for part in (number, caption or picture.caption, picture.credit) if part)
        image = self._image(name, alt or picture.alt)
        return self._element("section", "figure", image + self._element("p", "caption", html.escape(said)))

    def notes(self) -> str:
        if not self._links:
            return ""
        lines = [
            self._element(
                "p",
                "note",
                html.escape(f"[{number}] {text}：{address}" if text != address else f"[{number}] {address}"),
            )
            for number, (text, address) in enumerate(self._links, start=1)
        ]
        title = self._element("p", "note", self._element("strong", "strong", self._style.words["notes"]))
        return self._element("section", "notes", title + "".join(lines))

    def _element(self, tag: str, style: str, inside: str) -> str:
        return f'<{tag} style="{html.escape(self._style.styles[style])}">{inside}</{tag}>'

    def _image(self, name: str, alt: str) -> str:
        source, style = html.escape(self._picture_url(name)), html.escape(self._style.styles["img"])
        return f'<img src="{source}" alt="{html.escape(alt)}" style="{style}">'

    def _inside(self, element: HtmlElement) -> str:
        said = html.escape(_unless_layout(element.text))
        for child in element:
            said += self._write(child) + html.escape(_unless_layout(child.tail))
        return said

    def _write(self, element: HtmlElement) -> str:
        tag = str(element.tag)
        if tag in _HEADINGS:
            return self._element("section", _HEADINGS[tag], self._element("strong", "strong", self._inside(element)))
        if tag in _SPANS:
            return self._element("span", _SPANS[tag], self._inside(element))
        if tag in {"p", "li", "td", "th"}:
            return self._with_lines(element, tag)
        if tag in {"ul", "ol"}:
            return self._list(element, tag)
        if tag in {"b", "strong"}:
            return self._element("strong", "strong", self._inside(element))
        if tag == "blockquote":
            return self._element(tag, tag, self._inside(element))
        return self._write_rare(element, tag)

    def _write_rare(self, element: HtmlElement, tag: str) -> str:
        if tag == "figure":
            return self._figure(element)
        if tag == "img":
            return self._inline_image(element)
        if tag == "a":
            return self._link(element)
        if tag == "hr":
            return self._element("section", "hr", "")
        if tag == "table":
            return self._element(tag, tag, f"<tbody>{self._inside(element)}</tbody>")
        if tag == "tr":
            return f"<tr>{self._inside(element)}</tr>"
        return self._inside(element)

    def _with_lines(self, element: HtmlElement, tag: str) -> str:
        """`<br>` does not count among what surely survives: each line is a paragraph of its own."""
        lines = self._lines(element)
        if tag == "p":
            return "".join(self._element("p", "p", line) for line in lines)
        inside = lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)
        if tag == "th":
            return self._element("td", "th", self._element("strong", "strong", inside))
        return self._element(tag, tag, inside)

    def _lines(self, element: HtmlElement) -> list[str]:
        lines = [html.escape(_unless_layout(element.text))]
        for child in element:
            if child.tag == "br":
                lines.append("")
            else:
                lines[-1] += self._write(child)
            lines[-1] += html.escape(_unless_layout(child.tail).strip("\n"))
        return [line for line in lines if line.strip()] or [""]

    def _list(self, element: HtmlElement, tag: str) -> str:
        """Numbers are written out, and a list inside a list becomes lines with a dash: neither surely survives."""
        if tag == "ol":
            return self._numbered(element)
        if any(ancestor.tag == "li" for ancestor in element.iterancestors()):
            return "".join(self._element("section", "item", f"– {self._inside(item)}") for item in element.iter("li"))
        return self._element("ul", "ul", self._inside(element))

    def _numbered(self, element: HtmlElement) -> str:
        start = int(element.get("start") or 1)
        items = [child for child in element if child.tag == "li"]
        return "".join(
            self._element("p" if self._is_plain(item) else "section", "item", f"{number}. {self._inside(item).strip()}")
            for number, item in enumerate(items, start=start)
        )

    @staticmethod
    def _is_plain(element: HtmlElement) -> bool:
        return not any(child.tag in html.BLOCKS for child in element.iterdescendants())

    def _figure(self, element: HtmlElement) -> str:
        image = element.find(".//img")
        if image is None:
            return self._inside(element)
        caption = element.findtext("figcaption") or ""
        return self.picture(str(image.get("src"))[1:], caption, image.get("alt") or "")

    def _inline_image(self, element: HtmlElement) -> str:
        name = str(element.get("src"))[1:]
        if name not in self.placed:
            self.placed.append(name)
        return self._image(name, element.get("alt") or "")

    def _link(self, element: HtmlElement) -> str:
        address, inside = str(element.get("href")), self._inside(element)
        host = urlsplit(address).hostname or ""
        if host in _CLICKABLE:
            return f'<a href="{html.escape(address)}">{inside}</a>'
        if not host:
            return inside
        self._links.append((element.text_content().strip(), address))
        return inside + self._element("span", "sup", f"[{len(self._links)}]")

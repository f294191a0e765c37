"""What every feed format is made of: a channel and its items, free of any format's quirks."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from publicity.lib.html import escape, xml_text

_ONE_OF_MANY: Final = ("video", "audio", "image")


@dataclass(frozen=True, slots=True)
class FeedMedia:
    """A file of an item: absolute address, MIME type, true size in bytes, px, seconds."""

    url: str
    kind: str
    mime: str
    size: int
    caption: str = ""
    alt: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    duration: float | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """`scheme` is an absolute address that tells the vocabularies apart."""

    term: str
    label: str
    scheme: str


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One story. `id` never changes; `html` has absolute addresses only; `updated` ≥ `published`, both aware.

    `withdrawn_because` is set when the original text was withdrawn; the item then is the notice.
    """

    id: str
    url: str
    title: str
    summary: str
    html: str
    author: str
    published: datetime
    updated: datetime
    categories: tuple[Category, ...] = ()
    media: tuple[FeedMedia, ...] = ()
    withdrawn_because: str = ""

    @property
    def enclosure(self) -> FeedMedia | None:
        """The one file that RSS carries: film before sound before pictures, else the first."""
        return next((m for kind in _ONE_OF_MANY for m in self.media if m.kind == kind), next(iter(self.media), None))


@dataclass(frozen=True, slots=True)
class Channel:
    """A feed: `feeds` maps rss, atom and json to its own absolute addresses; items are newest first."""

    id: str
    title: str
    description: str
    publisher: str
    home_url: str
    feeds: Mapping[str, str]
    updated: datetime
    items: tuple[FeedItem, ...]
    language: str = "zh-CN"


def cleaned(item: FeedItem) -> FeedItem:
    """The item without characters that XML 1.0 forbids, so that one bad story never takes the feed down."""
    return replace(
        item,
        title=one_line(item.title),
        summary=xml_text(item.summary),
        html=xml_text(item.html),
        author=one_line(item.author),
        withdrawn_because=xml_text(item.withdrawn_because),
        media=tuple(_clean_media(media) for media in item.media),
        categories=tuple(Category(xml_text(c.term), xml_text(c.label), c.scheme) for c in item.categories),
    )


def one_line(text: str) -> str:
    """`text` without characters that XML forbids, white space folded."""
    return " ".join(xml_text(text).split())


def json_text(value: Any) -> str:
    """JSON with Chinese left readable."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def summary_html(item: FeedItem) -> str:
    """The summary as RSS wants its description: HTML."""
    return escape(item.summary)


def _clean_media(media: FeedMedia) -> FeedMedia:
    words = (xml_text(media.caption), xml_text(media.alt), xml_text(media.credit))
    return replace(media, caption=words[0], alt=words[1], credit=words[2])

"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from typing import Any, Final

from publicity.feeds.items import Channel, FeedItem, FeedMedia, cleaned, json_text, one_line
from publicity.feeds.mended import local

VERSION: Final = "https://jsonfeed.org/version/1.1"


def json_feed(channel: Channel) -> bytes:
    """The channel as JSON Feed in UTF-8: full text in content_html, every file an attachment."""
    feed = {
        "version": VERSION,
        "title": one_line(channel.title),
        "home_page_url": channel.home_url,
        "feed_url": channel.feeds["json"],
        "description": one_line(channel.description),
        "authors": [{"name": one_line(channel.publisher)}],
        "language": channel.language,
        "items": [_item(cleaned(item), channel.language) for item in channel.items],
    }
    return (json_text(feed) + "\n").encode()


def _item(item: FeedItem, language: str) -> dict[str, Any]:
    picture = next((media.url for media in item.media if media.kind == "image"), None)
    return {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        **({"image": picture} if picture else {}),
        "date_published": local(item.published).isoformat(),
        "date_modified": local(item.updated).isoformat(),
        "authors": [{"name": item.author}],
        "tags": [category.label for category in item.categories],
        "language": language,
        **({"attachments": [_attachment(media) for media in item.media]} if item.media else {}),
    }


def _attachment(media: FeedMedia) -> dict[str, Any]:
    words = media.caption or media.alt
    return {
        "url": media.url,
        "mime_type": media.mime,
        **({"title": words} if words else {}),
        "size_in_bytes": media.size,
        **({"duration_in_seconds": round(media.duration, 3)} if media.duration else {}),
    }

"""RSS 2.0 and Atom 1.0 (RFC 4287) through feedgen."""

from typing import Final

from publicity.feeds.items import Channel, FeedItem, FeedMedia, cleaned, one_line, summary_html
from publicity.feeds.mended import MendedEntry, MendedFeed
from publicity.publishing.topics import FEED_MIME

GENERATOR: Final = "publicity-desk"


def rss(channel: Channel) -> bytes:
    """The channel as RSS 2.0 in UTF-8: full text in content:encoded, one enclosure, all media in media:content."""
    feed = _feed(channel, "rss")
    for item in map(cleaned, channel.items):
        _add_extensions(feed.add_entry(_rss_entry(item), order="append"), item)
    return bytes(feed.rss_str(pretty=True))


def atom(channel: Channel) -> bytes:
    """The channel as Atom 1.0 in UTF-8: full text in content, every file an enclosure link."""
    feed = _feed(channel, "atom")
    for item in map(cleaned, channel.items):
        feed.add_entry(_atom_entry(item), order="append")
        if item.withdrawn_because:
            feed.add_tombstone(item.id, item.updated, item.withdrawn_because)
    return bytes(feed.atom_str(pretty=True))


def _feed(channel: Channel, kind: str) -> MendedFeed:
    feed = MendedFeed(channel.updated)
    feed.id(channel.id)
    feed.title(one_line(channel.title))
    feed.subtitle(one_line(channel.description))
    feed.description(one_line(channel.description))
    feed.language(channel.language)
    feed.author({"name": one_line(channel.publisher)})
    feed.generator(GENERATOR)
    for other, url in channel.feeds.items():
        feed.link(href=url, rel="self" if other == kind else "alternate", type=FEED_MIME[other])
    # feedgen takes the last link for the channel's home page.
    feed.link(href=channel.home_url, rel="alternate", type="text/html")
    return feed


def _entry(item: FeedItem) -> MendedEntry:
    entry = MendedEntry(item.published, item.updated)
    entry.id(item.id)
    entry.title(item.title)
    for category in item.categories:
        entry.category(term=category.term, label=category.label, scheme=category.scheme)
    return entry


def _atom_entry(item: FeedItem) -> MendedEntry:
    entry = _entry(item)
    entry.author({"name": item.author})
    entry.summary(item.summary)
    entry.content(item.html, type="html")
    entry.link(href=item.url, rel="alternate", type="text/html")
    for media in item.media:
        title = {"title": media.caption or media.alt} if media.caption or media.alt else {}
        entry.link(href=media.url, rel="enclosure", type=media.mime, length=str(media.size), **title)
    return entry


def _rss_entry(item: FeedItem) -> MendedEntry:
    entry = _entry(item)
    entry.description(summary_html(item), isSummary=True)
    entry.content(item.html)
    entry.link(href=item.url, rel="alternate")
    if item.enclosure is not None:
        media = item.enclosure
        entry.link(href=media.url, rel="enclosure", type=media.mime, length=str(media.size))
    return entry


def _add_extensions(entry: MendedEntry, item: FeedItem) -> None:
    entry.dc.dc_creator(item.author)
    for media in item.media:
        entry.media.content(_media_content(media), group=None)
        entry.describe_media(media.caption or media.alt, media.credit)


def _media_content(media: FeedMedia) -> dict[str, str]:
    """feedgen wants every number as text."""
    numbers = {"fileSize": media.size, "width": media.width, "height": media.height}
    if media.duration:
        numbers["duration"] = max(1, round(media.duration))
    medium = media.kind if media.kind in ("image", "video", "audio") else "document"
    known = {name: str(value) for name, value in numbers.items() if value}
    return {"url": media.url, "type": media.mime, "medium": medium, **known}

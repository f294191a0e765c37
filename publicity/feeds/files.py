"""The feed files of every list that changed: the section of the projection that subscribers read."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from markupsafe import Markup
from sqlalchemy.orm import Session

from publicity.feeds.items import Category, Channel, FeedItem, FeedMedia
from publicity.feeds.jsonfeed import json_feed
from publicity.feeds.opml import Outline, opml
from publicity.feeds.xml import atom, rss
from publicity.publishing import queries
from publicity.publishing.folder import PublicFile
from publicity.publishing.models import TopicKind
from publicity.publishing.notice import correction_lines, withdrawal_text
from publicity.publishing.pages import feed_title, rest_of
from publicity.publishing.projection import Change
from publicity.publishing.site import Site
from publicity.publishing.snapshot import Media, Publication
from publicity.publishing.topics import FOLDERS, FORMATS, LISTED, Topic, topics_of

NEWEST: Final = 50
OPML: Final = "feeds/subscriptions.opml"
# A feed without anything in it still needs a date that never moves.
BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
_BUILDERS: Final = (("rss", rss), ("atom", atom), ("json", json_feed))
# In what lib.html and the page templates write, a quotation mark inside an attribute is always escaped.
_FROM_ROOT: Final = re.compile(r'(<(?:img|a)\b[^>]*? (?:src|href)=")/(?!/)')


def feeds(session: Session, change: Change) -> Iterator[PublicFile]:
    """RSS, Atom and JSON of every list that changed, and the OPML of all. A section of the projection."""
    made: dict[int, FeedItem] = {}
    for one in change.touched:
        newest = queries.lately_changed(session, one.topic, NEWEST)
        for each in newest:
            if each.number not in made:
                made[each.number] = item(change.site, each)
        channel = channel_of(change.site, one.topic, tuple(made[each.number] for each in newest))
        for extension, build in _BUILDERS:
            yield PublicFile(one.topic.feed_path(extension).removeprefix("/"), build(channel))
    yield PublicFile(OPML, _subscriptions(change))


def channel_of(site: Site, topic: Topic, items: tuple[FeedItem, ...]) -> Channel:
    """The feed of a list; one whose word has left the vocabulary says so in its first item."""
    if topic.ended:
        items = (_end(site, topic, items), *items)
    words = site.words
    return Channel(
        id=site.tag(f"feed:{topic.stem or 'stories'}"),
        title=feed_title(site, topic),
        description=words["topic_feed_description"].format(name=topic.name) if topic.kind else words["description"],
        publisher=words["publisher"],
        home_url=site.url(topic.path),
        feeds={kind: site.url(topic.feed_path(kind)) for kind in FORMATS},
        updated=items[0].updated if items else BEGINNING,
        items=items,
    )


def item(site: Site, one: Publication) -> FeedItem:
    """The story as subscribers get it: the newest text under the id it has always had."""
    story = one.snapshot
    summary = withdrawal_text(site, one) if one.is_withdrawn else story.summary
    fragment = site.pages.get_template("feed_item.html").render(
        story=story,
        html=Markup("<p>{}</p>").format(summary) if one.is_withdrawn else Markup(story.html),  # noqa: S704
        corrections=correction_lines(site, story),
        rest=rest_of(story),
    )
    return FeedItem(
        id=site.tag(f"story:{one.public_id}"),
        url=site.url(one.path),
        title=story.title,
        summary=summary,
        html=absolute(fragment, site.base_url),
        author=" ".join(filter(None, (story.court.name, story.supplied_by))),
        published=one.first_stamp,
        updated=one.stamp,
        categories=tuple(_category(site, topic) for topic in topics_of(story) if topic.kind),
        media=tuple(_media(site, media) for media in story.media),
        withdrawn_because=one.reason if one.is_withdrawn else "",
    )


def absolute(html: str, base_url: str) -> str:
    """Safe `html` with the addresses of pictures and links that begin at the root made absolute."""
    return _FROM_ROOT.sub(rf"\g<1>{base_url}/", html)


def _category(site: Site, topic: Topic) -> Category:
    scheme = site.url(f"/{FOLDERS[topic.kind or TopicKind.THEME]}/")
    return Category(topic.key, topic.name, scheme)


def _media(site: Site, media: Media) -> FeedMedia:
    return FeedMedia(
        url=site.url(media.path),
        kind=media.kind,
        mime=media.mime,
        size=media.size,
        caption=media.caption,
        alt=media.alt,
        credit=media.credit,
        width=media.width,
        height=media.height,
        duration=media.duration,
    )


def _end(site: Site, topic: Topic, items: tuple[FeedItem, ...]) -> FeedItem:
    summary = site.words["ended_summary"].format(name=topic.name)
    at = (items[0].updated if items else BEGINNING) + timedelta(seconds=1)
    return FeedItem(
        id=site.tag(f"feed:{topic.stem}:ended"),
        url=site.url("/subscribe/"),
        title=site.words["ended_title"],
        summary=summary,
        html=str(Markup("<p>{}</p>").format(summary)),
        author=site.words["publisher"],
        published=at,
        updated=at,
    )


def _subscriptions(change: Change) -> bytes:
    site, topics = change.site, [one.topic for one in change.topics]
    groups = [
        Outline(
            site.words[f"{kind.value}_group"],
            inside=tuple(_outline(site, topic) for topic in topics if topic.kind is kind and not topic.ended),
        )
        for kind in LISTED
    ]
    return opml(site.words["name"], [_outline(site, Topic()), *(group for group in groups if group.inside)])


def _outline(site: Site, topic: Topic) -> Outline:
    return Outline(feed_title(site, topic), site.url(topic.feed_path("rss")), site.url(topic.path))

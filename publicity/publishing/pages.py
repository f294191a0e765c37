"""Readers' pages: a story, the lists, the subscriptions; their bytes come from the log alone, never from a clock."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup
from sqlalchemy.orm import Session

from publicity.clock import SHANGHAI
from publicity.publishing import queries
from publicity.publishing.folder import PublicFile
from publicity.publishing.models import TopicKind
from publicity.publishing.notice import correction_lines, withdrawal_text
from publicity.publishing.projection import Change
from publicity.publishing.site import STATIC, Site
from publicity.publishing.snapshot import Media, Named, Publication, Snapshot
from publicity.publishing.topics import FEED_MIME, FORMATS, LISTED, PAGE, Topic, archive_count, topics_of
from publicity.publishing.touched import TouchedTopic

FEED_LABEL: Final = MappingProxyType({"rss": "RSS", "atom": "Atom", "json": "JSON Feed"})
CALENDAR: Final = "/calendar/public.ics"


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed as a page names it."""

    path: str
    mime: str
    label: str
    title: str


@dataclass(frozen=True, slots=True)
class ListRow:
    """One story in a list."""

    path: str
    title: str
    summary: str
    court: str
    form: str
    first_stamp: datetime
    is_withdrawn: bool
    was_corrected: bool
    cover: Media | None


def articles(session: Session, change: Change) -> Iterator[PublicFile]:
    """The page and the media of every story that changed. A section of the projection."""
    del session
    for one in change.publications():
        for media in one.snapshot.media:
            source = change.site.media_folder / media.source
            if source.is_file():
                yield PublicFile(f"files/{media.file}", source=source)
        yield PublicFile(f"{one.path}index.html".removeprefix("/"), article(change.site, one))


def lists(session: Session, change: Change) -> Iterator[PublicFile]:
    """The pages of every list that changed, the subscription page, and the fixed files. A section."""
    topics = [one.topic for one in change.topics]
    for one in change.touched:
        for page in one.pages:
            yield PublicFile(one.topic.file_path(page), list_page(session, change.site, one, page, topics))
    yield PublicFile("subscribe/index.html", subscribe(change.site, topics))
    yield PublicFile("404.html", _render(change.site, "404.html", "/404.html", (Topic(),)))
    yield PublicFile("robots.txt", change.site.pages.get_template("robots.txt").render().encode() + b"\n")
    for path in sorted(STATIC.iterdir()):
        yield PublicFile(f"static/public/{path.name}", path.read_bytes())


def article(site: Site, one: Publication) -> bytes:
    """The story's page; after a withdrawal the notice, under the same address."""
    story = one.snapshot
    topics = topics_of(story)
    image = next((site.url(media.path) for media in story.media if media.kind == "image"), "")
    description = withdrawal_text(site, one) if one.is_withdrawn else story.summary
    return _render(
        site,
        "article.html",
        one.path,
        topics,
        one=one,
        story=story,
        published=one.first_stamp.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
        column=next((theme.name for theme in story.themes), story.form.name),
        keywords=",".join([*(theme.name for theme in story.themes), story.form.name]),
        description=description,
        image=image,
        linked_data="" if one.is_withdrawn else _news_article(site, one, image),
        withdrawal=withdrawal_text(site, one) if one.is_withdrawn else "",
        corrections=correction_lines(site, story),
        html=Markup(story.html),  # noqa: S704 - made safe by lib.markdown.render before it entered the log
        rest=rest_of(story),
        topic_links=[(topic.path, topic.name) for topic in topics if topic.kind],
        court_path=_court_path,
    )


def rest_of(story: Snapshot) -> list[Media]:
    """The media that do not stand in the text."""
    return [media for media in story.media if media.id not in story.shown]


def list_page(session: Session, site: Site, one: TouchedTopic, page: int, topics: Iterable[Topic]) -> bytes:
    """Page `page` of a list: 0 is the front with the newest, 1 the oldest stories."""
    topic, last = one.topic, archive_count(one.total)
    offset, limit = ((page - 1) * PAGE, PAGE) if page else (last * PAGE, 2 * PAGE)
    rows = [_row(each) for each in queries.page_in(session, topic, offset, limit)]
    older = last if page == 0 else page - 1
    return _render(
        site,
        "list.html",
        topic.page_path(page),
        (topic,),
        topic=topic,
        title=site.title_of(topic),
        description=site.words["description"],
        page=page,
        total=one.total,
        rows=rows,
        newer=topic.page_path(page + 1 if page < last else 0) if page else "",
        older=topic.page_path(older) if older else "",
        groups=_groups(site, topics) if topic.kind is None and page == 0 else [],
    )


def subscribe(site: Site, topics: Iterable[Topic]) -> bytes:
    """All feeds and calendars there are to subscribe to."""
    calendar = site.url(CALENDAR)
    return _render(
        site,
        "subscribe.html",
        "/subscribe/",
        (Topic(),),
        everything=feed_links(site, Topic()),
        groups=[(heading, [(one, feed_links(site, one)) for one in group]) for heading, group in _groups(site, topics)],
        calendar=calendar,
        webcal=f"webcal:{calendar.partition(':')[2]}",
    )


def feed_links(site: Site, topic: Topic) -> list[FeedLink]:
    """The topic's feeds, one a format."""
    title = feed_title(site, topic)
    return [
        FeedLink(topic.feed_path(kind), FEED_MIME[kind], FEED_LABEL[kind], f"{title}（{FEED_LABEL[kind]}）")
        for kind in FORMATS
    ]


def feed_title(site: Site, topic: Topic) -> str:
    """What the feed of the topic is called."""
    return site.words["topic_feed_title"].format(name=topic.name) if topic.kind else site.words["feed_title"]


def _groups(site: Site, topics: Iterable[Topic]) -> list[tuple[str, list[Topic]]]:
    every = list(topics)
    return [(site.words[f"{kind.value}_group"], [one for one in every if one.kind is kind]) for kind in LISTED]


def _row(one: Publication) -> ListRow:
    story = one.snapshot
    return ListRow(
        path=one.path,
        title=story.title,
        summary=story.summary,
        court=story.court.name,
        form=story.form.name,
        first_stamp=one.first_stamp,
        is_withdrawn=one.is_withdrawn,
        was_corrected=bool(story.corrections),
        cover=next((media for media in story.media if media.kind == "image"), None),
    )


def _court_path(court: Named) -> str:
    return Topic(TopicKind.COURT, court.key, court.name).path


def _render(site: Site, name: str, path: str, topics: Iterable[Topic], **values: Any) -> bytes:
    page = site.pages.get_template(name).render(
        url=site.url(path),
        domain=urlsplit(site.base_url).hostname or "",
        alternates=[link for topic in topics for link in feed_links(site, topic)],
        **values,
    )
    return page.encode() + b"\n"


def _news_article(site: Site, one: Publication, image: str) -> Markup:
    """schema.org NewsArticle as JSON-LD, fit to stand inside a script element."""
    story = one.snapshot
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "description": story.summary,
        "datePublished": one.first_stamp.astimezone(SHANGHAI).isoformat(),
        "dateModified": one.stamp.astimezone(SHANGHAI).isoformat(),
        "inLanguage": "zh-CN",
        "mainEntityOfPage": site.url(one.path),
        "articleSection": story.form.name,
        "keywords": [theme.name for theme in story.themes],
        "author": [{"@type": "Organization", "name": court.name} for court in story.all_courts[:1]],
        "publisher": {"@type": "Organization", "name": site.words["publisher"], "url": site.url("/")},
        "isAccessibleForFree": True,
        **({"image": [image]} if image else {}),
    }
    text = json.dumps(data, ensure_ascii=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(text)  # noqa: S704 - no character is left that could end the script element

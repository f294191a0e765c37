"""Where things stand on the public side: addresses of lists and feeds, and which story is on which page."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Final

from publicity.publishing.models import TopicKind
from publicity.publishing.snapshot import Snapshot

PAGE: Final = 20
FOLDERS: Final = MappingProxyType({TopicKind.THEME: "themes", TopicKind.COURT: "courts", TopicKind.FORM: "forms"})
LISTED: Final = tuple(FOLDERS)
FEED_MIME: Final = MappingProxyType(
    {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
)
FORMATS: Final = tuple(FEED_MIME)
_SAFE_KEY: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def safe_key(key: str) -> str:
    """`key` as it may stand in a path: itself where it is plain, else a stable name that cannot leave its folder."""
    return key if _SAFE_KEY.fullmatch(key) else f"k-{hashlib.sha256(key.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Topic:
    """A list of stories with its feeds: everything (`kind` None), or one theme, court or form."""

    kind: TopicKind | None = None
    key: str = ""
    name: str = ""
    ended: bool = False

    @property
    def place(self) -> tuple[TopicKind | None, str]:
        """What tells it from other lists, whatever it is called."""
        return self.kind, self.key

    def as_ended(self) -> "Topic":
        """The list as it stands when its word has left the vocabulary; a court's never ends."""
        return replace(self, ended=self.kind is not TopicKind.COURT)

    @property
    def stem(self) -> str:
        """The middle of its addresses, "" for everything."""
        return f"{FOLDERS[self.kind]}/{safe_key(self.key)}" if self.kind else ""

    @property
    def path(self) -> str:
        return f"/{self.stem}/" if self.kind else "/"

    def page_path(self, page: int) -> str:
        """The address of archive page `page`; 0 is the front."""
        return f"{self.path}pages/{page}/" if page else self.path

    def file_path(self, page: int) -> str:
        """Where in the folder that page lies."""
        return f"{self.page_path(page)}index.html".removeprefix("/")

    def feed_path(self, extension: str) -> str:
        return f"/feeds/{self.stem or 'stories'}.{extension}"


EVERYTHING: Final = Topic()


def topics_of(snapshot: Snapshot) -> tuple[Topic, ...]:
    """The lists a story stands in, everything first."""
    return (
        EVERYTHING,
        *(Topic(TopicKind.THEME, theme.key, theme.name) for theme in snapshot.themes),
        *(Topic(TopicKind.COURT, court.key, court.name) for court in snapshot.all_courts),
        Topic(TopicKind.FORM, snapshot.form.key, snapshot.form.name),
    )


def archive_count(total: int) -> int:
    """How many archive pages `total` stories fill; the newest 20 to 39 stay on the front.

    Archive pages are counted from the oldest story, so that a new story never moves the others about.
    """
    return max(0, total // PAGE - 1)


def page_of(rank: int, total: int) -> int:
    """The archive page (from 1) of the story that `rank` others came before, 0 for the front."""
    page = rank // PAGE + 1
    return page if page <= archive_count(total) else 0


def touched_pages(ranks: Iterable[int], total_before: int, total: int) -> frozenset[int]:
    """The pages whose bytes can have changed when the stories at `ranks` did; the front (0) always.

    A new archive page also changes its older neighbour, which now leads on to it.
    """
    pages = {0} | {page_of(rank, total) for rank in ranks}
    last_before, last = archive_count(total_before), archive_count(total)
    if last > last_before:
        pages |= set(range(max(last_before, 1), last + 1))
    return frozenset(pages)

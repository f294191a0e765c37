"""What readers are shown of a story, frozen in its line of the log."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Named:
    """A key that stands in addresses and the words people read."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Media:
    """A public file under /files/: `file` is its name there, `size` in bytes, width and height in px, duration in s.

    `source` is where the desk keeps it, a path from the media folder.
    """

    id: str
    file: str
    kind: str
    mime: str
    size: int
    name: str = ""
    caption: str = ""
    alt: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    source: str = ""

    @property
    def path(self) -> str:
        return f"/files/{self.file}"


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that readers were told of: an aware instant (ISO 8601) and the reason."""

    stamp: str
    reason: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Title, summary (plain text), text (Markdown) and the safe HTML made of it, and where it belongs.

    In `html` pictures are addressed from the root (`/files/…`); `shown` names the media that stand in the text.
    `has_lead` says that the summary was written for readers, not taken from the text.
    """

    title: str
    summary: str
    text: str
    html: str
    form: Named
    court: Named
    courts: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()
    supplied_by: str = ""
    reviewed_by: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    shown: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    has_lead: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def all_courts(self) -> tuple[Named, ...]:
        """The court that wrote it, then the others it is about, none twice."""
        return tuple({court.key: court for court in (self.court, *self.courts)}.values())


@dataclass(frozen=True, slots=True)
class Publication:
    """The newest line of a public story as readers get it; `first_stamp` ≤ `stamp`, both aware."""

    number: int
    first_number: int
    public_id: str
    kind: str
    first_stamp: datetime
    stamp: datetime
    reason: str
    snapshot: Snapshot

    @property
    def path(self) -> str:
        return f"/articles/{self.public_id}/"

    @property
    def is_withdrawn(self) -> bool:
        return self.kind == "withdrawal"


def from_json(data: Mapping[str, Any]) -> Snapshot:
    """The snapshot behind `as_json`; raises KeyError or TypeError for anything else."""
    plain = dict(data)
    return Snapshot(
        title=plain["title"],
        summary=plain["summary"],
        text=plain["text"],
        html=plain["html"],
        form=Named(**plain["form"]),
        court=Named(**plain["court"]),
        courts=tuple(Named(**row) for row in plain["courts"]),
        themes=tuple(Named(**row) for row in plain["themes"]),
        supplied_by=plain["supplied_by"],
        reviewed_by=tuple(plain["reviewed_by"]),
        media=tuple(Media(**row) for row in plain["media"]),
        shown=tuple(plain["shown"]),
        corrections=tuple(Correction(**row) for row in plain["corrections"]),
        has_lead=bool(plain["has_lead"]),
    )


def withdrawn(before: Snapshot, title: str) -> Snapshot:
    """What is left after a withdrawal: where it belonged and who supplied it; no word and no picture of the story."""
    return replace(
        before, title=title, summary="", text="", html="", media=(), shown=(), corrections=(), has_lead=False
    )

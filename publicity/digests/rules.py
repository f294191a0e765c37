"""Which week a digest is about, when it is due, and what it says; pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from publicity.clock import SHANGHAI

DUE_AT = time(8, 0)
LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week, Monday..Sunday, in Asia/Shanghai (GB/T 7408.1-2023 weeks)."""

    first_day: date

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=6)

    @property
    def begins(self) -> datetime:
        """The aware instant of Monday 00:00."""
        return datetime.combine(self.first_day, time.min, SHANGHAI)

    @property
    def ends(self) -> datetime:
        """The aware instant of the next Monday 00:00, no longer in the week."""
        return self.begins + timedelta(days=7)

    @property
    def key(self) -> str:
        """2018-W28."""
        year, number, _ = self.first_day.isocalendar()
        return f"{year}-W{number:02}"


def week_due(now: datetime) -> Week:
    """The newest week whose digest is due: last week from Monday 08:00 on, the one before until then."""
    local = now.astimezone(SHANGHAI)
    monday = local.date() - timedelta(days=local.weekday())
    due_today = local >= datetime.combine(monday, DUE_AT, SHANGHAI)
    return Week(monday - timedelta(days=7 if due_today else 14))


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One story in a digest: its newest title and address, and the reason when it was corrected or withdrawn."""

    title: str
    url: str
    court: str
    summary: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ComingLine:
    """One milestone that is coming up: when in words, and what."""

    when: str
    title: str


@dataclass(frozen=True, slots=True)
class Content:
    """All that a digest says; the four parts may each be empty."""

    released: Sequence[StoryLine]
    corrected: Sequence[StoryLine]
    withdrawn: Sequence[StoryLine]
    coming: Sequence[ComingLine]

    @property
    def is_empty(self) -> bool:
        return not (self.released or self.corrected or self.withdrawn or self.coming)


def content_json(content: Content) -> dict[str, Any]:
    """The content as plain JSON, for keeping."""
    return asdict(content)


def content_of(stored: dict[str, Any]) -> Content:
    """The content as it was kept."""
    stories = {
        part: tuple(StoryLine(**line) for line in stored[part]) for part in ("released", "corrected", "withdrawn")
    }
    return Content(**stories, coming=tuple(ComingLine(**line) for line in stored["coming"]))

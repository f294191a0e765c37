"""One dated statement of a plan, as read: where it stands, when it is, what kind it is, and why it was read so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from publicity.almanac.windows import DateWindow, Kind, Precision


class Role(StrEnum):
    """What a dated statement is in its document; only tasks are proposed for the calendar."""

    TASK = "task"
    RELATIVE = "relative"
    VAGUE = "vague"
    BACKGROUND = "background"
    DOCDATE = "docdate"
    DURATION = "duration"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class DatedItem:
    """A dated statement and its reading.

    `quote` is `source[offset : offset + len(quote)]` of the file as given; `clean_start`..`clean_end` is the same
    place, half open, in the clean text. `start`..`end` are inclusive days, None where open or not computable; for a
    deadline `end` counts and `start` equals it. `recur` is a `recurrence.Cadence` as text, or None; for vague items
    it may be "irregular". `offset_rule` is set for what hangs on an event: "-5 workdays", "+15 days", "+24 hours",
    "-1 months", "before", "around", "during", "after". `confidence` lies in 0..1. `reason`, `question` and `warning`
    are Chinese sentences for the person, None when there is nothing to say.
    """

    quote: str
    offset: int
    start: date | None
    end: date | None
    precision: Precision
    kind: Kind
    role: Role
    recur: str | None
    offset_rule: str | None
    reason: str
    confidence: float
    clean_start: int
    clean_end: int
    time: str | None = None
    question: str | None = None
    warning: str | None = None

    @property
    def window(self) -> DateWindow:
        """The days, precision and kind alone."""
        return DateWindow(self.start, self.end, self.precision, self.kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """A dated statement at `begin`..`finish` of the clean text, before its way back to the file; fields as above."""

    begin: int
    finish: int
    precision: Precision
    kind: Kind
    role: Role
    reason: str
    confidence: float
    start: date | None = None
    end: date | None = None
    recur: str | None = None
    offset_rule: str | None = None
    time: str | None = None
    question: str | None = None
    warning: str | None = None

"""A planned date as a window of days with the precision it was written in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the date was written."""

    DAY = "day"
    THIRD = "third"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    RANGE = "range"


class Kind(StrEnum):
    """What the window means: do it by `end`, do it during, on the day, or again and again."""

    DEADLINE = "deadline"
    PERIOD = "period"
    POINT = "point"
    RECURRING = "recurring"


@dataclass(frozen=True, slots=True)
class DateWindow:
    """`start`..`end`, both inclusive, calendar days in Asia/Shanghai; None is open or not computable."""

    start: date | None
    end: date | None
    precision: Precision
    kind: Kind

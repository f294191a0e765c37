"""Pure decisions of the calendar: offsets in days, what counts as overdue, which moves a milestone may make."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from publicity.almanac.working_days import shift_working_days

OFFSET: Final = re.compile(r"([+-])([1-9][0-9]{0,2}) (workdays|days)")


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days before (negative) or after an event; `working` counts working days, make-up days included."""

    count: int
    working: bool

    def __str__(self) -> str:
        return f"{self.count:+d} {'workdays' if self.working else 'days'}"

    def text(self) -> str:
        """ "提前5个工作日"."""
        unit = "个工作日" if self.working else "天"
        return f"提前{-self.count}{unit}" if self.count < 0 else f"之后{self.count}{unit}内"


def parse_offset(text: str) -> Offset:
    """Reads "-5 workdays" or "+10 days"; raises ValueError for anything else."""
    match = OFFSET.fullmatch(text)
    if match is None:
        raise ValueError(f"not an offset: {text!r}")
    return Offset(int(match[1] + match[2]), match[3] == "workdays")


def due_day(offset: Offset, event_day: date) -> date:
    """The day that lies `offset` from the event; the event's own day is not counted.

    Raises NotAnnounced when working days run into a year whose holidays are not known.
    """
    if offset.working:
        return shift_working_days(event_day, offset.count)
    return event_day + timedelta(days=offset.count)

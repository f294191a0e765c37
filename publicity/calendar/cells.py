"""Duty cells: one per organisation and period, with what has been done in it. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from publicity.almanac import recurrence
from publicity.almanac.recurrence import Period


class CellState(StrEnum):
    """Green, amber, red, or still to come."""

    FULFILLED = "fulfilled"
    DUE = "due"
    MISSED = "missed"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done or planned on a day by an organisation; `link` is where to read about it."""

    organisation_id: int | None
    day: date
    title: str
    event_id: int | None
    is_done: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation's share of one period."""

    period: Period
    state: CellState
    wanted: int
    done: tuple[Deed, ...]
    planned: tuple[Deed, ...]


def periods_of(cadence: str, starts_on: date, ends_on: date) -> list[Period]:
    """The duty's periods, oldest first; `cadence` as almanac.recurrence writes it."""
    return recurrence.periods(recurrence.parse(cadence), starts_on, ends_on)


def cells(cadence: str, periods: Sequence[Period], deeds: Iterable[Deed], today: date) -> list[Cell]:
    """One cell per period from one organisation's deeds."""
    wanted = recurrence.parse(cadence).minimum or 1
    ordered = sorted(deeds, key=lambda deed: deed.day)
    return [_cell(period, wanted, ordered, today) for period in periods]


def _cell(period: Period, wanted: int, deeds: Sequence[Deed], today: date) -> Cell:
    inside = [deed for deed in deeds if period.first_day <= deed.day <= period.last_day]
    done = tuple(deed for deed in inside if deed.is_done)
    planned = tuple(deed for deed in inside if not deed.is_done)
    if len(done) >= wanted:
        state = CellState.FULFILLED
    elif period.last_day < today:
        state = CellState.MISSED
    elif period.first_day <= today:
        state = CellState.DUE
    else:
        state = CellState.AHEAD
    return Cell(period, state, wanted, done, planned)

"""The duty grid: for each duty one row per organisation, one cell per period. Reads only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from publicity.almanac.recurrence import Period
from publicity.calendar.cells import Cell, CellState, Deed, cells, periods_of
from publicity.calendar.duty_queries import duties, events_of_duties, fulfilments_of, parts_of_duties
from publicity.calendar.models import Duty, Part
from publicity.calendar.terms import State
from publicity.people.models import Organisation, OrganisationKind


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation's cells; `organisation_id` None where the desk does not know the plan's name."""

    name: str
    organisation_id: int | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One duty; every row has one cell per period."""

    duty: Duty
    periods: tuple[Period, ...]
    rows: tuple[Row, ...]


def grids(
    session: Session,
    organisations: Sequence[Organisation],
    today: date,
    *,
    plan_id: int | None = None,
    only: int | None = None,
) -> list[Grid]:
    """The duties of a plan, or all; `only` keeps one organisation's rows. Four queries whatever their number."""
    found = list(session.scalars(duties(plan_id)))
    ids = [duty.id for duty in found]
    parts: dict[int, list[Part]] = defaultdict(list)
    for part in session.scalars(parts_of_duties(ids)):
        parts[part.duty_id or 0].append(part)
    deeds = _deeds(session, ids)
    made = [_grid(duty, parts[duty.id], deeds[duty.id], organisations, today, only) for duty in found]
    return [grid for grid in made if grid.rows]


def _deeds(session: Session, duty_ids: Sequence[int]) -> Mapping[int, list[Deed]]:
    deeds: dict[int, list[Deed]] = defaultdict(list)
    for event in session.scalars(events_of_duties(duty_ids)):
        deed = Deed(event.organisation_id, event.day, event.title, event.id, event.state is State.DONE)
        deeds[event.duty_id or 0].append(deed)
    for row in session.scalars(fulfilments_of(duty_ids)):
        deeds[row.duty_id].append(Deed(row.organisation_id, row.day, row.subject, None, is_done=True))
    return deeds


def _grid(
    duty: Duty,
    parts: Iterable[Part],
    deeds: Sequence[Deed],
    organisations: Sequence[Organisation],
    today: date,
    only: int | None,
) -> Grid:
    periods = tuple(periods_of(duty.cadence, duty.starts_on, duty.ends_on))
    rows = []
    for name, organisation_id in _targets(parts, organisations):
        if only is not None and organisation_id != only:
            continue
        mine = [deed for deed in deeds if deed.organisation_id == organisation_id]
        rows.append(Row(name, organisation_id, tuple(cells(duty.cadence, periods, mine, today))))
    return Grid(duty, periods, tuple(rows))


def _targets(parts: Iterable[Part], organisations: Sequence[Organisation]) -> list[tuple[str, int | None]]:
    """(name, id) of each organisation that has the duty, in the plan's order and once each."""
    by_id = {organisation.id: organisation for organisation in organisations}
    found: dict[tuple[str, int | None], None] = {}
    for part in parts:
        if part.each_kind is not None:
            members = _of_kind(part.each_kind, organisations)
            found.update(dict.fromkeys(members or [(part.name, None)]))
        elif part.organisation_id in by_id:
            found[by_id[part.organisation_id].short_name or part.name, part.organisation_id] = None
        else:
            found[part.name, None] = None
    return list(found)


def _of_kind(kind: OrganisationKind, organisations: Sequence[Organisation]) -> list[tuple[str, int | None]]:
    return [(one.short_name or one.name, one.id) for one in organisations if one.kind is kind]


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell that still wants doing, with its duty."""

    duty: Duty
    cell: Cell
    organisation_id: int


def open_cells(grids_of_one: Iterable[Grid]) -> list[OpenCell]:
    """Missed and due cells of an organisation's grids, oldest first."""
    found = [
        OpenCell(grid.duty, cell, row.organisation_id)
        for grid in grids_of_one
        for row in grid.rows
        for cell in row.cells
        if row.organisation_id is not None and cell.state in (CellState.MISSED, CellState.DUE)
    ]
    return sorted(found, key=lambda one: (one.cell.period.last_day, one.duty.id))

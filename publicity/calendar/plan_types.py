"""A publicity plan as data: what a plan file says, in types; `plan_file` reads it."""

from dataclasses import dataclass
from datetime import date

from publicity.almanac.recurrence import Cadence
from publicity.almanac.windows import DateWindow
from publicity.calendar.rules import Offset
from publicity.calendar.terms import EventKind, Role, State
from publicity.people.models import OrganisationKind


@dataclass(frozen=True, slots=True)
class PlanSource:
    """An exact substring of the source document and its code-point offset there."""

    quote: str
    offset: int


@dataclass(frozen=True, slots=True)
class PlanReference:
    """A document this plan rests on; `number` is its 文号, may be empty."""

    title: str
    number: str
    rows: tuple[int, ...]
    source: PlanSource | None
    line: int


@dataclass(frozen=True, slots=True)
class PlanOrganisation:
    """A name the plan uses. `each` means every organisation of the kind; `members` names them where the plan does."""

    name: str
    full_name: str
    kind: OrganisationKind
    each: bool
    members: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PlanAnchor:
    """A day or span outside the plan that an item leans on, such as 春节."""

    name: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class PlanMilestone:
    """One item of the plan; `window` None is a standing requirement without a date.

    `parts` is (role, organisation name) in the file's order; `asks` is a question for the planner where the document
    leaves something open; `written` is the date in the document's own words.
    """

    key: str
    title: str
    kind: EventKind
    state: State
    window: DateWindow | None
    soft: bool
    written: str
    clock: str
    is_public: bool
    themes: tuple[str, ...]
    forms: tuple[str, ...]
    parts: tuple[tuple[Role, str], ...]
    requires: tuple[str, ...]
    anchors: tuple[PlanAnchor, ...]
    steps: tuple[str, ...]
    target: str
    asks: str
    note: str
    rows: tuple[int, ...]
    sources: tuple[PlanSource, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PlanDuty:
    """A quota: how often, by whom, in which period; `kind` is the sort of event that fulfils it."""

    key: str
    title: str
    kind: EventKind
    cadence: Cadence
    period: DateWindow
    themes: tuple[str, ...]
    parts: tuple[tuple[Role, str], ...]
    note: str
    rows: tuple[int, ...]
    sources: tuple[PlanSource, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PlanDeadline:
    """A time limit relative to events of the kind `on`."""

    key: str
    title: str
    offset: Offset
    on: EventKind
    parts: tuple[tuple[Role, str], ...]
    note: str
    rows: tuple[int, ...]
    sources: tuple[PlanSource, ...]
    line: int


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A whole plan; every list is in the file's order and may be empty."""

    key: str
    title: str
    number: str
    issuers: tuple[str, ...]
    issued: date | None
    period: DateWindow | None
    source_document: str
    upstream: tuple[PlanReference, ...]
    organisations: tuple[PlanOrganisation, ...]
    milestones: tuple[PlanMilestone, ...]
    duties: tuple[PlanDuty, ...]
    deadlines: tuple[PlanDeadline, ...]

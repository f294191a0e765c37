"""Plans, milestones, events, duties, deadlines, and who takes part in each."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, Mapper, mapped_column

from publicity.almanac.windows import DateWindow, Kind, Precision
from publicity.calendar.terms import EventKind, Role, State
from publicity.db import Base, stored_by_value
from publicity.errors import WrongState
from publicity.people.models import OrganisationKind


class Plan(Base):
    """A publicity plan; `key` stands in its file and never changes. `upstream` is a list of {title, number}."""

    __tablename__ = "plans"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), unique=True)
    title: Mapped[str] = mapped_column(String(200))
    number: Mapped[str] = mapped_column(String(80), default="")
    issuers: Mapped[list[str]] = mapped_column(JSON, default=list)
    issued: Mapped[date | None]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    source_document: Mapped[str] = mapped_column(String(200), default="")
    upstream: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class Milestone(Base):
    """One dated item, or a standing requirement when both days are None.

    `public_id` never changes and is the UID of its calendar entry; `version` grows with every change and is its
    SEQUENCE; `loaded` is the digest of the plan file's item it was last taken from, `loaded_version` the version
    that made: any other version means that people have changed it since.
    """

    __tablename__ = "milestones"
    __table_args__ = (
        UniqueConstraint("plan_id", "key"),
        Index("ix_milestones_ends_on", "ends_on", "starts_on"),
        Index("ix_milestones_starts_on", "starts_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plans.id"))
    key: Mapped[str | None] = mapped_column(String(64))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EventKind] = mapped_column(stored_by_value(EventKind), index=True)
    state: Mapped[State] = mapped_column(stored_by_value(State), default=State.PROVISIONAL)
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    precision: Mapped[Precision] = mapped_column(stored_by_value(Precision))
    window_kind: Mapped[Kind] = mapped_column(stored_by_value(Kind))
    soft: Mapped[bool] = mapped_column(default=False)
    written: Mapped[str] = mapped_column(String(120), default="")
    clock: Mapped[str] = mapped_column(String(5), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    forms: Mapped[list[str]] = mapped_column(JSON, default=list)
    anchors: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    steps: Mapped[list[str]] = mapped_column(JSON, default=list)
    target: Mapped[str] = mapped_column(String(120), default="")
    asks: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    loaded: Mapped[str] = mapped_column(String(64), default="")
    loaded_version: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    @property
    def window(self) -> DateWindow | None:
        """The planned window; None for a standing requirement."""
        if self.starts_on is None and self.ends_on is None:
            return None
        return DateWindow(self.starts_on, self.ends_on, self.precision, self.window_kind)


class MilestoneMove(Base):
    """One move of a milestone's window, kept for ever as written; the four *_was columns are the window before."""

    __tablename__ = "milestone_moves"

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id"), index=True)
    at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    by_name: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[State] = mapped_column(stored_by_value(State))
    start_was: Mapped[date | None]
    end_was: Mapped[date | None]
    precision_was: Mapped[Precision] = mapped_column(stored_by_value(Precision))
    kind_was: Mapped[Kind] = mapped_column(stored_by_value(Kind))
    start: Mapped[date | None]
    end: Mapped[date | None]
    precision: Mapped[Precision] = mapped_column(stored_by_value(Precision))
    kind: Mapped[Kind] = mapped_column(stored_by_value(Kind))

    @property
    def window_was(self) -> DateWindow:
        """The window before the move; both days None when it had no date."""
        return DateWindow(self.start_was, self.end_was, self.precision_was, self.kind_was)

    @property
    def window(self) -> DateWindow:
        """The window after the move."""
        return DateWindow(self.start, self.end, self.precision, self.kind)


class MilestoneTheme(Base):
    """Themes are keys of content/vocabulary.yaml."""

    __tablename__ = "milestone_themes"

    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id"), primary_key=True)
    theme: Mapped[str] = mapped_column(String(40), primary_key=True, index=True)


class MilestoneRequirement(Base):
    """A milestone that cannot be done before another one is."""

    __tablename__ = "milestone_requirements"

    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestones.id"), primary_key=True)
    requires_id: Mapped[int] = mapped_column(ForeignKey("milestones.id"), primary_key=True, index=True)


class Duty(Base):
    """A quota: `cadence` as in almanac.recurrence, one cell per responsible organisation and period."""

    __tablename__ = "duties"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    key: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EventKind] = mapped_column(stored_by_value(EventKind))
    cadence: Mapped[str] = mapped_column(String(120))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    loaded: Mapped[str] = mapped_column(String(64), default="")


class DutyFulfilment(Base):
    """Something other than an event that fulfils a duty on a day; `subject` is `story:7`."""

    __tablename__ = "duty_fulfilments"
    __table_args__ = (UniqueConstraint("duty_id", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    duty_id: Mapped[int] = mapped_column(ForeignKey("duties.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    day: Mapped[date]
    subject: Mapped[str] = mapped_column(String(60))


class Deadline(Base):
    """A time limit relative to every event of the kind `on_kind`; `offset` as in rules.parse_offset."""

    __tablename__ = "deadlines"
    __table_args__ = (UniqueConstraint("plan_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"))
    key: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(200))
    offset: Mapped[str] = mapped_column(String(20))
    on_kind: Mapped[EventKind] = mapped_column(stored_by_value(EventKind))
    note: Mapped[str] = mapped_column(Text, default="")
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    loaded: Mapped[str] = mapped_column(String(64), default="")


class Event(Base):
    """Something held on a day: a press conference, a live broadcast; it may belong to a milestone and fulfil a duty."""

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_day", "day"), Index("ix_events_duty_id_day", "duty_id", "day"))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(32), unique=True)
    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestones.id"), index=True)
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[EventKind] = mapped_column(stored_by_value(EventKind))
    state: Mapped[State] = mapped_column(stored_by_value(State), default=State.PROVISIONAL)
    day: Mapped[date]
    clock: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class DeadlineMet(Base):
    """A relative deadline kept for one event, by whom and when."""

    __tablename__ = "deadlines_met"

    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadlines.id"), primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("events.id"), primary_key=True, index=True)
    at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))


class Part(Base):
    """An organisation's part in one milestone, duty or deadline, in the plan's order.

    `name` is the plan's own word for it; `organisation_id` the desk's organisation where one was recognised;
    `each_kind` stands for every organisation of the kind ("各基层法院").
    """

    __tablename__ = "calendar_parts"
    __table_args__ = (
        CheckConstraint(
            "CASE WHEN milestone_id IS NULL THEN 0 ELSE 1 END + CASE WHEN duty_id IS NULL THEN 0 ELSE 1 END"
            " + CASE WHEN deadline_id IS NULL THEN 0 ELSE 1 END = 1",
            name="one_thing",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestones.id"), index=True)
    duty_id: Mapped[int | None] = mapped_column(ForeignKey("duties.id"), index=True)
    deadline_id: Mapped[int | None] = mapped_column(ForeignKey("deadlines.id"), index=True)
    role: Mapped[Role] = mapped_column(stored_by_value(Role))
    name: Mapped[str] = mapped_column(String(120))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"), index=True)
    each_kind: Mapped[OrganisationKind | None] = mapped_column(stored_by_value(OrganisationKind))


class CalendarToken(Base):
    """The key to one person's private calendar; the token itself is never stored."""

    __tablename__ = "calendar_tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


@event.listens_for(MilestoneMove, "before_update")
@event.listens_for(MilestoneMove, "before_delete")
def _keep_frozen(_mapper: Mapper[Any], _connection: Any, _target: MilestoneMove) -> None:
    raise WrongState("改期记录不能修改或删除。")

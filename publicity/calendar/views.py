"""The pages that show the calendar: month, year, agenda, requirements, duties, what is due, plans, one milestone."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from publicity import web
from publicity.calendar import duty_queries, queries
from publicity.calendar.actions import is_keeper, may_finish, subject_of
from publicity.calendar.deadlines import lines_of, rulings
from publicity.calendar.duty_grid import grids, open_cells
from publicity.calendar.editing.views import blueprint as editing
from publicity.calendar.forms import day_from, month_from, wanted_from, whole, year_from
from publicity.calendar.grid import grid_bounds, month_bounds, month_grid, neighbours, year_band
from publicity.calendar.happenings.views import blueprint as happenings
from publicity.calendar.items import Item, entry_of, item_of, item_of_event, item_of_line
from publicity.calendar.models import Deadline, Event, Milestone, Plan
from publicity.calendar.queries import Wanted
from publicity.calendar.rules import OPEN, parse_offset
from publicity.calendar.subscribing.views import blueprint as subscribing
from publicity.calendar.terms import KIND_LABELS, ROLE_LABELS, STATE_LABELS
from publicity.calendar.yearly import day_words, named_days, unknown_years
from publicity.history.queries import of_subject
from publicity.people.models import Organisation, Role
from publicity.people.queries import get_organisation, organisations

blueprint = Blueprint("calendar", __name__, url_prefix="/calendar")
blueprint.register_blueprint(editing)
blueprint.register_blueprint(happenings)
blueprint.register_blueprint(subscribing)

PAGE: Final = 100
YEAR_ROWS: Final = 400
MOST_DUE: Final = 200
SOON: Final = timedelta(days=30)
LEAD: Final = timedelta(days=60)
FILTERS: Final = ("organisation", "theme", "kind", "state", "plan")


@dataclass(frozen=True, slots=True)
class Frame:
    """What every list page has: the filters as typed and as chosen, and what can be chosen."""

    wanted: Wanted
    chosen: dict[str, str]
    organisations: list[Organisation]
    plans: list[Plan]
    may_plan: bool
    public_only: bool


@blueprint.app_context_processor
def _words() -> dict[str, Any]:
    return {"kind_labels": KIND_LABELS, "state_labels": STATE_LABELS, "role_labels": ROLE_LABELS}


def _frame() -> Frame:
    opened = web.db_session()
    places = list(opened.scalars(organisations()))
    return Frame(
        wanted=wanted_from(request.args, places),
        chosen={name: request.args[name] for name in FILTERS if request.args.get(name)},
        organisations=places,
        plans=list(opened.scalars(queries.plans())),
        may_plan=web.person().has_anywhere(Role.PLANNER),
        public_only=queries.sees_public_only(web.person()),
    )


@blueprint.get("/")
def month() -> ResponseReturnValue:
    opened, today, frame = web.db_session(), web.today(), _frame()
    year, number = month_from(request.args, today)
    first, last = grid_bounds(year, number)
    found = queries.listed(web.person(), frame.wanted).where(queries.touching(first, last))
    items = [item_of(row, today) for row in opened.execute(found.order_by(*queries.by_date()))]
    ahead = queries.events(first, last + LEAD, frame.wanted, public_only=frame.public_only)
    held = list(opened.scalars(ahead))
    items += [item_of_event(event, today) for event in held if event.day <= last]
    if not frame.public_only:
        items += _deadline_items(held, frame)
    before, after = neighbours(year, number)
    return render_template(
        "calendar/month.html",
        frame=frame,
        grid=month_grid(year, number, map(entry_of, items)),
        is_empty=not items,
        bounds=queries.bounds(opened, web.person()) if not items else (None, None),
        notes=day_words(first, last),
        unknown=unknown_years(*month_bounds(year, number)),
        before=before,
        after=after,
    )


def _deadline_items(held: list[Event], frame: Frame) -> list[Item]:
    """The relative deadlines of open events, as lines of their own."""
    opened, today = web.db_session(), web.today()
    open_ones = {event.id: event for event in held if event.state in OPEN}
    places = {place.id: place for place in frame.organisations}
    lines = lines_of(opened, rulings(opened), open_ones.values(), places)
    found = (item_of_line(line, open_ones[line.event_id].state, today) for line in lines)
    return [item for item in found if item is not None]


@blueprint.get("/year")
def year() -> ResponseReturnValue:
    opened, today, frame = web.db_session(), web.today(), _frame()
    shown = year_from(request.args, today)
    first, last = today.replace(year=shown, month=1, day=1), today.replace(year=shown, month=12, day=31)
    found = queries.listed(web.person(), frame.wanted).where(queries.touching(first, last))
    rows = opened.execute(found.order_by(*queries.by_plan_and_date()).limit(YEAR_ROWS + 1)).all()
    items = [item_of(row, today) for row in rows[:YEAR_ROWS]]
    return render_template(
        "calendar/year.html",
        frame=frame,
        year=shown,
        bands=[(item, year_band(entry_of(item), shown)) for item in items],
        titles={plan.id: plan.title for plan in frame.plans},
        days=(last - first).days + 1,
        today_column=(today - first).days if today.year == shown else None,
        months=[(number, (month_bounds(shown, number)[0] - first).days) for number in range(1, 13)],
        named=sorted(named_days(shown).items()),
        has_more=len(rows) > YEAR_ROWS,
        bounds=queries.bounds(opened, web.person()) if not items else (None, None),
    )


@blueprint.get("/agenda")
def agenda() -> ResponseReturnValue:
    opened, today, frame = web.db_session(), web.today(), _frame()
    first = day_from(request.args.get("from", "")) or today
    page = max(whole(request.args.get("page", "")) or 1, 1)
    found = queries.agenda(web.person(), frame.wanted, first, public_only=frame.public_only)
    rows = opened.execute(found.limit(PAGE + 1).offset((page - 1) * PAGE)).all()
    shown = rows[:PAGE]
    dated = opened.execute(queries.listed_by_id([row.id for row in shown if not row.is_event]))
    milestones = {row.id: item_of(row, today) for row in dated}
    held = opened.scalars(queries.events_by_id([row.id for row in shown if row.is_event]))
    happenings_by_id = {event.id: item_of_event(event, today) for event in held}
    return render_template(
        "calendar/agenda.html",
        frame=frame,
        first=first,
        items=[(happenings_by_id if row.is_event else milestones)[row.id] for row in shown],
        titles={plan.id: plan.title for plan in frame.plans},
        page=page,
        has_more=len(rows) > PAGE,
        bounds=queries.bounds(opened, web.person()) if not rows else (None, None),
    )


@blueprint.get("/requirements")
def requirements() -> ResponseReturnValue:
    opened, today, frame = web.db_session(), web.today(), _frame()
    items = [item_of(row, today) for row in opened.execute(queries.standing(web.person(), frame.wanted))]
    titles = {plan.id: plan.title for plan in frame.plans}
    return render_template("calendar/requirements.html", frame=frame, items=items, titles=titles)


@blueprint.get("/due")
def due() -> ResponseReturnValue:
    opened, today, me = web.db_session(), web.today(), web.person()
    mine = get_organisation(opened, me.organisation_id)
    until = today + SOON
    rules = rulings(opened)
    held = opened.scalars(
        duty_queries.open_events(mine.id, {one.deadline.on_kind for one in rules}, today - 2 * SOON, today + 4 * SOON)
    )
    lines = [line for line in lines_of(opened, rules, held, {mine.id: mine}) if not line.is_met]
    found = queries.due(mine.id, mine.kind, until).where(queries.visible(me)).limit(MOST_DUE)
    items = [item_of(row, today) for row in opened.execute(found)]
    shown = {item.id for item in items}
    others = queries.kept(me.reach(Role.PLANNER), until).limit(MOST_DUE)
    kept = [item_of(row, today) for row in opened.execute(others)]
    return render_template(
        "calendar/due.html",
        frame=_frame(),
        mine=mine,
        overdue=[item for item in items if item.is_overdue],
        soon=[item for item in items if not item.is_overdue],
        kept=[item for item in kept if item.id not in shown],
        is_cut=MOST_DUE in (len(items), len(kept)),
        due_lines=lines,
        cells=open_cells(grids(opened, [mine], today, only=mine.id)),
    )


@blueprint.get("/duties")
def duties() -> ResponseReturnValue:
    frame = _frame()
    # Who has done how much is between the courts: an outlet's account is shown none of it.
    places = [] if frame.public_only else frame.organisations
    found = grids(web.db_session(), places, web.today(), plan_id=frame.wanted.plan_id) if places else []
    holds = web.person().reach(Role.PLANNER, Role.DRAFTER)
    titles = {plan.id: plan.title for plan in frame.plans}
    return render_template("calendar/duties.html", frame=frame, grids=found, holds=holds, titles=titles)


@blueprint.get("/plans")
def plan_list() -> ResponseReturnValue:
    return render_template("calendar/plans.html", frame=_frame())


@blueprint.get("/plans/<key>")
def plan(key: str) -> ResponseReturnValue:
    opened, today, frame = web.db_session(), web.today(), _frame()
    found = queries.get_plan(opened, key)
    whole_plan = Wanted(plan_id=found.id)
    dated = queries.listed(web.person(), whole_plan).where(queries.last_day.is_not(None))
    rows = opened.execute(dated.order_by(*queries.by_date()).limit(YEAR_ROWS + 1)).all()
    standing = opened.execute(queries.standing(web.person(), whole_plan).limit(YEAR_ROWS))
    limits = opened.scalars(select(Deadline).where(Deadline.plan_id == found.id).order_by(Deadline.id))
    inside = not frame.public_only
    return render_template(
        "calendar/plan.html",
        frame=frame,
        plan=found,
        dated=[item_of(row, today) for row in rows[:YEAR_ROWS]],
        has_more=len(rows) > YEAR_ROWS,
        standing=[item_of(row, today) for row in standing],
        duties=list(opened.scalars(duty_queries.duties(found.id))) if inside else [],
        deadlines=[(limit, parse_offset(limit.offset).text()) for limit in limits if inside],
        history=list(opened.scalars(of_subject(f"plan:{found.id}").limit(50))) if inside else [],
    )


@blueprint.get("/milestones/<int:milestone_id>")
def milestone(milestone_id: int) -> ResponseReturnValue:
    opened, today, me = web.db_session(), web.today(), web.person()
    found = queries.get_milestone(opened, milestone_id, me)
    places = {place.id: place for place in opened.scalars(organisations())}
    held = list(opened.scalars(queries.events_of_milestone(found.id)))
    open_ones = [event for event in held if event.state in OPEN]
    return render_template(
        "calendar/milestone.html",
        milestone=found,
        item=_item(found),
        plan=opened.get(Plan, found.plan_id) if found.plan_id else None,
        keeper=places.get(found.organisation_id or 0),
        parts=list(opened.scalars(queries.parts_of_milestone(found.id))),
        places=places,
        themes=list(opened.scalars(queries.themes_of(found.id))),
        requires=opened.execute(queries.required_by(found.id)).all(),
        awaited_by=opened.execute(queries.waiting_for(found.id)).all(),
        moves=list(opened.scalars(queries.moves(found.id))),
        events=[item_of_event(event, today) for event in held],
        lines=lines_of(opened, rulings(opened), open_ones, places),
        panels=[panel(opened, found.id, me) for panel in current_app.extensions.get("milestone_panels", ())],
        history=list(opened.scalars(of_subject(subject_of(found.id)).limit(100))),
        is_keeper=is_keeper(me, found),
        may_finish=found.state in OPEN and may_finish(opened, me, found),
        may_hold=me.has_anywhere(Role.PLANNER, Role.DRAFTER),
    )


def _item(found: Milestone) -> Item:
    return item_of(found, web.today())

"""Documents are taken in once, read by one reader, and put on the calendar without doubling anything."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from publicity.almanac.windows import Kind, Precision
from publicity.calendar.actions import confirm_milestone
from publicity.calendar.loading import load_plan
from publicity.calendar.models import Deadline, Duty, Milestone, Part, Plan
from publicity.calendar.plan_file import parse_plan
from publicity.calendar.terms import EventKind, State
from publicity.calendar.terms import Role as PartRole
from publicity.errors import NotAllowed, WrongState
from publicity.people.models import Role
from publicity.plans.actions import MOST_ATTEMPTS, change_proposal, claim, decide, keep_reading, read_again
from publicity.plans.intake import Intake
from publicity.plans.jobs import read_one
from publicity.plans.layout import ready
from publicity.plans.models import Change, Decision, PlanDocument, PlanProposal, ReadingState
from publicity.plans.proposal import read_plan
from publicity.plans.queries import LEASE, proposals
from tests.factories import NOON, make_organisation, make_person
from tests.plans.conftest import THEMES, Keeper
from tests.plans.files import pdf_file

PLAN = """澄中法〔2026〕8号

澄江市中级人民法院宣传工作方案

一、安排
（一）2026年7月12日前，各基层法院报送宣传方案，抄送市委宣传部。
（二）2026年8月，开展失信惩戒专题宣传。
（三）各基层法院每月至少一次组织直播，选题请提前5个工作日报送市中院。
（四）适时开展督查。

澄江市中级人民法院
2026年6月1日
"""
REVISED = PLAN.replace("2026年7月12日前", "2026年7月20日前").replace(
    "（二）2026年8月，开展失信惩戒专题宣传。\n", "（二）2026年9月10日前，召开新闻发布会。\n"
)


def rows(keeper: Keeper, document: PlanDocument) -> list[PlanProposal]:
    return list(keeper.session.scalars(proposals(document.id)))


def accept(keeper: Keeper, document: PlanDocument, chosen: list[PlanProposal]) -> None:
    decide(
        keeper.session,
        now=NOON,
        actor=keeper.person,
        document=document,
        chosen=chosen,
        decision=Decision.ACCEPTED,
        themes=THEMES,
    )


def accept_everything(keeper: Keeper, document: PlanDocument) -> None:
    accept(
        keeper, document, [row for row in rows(keeper, document) if row.is_proposed and row.decision is Decision.OPEN]
    )


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_given_twice_is_one_document(keeper: Keeper) -> None:
    first, is_new = keeper.give(PLAN)
    second, again = keeper.give(PLAN, "other.txt")
    assert (is_new, again) == (True, False)
    assert first is second


def test_only_a_planner_of_the_organisation_gives_a_plan_in(keeper: Keeper) -> None:
    stranger = make_person(keeper.session, make_organisation(keeper.session), [Role.PLANNER])
    with pytest.raises(NotAllowed):
        Keeper(keeper.session, stranger, keeper.court, keeper.folder).give(PLAN)


def test_reading_fills_the_document_and_its_proposals(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    assert document.state is ReadingState.READ
    assert (document.title, document.number) == ("澄江市中级人民法院宣传工作方案", "澄中法〔2026〕8号")
    assert (document.issued, document.plan_key) == (date(2026, 6, 1), f"doc-{document.id}")
    found = [row for row in rows(keeper, document) if row.is_proposed]
    assert [row.key for row in found] == sorted({row.key for row in found}, key=lambda key: int(key[1:]))
    assert all(PLAN[row.offset :].startswith(row.quote) for row in found)
    assert all(PLAN[row.sentence_offset :].startswith(row.sentence) for row in found)
    assert {row.decision for row in found} == {Decision.OPEN}


def test_reading_is_idle_when_nothing_waits(keeper: Keeper) -> None:
    assert not read_one(keeper.open_session, now=NOON, folder=keeper.folder)


def test_a_file_that_cannot_be_read_says_why_and_can_be_read_again(keeper: Keeper) -> None:
    document = keeper.read("\x00" * 50)
    assert document.state is ReadingState.REFUSED
    assert "多半不是文字" in document.refusal
    read_again(keeper.session, now=NOON, actor=keeper.person, document=document)
    assert document.state is ReadingState.WAITING


def test_a_kept_file_that_is_lost_is_a_sentence(keeper: Keeper) -> None:
    document, _ = keeper.give(PLAN)
    (keeper.folder / document.sha256[:2] / document.sha256[2:]).unlink()
    assert read_one(keeper.open_session, now=NOON, folder=keeper.folder)
    assert "重新上传" in document.refusal


def test_progress_is_written_while_pages_are_read(keeper: Keeper, monkeypatch: pytest.MonkeyPatch) -> None:
    document, _ = keeper.give(PLAN)
    (keeper.folder / document.sha256[:2] / document.sha256[2:]).write_bytes(
        pdf_file(["宣传方案请于2026年7月12日前报送。"] * 3)
    )
    seen: list[tuple[int, int]] = []

    def watching() -> object:
        keeper.session.expire(document)
        seen.append((document.done, document.total))
        return keeper.open_session()

    assert read_one(watching, now=NOON, folder=keeper.folder)  # type: ignore[arg-type]
    assert seen == [(0, 0), (0, 0), (1, 3), (2, 3), (3, 3)]
    assert document.pages == 3


def test_a_document_is_claimed_by_one_reader_and_by_another_only_after_its_lease(keeper: Keeper) -> None:
    document, _ = keeper.give(PLAN)
    assert claim(keeper.session, now=NOON) is document
    assert claim(keeper.session, now=NOON + LEASE) is None
    later = NOON + LEASE + timedelta(seconds=1)
    assert claim(keeper.session, now=later) is document
    late = keep_reading(
        keeper.session,
        now=later,
        document_id=document.id,
        claimed_at=NOON,
        intake=Intake(PLAN, "text"),
        reading=read_plan(PLAN),
    )
    assert late is False
    assert rows(keeper, document) == []


def test_a_document_that_breaks_its_readers_is_given_up(keeper: Keeper) -> None:
    document, _ = keeper.give(PLAN)
    for attempt in range(MOST_ATTEMPTS + 1):
        claim(keeper.session, now=NOON + attempt * (LEASE + timedelta(seconds=1)))
    assert document.state is ReadingState.REFUSED
    assert "没有读完" in document.refusal


def test_accepting_makes_milestones_duties_and_deadlines_with_their_source(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    accept_everything(keeper, document)
    plan = keeper.session.scalars(select(Plan)).one()
    assert (plan.key, plan.number, plan.organisation_id) == (document.plan_key, document.number, keeper.court.id)
    dated = keeper.session.scalars(select(Milestone).order_by(Milestone.id)).all()
    assert [(row.title, row.ends_on, row.window_kind) for row in dated] == [
        ("报送宣传方案", date(2026, 7, 12), Kind.DEADLINE),
        ("开展失信惩戒专题宣传", date(2026, 8, 31), Kind.PERIOD),
        ("开展督查", None, Kind.PERIOD),
    ]
    assert dated[2].asks
    source = dated[0].sources[0]
    assert PLAN[source["offset"] :].startswith(source["quote"])
    duty = keeper.session.scalars(select(Duty)).one()
    assert (duty.cadence, duty.kind) == ("FREQ=MONTHLY;min=1", EventKind.LIVE_BROADCAST)
    limit = keeper.session.scalars(select(Deadline)).one()
    assert (limit.offset, limit.on_kind) == ("-5 workdays", EventKind.LIVE_BROADCAST)
    receiver = keeper.session.scalars(select(Part).where(Part.deadline_id == limit.id, Part.role == PartRole.RECEIVER))
    assert [part.organisation_id for part in receiver] == [keeper.court.id]


def test_deciding_twice_is_refused_and_doubles_nothing(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    first = rows(keeper, document)[0]
    accept(keeper, document, [first])
    with pytest.raises(WrongState):
        accept(keeper, document, [first])
    accept_everything(keeper, document)
    assert count(keeper.session, Milestone) == 3


def test_reading_the_same_document_again_keeps_decisions_and_doubles_nothing(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    accept_everything(keeper, document)
    before = [(row.key, row.title, row.decision) for row in rows(keeper, document)]
    read_again(keeper.session, now=NOON, actor=keeper.person, document=document)
    read_one(keeper.open_session, now=NOON, folder=keeper.folder)
    assert [(row.key, row.title, row.decision) for row in rows(keeper, document)] == before
    assert {row.change for row in rows(keeper, document)} == {Change.SAME}
    assert count(keeper.session, Milestone) == 3


def test_a_revision_shows_what_is_new_changed_and_gone(keeper: Keeper) -> None:
    first = keeper.read(PLAN)
    accept_everything(keeper, first)
    second = keeper.read(REVISED, now=NOON + timedelta(days=1))
    assert (second.previous_id, second.plan_key) == (first.id, first.plan_key)
    found = {row.title: row for row in rows(keeper, second) if row.is_proposed}
    assert {title: row.change for title, row in found.items()} == {
        "报送宣传方案": Change.CHANGED,
        "召开新闻发布会": Change.NEW,
        "组织直播": Change.SAME,
        "选题报送市中院": Change.SAME,
        "开展督查": Change.SAME,
        "开展失信惩戒专题宣传": Change.GONE,
    }
    moved = found["报送宣传方案"]
    assert moved.was == {"日期": "2026年7月12日前"}
    assert moved.decision is Decision.OPEN
    assert found["组织直播"].decision is Decision.ACCEPTED
    accept(keeper, second, ready(rows(keeper, second)))
    ends = {row.title: row.ends_on for row in keeper.session.scalars(select(Milestone))}
    assert ends["报送宣传方案"] == date(2026, 7, 20)
    assert ends["开展失信惩戒专题宣传"] == date(2026, 8, 31)
    assert count(keeper.session, Milestone) == 4
    assert count(keeper.session, Duty) == 1


def test_what_people_decided_on_the_calendar_is_held_against_a_revision(keeper: Keeper) -> None:
    first = keeper.read(PLAN)
    accept_everything(keeper, first)
    milestone = keeper.session.scalars(select(Milestone).where(Milestone.title == "报送宣传方案")).one()
    confirm_milestone(keeper.session, now=NOON, actor=keeper.person, milestone=milestone, version=milestone.version)
    second = keeper.read(REVISED)
    changed = next(row for row in rows(keeper, second) if row.change is Change.CHANGED)
    report = decide(
        keeper.session,
        now=NOON,
        actor=keeper.person,
        document=second,
        chosen=[changed],
        decision=Decision.ACCEPTED,
        themes=THEMES,
    )
    assert report is not None
    assert report.held == ("报送宣传方案",)
    assert (milestone.ends_on, milestone.state) == (date(2026, 7, 12), State.CONFIRMED)


def test_the_older_document_of_a_revised_plan_is_closed(keeper: Keeper) -> None:
    first = keeper.read(PLAN)
    keeper.read(REVISED)
    with pytest.raises(WrongState, match="修订稿"):
        accept_everything(keeper, first)


def test_a_plan_that_stood_on_the_calendar_is_recognised_by_number_and_source(keeper: Keeper) -> None:
    quote = "2026年7月12日前，各基层法院报送宣传方案"
    standing = parse_plan(f"""plan: chengjiang-2026
title: 宣传工作方案
number: 澄中法〔2026〕8号
milestones:
  - key: submission
    title: 报送方案
    kind: plan_submission
    window: {{end: 2026-07-12, precision: day, kind: deadline}}
    source: {{quote: '{quote}', offset: {PLAN.index(quote)}}}
""")
    load_plan(keeper.session, now=NOON, actor=None, plan_file=standing, organisation_id=keeper.court.id)
    document = keeper.read(PLAN)
    known = next(row for row in rows(keeper, document) if row.decision is Decision.ON_CALENDAR)
    assert (document.plan_key, known.key, known.quote) == ("chengjiang-2026", "submission", "2026年7月12日前")
    accept_everything(keeper, document)
    titles = keeper.session.scalars(select(Milestone.title).order_by(Milestone.id)).all()
    assert titles == ["报送方案", "开展失信惩戒专题宣传", "开展督查"]
    assert keeper.session.scalars(select(Plan.title)).all() == ["宣传工作方案"]


def test_a_mended_proposal_goes_on_the_calendar_as_mended_and_stays_so(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    vague = next(row for row in rows(keeper, document) if row.title == "开展督查")
    change_proposal(
        keeper.session,
        now=NOON,
        actor=keeper.person,
        document=document,
        proposal=vague,
        values={
            "title": "开展年中督查",
            "starts_on": None,
            "ends_on": date(2026, 7, 31),
            "precision": Precision.MONTH,
            "window_kind": Kind.DEADLINE,
            "cadence": "",
            "question": "",
        },
        themes=THEMES,
    )
    milestone = keeper.session.scalars(select(Milestone)).one()
    assert (milestone.title, milestone.ends_on, milestone.asks) == ("开展年中督查", date(2026, 7, 31), "")
    read_again(keeper.session, now=NOON, actor=keeper.person, document=document)
    read_one(keeper.open_session, now=NOON, folder=keeper.folder)
    again = next(row for row in rows(keeper, document) if row.key == vague.key)
    assert (again.title, again.decision, again.ends_on) == ("开展年中督查", Decision.CHANGED, date(2026, 7, 31))


def test_a_skipped_proposal_can_be_taken_up_again(keeper: Keeper) -> None:
    document = keeper.read(PLAN)
    first = rows(keeper, document)[0]
    for decision in (Decision.SKIPPED, Decision.OPEN):
        report = decide(
            keeper.session,
            now=NOON,
            actor=keeper.person,
            document=document,
            chosen=[first],
            decision=decision,
            themes=THEMES,
        )
        assert report is None
        assert first.decision is decision
    assert count(keeper.session, Milestone) == 0

"""A release happens at its time with all its gates asked again, or is held and says why to those concerned."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from publicity.history.models import HistoryEntry
from publicity.media.actions import record_consent, tick, withdraw_consent
from publicity.media.models import TickItem
from publicity.media.queries import entry
from publicity.outbox.models import Message
from publicity.people.models import Role
from publicity.publishing import actions
from publicity.publishing.actions import Desk, cancel, claim, schedule, set_embargo, settle, start_correction, withdraw
from publicity.publishing.models import EntryKind, PublicationEntry, PublicationTopic, Release, ReleaseState
from publicity.publishing.queries import newest_line
from publicity.publishing.snapshot import from_json
from publicity.stories.models import Approval, Risk, Story, StoryState
from publicity.stories.queries import get_visible
from publicity.stories.rules import Move
from tests.factories import make_account, make_person
from tests.media.factories import make_media
from tests.publishing.factories import due_release, make_site_at, open_gates, ready_story, release_desk
from tests.stories.factories import Desk as People
from tests.stories.factories import make_desk, make_story, policy, save_text, walk

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return release_desk(make_site_at(tmp_path))


@pytest.fixture
def people(session: Session) -> People:
    return make_desk(session)


def go(session: Session, desk: Desk, now: datetime) -> PublicationEntry | None:
    """What the job does inside its transaction."""
    release = claim(session, now)
    assert release is not None
    return settle(session, release, now=now, desk=desk)


def plan(session: Session, people: People, desk: Desk, story_id: int, now: datetime, due_at: datetime) -> Release:
    """The receiving department sets a time."""
    return schedule(session, now=now, actor=people.propaganda, story_id=story_id, due_at=due_at, desk=desk)


def verbs(session: Session, story_id: int) -> list[str]:
    lines = select(HistoryEntry.verb).where(HistoryEntry.subject == f"story:{story_id}").order_by(HistoryEntry.id)
    return list(session.scalars(lines))


def test_a_due_release_becomes_one_line_of_the_log(session: Session, people: People, desk: Desk, now: datetime) -> None:
    release = due_release(session, people, now, desk, title="深夜出击", themes=("results",))
    line = go(session, desk, now + HOUR)
    assert line is not None
    shown = from_json(line.snapshot)
    story = session.get_one(Story, release.story_id)
    assert (line.kind, line.public_id, line.first_number, shown.title) == (
        EntryKind.RELEASE,
        story.public_id,
        line.number,
        "深夜出击",
    )
    assert shown.html.startswith("<h")
    assert shown.supplied_by == people.drafter.name
    assert shown.reviewed_by == (people.first.name, people.second.name, people.final.name)
    assert [theme.name for theme in shown.themes] == ["工作成效"]
    assert story.state is StoryState.RELEASED
    assert release.state is ReleaseState.RELEASED
    assert verbs(session, story.id)[-1] == "story.release"
    assert claim(session, now + 2 * HOUR) is None


def test_nothing_goes_out_before_its_time(session: Session, people: People, desk: Desk, now: datetime) -> None:
    due_release(session, people, now, desk, due_at=now + HOUR)
    assert claim(session, now + HOUR - timedelta(seconds=1)) is None
    assert claim(session, now + HOUR) is not None


def test_what_has_been_due_longest_goes_first(session: Session, people: People, desk: Desk, now: datetime) -> None:
    late = due_release(session, people, now, desk, due_at=now + 2 * HOUR)
    early = due_release(session, people, now, desk, due_at=now + HOUR)
    claimed = [claim(session, now + 3 * HOUR), claim(session, now + 3 * HOUR)]
    assert [one.id for one in claimed if one] == [early.id, late.id]


def test_two_releases_in_one_second_are_told_apart(session: Session, people: People, desk: Desk, now: datetime) -> None:
    for _ in range(3):
        due_release(session, people, now, desk)
    stamps = [line.stamp for _ in range(3) if (line := go(session, desk, now))]
    assert stamps == [now, now + timedelta(seconds=1), now + timedelta(seconds=2)]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"risk": Risk.UNASSESSED}, "风险评估"),
        ({"risk": Risk.HIGH}, "三同步"),
        ({"secrecy_hash": "0" * 64}, "保密审查"),
        ({"embargo_until": datetime.fromisoformat("2018-07-20T00:00:00+08:00")}, "禁发期"),
    ],
)
def test_a_gate_that_closed_meanwhile_holds_the_release_and_tells_people(
    session: Session, people: People, desk: Desk, now: datetime, values: dict[str, object], said: str
) -> None:
    release = due_release(session, people, now, desk)
    session.execute(update(Story).where(Story.id == release.story_id).values(**values))
    assert go(session, desk, now) is None
    story = session.get_one(Story, release.story_id)
    assert release.state is ReleaseState.HELD
    assert said in release.held_reason
    assert story.state is StoryState.ADOPTED
    assert newest_line(session, story.id) is None
    assert "release.held" in verbs(session, story.id)
    told = list(session.scalars(select(Message).where(Message.key.startswith(f"release-held:{release.id}:"))))
    assert len(told) == 2
    assert all(said in one.text for one in told)


def test_an_approval_that_was_voided_holds_the_release(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk)
    session.execute(update(Approval).where(Approval.story_id == release.story_id).values(voided_at=now))
    assert go(session, desk, now) is None
    assert "初审" in release.held_reason


def test_an_error_found_by_a_rule_switched_on_meanwhile_holds_the_release(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk)
    stricter = Desk(desk.site, policy("length.near", "length.outside"))
    assert go(session, stricter, now) is None
    assert "字" in release.held_reason


def test_a_consent_taken_back_holds_the_release_and_names_the_file(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    media = make_media(session, organisation_id=people.court.id, name="发放现场.jpg")
    answers = dict.fromkeys(TickItem, "none") | {TickItem.FACES: "consented"}
    tick(session, person=people.drafter, media=media, answers=answers, now=now)
    given = {"shown": "申请执行人张某", "scope": "", "expires_on": None}
    consent = record_consent(session, person=people.drafter, media=media, now=now, **given)
    release = due_release(session, people, now, desk, media=(entry(media),))
    withdraw_consent(session, person=people.drafter, media=media, consent_id=consent.id, reason="本人来电", now=now)
    assert go(session, desk, now) is None
    assert release.state is ReleaseState.HELD
    assert "附件《发放现场.jpg》选了“已取得同意”，但没有有效的同意记录" in release.held_reason


def test_a_held_release_can_be_scheduled_again(session: Session, people: People, desk: Desk, now: datetime) -> None:
    release = due_release(session, people, now, desk)
    story = session.get_one(Story, release.story_id)
    story.risk = Risk.UNASSESSED
    assert go(session, desk, now) is None
    story.risk = Risk.LOW
    again = plan(session, people, desk, story.id, now, now)
    assert go(session, desk, now) is not None
    assert (release.state, again.state) == (ReleaseState.HELD, ReleaseState.RELEASED)


def test_scheduling_asks_the_gates_as_they_will_stand(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    story = ready_story(session, people, now)
    set_embargo(session, now=now, actor=people.propaganda, story_id=story.id, until=now + HOUR)
    with pytest.raises(Invalid, match="禁发期"):
        plan(session, people, desk, story.id, now, now)
    assert plan(session, people, desk, story.id, now, now + HOUR).due_at == now + HOUR


def test_only_the_receiving_department_schedules(session: Session, people: People, desk: Desk, now: datetime) -> None:
    story = ready_story(session, people, now)
    for somebody in (people.drafter, people.final, make_person(session)):
        with pytest.raises(NotAllowed):
            schedule(session, now=now, actor=somebody, story_id=story.id, due_at=now, desk=desk)
    assert session.scalar(select(func.count()).select_from(Release)) == 0


def test_a_text_that_changed_under_the_schedulers_eyes_is_refused(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    story = ready_story(session, people, now)
    seen = {"story_id": story.id, "due_at": now, "desk": desk, "revision_hash": "0" * 64}
    with pytest.raises(Conflict):
        schedule(session, now=now, actor=people.propaganda, **seen)  # type: ignore[arg-type]


def test_a_story_is_scheduled_once(session: Session, people: People, desk: Desk, now: datetime) -> None:
    release = due_release(session, people, now, desk, due_at=now + HOUR)
    with pytest.raises(WrongState):
        plan(session, people, desk, release.story_id, now, now)


def test_a_release_called_off_never_happens(session: Session, people: People, desk: Desk, now: datetime) -> None:
    release = due_release(session, people, now, desk)
    cancel(session, now=now, actor=people.propaganda, release_id=release.id, reason="改期")
    assert claim(session, now + HOUR) is None
    assert session.get_one(Story, release.story_id).state is StoryState.ADOPTED
    with pytest.raises(WrongState):
        cancel(session, now=now, actor=people.propaganda, release_id=release.id)


def test_a_release_that_went_out_cannot_be_called_off(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk)
    go(session, desk, now)
    with pytest.raises(WrongState, match="已经完成"):
        cancel(session, now=now, actor=people.propaganda, release_id=release.id)


def test_a_withdrawal_leaves_no_word_of_the_story_and_tells_outlets(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk, title="深夜出击", themes=("results",))
    outlet = make_account(session, roles=[Role.OUTLET])
    first = go(session, desk, now)
    assert first is not None
    line = withdraw(
        session, now=now + HOUR, actor=people.final, story_id=release.story_id, reason="当事人隐私", desk=desk
    )
    assert line is not None
    shown = from_json(line.snapshot)
    assert (line.kind, line.public_id, line.reason) == (EntryKind.WITHDRAWAL, first.public_id, "当事人隐私")
    assert (line.first_stamp, line.first_number) == (first.stamp, first.number)
    assert (shown.title, shown.summary, shown.text, shown.html) == ("稿件已撤回", "", "", "")
    listed = select(PublicationTopic.key).where(PublicationTopic.entry_number == line.number)
    assert "results" in set(session.scalars(listed))
    mail = session.scalars(select(Message).where(Message.key == f"withdrawal:{line.number}:{outlet.id}")).one()
    assert mail.address == outlet.email
    assert "深夜出击" in mail.text
    assert "当事人隐私" in mail.text
    assert line.public_id in mail.text


def test_withdrawing_what_waits_calls_its_release_off(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk)
    assert (
        withdraw(session, now=now, actor=people.final, story_id=release.story_id, reason="不再适宜", desk=desk) is None
    )
    session.refresh(release)
    assert release.state is ReleaseState.CANCELLED
    assert claim(session, now + HOUR) is None


def test_a_draft_given_up_before_its_submission_is_not_for_the_department_to_read(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    story = make_story(session, people, now)
    withdraw(session, now=now, actor=people.final, story_id=story.id, reason="不写了", desk=desk)
    with pytest.raises(NotFound):
        get_visible(session, people.propaganda, story.id)
    release = due_release(session, people, now, desk)
    withdraw(session, now=now, actor=people.final, story_id=release.story_id, reason="不再适宜", desk=desk)
    assert get_visible(session, people.propaganda, release.story_id).receiver_id == people.department.id


def test_a_withdrawal_needs_a_reason_and_a_right(session: Session, people: People, desk: Desk, now: datetime) -> None:
    release = due_release(session, people, now, desk)
    go(session, desk, now)
    with pytest.raises(Invalid):
        withdraw(session, now=now, actor=people.final, story_id=release.story_id, reason=" ", desk=desk)
    with pytest.raises(NotAllowed):
        withdraw(session, now=now, actor=people.drafter, story_id=release.story_id, reason="想撤", desk=desk)
    withdraw(session, now=now, actor=people.final, story_id=release.story_id, reason="隐私", desk=desk)
    with pytest.raises(WrongState):
        withdraw(session, now=now, actor=people.final, story_id=release.story_id, reason="隐私", desk=desk)


def test_a_correction_walks_the_whole_way_and_keeps_the_same_id(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    release = due_release(session, people, now, desk)
    first = go(session, desk, now)
    assert first is not None
    story = start_correction(session, now=now, actor=people.final, story_id=release.story_id, reason="金额有误")
    session.refresh(story)
    save_text(session, people.drafter, story, now, title="深夜出击（更正）")
    walk(session, people, story, now, until=Move.ADOPT)
    open_gates(session, story, people.final, now)
    with pytest.raises(Invalid, match="更正说明"):
        plan(session, people, desk, story.id, now, now)
    schedule(
        session,
        now=now,
        actor=people.propaganda,
        story_id=story.id,
        due_at=now,
        desk=desk,
        note="执行到位金额应为八万六千元。",
    )
    line = go(session, desk, now + HOUR)
    assert line is not None
    shown = from_json(line.snapshot)
    assert (line.kind, line.public_id, line.first_number) == (EntryKind.CORRECTION, first.public_id, first.number)
    assert [one.reason for one in shown.corrections] == ["执行到位金额应为八万六千元。"]
    assert line.stamp > first.stamp


def test_an_embargo_is_set_by_those_who_answer_for_it(
    session: Session, people: People, desk: Desk, now: datetime
) -> None:
    story = ready_story(session, people, now)
    with pytest.raises(NotAllowed):
        set_embargo(session, now=now, actor=people.drafter, story_id=story.id, until=now + HOUR)
    set_embargo(session, now=now, actor=people.final, story_id=story.id, until=now + HOUR)
    set_embargo(session, now=now, actor=people.final, story_id=story.id, until=None)
    assert verbs(session, story.id)[-2:] == ["release.embargo_set", "release.embargo_lifted"]


def test_a_release_far_in_the_future_is_questioned(session: Session, people: People, desk: Desk, now: datetime) -> None:
    story = ready_story(session, people, now)
    with pytest.raises(Invalid, match="太远"):
        plan(session, people, desk, story.id, now, now + actions.FARTHEST + HOUR)

"""Scheduling a release, calling it off, settling it when it is due, withdrawing a story, opening a correction."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import ReturningUpdate

from publicity.checks.policy import Policy
from publicity.clock import shanghai_day
from publicity.errors import Invalid, PublicityError, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require
from publicity.publishing import notices
from publicity.publishing.freezing import freeze
from publicity.publishing.gates import Facts, minute, reasons
from publicity.publishing.log import append, hold_log
from publicity.publishing.models import EntryKind, PublicationEntry, Release, ReleaseState
from publicity.publishing.projection import Reached, nothing_reached
from publicity.publishing.queries import newest_line
from publicity.publishing.site import Site
from publicity.publishing.snapshot import from_json, withdrawn
from publicity.review.queries import approvals_hold
from publicity.stories.attached import unlooked
from publicity.stories.findings import blocking
from publicity.stories.lifecycle import move
from publicity.stories.models import Revision, Story
from publicity.stories.places import placed, where
from publicity.stories.queries import get_story, newest_revision
from publicity.stories.rules import RECEIVED, STEP_NAMES, Move

FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Desk:
    """What a release needs besides the database: the public side's words and the policy of checks."""

    site: Site
    policy: Policy


def gate_reasons(
    session: Session, desk: Desk, story: Story, revision: Revision, release_hash: str, at: datetime
) -> list[str]:
    """Why the story may not go out at `at`; empty when all gates are open."""
    missing = approvals_hold(session, story, revision)
    errors = blocking(session, story, revision, desk.policy)
    return reasons(
        Facts(
            at=at,
            text_hash=revision.hash,
            release_hash=release_hash,
            missing_steps=tuple(STEP_NAMES[step] for step in missing),
            errors=tuple(placed(one.message, where(one.place.field, revision.media, {})) for one in errors),
            attachments=_attachments(session, revision, at),
            embargo_until=story.embargo_until,
            risk=story.risk,
            synchronised_plan=story.synchronised_plan,
            synchronised_contact=story.synchronised_contact,
            secrecy_signed=story.secrecy_signed_by_id is not None,
            secrecy_hash=story.secrecy_hash,
        )
    )


def schedule(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    story_id: int,
    due_at: datetime,
    desk: Desk,
    revision_hash: str | None = None,
    note: str = "",
) -> Release:
    """Sets the newest text to be released at `due_at` (aware; in the past means now).

    `note` is told to readers of a correction and needed for one. Raises Invalid with the gates that are closed, and
    what `lifecycle.move` raises.
    """
    due_at = max(due_at, now).replace(microsecond=0)
    story, revision = get_story(session, story_id), newest_revision(session, story_id)
    before, note = newest_line(session, story_id), " ".join(note.split())
    if due_at > now + FARTHEST:
        raise Invalid("发布时间太远。", {"due_at": "请选择一年以内的时间。"})
    if before is not None and not note:
        raise Invalid("这是更正，请写明更正说明。", {"note": "请写一句给读者看的更正说明。"})
    closed = gate_reasons(session, desk, story, revision, revision.hash, due_at)
    if closed:
        raise Invalid("还不能发布：" + "".join(closed), {f"gate-{n}": reason for n, reason in enumerate(closed, 1)})
    move(
        session,
        story_id,
        move=Move.SCHEDULE,
        actor=actor,
        now=now,
        reason=f"定于{minute(due_at)}发布",
        revision_hash=revision_hash,
    )
    release = Release(
        story_id=story_id,
        revision_id=revision.id,
        revision_hash=revision.hash,
        due_at=due_at,
        state=ReleaseState.SCHEDULED,
        note=note if before is not None else "",
        held_reason="",
        by_id=actor.id,
        created_at=now,
    )
    session.add(release)
    session.flush()
    return release


def cancel(session: Session, *, now: datetime, actor: Person, release_id: int, reason: str = "") -> None:
    """Calls a scheduled release off; raises WrongState when it has gone out or was called off already."""
    story_id = session.scalar(_leave(Release.id == release_id, now))
    if story_id is None:
        raise WrongState("这次发布已经完成、搁置或取消。请刷新页面查看最新情况。")
    move(session, story_id, move=Move.UNSCHEDULE, actor=actor, now=now, reason=reason)


def claim(session: Session, now: datetime) -> Release | None:
    """Takes the release that has been due longest, so that nobody else can; None when none is due.

    The row decides: of any number of processes one sees it change from scheduled.
    """
    due = (
        select(Release.id)
        .where(Release.state == ReleaseState.SCHEDULED, Release.due_at <= now)
        .order_by(Release.due_at, Release.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    taken = (
        update(Release)
        .where(Release.id == due.scalar_subquery(), Release.state == ReleaseState.SCHEDULED, Release.due_at <= now)
        .values(state=ReleaseState.RELEASED, settled_at=now)
        .returning(Release)
    )
    return session.scalar(taken, execution_options={"populate_existing": True})


def settle(
    session: Session, release: Release, *, now: datetime, desk: Desk, reached: Reached = nothing_reached
) -> PublicationEntry | None:
    """Publishes a claimed release, or holds it and says why to those concerned; the line of the log, None when held."""
    hold_log(session)
    story, revision = get_story(session, release.story_id), newest_revision(session, release.story_id)
    closed = gate_reasons(session, desk, story, revision, release.revision_hash, now)
    reached("gates asked")
    if not closed:
        try:
            with session.begin_nested():
                return _publish(session, release, story, revision, now=now, desk=desk, reached=reached)
        except PublicityError as error:
            closed = [str(error)]
    _hold(session, release, story, closed, now=now, desk=desk)
    reached("held")
    return None


def hold_faulty(session: Session, release_id: int, *, now: datetime, desk: Desk) -> None:
    """Holds a release that the desk failed to publish through a fault of its own; nothing when it is settled."""
    held = update(Release).where(Release.id == release_id, Release.state == ReleaseState.SCHEDULED)
    release = session.scalar(held.values(settled_at=now).returning(Release))
    if release is not None:
        hold_log(session)
        story = get_story(session, release.story_id)
        _hold(session, release, story, ["发布时系统出错，请告知管理员。"], now=now, desk=desk)


def withdraw(
    session: Session, *, now: datetime, actor: Person, story_id: int, reason: str, desk: Desk
) -> PublicationEntry | None:
    """Takes the story back: its text gives way to a notice with the reason, and outlets are told.

    None when readers had never seen it. A draft that was given up before it was submitted stays the court's own.
    Raises what `lifecycle.move` raises (no reason, no right, withdrawn before).
    """
    hold_log(session)
    session.execute(_leave(Release.story_id == story_id, now))
    was_received = get_story(session, story_id).state in RECEIVED
    story = move(session, story_id, move=Move.WITHDRAW, actor=actor, now=now, reason=reason)
    before = newest_line(session, story_id)
    if before is None:
        story.receiver_id = story.receiver_id if was_received else None
        return None
    snapshot = from_json(before.snapshot)
    line = append(
        session,
        now=now,
        story_id=story_id,
        public_id=story.public_id,
        kind=EntryKind.WITHDRAWAL,
        revision_id=before.revision_id,
        snapshot=withdrawn(snapshot, desk.site.words["withdrawn_title"]),
        by_id=actor.id,
        reason=" ".join(reason.split()),
    )
    notices.tell_outlets(session, line, snapshot.title, now=now, site=desk.site)
    return line


def start_correction(session: Session, *, now: datetime, actor: Person, story_id: int, reason: str) -> Story:
    """Opens a released story for another text, which passes every review again; readers keep the present one."""
    return move(session, story_id, move=Move.REOPEN, actor=actor, now=now, reason=reason)


def set_embargo(session: Session, *, now: datetime, actor: Person, story_id: int, until: datetime | None) -> Story:
    """Nothing goes out before `until` (aware); None lifts the embargo. A release due earlier is held at its time."""
    story = get_story(session, story_id)
    allowed = story.receiver_id is not None and actor.has(Role.PROPAGANDA_REVIEWER, story.receiver_id)
    if not allowed:
        require(actor, story.organisation_id, Role.FINAL_REVIEWER, Role.ADMINISTRATOR)
    if until == story.embargo_until:
        return story
    story.embargo_until, story.changed_at = until, now
    verb = "release.embargo_set" if until else "release.embargo_lifted"
    reason = f"到{minute(until)}为止" if until else ""
    record(session, now=now, actor=actor, verb=verb, subject=f"story:{story_id}", reason=reason)
    return story


def _attachments(session: Session, revision: Revision, at: datetime) -> tuple[str, ...]:
    """What is missing for the files it shows, on the day of release; consents run out and are taken back."""
    files = unlooked(session, revision.media, shanghai_day(at))
    return tuple(f"附件《{file.name}》{file.said}" for file in files)


def _publish(
    session: Session,
    release: Release,
    story: Story,
    revision: Revision,
    *,
    now: datetime,
    desk: Desk,
    reached: Reached,
) -> PublicationEntry:
    snapshot = freeze(session, story, revision, desk.site)
    reached("frozen")
    kind = EntryKind.CORRECTION if newest_line(session, story.id) is not None else EntryKind.RELEASE
    line = append(
        session,
        now=now,
        story_id=story.id,
        public_id=story.public_id,
        kind=kind,
        revision_id=revision.id,
        snapshot=snapshot,
        by_id=release.by_id,
        reason=release.note,
    )
    reached("logged")
    move(session, story.id, move=Move.RELEASE, actor=None, now=now, revision_hash=release.revision_hash)
    reached("moved")
    return line


def _hold(session: Session, release: Release, story: Story, closed: list[str], *, now: datetime, desk: Desk) -> None:
    why = "".join(closed)
    release.state, release.held_reason = ReleaseState.HELD, why
    session.flush()
    record(session, now=now, actor=None, verb="release.held", subject=f"story:{story.id}", reason=why)
    try:
        with session.begin_nested():
            move(session, story.id, move=Move.UNSCHEDULE, actor=None, now=now, reason="发布条件不满足，已搁置")
    except WrongState:
        # Somebody has moved the story on meanwhile; where it stands now is theirs to say.
        session.refresh(story)
    notices.tell_held(session, release, story, closed, now=now, site=desk.site)


def _leave(which: ColumnElement[bool], now: datetime) -> ReturningUpdate[int]:
    """Calls the scheduled releases among `which` off; gives their stories."""
    waiting = update(Release).where(which, Release.state == ReleaseState.SCHEDULED)
    return waiting.values(state=ReleaseState.CANCELLED, settled_at=now).returning(Release.story_id)

"""Letting one error of a story pass, by a second person with a reason."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from publicity.checks.finding import Severity
from publicity.checks.policy import Policy
from publicity.errors import Invalid, NotAllowed, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require
from publicity.stories.findings import judged
from publicity.stories.models import Waiver
from publicity.stories.places import placed, where
from publicity.stories.queries import contributors, get_story, newest_revision

WAIVERS: Final = (Role.DRAFTER, Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER)


def waive(
    session: Session, *, now: datetime, actor: Person, story_id: int, fingerprint: str, reason: str, policy: Policy
) -> Waiver:
    """Lets one error of the newest revision pass, by somebody without a hand in the text, with a reason."""
    story = get_story(session, story_id)
    require(actor, story.organisation_id, *WAIVERS)
    if actor.id in contributors(session, story_id):
        raise NotAllowed("您参与过这篇稿件的撰写或修改，不能豁免它的检查意见。请由另一人核对后豁免。")
    if not reason.strip():
        raise Invalid("请写明豁免的理由。", {"reason": "请写明核对了什么、为什么可以放行。"})
    revision = newest_revision(session, story_id)
    errors = [one for one in judged(session, story, revision, policy) if one.finding.severity is Severity.ERROR]
    found = next((one for one in errors if one.fingerprint == fingerprint), None)
    if found is None:
        raise WrongState("这条检查意见已不在最新一稿里。请刷新页面。")
    if found.waiver is not None:
        return found.waiver
    waiver = Waiver(
        story_id=story_id,
        revision_hash=revision.hash,
        rule=found.finding.rule,
        fingerprint=fingerprint,
        reason=reason.strip(),
        waived_by_id=actor.id,
        created_at=now,
    )
    session.add(waiver)
    message = placed(found.finding.message, where(found.finding.place.field, revision.media, {}))
    about = f"{policy.rules[waiver.rule].name}：{message}"
    detail = {"rule": waiver.rule, "about": about, "revision": revision.number, "hash": revision.hash}
    subject = f"story:{story_id}"
    record(session, now=now, actor=actor, verb="story.waived", subject=subject, reason=waiver.reason, detail=detail)
    return waiver

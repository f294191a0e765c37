"""Commenting on a story, assessing its risk, and signing the secrecy review."""

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotAllowed
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require
from publicity.review.models import Comment
from publicity.stories.models import Risk, Story
from publicity.stories.queries import contributors, get_visible, newest_revision

REVIEWERS: Final = (Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.FINAL_REVIEWER)
LONGEST: Final = 4000


def comment(session: Session, *, now: datetime, actor: Person, story_id: int, text: str) -> Comment:
    """A remark by anybody who may read the story."""
    get_visible(session, actor, story_id)
    text = text.strip()
    if not text or len(text) > LONGEST:
        raise Invalid("请写下意见。", {"text": f"请写下意见，最多{LONGEST}字。"})
    number = newest_revision(session, story_id).number
    row = Comment(story_id=story_id, revision_number=number, person_id=actor.id, text=text, created_at=now)
    session.add(row)
    detail = {"revision": number}
    record(
        session, now=now, actor=actor, verb="story.commented", subject=f"story:{story_id}", reason=text, detail=detail
    )
    return row


def assess_risk(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    story_id: int,
    risk: Risk,
    note: str = "",
    plan: str = "",
    contact: str = "",
) -> Story:
    """Files the opinion-risk assessment; high risk needs its 三同步 plan and a contact (S1 三(三))."""
    story = get_visible(session, actor, story_id)
    require_reviewer(story, actor)
    fields = {}
    if risk is Risk.UNASSESSED:
        fields["risk"] = "请选择低、中或高。"
    if risk is not Risk.LOW and not note.strip():
        fields["risk_note"] = "请写明风险点。"
    if risk is Risk.HIGH and not plan.strip():
        fields["synchronised_plan"] = "高风险稿件要写“三同步”预案：依法处理、舆论引导、社会面管控。"
    if risk is Risk.HIGH and not contact.strip():
        fields["synchronised_contact"] = "高风险稿件要写网信联络人的岗位和电话。"
    if fields:
        raise Invalid("风险评估没有保存，请补全标出的各项。", fields)
    story.risk, story.risk_note, story.risk_by_id = risk, note.strip(), actor.id
    story.synchronised_plan, story.synchronised_contact = plan.strip(), contact.strip()[:120]
    detail = {"risk": risk.value}
    subject = f"story:{story_id}"
    record(
        session,
        now=now,
        actor=actor,
        verb="story.risk_assessed",
        subject=subject,
        reason=story.risk_note,
        detail=detail,
    )
    return story


def sign_secrecy(session: Session, *, now: datetime, actor: Person, story_id: int, revision_hash: str) -> Story:
    """Signs the secrecy review (保守国家秘密法 art. 35) of exactly the text the signer has read."""
    story = get_visible(session, actor, story_id)
    require_reviewer(story, actor)
    if actor.id in contributors(session, story_id):
        raise NotAllowed("您参与过这篇稿件的撰写或修改，不能作保密审查。请由另一人签署。")
    revision = newest_revision(session, story_id)
    if revision.hash != revision_hash:
        raise Conflict("您打开之后稿件又改过。请看过新的一稿再签署。")
    story.secrecy_signed_by_id, story.secrecy_signed_at, story.secrecy_hash = actor.id, now, revision.hash
    detail = {"revision": revision.number, "hash": revision.hash}
    record(session, now=now, actor=actor, verb="story.secrecy_signed", subject=f"story:{story_id}", detail=detail)
    return story


def require_reviewer(story: Story, actor: Person) -> None:
    """A reviewer of the court, or of the department that the story was submitted to."""
    if story.receiver_id is not None and actor.has(Role.PROPAGANDA_REVIEWER, story.receiver_id):
        return
    require(actor, story.organisation_id, *REVIEWERS)

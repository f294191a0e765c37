"""Who hears by mail that a story has come to them, or come back."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from publicity.outbox.actions import post
from publicity.people.models import Account, Role
from publicity.people.queries import get_account, people_with
from publicity.stories.models import Story
from publicity.stories.queries import approvers, contributors, newest_revision
from publicity.stories.rules import MOVE_NAMES, Move

NEXT: Final[Mapping[Move, tuple[Role, str]]] = MappingProxyType(
    {
        Move.SUBMIT_REVIEW: (Role.FIRST_REVIEWER, "等您初审"),
        Move.APPROVE_FIRST: (Role.SECOND_REVIEWER, "等您复审"),
        Move.APPROVE_SECOND: (Role.FINAL_REVIEWER, "等您终审"),
        Move.SUBMIT: (Role.PROPAGANDA_REVIEWER, "已报送，等您决定是否采用"),
    }
)
TO_THE_AUTHOR: Final = frozenset(
    {
        Move.APPROVE_FINAL,
        Move.APPROVE_URGENT,
        Move.SEND_BACK,
        Move.ADOPT,
        Move.RETURN,
        Move.DECLINE,
        Move.RELEASE,
        Move.WITHDRAW,
        Move.REOPEN,
    }
)
OWED: Final = (Role.FIRST_REVIEWER, Role.SECOND_REVIEWER)


def tell(session: Session, story: Story, move: Move, *, now: datetime, occasion: int, reason: str) -> None:
    """Puts the messages of this move into the outbox; `occasion` (a history entry's id) keeps their keys unique."""
    title = story.title or "（无标题）"
    if move in NEXT:
        role, what = NEXT[move]
        place = story.receiver_id if role is Role.PROPAGANDA_REVIEWER else story.organisation_id
        done = set(contributors(session, story.id))
        done |= set(approvers(session, story.id, newest_revision(session, story.id).hash).values())
        for account in people_with(session, role, place or 0):
            if account.id not in done:
                _post(session, story, account, now, occasion, f"《{title}》{what}", "请打开宣传台的“审核”页办理。")
    if move is Move.APPROVE_URGENT:
        text = f"《{title}》已紧急签发，请在24小时内补审。\n理由：{reason}\n请打开宣传台的“审核”页办理。"
        for role in OWED:
            for account in people_with(session, role, story.organisation_id):
                _post(session, story, account, now, occasion, f"《{title}》已紧急签发，等您补审", text)
    if move in TO_THE_AUTHOR:
        subject = f"《{title}》{MOVE_NAMES[move]}"
        _post(
            session,
            story,
            get_account(session, story.author_id),
            now,
            occasion,
            subject,
            _why(MOVE_NAMES[move], reason),
        )


def _why(name: str, reason: str) -> str:
    said = f"您的稿件有了新的进展：{name}。"
    return f"{said}\n意见：{reason}" if reason else said


def _post(
    session: Session, story: Story, account: Account, now: datetime, occasion: int, subject: str, text: str
) -> None:
    key = f"story:{story.id}:{story.revision_number}:{occasion}:{account.id}"
    post(session, now=now, key=key, address=account.email, subject=subject, text=f"{account.name}：\n\n{text}\n")

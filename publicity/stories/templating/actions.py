"""Letting a template rest, and offering it again."""

from datetime import datetime

from sqlalchemy.orm import Session

from publicity.errors import Invalid, NotFound
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require_anywhere
from publicity.stories.library import Library
from publicity.stories.templating.models import RestingTemplate

KEEPERS = (Role.PLANNER, Role.ADMINISTRATOR)


def rest(session: Session, library: Library, *, now: datetime, actor: Person, key: str, reason: str) -> None:
    """New stories are no longer begun with it; nothing happens when it rests already. Raises NotAllowed, Invalid."""
    require_anywhere(actor, *KEEPERS)
    library.get(key)
    said = " ".join(reason.split())
    if not said:
        raise Invalid("请写明停用的理由。", {"reason": "请写明为什么停用。"})
    if session.get(RestingTemplate, key) is not None:
        return
    session.add(RestingTemplate(key=key, reason=said, since=now, by_id=actor.id))
    record(session, now=now, actor=actor, verb="template.rested", subject=f"template:{key}", reason=said)


def offer_again(session: Session, *, now: datetime, actor: Person, key: str) -> None:
    """It can be chosen again; raises NotFound when it does not rest."""
    require_anywhere(actor, *KEEPERS)
    row = session.get(RestingTemplate, key)
    if row is None:
        raise NotFound("这个模板没有停用。")
    session.delete(row)
    record(session, now=now, actor=actor, verb="template.offered", subject=f"template:{key}")

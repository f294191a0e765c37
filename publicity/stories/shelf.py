"""The templates in force: those that ship, those a planner changed or added at the desk, without those put away."""

from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotFound, WrongState
from publicity.history.actions import record
from publicity.people.models import Role
from publicity.people.permissions import Person, require_anywhere
from publicity.stories.library import Library
from publicity.stories.models import TemplateText
from publicity.stories.template_file import StoryTemplate, parse_template
from publicity.stories.templating.queries import without_resting
from publicity.stories.templating.trial import checked

KEEPERS = (Role.PLANNER, Role.ADMINISTRATOR)


def on_the_shelf(session: Session, shipped: Library) -> Library:
    """The library with the desk's own texts over the files of the same key, without those that rest; two queries."""
    rows = list(session.scalars(select(TemplateText).order_by(TemplateText.key)))
    if not rows:
        return without_resting(session, shipped)
    own = {row.key: _sound(shipped, row) for row in rows}
    sound = {key: template for key, template in own.items() if template is not None}
    own_first = replace(shipped, templates=MappingProxyType(dict(shipped.templates) | sound))
    return without_resting(session, own_first)


def _sound(shipped: Library, row: TemplateText) -> StoryTemplate | None:
    """A text that was sound when kept may name a word that is gone since: it is left out, its own page says why."""
    try:
        return parse_template(row.key, row.source, words=shipped.words, shared=shipped.shared)
    except Invalid:
        return None


def find_text(session: Session, key: str) -> TemplateText | None:
    return session.get(TemplateText, key)


def put(
    session: Session, shipped: Library, *, now: datetime, actor: Person, key: str, source: str, version: int
) -> StoryTemplate:
    """Keeps a template's text; `version` is the one the edit began from, 0 where the desk had none of its own.

    Raises NotAllowed, Invalid with the line of each fault, Conflict when somebody changed it in between.
    """
    require_anywhere(actor, *KEEPERS)
    source = source.replace("\r\n", "\n")
    template = checked(shipped, key, source)
    if version:
        mine = (TemplateText.key == key) & (TemplateText.version == version)
        values = {"source": source, "version": version + 1, "changed_at": now, "changed_by_id": actor.id}
        taken = session.scalar(update(TemplateText).where(mine).values(**values).returning(TemplateText.key))
    else:
        taken = None if find_text(session, key) else key
        row = TemplateText(key=key, source=source, version=1, changed_at=now, changed_by_id=actor.id)
        if taken:
            session.add(row)
    if taken is None:
        raise Conflict("这个模板刚被别人改过。您的文字在下面，请打开新页面对照后再保存。")
    session.flush()
    detail = {"version": version + 1, "source": source}
    record(session, now=now, actor=actor, verb="template.changed", subject=f"template:{key}", detail=detail)
    return template


def put_away(session: Session, shipped: Library, *, now: datetime, actor: Person, key: str, reason: str) -> None:
    """The desk's own text goes and the shipped one is in force again; history keeps what went.

    Raises WrongState for a template that does not ship: stories written with it would lose their fact sheet.
    """
    require_anywhere(actor, *KEEPERS)
    row = find_text(session, key)
    if row is None:
        raise NotFound("本台没有改过这个模板。")
    if shipped.find(key) is None:
        raise WrongState("这个模板是本台新建的，没有原来的写法可以恢复。不再用它请点“停用”。")
    if not reason.strip():
        raise Invalid("请写明理由。", {"reason": "请写明为什么撤下本台的写法。"})
    detail = {"source": row.source}
    session.delete(row)
    record(
        session,
        now=now,
        actor=actor,
        verb="template.put_away",
        subject=f"template:{key}",
        reason=reason.strip(),
        detail=detail,
    )

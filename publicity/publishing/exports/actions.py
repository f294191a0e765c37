"""An export leaves a line of history: who took which text out, and as what."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from publicity.history.actions import record
from publicity.people.permissions import Person
from publicity.publishing.exports.assembly import Export

EXPORTED: Final = "story.exported"


class Kind(StrEnum):
    """What was taken out; the value is what people read in the history."""

    WECHAT = "微信图文包"
    WECHAT_COPY = "复制微信正文"
    DOCUMENT = "公文格式文档"
    PACK = "媒体素材包"
    MARKDOWN = "Markdown 文本"
    TEXT = "纯文本"


def note_export(session: Session, *, now: datetime, actor: Person, export: Export, kind: Kind, how: str = "") -> None:
    """One line per export; `how` is a word on its form (the layout's name)."""
    said = f"{kind.value}（{how}）" if how else kind.value
    record(
        session,
        now=now,
        actor=actor,
        verb=EXPORTED,
        subject=f"story:{export.story.id}",
        reason=f"{said}，第{export.revision.number}稿",
        detail={"kind": kind.name.lower(), "revision": export.revision.number, "hash": export.revision.hash},
    )

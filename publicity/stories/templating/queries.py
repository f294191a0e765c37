"""Reads of what rests, and of the texts a template once had."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.errors import NotFound
from publicity.history.models import HistoryEntry
from publicity.history.queries import of_subject
from publicity.stories.library import Library
from publicity.stories.templating.models import RestingTemplate


def resting(session: Session) -> dict[str, RestingTemplate]:
    """key → why and since when it rests; may be empty."""
    return {row.key: row for row in session.scalars(select(RestingTemplate).order_by(RestingTemplate.key))}


def without_resting(session: Session, library: Library) -> Library:
    """The library in which resting templates are no longer offered, and found by the stories written with them."""
    keys = set(session.scalars(select(RestingTemplate.key)))
    if not keys:
        return library
    offered = {key: template for key, template in library.templates.items() if key not in keys}
    put_by = {key: template for key, template in library.templates.items() if key in keys}
    return replace(library, templates=MappingProxyType(offered), resting=MappingProxyType(put_by))


def former_text(session: Session, key: str, entry_id: int) -> tuple[HistoryEntry, str]:
    """The line of history and the text that it kept; raises NotFound."""
    line = session.scalar(of_subject(f"template:{key}").where(HistoryEntry.id == entry_id))
    kept: dict[str, Any] = line.detail if line is not None else {}
    if line is None or "source" not in kept:
        raise NotFound("没有这一份以前的写法。请从历史里选择。")
    return line, str(kept["source"])

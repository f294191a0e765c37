"""The one door through which a milestone's or an event's row changes: only on the version that was seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from publicity.calendar.models import Event, Milestone
from publicity.calendar.rules import may_become
from publicity.calendar.terms import STATE_LABELS, State
from publicity.errors import Conflict, WrongState

LOST_RACE = "别人刚刚改过这一项，您的修改没有保存。请打开它查看现在的内容，再改一次；您填写的内容在下面。"


def set_state(session: Session, row: Milestone | Event, state: State, version: int, *, now: datetime) -> None:
    """Takes the step to `state`; raises WrongState for a step that does not exist, Conflict after a lost race."""
    if not may_become(row.state, state):
        raise WrongState(f"已经{STATE_LABELS[row.state]}，不能再改为“{STATE_LABELS[state]}”。请刷新页面查看。")
    change(session, row, version, now=now, state=state)


def change(session: Session, row: Milestone | Event, version: int, *, now: datetime, **values: Any) -> None:
    """Writes the columns if nobody has since `version`, else raises Conflict; the version grows by one."""
    table = type(row)
    guarded = update(table).where(table.id == row.id, table.version == version)
    written = session.execute(
        guarded.values(**values, version=version + 1, changed_at=now).returning(table.id),
        execution_options={"synchronize_session": False},
    ).scalar()
    if written is None:
        raise Conflict(LOST_RACE)
    session.refresh(row)

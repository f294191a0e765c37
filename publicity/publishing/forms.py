"""What the release pages send, as typed values; times are typed as Shanghai's."""

from dataclasses import dataclass
from datetime import datetime

from werkzeug.datastructures import MultiDict

from publicity.clock import SHANGHAI
from publicity.errors import Invalid


@dataclass(frozen=True, slots=True)
class ReleaseForm:
    """When to release (aware; None is now), which text was read, and what readers of a correction are told."""

    due_at: datetime | None
    revision_hash: str
    note: str


def release_form(form: MultiDict[str, str]) -> ReleaseForm:
    """Raises Invalid when a set time was asked for and none, or none readable, was typed."""
    due_at = None
    if form.get("when") == "later":
        due_at = instant(form.get("due_at", ""), "due_at")
        if due_at is None:
            raise Invalid("请填写发布时间。", {"due_at": "请填写发布的日期和时间。"})
    return ReleaseForm(due_at, form.get("hash", ""), form.get("note", ""))


def instant(typed: str, field: str) -> datetime | None:
    """ "2018-07-12T09:30" (or with a blank) as an instant in Asia/Shanghai; None for nothing typed."""
    if not typed.strip():
        return None
    try:
        return datetime.fromisoformat(typed.strip()).replace(tzinfo=SHANGHAI)
    except ValueError as error:
        raise Invalid("时间看不懂。", {field: "请按 2018-07-12 09:30 的样子填写日期和时间。"}) from error

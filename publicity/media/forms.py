"""What the media pages send, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from publicity.errors import Invalid
from publicity.media.actions import Description
from publicity.media.models import TickItem
from publicity.media.pictures import Cover

_CORNERS = ("left", "top", "width")


@dataclass(frozen=True, slots=True)
class ConsentForm:
    """Who agreed to what, and the last day it holds (None: no end)."""

    shown: str
    scope: str
    expires_on: date | None


def description_form(form: MultiDict[str, str]) -> tuple[int, Description]:
    """The version that was read, and what is now said; crops are typed in percent, all empty for the middle."""
    crops = {}
    for cover in Cover:
        typed = [form.get(f"crop_{cover.value}_{corner}", "").strip() for corner in _CORNERS]
        if any(typed):
            crops[cover.value] = [_share(text, f"crop_{cover.value}") for text in typed]
    caption, alt, credit = form.get("caption", ""), form.get("alt", ""), form.get("credit", "")
    described = Description(caption, alt, credit, crops, form.get("name", ""))
    return form.get("version", 0, type=int), described


def tick_form(form: MultiDict[str, str]) -> Mapping[TickItem, str]:
    """The items that were answered, with their answers as sent."""
    sent = {item: form.get(f"tick_{item.value}", "") for item in TickItem}
    return {item: answer for item, answer in sent.items() if answer}


def consent_form(form: MultiDict[str, str]) -> ConsentForm:
    """Raises Invalid for a day that is none."""
    typed = form.get("expires_on", "").strip()
    try:
        expires_on = date.fromisoformat(typed) if typed else None
    except ValueError as error:
        raise Invalid("到期日看不懂。", {"expires_on": "请按 2018-12-31 的样子填写。"}) from error
    return ConsentForm(form.get("shown", ""), form.get("scope", ""), expires_on)


def _share(typed: str, field: str) -> float:
    try:
        return float(typed) / 100
    except ValueError as error:
        raise Invalid("封面裁切框要填百分数。", {field: "三格都填 0 到 100 的数，或都留空。"}) from error

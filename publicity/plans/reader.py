"""Reads a plan's text into dated items."""

import re
from datetime import date
from typing import Final

from publicity.almanac.windows import Kind, Precision
from publicity.plans.items import DatedItem, Role
from publicity.plans.text import CleanText

_DAY: Final = re.compile(r"(20[0-9]{2})年(1[0-2]|0?[1-9])月([12][0-9]|3[01]|0?[1-9])日(前)?")


def read_items(clean: CleanText, *, issued: date | None) -> list[DatedItem]:
    """The dated items of a plan in the order of the text; may be empty.

    `issued` is the document's own date where the caller knows it better than the text. Never raises.
    """
    items = []
    for match in _DAY.finditer(clean.text):
        day = int(match[3])
        try:
            found = date(int(match[1]), int(match[2]), day)
        except ValueError:
            continue
        items.append(
            DatedItem(
                quote=clean.quote(*match.span()),
                offset=clean.source_span(*match.span())[0],
                start=found,
                end=found,
                precision=Precision.DAY,
                kind=Kind.DEADLINE if match[4] else Kind.POINT,
                role=Role.DOCDATE if found == issued else Role.TASK,
                recur=None,
                offset_rule=None,
                reason="原文写明年月日",
                confidence=0.9,
                clean_start=match.start(),
                clean_end=match.end(),
            )
        )
    return items

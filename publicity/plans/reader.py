"""Reads a plan's text into dated items: tasks, relative deadlines, vague words, background, own dates, conditions."""

import re
from bisect import bisect_right
from dataclasses import replace
from datetime import date
from typing import Final

from publicity.almanac.recurrence import Cadence, Frequency
from publicity.almanac.windows import Kind, Precision
from publicity.plans.cadence import find_cadences
from publicity.plans.cadence_roles import with_role
from publicity.plans.cadence_vague import find_vague
from publicity.plans.dates_lookalikes import blank_lookalikes, blank_spans
from publicity.plans.dates_points import find_points
from publicity.plans.dates_relative import find_relatives
from publicity.plans.dates_resolve import resolve
from publicity.plans.dates_resolved import Resolved
from publicity.plans.dates_spans import Mark, Span, find_spans
from publicity.plans.dates_windows import bounds
from publicity.plans.dates_years import YearContext
from publicity.plans.items import DatedItem, Reading, Role
from publicity.plans.roles import is_cutoff, is_told_as_past, role_of
from publicity.plans.roles_layout import Layout, read_layout
from publicity.plans.text import CleanText

__all__ = ["DatedItem", "read_items"]

_SENTENCE_END: Final = re.compile(r"[。\n]")
_SENT_IN: Final = re.compile(
    r"^(?:向[^，。；]{1,14})?(?:将[^，。；]{1,14})?(?:报送|上报|提交|报|送交|送|完成|办结|反馈|交)"
)


_LEADS_ON: Final = re.compile(r"[，、]?(?:各单位|各部门|各院|各地)?(?:请|要|应|应当|须|务必?|均|并)?(?:于|在)?$")


def read_items(clean: CleanText, *, issued: date | None) -> list[DatedItem]:
    """The dated items of a plan in the order of the text; may be empty. Never raises.

    `issued` is the document's own date where the caller knows it better than the text; without it the signature's
    date is taken from the text.
    """
    layout = read_layout(clean.text)
    readable = blank_lookalikes(clean.text)
    recurring = [with_role(layout, readable, item) for item in find_cadences(readable)]
    rest = blank_spans(readable, [(item.begin, item.finish) for item in recurring])
    relatives = _apart(find_relatives(rest), [])
    rest = blank_spans(rest, [(item.begin, item.finish) for item in relatives if item.confidence > 0.5])
    spans = find_spans(rest, find_points(rest))
    own = issued or _own_date(layout, spans)
    dated = _dated(layout, spans, own)
    vague = find_vague(readable)
    recurring = _begun(layout, dated, recurring)
    fixed = _apart(_carried(layout, dated, recurring) + recurring, [])
    readings = sorted(_apart(relatives + vague, fixed) + fixed, key=lambda item: (item.begin, item.finish))
    return [_item(clean, item) for item in _bounded(readings, own, layout.preamble_end)]


def _apart(readings: list[Reading], fixed: list[Reading]) -> list[Reading]:
    """Those that overlap neither `fixed` nor a surer one, in order."""
    kept: list[Reading] = []
    taken = {at for item in fixed for at in range(item.begin, item.finish)}
    for item in sorted(readings, key=lambda item: (-item.confidence, item.begin)):
        places = range(item.begin, item.finish)
        if taken.isdisjoint(places):
            kept.append(item)
            taken.update(places)
    return sorted(kept, key=lambda item: item.begin)


def _own_date(layout: Layout, spans: list[Span]) -> date | None:
    """The date the document bears: the last signature below the head, else a date in its head."""
    found: list[date] = []
    reprinted: list[date] = []
    stamped: list[date] = []
    latest: date | None = None
    context = YearContext(layout, None)
    for span in spans:
        point = span.first
        plain = span.last is None and span.suffix is Mark.NONE and point.unit == "day" and point.year is not None
        if plain and layout.is_signature(span.begin, span.core_finish):
            day = resolve(span, context).end
            if day is not None:
                later = (
                    "印发" in layout.text[span.core_finish : span.core_finish + 4]
                    or "-" in layout.text[span.begin : span.core_finish]
                )
                stamp = layout.is_stamp(span.begin)
                (stamped if stamp else reprinted if later else found).append(day)
            continue
        if point.year is not None and point.unit != "year" and (said := resolve(span, context).end) is not None:
            latest = max(said, latest or said)
    if found or reprinted:
        return found[-1] if found else reprinted[-1]
    signed = _signed_month(layout, spans)
    # A page may be posted long after the plan: its stamp is no date to judge the plan's dates by.
    posted = stamped[-1] if stamped and (latest is None or stamped[-1] <= latest) else None
    return signed or posted


def _signed_month(layout: Layout, spans: list[Span]) -> date | None:
    """The first day of the month the document was signed in, when it tells no more."""
    for span in reversed(spans):
        month, year = span.first, span.first.year
        whole = span.last is None and month.unit == "month" and not month.part and year is not None
        if whole and layout.is_signed_month(span.begin, span.core_finish):
            return bounded.start if (bounded := bounds(month, year or 0, 1)) else None
    return None


def _dated(layout: Layout, spans: list[Span], issued: date | None) -> list[Reading]:
    context = YearContext(layout, issued)
    readings: list[Reading] = []
    at, line_start = 0, -1
    for span in spans:
        line = layout.line_at(span.begin)
        if line.start != line_start:
            context.enter_sentence()
            _enter_sections(layout, context, line_start, line.start)
            line_start = line.start
        elif _SENTENCE_END.search(layout.text, at, span.begin):
            context.enter_sentence()
        at = span.finish
        reading = _read(layout, context, span, issued)
        if reading is not None and not (readings and _is_gloss(layout, readings[-1], reading)):
            readings.append(reading)
    return readings


def _is_gloss(layout: Layout, before: Reading, reading: Reading) -> bool:
    """第一季度（1—3月）: the bracket says the same window again."""
    between = layout.text[before.finish : reading.begin]
    return between == "（" and (before.start, before.end) == (reading.start, reading.end)


def _enter_sections(layout: Layout, context: YearContext, after: int, upto: int) -> None:
    """Walks over the headings between the last dated line and this one."""
    first = layout.index_at(after) + 1 if after >= 0 else 0
    for line in layout.lines[first : layout.index_at(upto) + 1]:
        if line.level:
            years = {point.year for point in find_points(layout.text[line.start : line.head_end]) if point.year}
            context.enter_section(line.level, years.pop() if len(years) == 1 else None)


def _read(layout: Layout, context: YearContext, span: Span, issued: date | None) -> Reading | None:
    if _is_bare_festival(span):
        return None
    context.past = is_told_as_past(layout, span)
    resolved = _sent_in(layout, span, resolve(span, context))
    verdict = role_of(layout, span, resolved.start, resolved.end, issued)
    role = verdict.role
    if span.first.unit == "thatday":
        role, resolved = Role.RELATIVE, replace(resolved, offset_rule=None)
    if role is Role.TASK and resolved.offset_rule and _is_relative(layout, span, context):
        role = Role.RELATIVE
    day = resolved.end or resolved.start
    if day is not None and span.first.unit not in ("festival", "anchor"):
        lasting = role is Role.TASK and not span.first.year_shift
        goal = span.first.unit == "year" and span.last is None and issued is not None and day.year > issued.year
        context.remember(resolved.start or day, resolved.end, lasting=lasting, goal=goal)
    reason = "；".join(part for part in (verdict.reason, resolved.reason) if part)
    confidence = resolved.confidence * (0.9 if verdict.role is Role.TASK else verdict.confidence)
    return Reading(
        span.begin, span.finish, resolved.precision, resolved.kind, role, reason, round(confidence, 2),
        start=resolved.start, end=resolved.end, offset_rule=resolved.offset_rule, time=_time(span),
        question=resolved.question, warning=_warning(resolved, role, issued),
    )  # fmt: skip


def _is_bare_festival(span: Span) -> bool:
    """A festival only named (春节慰问) says no date; a publicity week does."""
    names = span.first.unit == "festival" and span.last is None and "周" not in span.first.name
    return names and (span.suffix is Mark.NONE and not span.first.has_year)


def _is_relative(layout: Layout, span: Span, context: YearContext) -> bool:
    """Soft windows hang on their festival; 春节前 does so only beside a date that already says when."""
    if span.suffix not in (Mark.BEFORE, Mark.EVE):
        return True
    close = layout.text[max(0, span.begin - 8) : span.begin]
    return context.sentence is not None and bool(re.search(r"[月日旬度年]，[^，。]{0,6}$|[、及和]$", close))


def _sent_in(layout: Layout, span: Span, resolved: Resolved) -> Resolved:
    """于7月30日报送 is a deadline though no 前 is written."""
    after = layout.text[span.finish : span.finish + 20]
    point = span.last is None and resolved.kind is Kind.POINT
    if point and ((span.at and _SENT_IN.match(after)) or is_cutoff(layout, span)):
        return replace(resolved, kind=Kind.DEADLINE)
    return resolved


def _time(span: Span) -> str | None:
    if span.last is not None and span.first_tail.time and span.tail.time:
        return f"{span.first_tail.time}-{span.tail.time}"
    return span.tail.time or span.first_tail.time


def _warning(resolved: Resolved, role: Role, issued: date | None) -> str | None:
    late = role is Role.TASK and issued is not None and resolved.end is not None and resolved.end < issued
    return "".join(part for part in (resolved.warning, "早于文件日期，请核对。" if late else None) if part) or None


def _begun(layout: Layout, dated: list[Reading], recurring: list[Reading]) -> list[Reading]:
    """从3月起，每月25日前…: the duty runs from the date that opens it."""
    ends = {item.finish: item.start for item in dated if item.end is None and item.kind is Kind.PERIOD}
    duties = []
    for duty in recurring:
        lead = _LEADS_ON.search(layout.text, max(0, duty.begin - 10), duty.begin)
        start = ends.get(lead.start()) if lead is not None else None
        duties.append(replace(duty, start=start) if start is not None else duty)
    return duties


def _carried(layout: Layout, dated: list[Reading], recurring: list[Reading]) -> list[Reading]:
    """每年6月30日前…，11月30日前…: the second is yearly as the first, within their sentence."""
    carried, ends = [], [duty.finish for duty in recurring]
    for item in dated:
        before = bisect_right(ends, item.begin)
        leader = recurring[before - 1] if before else None
        yearly = leader is not None and (leader.recur or "").startswith("FREQ=YEARLY;BYMONTH=")
        written = layout.text[item.begin : item.finish]
        yearly = yearly or (leader is not None and written.startswith(("次年", "翌年")))
        if yearly and leader is not None and item.kind is Kind.DEADLINE and item.end is not None:
            between = layout.text[leader.finish : item.begin] if item.begin - leader.finish < 80 else "。"
            if "。" not in between and "\n" not in between and "年" not in written.lstrip("次翌年"):
                item = _yearly(item, item.end)
        carried.append(item)
    return carried


def _yearly(item: Reading, end: date) -> Reading:
    day = end.day if item.precision is Precision.DAY else -1
    cadence = Cadence(Frequency.YEARLY, months=(end.month,), month_days=(day,), before=True)
    return replace(
        item,
        start=None,
        kind=Kind.RECURRING,
        precision=Precision.DAY,
        recur=str(cadence),
        reason="承前，每年重复",
        confidence=0.75,
    )


def _bounded(readings: list[Reading], issued: date | None, preamble: int) -> list[Reading]:
    """Recurring duties run from the document's date as long as the plan says it does, or to its year end."""
    tasks = [item for item in readings if item.role is Role.TASK and item.kind is not Kind.RECURRING]
    whole = [item.end for item in tasks if item.precision is Precision.RANGE and item.finish < preamble and item.end]
    lasting = [item for item in tasks if (item.kind, item.precision) != (Kind.DEADLINE, Precision.YEAR)]
    years = [item.end.year for item in lasting if item.end is not None] + ([issued.year] if issued else [])
    last = whole[0] if whole else date(max(years), 12, 31) if years else None
    return [
        replace(item, start=_later(item.start, issued), end=last)
        if item.kind is Kind.RECURRING and item.role is Role.TASK
        else item
        for item in readings
    ]


def _later(start: date | None, issued: date | None) -> date | None:
    return max(start, issued) if start and issued else start or issued


def _item(clean: CleanText, item: Reading) -> DatedItem:
    first, last = clean.source_span(item.begin, item.finish)
    return DatedItem(
        quote=clean.source[first:last], offset=first, start=item.start, end=item.end, precision=item.precision,
        kind=item.kind, role=item.role, recur=item.recur, offset_rule=item.offset_rule, reason=item.reason,
        confidence=item.confidence, clean_start=item.begin, clean_end=item.finish, time=item.time,
        question=item.question, warning=item.warning,
    )  # fmt: skip

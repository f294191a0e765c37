"""Puts years to a written date, turns it into a window, and names what is doubtful in it."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from publicity.almanac.festivals import canonical, next_festival_day
from publicity.almanac.windows import Kind, Precision
from publicity.almanac.wording import WEEKDAYS, day_text
from publicity.plans.dates_beside import beside, years_back
from publicity.plans.dates_festivals import coming_festival, festival_window, festivals_window
from publicity.plans.dates_points import Point
from publicity.plans.dates_resolved import Resolved, unknown
from publicity.plans.dates_spans import Mark, Span
from publicity.plans.dates_windows import Bounds, bounds
from publicity.plans.dates_years import Year, YearContext

_ONE_DAY: Final = timedelta(days=1)
_NAMED_DAYS: Final = frozenset({"国家宪法日", "全国宪法日", "宪法日"})
_SOFT_PARTS: Final = frozenset({"底", "末", "初", "中", "终"})


def resolve(span: Span, context: YearContext) -> Resolved:
    """The window that `span` means in `context`. Never raises."""
    if span.last is not None:
        return _range(span, span.last, context)
    if span.first.unit == "anchor":
        return Resolved(context.issued, None, Precision.DAY, Kind.PERIOD, "自文件日期起", 0.6)
    if span.first.unit in ("recent", "thatday", "plan", "week"):
        return beside(span, context)
    year = context.year_of(span.first)
    found = _bounds(span.first, year, context)
    if year is None or found is None:
        return unknown(span)
    if span.years_before:
        start = years_back(found.start, span.years_before)
        return Resolved(start, found.start - _ONE_DAY, Precision.RANGE, Kind.PERIOD, year.reason, year.confidence)
    return _marked(span, found, _doubts(span, found, year))


def _bounds(point: Point, year: Year | None, context: YearContext) -> Bounds | None:
    """The days of the point, moved to the next year when an inferred year puts it long before the document."""
    if year is None:
        return None
    found = bounds(point, year.year, year.month)
    if found is not None and year.inferred and context.is_long_past(found.end):
        later = bounds(point, year.year + 1, year.month)
        if later is not None and not context.past:
            return later
    if found is None and point.unit == "festival" and context.issued is not None:
        day = next_festival_day(canonical(point.name), context.issued)
        return Bounds(day, day, Precision.DAY) if day else None
    if found is not None and point.unit == "lunar" and year.inferred and context.issued and found.end < context.issued:
        return bounds(point, year.year + 1, 1)
    if found is not None and point.unit == "festival" and year.inferred and context.issued is not None:
        return coming_festival(point, found, context.issued)
    return found


def _doubts(span: Span, found: Bounds, year: Year) -> Resolved:
    """The plain reading with its warnings: a day that does not exist, a weekday that does not fit, a lost digit."""
    warnings = []
    if found.impossible:
        warnings.append(f"{found.impossible}不存在，最近的日期是{day_text(found.end)}，请核对。")
    if span.tail.weekday is not None and found.precision is Precision.DAY and found.end.weekday() != span.tail.weekday:
        written = WEEKDAYS[span.tail.weekday]
        warnings.append(f"文中写的是星期{written}，{day_text(found.end)}，请核对。")
    if span.first.lost_year:
        warnings.append("年份缺一位数字，请核对。")
    if span.first.part == "缺日":
        warnings.append("日期没有填写是哪一天，请补充。")
    soft = span.first.part in _SOFT_PARTS and span.first.unit in ("month", "year", "quarter")
    reason = f"{year.reason}；“{span.first.part}”是约定的说法" if soft else year.reason
    confidence = min(year.confidence, 0.4) if warnings else year.confidence
    kind = Kind.POINT if found.start == found.end and found.precision is Precision.DAY else Kind.PERIOD
    return Resolved(
        found.start, found.end, found.precision, kind, reason, confidence, warning="".join(warnings) or None
    )


def _marked(span: Span, found: Bounds, plain: Resolved) -> Resolved:
    """The window after 前, 起, 止, 期间, 前后 have had their say."""
    point = span.first
    if point.unit == "festival" or point.name in _NAMED_DAYS:
        return festival_window(span, found, plain)
    match span.suffix:
        case Mark.BEFORE:
            return _before(span, found, plain)
        case Mark.FROM | Mark.AFTER:
            start = found.start if span.suffix is Mark.FROM or point.unit != "day" else found.end
            return replace(plain, start=start, end=None, kind=Kind.PERIOD)
        case Mark.SINCE:
            return replace(plain, kind=Kind.PERIOD)
        case Mark.BY:
            return replace(plain, start=found.end, kind=Kind.DEADLINE)
        case Mark.AROUND | Mark.EVE if found.precision is Precision.DAY:
            return replace(plain, kind=Kind.POINT, confidence=min(plain.confidence, 0.7))
    if point.unit == "year" and point.part == "内":
        return replace(plain, start=found.end, kind=Kind.DEADLINE)
    if span.prefix is Mark.BY:
        precision = Precision.YEAR if point.unit == "year" else found.precision
        return replace(plain, start=found.end, kind=Kind.DEADLINE, precision=precision)
    return plain


def _before(span: Span, found: Bounds, plain: Resolved) -> Resolved:
    point, end = span.first, found.end
    precision = Precision.YEAR if point.unit == "year" else found.precision
    question = None
    if point.unit in ("month", "year") and not point.part and span.prefix is not Mark.BY:
        end = found.start - _ONE_DAY
        question = f"按字面是{day_text(end)}为止；如果包括当{'月' if point.unit == 'month' else '年'}，请改为期末。"
    elif point.unit in ("quarter", "half") and not point.part:
        question = f"按惯例读作{day_text(end)}为止；如果是期初之前，请修改。"
    confidence = min(plain.confidence, 0.6) if question else plain.confidence
    return replace(
        plain, start=end, end=end, precision=precision, kind=Kind.DEADLINE, question=question, confidence=confidence
    )


def _range(span: Span, last: Point, context: YearContext) -> Resolved:
    first_year = context.year_of(span.first) if span.first.unit != "anchor" else None
    if not span.first.has_year and last.year is not None and not last.lost_year:
        later = (span.first.month or 0) > (last.month or 12)
        first_year = Year(
            last.year - later, span.first.month or last.month or 1, "年份取自后一个日期", 0.9, inferred=False
        )
    if span.first.unit == "anchor":
        return _from_anchor(span, last, context)
    opening = _bounds(span.first, first_year, context)
    if opening is None or first_year is None:
        return unknown(span)
    year = opening.start.year
    if last.has_year:
        known = context.year_of(last)
        year = (
            year + 1
            if last.name in ("次年", "翌年", "第二年") or last.year_shift == 1
            else known.year
            if known
            else year
        )
    closing = bounds(last, year, last.month or opening.end.month)
    if closing is not None and closing.end < opening.start and not last.has_year:
        closing = bounds(last, year + 1, last.month or opening.end.month)
    if closing is None:
        return unknown(span)
    if span.first.unit == "festival" and span.alternatives:
        return festivals_window(span, opening, closing)
    return _closed(span, last, opening, closing, first_year)


def _closed(span: Span, last: Point, opening: Bounds, closing: Bounds, year: Year) -> Resolved:
    end = closing.end
    if last.unit == "festival" and closing.precision is Precision.DAY and span.suffix is Mark.BEFORE:
        end -= _ONE_DAY
    warnings = [
        f"{bound.impossible}不存在，已取最近的日期，请核对。" for bound in (opening, closing) if bound.impossible
    ]
    start = opening.start
    if end < start:
        warnings.append("结束早于开始，请核对。")
        start, end = end, start
    reason = f"{year.reason}；后一个日期沿用前一个的年月" if not last.has_year else year.reason
    confidence = 0.4 if warnings else year.confidence
    return Resolved(start, end, Precision.RANGE, Kind.PERIOD, reason, confidence, warning="".join(warnings) or None)


def _from_anchor(span: Span, last: Point, context: YearContext) -> Resolved:
    """当前至明年全国两会前: from the document's date on."""
    year = context.year_of(last)
    closing = _bounds(last, year, context)
    if closing is None:
        return replace(unknown(span), start=context.issued)
    end = closing.end
    if last.unit == "festival" and span.suffix is Mark.BEFORE:
        end = closing.start - _ONE_DAY
    reason = "从文件日期起算；会议、节日按当年日期推算" if last.unit == "festival" else "从文件日期起算"
    return Resolved(context.issued, end, Precision.RANGE, Kind.PERIOD, reason, 0.8)

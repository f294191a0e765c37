"""Puts years to a written date, turns it into a window, and names what is doubtful in it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from publicity.almanac.festivals import campaign_week, canonical, congress_opening, next_festival_day
from publicity.almanac.windows import Kind, Precision
from publicity.almanac.working_days import holiday
from publicity.almanac.wording import WEEKDAYS, day_text
from publicity.plans.dates_points import Point
from publicity.plans.dates_spans import Mark, Span
from publicity.plans.dates_windows import FIRST_YEAR, Bounds, around, bounds, month_end
from publicity.plans.dates_years import Year, YearContext

_ONE_DAY: Final = timedelta(days=1)
_NAMED_DAYS: Final = frozenset({"国家宪法日", "全国宪法日", "宪法日"})
_SOFT_PARTS: Final = frozenset({"底", "末", "初", "中", "终"})


@dataclass(frozen=True, slots=True)
class Resolved:
    """The window of a date; None days are open or not computable."""

    start: date | None
    end: date | None
    precision: Precision
    kind: Kind
    reason: str
    confidence: float
    offset_rule: str | None = None
    question: str | None = None
    warning: str | None = None


def resolve(span: Span, context: YearContext) -> Resolved:
    """The window that `span` means in `context`. Never raises."""
    if span.last is not None:
        return _range(span, span.last, context)
    if span.first.unit == "anchor":
        return Resolved(context.issued, None, Precision.DAY, Kind.PERIOD, "自文件日期起", 0.6)
    if span.first.unit in ("recent", "thatday", "plan", "week"):
        return _beside(span, context)
    year = context.year_of(span.first)
    found = _bounds(span.first, year, context)
    if year is None or found is None:
        return _unknown(span)
    if span.years_before:
        start = found.start.replace(year=found.start.year - span.years_before, day=min(found.start.day, 28))
        return Resolved(start, found.start - _ONE_DAY, Precision.RANGE, Kind.PERIOD, year.reason, year.confidence)
    return _marked(span, found, _doubts(span, found, year))


def _beside(span: Span, context: YearContext) -> Resolved:
    """近三年, “十四五”期间, 次日: told by the document's date, by the plan's number, by the date before."""
    point, issued = span.first, context.issued
    if point.unit == "plan":
        found = bounds(point, FIRST_YEAR + 1, 1)
        start, end = (found.start, found.end) if found else (None, None)
        return Resolved(start, end, Precision.RANGE, Kind.PERIOD, "五年规划的起止年份", 0.9)
    if point.unit == "recent":
        day = issued.replace(year=issued.year - point.index, day=min(issued.day, 28)) if issued else None
        if issued is not None and day is not None and issued.day <= 28:
            day = day.replace(day=issued.day)
        return Resolved(day if point.index else None, issued, Precision.RANGE, Kind.PERIOD, "到文件日期为止", 0.8)
    if point.unit == "week":
        return _week(span, issued)
    known = context.latest
    if known is None:
        return replace(_unknown(span), precision=Precision.DAY, question="请补充它所指的前一个日期。")
    day = known + _ONE_DAY * point.index
    plain = Resolved(day, day, Precision.DAY, Kind.POINT, "按前一个日期推算", 0.7, offset_rule=f"+{point.index} days")
    if span.suffix is Mark.BEFORE:
        return replace(plain, kind=Kind.DEADLINE)
    return replace(plain, end=None, kind=Kind.PERIOD) if span.suffix is Mark.FROM else plain


def _week(span: Span, issued: date | None) -> Resolved:
    """本周五前, 下周内: by the week of the document's date."""
    if issued is None:
        return replace(_unknown(span), precision=Precision.DAY, question="请补充文件日期，以便推算是哪一周。")
    monday = issued + _ONE_DAY * (7 * span.first.index - issued.weekday())
    name = span.first.name.replace("天", "日").replace("末", "六")
    if name == "内":
        last = monday + 6 * _ONE_DAY
        return Resolved(last, last, Precision.RANGE, Kind.DEADLINE, "按落款日期所在的周推算", 0.6)
    day = monday + _ONE_DAY * WEEKDAYS.index(name)
    kind = Kind.DEADLINE if span.suffix is Mark.BEFORE else Kind.POINT
    return Resolved(day, day, Precision.DAY, kind, "按落款日期所在的周推算", 0.7)


def _unknown(span: Span) -> Resolved:
    kind = Kind.DEADLINE if span.suffix is Mark.BEFORE else Kind.PERIOD
    precision = Precision(span.first.unit) if span.first.unit in set(Precision) else Precision.RANGE
    question = "文中没有写明年份，请补充年份。"
    return Resolved(None, None, precision, kind, "推算不出年份", 0.3, question=question)


def _bounds(point: Point, year: Year | None, context: YearContext) -> Bounds | None:
    """The days of the point, moved to the next year when an inferred year puts it long before the document."""
    if year is None:
        return None
    found = bounds(point, year.year, year.month)
    if found is not None and year.inferred and context.is_long_past(found.end):
        later = bounds(point, year.year + 1, year.month)
        if later is not None and "落款" in year.reason:
            return later
    if found is None and point.unit == "festival" and context.issued is not None:
        day = next_festival_day(canonical(point.name), context.issued)
        return Bounds(day, day, Precision.DAY) if day else None
    if found is not None and point.unit == "lunar" and year.inferred and context.issued and found.end < context.issued:
        return bounds(point, year.year + 1, 1)
    if found is not None and point.unit == "festival" and year.inferred and context.issued is not None:
        return _coming_festival(point, found, context.issued)
    return found


def _coming_festival(point: Point, found: Bounds, issued: date) -> Bounds:
    """A festival without a year is the next one."""
    if found.end >= issued:
        return found
    name = point.name.replace("”", "").replace("“", "")
    day = congress_opening(issued.year + 1) if "两会" in name else next_festival_day(canonical(name), issued)
    return Bounds(day, day, Precision.DAY) if day else found


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
        return _festival(span, found, plain)
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


def _festival(span: Span, found: Bounds, plain: Resolved) -> Resolved:
    day, name = found.start, canonical(span.first.name)
    if found.precision is Precision.RANGE:
        return replace(plain, offset_rule="during")
    if (
        "宪法日" in name
        and span.suffix in (Mark.AROUND, Mark.DURING)
        and (week := campaign_week("宪法宣传周", day.year))
    ):
        return replace(
            plain,
            start=week[0],
            end=week[1],
            precision=Precision.RANGE,
            kind=Kind.PERIOD,
            offset_rule="around",
            confidence=0.6,
        )
    if span.suffix in (Mark.BEFORE, Mark.EVE):
        end = day - _ONE_DAY
        return replace(
            plain, start=end, end=end, kind=Kind.DEADLINE, offset_rule="before", reason="按节日、会议当年日期推算"
        )
    if span.suffix is Mark.AROUND:
        start, end = around(day, _softness(name))
        return replace(
            plain,
            start=start,
            end=end,
            precision=Precision.RANGE,
            kind=Kind.PERIOD,
            offset_rule="around",
            confidence=0.5,
        )
    if span.suffix is Mark.DURING:
        days = holiday(day)
        precision = Precision.RANGE if days[0] < days[1] else Precision.DAY
        return replace(
            plain,
            start=days[0],
            end=days[1],
            precision=precision,
            kind=Kind.PERIOD,
            offset_rule="during",
            confidence=0.6,
        )
    if span.suffix is Mark.AFTER:
        return replace(plain, end=None, kind=Kind.PERIOD, offset_rule="after", confidence=0.5)
    return plain


def _softness(name: str) -> int:
    """How many days 前后 reaches: two weeks for 春节, one for the others."""
    return 14 if name == "春节" else 7


def _festivals(span: Span, first: Bounds, last: Bounds) -> Resolved:
    """元旦、春节前后 and 元旦春节期间: one soft window over both."""
    if span.suffix is Mark.DURING:
        start, end, rule = holiday(first.start)[0], holiday(last.end)[1], "during"
    else:
        start = around(first.start, 14)[0]
        end, rule = around(last.end, 14)[1], "around"
    return Resolved(start, end, Precision.RANGE, Kind.PERIOD, "按节日当年日期推算", 0.5, offset_rule=rule)


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
        return _unknown(span)
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
        return _unknown(span)
    if span.first.unit == "festival" and span.alternatives:
        return _festivals(span, opening, closing)
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
        return replace(_unknown(span), start=context.issued)
    end = closing.end
    if last.unit == "festival" and span.suffix is Mark.BEFORE:
        end = closing.start - _ONE_DAY
    reason = "从文件日期起算；会议、节日按当年日期推算" if last.unit == "festival" else "从文件日期起算"
    return Resolved(context.issued, end, Precision.RANGE, Kind.PERIOD, reason, 0.8)


def quarter_end(day: date) -> date:
    """The last day of the quarter that `day` lies in."""
    return month_end(day.year, (day.month + 2) // 3 * 3)

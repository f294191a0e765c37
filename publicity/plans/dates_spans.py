"""Joins single dates to ranges and lists, and reads the words around them: 自, 至, 前, 起, 期间."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from publicity.plans.dates_numerals import NUMBER, number
from publicity.plans.dates_points import CONNECTOR, Point
from publicity.plans.dates_times import Tail, read_tail

_RANGE_GAP: Final = re.compile(rf"(?:开始|启动|起始|起)?(?:实施|执行|施行|推行|试行)?[，、]?(?:持续)?{CONNECTOR}")
_LATER_END_GAP: Final = re.compile(r"(?:开始|启动|起)，")
_FROM_NOW_GAP: Final = re.compile(r"起[^，。；0-9]{0,5}[，、]?(?:—+|-|~|至|到)")
_ENDS: Final = re.compile(r"(?:前)?(?:全部|全面|基本)?(?:结束|截止|止)")
_OR: Final = re.compile("或者?")
_ALTERNATIVE: Final = re.compile(r"(?:或者?|、|和|及)?")
_LIST: Final = re.compile(r"、|和|与|及|以及")


class Mark(StrEnum):
    """What the words around a date make of it."""

    NONE = ""
    BEFORE = "before"
    BY = "by"
    FROM = "from"
    SINCE = "since"
    AFTER = "after"
    DURING = "during"
    AROUND = "around"
    EVE = "eve"


_INCLUSIVE: Final = r"(?:（(?:包?含|含本?当?[日天]|包?含[^，。；（）]{1,4})）)?"
# 前 begins another word: 前后, 前往, 前提下, 前进的, 前三天.
_NOT_BEFORE: Final = (
    "[后夕述者面瞻沿端台途往景任文款]|提(?=[下是，。和的条])|进(?=[步的，方])|列(?![出入明为支])|置(?=[条程审])"
    "|来(?=[说讲])"
    "|期(?!内)|[0-9一二三四五六七八九十两几数]+(?:届|次|批|期|名|位|季度|项|条|款|轮|个(?!工作日))"
    "|[0-9一二三四五六七八九十两]+个?(?:工作)?[日天年月小周]"
)
_SUFFIX: Final = re.compile(
    rf"(?P<around>前后|左右|前、?后|上下)|(?P<eve>前夕|来临之际|到来之际|之际)"
    rf"|(?P<before>{_INCLUSIVE}(?:之|以)?前(?!{_NOT_BEFORE}){_INCLUSIVE})"
    r"|(?P<since>(?:到|至)今|以来)|(?P<from>(?:开始)?起(?![诉草点义到])(?:始|算)?|开始(?!前))"
    r"|(?P<after>(?:之|以)?后(?![续勤台方腿果期备]))"
    r"|(?P<until>为止|止(?![于损付])|截止)|(?P<during>期间|假期|假日|之间|以内|内(?![部容设]))"
)
_PREFIX: Final = re.compile(
    r"(?P<by>截止(?:时间|日期)?(?:[为是到至于：])?|截至|最(?:迟|晚)(?:于|在|至|到)?|不(?:得)?[迟晚]于|不超过"
    r"|至迟于?|期限[为至：]|(?:完成|办结|整改|报送|上报|提交|反馈|落实|办理|答复|推进)"
    r"(?:的)?(?:时限|时间|期限|日期)(?:要求)?[：为是至 ]*|(?:时限|时间节点|截稿|截止)(?:要求|日期"
    r"|时间)?[：为是至 ]*|[直延]?[长至]?[至到])$"
    r"|(?P<from>自|从|由)$|(?P<at>于|在)$"
)
_YEARS_BEFORE: Final = re.compile(rf"(?:之|以)?前(?P<years>{NUMBER})年(?:之|以)?内")
_LOOK_BACK: Final = 14


@dataclass(frozen=True, slots=True)
class Span:
    """A date or range as written: `last` is None for a single date; `begin`..`finish` covers weekday, time, suffix."""

    first: Point
    last: Point | None
    begin: int
    finish: int
    core_finish: int
    tail: Tail
    first_tail: Tail
    prefix: Mark = Mark.NONE
    suffix: Mark = Mark.NONE
    at: bool = False
    alternatives: bool = False
    years_before: int = 0


def find_spans(text: str, points: list[Point]) -> list[Span]:
    """The dates of `text` with their neighbours joined and their prefix and suffix read, in order."""
    spans = [_with_words(text, span) for span in _joined(text, points)]
    for at in range(len(spans) - 2, -1, -1):  # 3月底、6月底、9月底前: the word stands for all
        span, following = spans[at], spans[at + 1]
        alike = span.last is None and following.last is None and span.first.unit == following.first.unit
        plain = span.suffix is Mark.NONE and following.suffix is Mark.BEFORE and span.prefix is Mark.NONE
        if alike and plain and _LIST.fullmatch(text, span.finish, following.begin):
            spans[at] = replace(span, suffix=Mark.BEFORE)
    return spans


def _joined(text: str, points: list[Point]) -> Iterator[Span]:
    at = 0
    while at < len(points):
        first, tail = points[at], read_tail(text, points[at].finish)
        following = points[at + 1] if at + 1 < len(points) else None
        if following is not None and first.bare:
            taken = _bare_run(text, points, at)
            yield from _bare_spans(text, points[at : at + taken])
            at += taken
        elif following is not None and (kind := _link(text, first, tail, following)):
            end_tail = read_tail(text, following.finish)
            end = end_tail.finish
            last = None if kind == "名" else following
            named = replace(first, name=following.name) if kind == "名" else first
            yield Span(named, last, first.begin, end, end, end_tail if last else tail, tail, alternatives=kind == "或")
            at += 2
        else:
            yield Span(first, None, first.begin, tail.finish, tail.finish, tail, tail)
            at += 1


def _link(text: str, first: Point, tail: Tail, following: Point) -> str:
    """ "至" for a range, "或" for two neighbouring thirds that stand for one window, "" for two dates apart."""
    gap = text[tail.finish : following.begin]
    if len(gap) > 8 or following.unit in ("plan", "recent"):
        return ""
    if following.unit == "festival":
        return _festival_link(text, first, gap, following)
    if _RANGE_GAP.fullmatch(gap):
        return "至"
    if first.unit == "anchor" and _FROM_NOW_GAP.fullmatch(gap):
        return "至"
    if first.unit == following.unit == "third" and _OR.fullmatch(gap):
        return "或"
    if _LATER_END_GAP.fullmatch(gap) and _ENDS.match(text, following.finish):
        return "至"
    return ""


def _festival_link(text: str, first: Point, gap: str, following: Point) -> str:
    """12月4日国家宪法日 is one day with its name; 元旦、春节前后 one window; 当前至两会 a range."""
    if first.unit == "day" and not gap:
        return "名"
    if _RANGE_GAP.fullmatch(gap):
        return "至"
    soft = _suffix(text, following.finish)[0] in (Mark.AROUND, Mark.DURING)
    return "或" if first.unit == "festival" and soft and _ALTERNATIVE.fullmatch(gap) else ""


def _bare_run(text: str, points: list[Point], at: int) -> int:
    """How many points from `at` on share the unit of the last: 7、8月 is two."""
    count = 1
    while at + count < len(points) and points[at + count - 1].bare:
        gap = text[points[at + count - 1].finish : points[at + count].begin]
        if len(gap) > 3 or not (_LIST.fullmatch(gap) or _RANGE_GAP.fullmatch(gap)):
            break
        count += 1
    return count


def _bare_spans(text: str, run: list[Point]) -> Iterator[Span]:
    first, last = run[0], run[-1]
    tail = read_tail(text, last.finish)
    gap = text[run[-2].finish : last.begin] if len(run) > 1 else ""
    numbers = [point.month or point.index or point.day or 0 for point in run]
    in_a_row = all(later == earlier + 1 for earlier, later in zip(numbers, numbers[1:], strict=False))
    if len(run) > 1 and (_RANGE_GAP.fullmatch(gap) or (in_a_row and not last.part and last.unit != "day")):
        yield Span(first, last, first.begin, tail.finish, tail.finish, tail, Tail(first.finish))
        return
    for point in run:
        end = point.finish
        own = replace(point, part=last.part)
        point_tail = tail if point is last else Tail(end)
        shared = Mark.NONE if point is last else _suffix(text, tail.finish)[0]
        yield Span(own, None, point.begin, point_tail.finish, point_tail.finish, point_tail, point_tail, suffix=shared)


def _with_words(text: str, span: Span) -> Span:
    before = text[max(0, span.begin - _LOOK_BACK) : span.begin]
    prefix, at, begin = Mark.NONE, False, span.begin
    match = _PREFIX.search(before)
    if match is not None:
        if match["by"]:
            prefix = Mark.BY
        elif match["from"]:
            prefix = Mark.FROM
            begin -= 1
        at = bool(match["at"])
    window = _YEARS_BEFORE.match(text, span.finish)
    if window is not None:
        years = number(window["years"]) or 1
        return replace(span, begin=begin, finish=window.end(), prefix=prefix, at=at, years_before=years)
    suffix, finish = (span.suffix, span.finish) if span.suffix else _suffix(text, span.finish)
    if suffix is Mark.FROM and span.tail.time and prefix is not Mark.FROM and text.startswith("开始", span.finish):
        suffix, finish = Mark.NONE, span.finish  # 16时开始直播 says when it starts, not that it stays open
    return replace(span, begin=begin, finish=finish, prefix=prefix, suffix=suffix, at=at)


def _suffix(text: str, at: int) -> tuple[Mark, int]:
    match = _SUFFIX.match(text, at)
    if match is None:
        return Mark.NONE, at
    name = str(match.lastgroup)
    return (Mark.BY if name == "until" else Mark(name)), match.end()

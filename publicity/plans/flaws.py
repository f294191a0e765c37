"""What looks wrong in a plan and should be asked about before its dates are taken over."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publicity.almanac.windows import Kind, Precision
from publicity.almanac.wording import window_text
from publicity.plans.document import Document
from publicity.plans.foreign_courts import foreign_courts, unlike_title
from publicity.plans.items import DatedItem, Role
from publicity.plans.sections import CHINESE, Section
from publicity.plans.text import CleanText

_ORDINAL: Final = re.compile(r"第([一二三四五六七八九十百]{2,6})(?=[次届条号期批轮章季季场名位])")
_RIGHT_NUMERAL: Final = re.compile(r"(?:[一二三四五六七八九]?百)?[一二三四五六七八九]?(?:十[一二三四五六七八九]?)?")
_LOST: Final = re.compile(r"[?？][；，。、;]|[\u4e00-\u9fff][?](?=[\u4e00-\u9fff])|\ufffd")
_PAGE_MARK: Final = re.compile(r"^[ *]*[-—–－]+[ *]*([0-9]{1,3})[ *]*[-—–－]+[ *]*$", re.MULTILINE)
_WITHIN_PHASE: Final = 600
_MOST_AGAINST: Final = 3
_STANDARD: Final = "GB/T 9704-2012"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One remark: `rule` names it, `message` says what to do; `quote` stands at `offset` of the file as given."""

    rule: str
    message: str
    offset: int
    quote: str


def find_flaws(clean: CleanText, document: Document, items: Sequence[DatedItem]) -> tuple[Flaw, ...]:
    """All remarks in the order of the text; may be empty. Never raises."""
    found = [
        *_number(clean, document),
        *_years(clean, document, items),
        *_headings(clean, document.outline.sections),
        *_foreign(clean, document),
        *_phases(document, items),
        *_doubled_windows(items),
        *_numerals(clean),
        *_lost_characters(clean),
        *_lost_pages(clean),
        *(Flaw("date", item.warning, item.offset, item.quote) for item in items if item.warning),
    ]
    return tuple(sorted(found, key=lambda flaw: (flaw.offset, flaw.rule)))


def _at(clean: CleanText, rule: str, message: str, start: int, end: int) -> Flaw:
    return Flaw(rule, message, clean.source_span(start, end)[0], clean.quote(start, end))


def _number(clean: CleanText, document: Document) -> Iterator[Flaw]:
    """GB/T 9704-2012 §7.2.5: the year of a document number stands in 〔〕. §7.3.5.4: the date is in Arabic digits."""
    for number in document.numbers:
        if number.bracket != "〔":
            message = f"文号的年份应当用六角括号，写作“{number.text}”（{_STANDARD}）。"
            yield _at(clean, "number-bracket", message, number.start, number.end)
    day = document.issued
    at = clean.text.find(document.issued_quote) if document.issued_quote else -1
    if day is not None and at >= 0 and re.search("[〇零一二三四五六七八九]{4}年", document.issued_quote):
        message = f"成文日期应当用阿拉伯数字，写作“{day.year}年{day.month}月{day.day}日”（{_STANDARD}）。"
        yield _at(clean, "signature-numerals", message, at, at + len(document.issued_quote))


def _years(clean: CleanText, document: Document, items: Sequence[DatedItem]) -> Iterator[Flaw]:
    """The year of the number against the signature and the years of the tasks."""
    number = document.number
    if number is None:
        return
    told = [item for item in items if item.role == Role.TASK or (item.kind == Kind.DEADLINE and item.start)]
    days = [day for item in told for day in (item.start, item.end) if day is not None]
    if document.issued is not None and document.issued.year != number.year:
        message = f"文号是 {number.year} 年的，落款却是 {document.issued.year} 年，请核对其中一个。"
    elif days and document.issued is None and max(days).year > number.year + 1:
        message = f"文号是 {number.year} 年的，文中任务却排到 {max(days).year} 年，请核对文号的年份或任务的年份。"
    elif days and max(days).year < number.year:
        message = f"文号是 {number.year} 年的，文中任务却都在 {max(days).year} 年或更早，请核对是否沿用了旧文。"
    else:
        return
    yield _at(clean, "number-year", message, number.start, number.end)


def _headings(clean: CleanText, sections: Sequence[Section]) -> Iterator[Flaw]:
    """Among headings of one parent and one style: a number left out, or given twice."""
    last: dict[tuple[int, str], Section] = {}
    for section in sections:
        key = (section.parent, section.family)
        before, last[key] = last.get(key), section
        if before is None or section.number in (0, 1, before.number + 1):
            continue
        rule, message = _heading_remark(before, section)
        yield _at(clean, rule, message, section.start, max(section.title_end, section.start + 1))


def _heading_remark(before: Section, section: Section) -> tuple[str, str]:
    if section.number == before.number:
        return "heading-doubled", f"序号“{section.label}”用了两次，请核对后改正。"
    if section.number > before.number:
        missing = [_like(section.label, number) for number in range(before.number + 1, section.number)][:3]
        names = "、".join(missing)
        return (
            "heading-skipped",
            f"“{before.label}”之后就是“{section.label}”，缺“{names}”，请核对是漏了内容还是错了序号。",
        )
    return "heading-order", f"“{before.label}”之后又是“{section.label}”，序号倒了，请核对。"


def _like(label: str, number: int) -> str:
    """The label of another number in the same style."""
    digits = re.search(rf"[{CHINESE}]+|[0-9]+|[①-⑳]", label)
    if digits is None:
        return str(number)
    if digits[0].isdecimal():
        written = str(number)
    elif digits[0] >= "①" and digits[0] <= "⑳":
        written = chr(ord("①") + number - 1)
    else:
        tens, ones = divmod(number, 10)
        written = ("" if tens < 2 else CHINESE[tens - 1]) + ("十" if tens else "") + (CHINESE[ones - 1] if ones else "")
    return label.replace(digits[0], written)


def _foreign(clean: CleanText, document: Document) -> Iterator[Flaw]:
    named = [*document.issuers, document.title]
    for issuer, place in unlike_title(clean.text, document.issuers, document.title):
        message = f"标题里的法院与“{issuer}”不是一家，请核对标题和落款。"
        yield _at(clean, "foreign-court", message, *place)
    for name, places in foreign_courts(clean.text, document.issuers, document.title, document.recipients).items():
        times = f"（共 {len(places)} 处）" if len(places) > 1 else ""
        message = f"文中出现“{name}”{times}，与发文单位“{named[0]}”不是一家，请核对是不是照抄别处留下的。"
        yield _at(clean, "foreign-court", message, *places[0])


def _phases(document: Document, items: Sequence[DatedItem]) -> Iterator[Flaw]:
    """A deadline that lies before or after the window in the heading above it."""
    tasks = [item for item in items if item.role == Role.TASK and item.end is not None]
    against: dict[int, list[Flaw]] = {}
    for item in tasks:
        if item.kind not in (Kind.DEADLINE, Kind.POINT) or item.precision == Precision.YEAR:
            continue
        for section in document.outline.chain(document.outline.index_at(item.clean_start)):
            heading = _heading_window(section, tasks)
            if heading is None or heading is item or item.clean_start < section.title_end:
                continue
            message = _against(item, heading) if item.clean_start - section.title_end < _WITHIN_PHASE else ""
            if message:
                remark = Flaw("deadline-phase", message, item.offset, item.quote)
                against.setdefault(section.start, []).append(remark)
            break
    for remarks in against.values():  # where many dates disagree, what follows is no longer the phase
        yield from remarks if len(remarks) <= _MOST_AGAINST else ()


def _heading_window(section: Section, tasks: Iterable[DatedItem]) -> DatedItem | None:
    inside = (task for task in tasks if section.start <= task.clean_start < section.title_end)
    return next((task for task in inside if task.kind == Kind.PERIOD and task.start and section.family != "#"), None)


def _against(item: DatedItem, heading: DatedItem) -> str:
    assert item.end is not None
    window = window_text(heading.window)
    if heading.start is not None and item.end < heading.start:
        return f"“{_flat(item.quote)}”早于它所在的阶段（{window}），请核对哪一个日期为准。"
    if heading.end is not None and item.end > heading.end:
        return f"“{_flat(item.quote)}”晚于它所在的阶段（{window}），请核对哪一个日期为准。"
    return ""


def _flat(quote: str) -> str:
    return re.sub(r"\s+", "", quote)


def _doubled_windows(items: Sequence[DatedItem]) -> Iterator[Flaw]:
    """The same window of days stated again; deadlines may well fall on one day."""
    first: dict[tuple[object, object], DatedItem] = {}
    for item in items:
        explicit = item.role == Role.TASK and item.kind == Kind.PERIOD and item.precision == Precision.RANGE
        named = not re.search("[0-9]", item.quote)
        if not explicit or named or item.start is None or item.end is None or item.start.day == 1:
            continue
        before = first.setdefault((item.start, item.end), item)
        if before is not item:
            message = f"{window_text(item.window)}在文中说了两次，如果是同一件事，只留一条。"
            yield Flaw("window-doubled", message, item.offset, item.quote)


def _numerals(clean: CleanText) -> Iterator[Flaw]:
    for match in _ORDINAL.finditer(clean.text):
        if not _RIGHT_NUMERAL.fullmatch(match[1]):
            message = f"“{match[0]}”的数字写重了或写错了，请核对。"
            yield _at(clean, "numeral", message, match.start(), match.end() + 1)


def _lost_characters(clean: CleanText) -> Iterator[Flaw]:
    found = list(_LOST.finditer(clean.text))
    if found:
        message = f"有 {len(found)} 处文字残缺（如“?；”），多半是转码时丢了字，请对照原件核对前后的日期。"
        start = max(0, found[0].start() - 4)
        yield _at(clean, "lost-characters", message, start, found[0].end())


def _lost_pages(clean: CleanText) -> Iterator[Flaw]:
    """Page marks that skip more than the facing page; marks on one side of the leaf only are normal."""
    marks = [(int(match[1]), match) for match in _PAGE_MARK.finditer(clean.source)]
    steps = Counter(after - before for (before, _), (after, _) in zip(marks, marks[1:], strict=False))
    usual = steps.most_common(1)[0][0] if steps else 1
    for (before, _), (after, match) in zip(marks, marks[1:], strict=False):
        if after - before > max(usual, 1):
            message = f"页码从 {before} 跳到 {after}，可能缺页，请对照原件核对。"
            yield Flaw("page-skipped", message, match.start(), match[0])

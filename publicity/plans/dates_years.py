"""Which year a date means that names none: sentence, section, heading, title, signature; never the clock's."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from publicity.plans.dates_points import Point
from publicity.plans.roles_layout import Layout

_HALF_A_YEAR = timedelta(days=183)


class Year(NamedTuple):
    """A year (with the month before it, for a bare day), why, and how sure."""

    year: int
    month: int
    reason: str
    confidence: float
    inferred: bool


@dataclass(slots=True)
class YearContext:
    """What earlier dates have said; filled as the reader walks down the text."""

    layout: Layout
    issued: date | None
    sentence: date | None = None
    section: date | None = None
    until: date | None = None
    past: bool = False
    heading: int | None = None
    anywhere: date | None = None
    headings: dict[int, int | None] = field(default_factory=dict)

    @property
    def latest(self) -> date | None:
        """The last date of the sentence, else of the section."""
        return self.sentence or self.section

    def enter_sentence(self) -> None:
        self.sentence = None

    def enter_section(self, level: int, year: int | None) -> None:
        """A heading begins: what the section above said no longer counts, what its parents said does."""
        self.sentence = self.section = None
        self.headings = {known: value for known, value in self.headings.items() if known < level} | {level: year}
        self.heading = next((value for _, value in sorted(self.headings.items(), reverse=True) if value), None)

    def remember(self, day: date, until: date | None, *, lasting: bool, goal: bool = False) -> None:
        """A date was read, up to `until`; what is no task counts only where nothing better is known.

        A `goal` (到2025年) says nothing of the years of other sentences.
        """
        if goal and lasting:
            self.sentence = day
        elif lasting:
            self.until = until
            self.sentence = self.section = self.anywhere = day
        elif self.anywhere is None:
            self.anywhere = day

    def year_of(self, point: Point) -> Year | None:
        """The year of `point`; None when nothing in the document tells."""
        if point.year is not None:
            return Year(point.year, self._month(point), "原文写明年份", 0.95, inferred=False)
        base = self._base(point)
        if point.lost_year:
            return self._repaired(point)
        if point.month_shift is not None and self.issued is not None:
            index = self.issued.year * 12 + self.issued.month - 1 + point.month_shift
            return Year(index // 12, index % 12 + 1, "月份按落款日期推算", 0.8, inferred=False)
        if base is None:
            return None
        if point.year_shift is not None:
            return self._shifted(point, base)
        return base._replace(month=self._month(point))

    def _shifted(self, point: Point, base: Year) -> Year:
        origin = self.issued.year if self.issued else (self.layout.title_year or base.year)
        if point.name in ("当年", "同年", "次年", "翌年", "第二年") and self.sentence is not None:
            origin = self.sentence.year
        reason = "“今年、明年”按落款日期推算" if self.issued else "“今年、明年”按文中年份推算"
        return Year(origin + (point.year_shift or 0), self._month(point), reason, 0.85, inferred=False)

    def _month(self, point: Point) -> int:
        known = self.sentence or self.section or self.issued
        return point.month or (known.month if known else 1)

    def _onward(self, known: date, point: Point) -> int:
        """After a range that crosses a year's end, an earlier month lies in its second year."""
        if self.until is not None and self.until.year > known.year and point.month and point.month < known.month:
            return self.until.year
        return known.year

    def _base(self, point: Point) -> Year | None:
        issued = self.issued
        if self.sentence is not None:
            return Year(self._onward(self.sentence, point), 1, "年份取自同句前一个日期", 0.9, inferred=True)
        if self.section is not None:
            return Year(self._onward(self.section, point), 1, "年份取自本节前一个日期", 0.85, inferred=True)
        if self.heading is not None:
            return Year(self.heading, 1, "年份取自章节标题", 0.85, inferred=True)
        title = self.layout.title_year
        if title is not None and (issued is None or title > issued.year):
            return Year(title, 1, "年份取自文件标题", 0.75, inferred=False)
        if issued is not None:
            return Year(issued.year, 1, "年份取自落款日期", 0.85, inferred=True)
        if self.anywhere is not None:
            return Year(self.anywhere.year, 1, "年份取自前文日期", 0.6, inferred=True)
        if self.layout.number_year is not None:
            return Year(self.layout.number_year, 1, "年份取自文号", 0.5, inferred=True)
        if self.layout.only_year is not None:
            return Year(self.layout.only_year, 1, "年份取自文中唯一写明的年份", 0.4, inferred=True)
        return None

    def _repaired(self, point: Point) -> Year | None:
        """The year of context that the digits left over fit into (202年 in a text of 2020)."""
        known = [self.sentence, self.section, self.issued, self.anywhere]
        years = [day.year for day in known if day is not None]
        years += [year for day in known if day is not None for year in (day.year + 1, day.year - 1)]
        years += [year for year in (self.layout.title_year, self.layout.number_year) if year]
        for year in years:
            letters = iter(str(year))
            if all(digit in letters for digit in point.lost_year):
                return Year(year, self._month(point), "年份缺一位数字，按上下文补全", 0.5, inferred=True)
        return None

    def is_long_past(self, day: date) -> bool:
        """Whether `day` lies more than half a year before the document's own date."""
        return self.issued is not None and day < self.issued - _HALF_A_YEAR

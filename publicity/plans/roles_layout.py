"""The document around a date: its lines, headings, title, number and own date."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from publicity.plans.dates_points import find_points

_HEADING: Final = re.compile(
    r"[# *·-]{0,12}(?:(?P<first>[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[章部]|#)"
    r"|(?P<second>（[一二三四五六七八九十]{1,3}）|第[一二三四五六七八九十0-9]{1,2}(?:阶段|步|环节|季度)))"
)
_TITLE_END: Final = re.compile(
    r"(?:方案|通知|要点|计划|纲要|意见|办法|报告|安排|规划|总结|通报|公告|函|细则|规定|清单|分工|台账"
    r"|任务书|制度)(?:（[^）]*）)?$"
)
_NUMBER_YEAR: Final = re.compile(r"〔((?:19|20)[0-9]{2})〕 ?第? ?[0-9]+ ?号")
_YEAR_WRITTEN: Final = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})年")
_ORGANISATION: Final = re.compile(
    r"(?:院|部|会|办|局|委|室|组|府|厅|处|社|台|庭|公室|指挥部|中心)(?:（[^）]{1,8}）|（?印章）?)?$"
)
_FIELD: Final = re.compile(r"(?:发文|成文|印发|发布|公布|签发|制定|生成|实施|施行|生效|编制)(?:日期|时间)[：:为 |]*$")
_STAMP: Final = re.compile(
    r"来源[：:]|作者[：:]|浏览(?:次数|量)|(?:点击|访问|阅读|查看)(?:次数|数|率|量|[：:])|字体[：:]|字号[：:]|责任?编辑|索引号|信息来源|阅读量"
)
_LAST_WORDS: Final = re.compile(r"附件(?:[0-9一二三四]{0,2})[：:.、]|[0-9]{1,2}[.．、]|(?:特此|此)(?:通知|公告|函告)")
_BEHIND: Final = re.compile(r"[ ）]*(?:附件|（此件|（联系|联系人|抄送|主题词|主送|（印章|扫一扫|责任编辑)")
_PAGE_WORDS: Final = re.compile(
    r"扫一扫.{0,20}|[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?|[（(](?:此件|公开)[^）)]{0,12}[）)]"
)
_POSTED: Final = re.compile(r"发布(?:日期|时间)[：: ]*$")
_LONGEST_TITLE: Final = 70
_LOOK_UP: Final = 12
_LONGEST_SIGNATURE: Final = 120
_TITLE_LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Line:
    """`start`..`end` of one line of the clean text; `level` is 1 or 2 for a heading, else 0; `head_end` ends it."""

    start: int
    end: int
    level: int
    head_end: int
    title: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a document and what its head says of the year."""

    text: str
    lines: tuple[Line, ...]
    starts: tuple[int, ...]
    title_year: int | None
    number_year: int | None
    only_year: int | None = None

    def index_at(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def line_at(self, offset: int) -> Line:
        return self.lines[self.index_at(offset)]

    @property
    def preamble_end(self) -> int:
        """Where the first numbered section begins."""
        text = self.text
        return next(
            (line.start for line in self.lines if line.level == 1 and "、" in text[line.start : line.end][:8]), 0
        )

    def before_line(self, line: Line) -> str:
        """The nearest line above that is not empty, or ""."""
        last = bisect_right(self.starts, line.start) - 2
        for at in range(last, max(-1, last - _LOOK_UP), -1):
            found = self.text[self.lines[at].start : self.lines[at].end].strip()
            if found:
                return found
        return ""

    def is_signature(self, begin: int, finish: int) -> bool:
        """Whether a full date at this place is the document's own: alone under the issuer's name, or in a field."""
        line = self.line_at(begin)
        if line.end - line.start > _LONGEST_SIGNATURE:
            return self._is_signed_within(line, begin, finish)
        before, after = self.text[line.start : begin].strip(" *#（|•·"), self.text[finish : line.end].strip(" *）|")
        after = "" if _PAGE_WORDS.fullmatch(after) else after
        if _FIELD.search(before) or _STAMP.search(before + after):
            return True
        if after and not re.fullmatch(r"(?:印发|发布|公布|制发)[。]?|（[^）]{0,12}）", after):
            return False
        if not before:
            above = self.before_line(line)
            signed = bool(_ORGANISATION.search(above) or _TITLE_END.search(above) or _LAST_WORDS.match(above))
            return signed or self._at_edge(line, above)
        return len(before) <= 45 and bool(_ORGANISATION.search(before)) and not re.search("[，。；：、]", before)

    def _is_signed_within(self, line: Line, begin: int, finish: int) -> bool:
        """A document run together to one line: the issuer, the day, then what only stands behind a signature."""
        before = re.split("[，。；：、\n]", self.text[max(line.start, begin - 45) : begin].strip())[-1]
        return bool(_ORGANISATION.search(before)) and bool(_BEHIND.match(self.text, finish))

    def is_stamp(self, begin: int) -> bool:
        """Whether the line of a date is what a web page says of itself: 来源, 浏览次数, 发布时间."""
        line = self.line_at(begin)
        if line.end - line.start > _LONGEST_SIGNATURE:
            return False
        return bool(_STAMP.search(self.text[line.start : line.end]) or _POSTED.search(self.text[line.start : begin]))

    def is_signed_month(self, begin: int, finish: int) -> bool:
        """Whether a month at this place ends the document under the issuer's name: 市水利局 ⏎ 二〇〇八年七月."""
        line = self.line_at(begin)
        if line.end - line.start > _LONGEST_SIGNATURE:
            return False
        before, after = self.text[line.start : begin].strip(), self.text[finish : line.end].strip()
        rest = self.text[line.end : line.end + _LONGEST_SIGNATURE].strip()
        if before or (after and not _PAGE_WORDS.fullmatch(after)) or (rest and not _BEHIND.match(rest)):
            return False
        return bool(_ORGANISATION.search(self.before_line(line)))

    def _at_edge(self, line: Line, above: str) -> bool:
        return line.start < 200 or above.endswith("。") or not self.text[line.end :].strip()


def read_layout(text: str) -> Layout:
    """The layout of a clean text; never raises."""
    lines, at = [], 0
    for number, body in enumerate(text.split("\n")):
        lines.append(_line(body, at, number))
        at += len(body) + 1
    title_year = _title_year(text, lines)
    match = _NUMBER_YEAR.search(text[:1500])
    starts = tuple(line.start for line in lines)
    named = set(_YEAR_WRITTEN.findall(text))
    only = int(named.pop()) if len(named) == 1 else None
    return Layout(text, tuple(lines), starts, title_year, int(match[1]) if match else None, only)


def _line(body: str, at: int, number: int) -> Line:
    match = _HEADING.match(body)
    level = 0 if match is None else 1 if match["first"] else 2
    stop = body.find("。")
    head_end = at + (len(body) if stop < 0 else stop)
    plain = body.strip(" #*")
    is_title = (
        number <= _TITLE_LINES * 2
        and 0 < len(plain) <= _LONGEST_TITLE
        and bool(_TITLE_END.search(plain))
        and not re.search("[。；，：]", plain)
        and not (match is not None and (match["second"] or not body.lstrip().startswith("#")))
    )
    return Line(at, at + len(body), level, head_end, is_title)


def _title_year(text: str, lines: list[Line]) -> int | None:
    """The one year that the title names."""
    titles = [text[line.start : line.end] for line in lines[: _TITLE_LINES * 2] if line.title]
    years = {point.year for title in titles for point in find_points(title) if point.year is not None}
    return years.pop() if len(years) == 1 else None

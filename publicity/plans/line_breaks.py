"""Tells a line end that a page or a column made from one that the author made."""

import re
from typing import Final

_BREAK: Final = re.compile(r"(?<! ) *\n[ \n]*")

# A line that opens something of its own: heading, list item, quote, table row, labelled field, annex.
_OPENS: Final = re.compile(
    r"[#>|·•●◆■□★☆※+*-]|[（〔][一二三四五六七八九十0-9]{1,3}[）〕]"
    r"|第[一二三四五六七八九十百零〇0-9]{1,4}[章节条款部分阶段]|[一二三四五六七八九十]{1,3}[、.．，]"
    r"|[0-9]{1,2}[、.．](?![0-9])"
    r"|[①-⑳]|附件|附：|抄送|主送|印发|特此|[^，。；]{1,10}：|各[^，。；]{2,30}："
)
_LONG_HEADING: Final = re.compile(r"[#|]")
_FULL_STOP: Final = re.compile(r"[。！？!?；：…]$|[。！？][”’）》]$")
_MIDWAY: Final = re.compile(r"[，、“（《〈—至到和与的及或]$")
_SIGNED: Final = re.compile(
    r"[^，。；、]{0,30}(?:[0-9〇一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)$"
)
_INSIDE_DATE: Final = re.compile(r"(?:[0-9]|[0-9][年月]|每|[〇一二三四五六七八九十]年?|每年|[年月]底|工作)$")
_DATE_GOES_ON: Final = re.compile(r"[年月日号底前至旬度]|[0-9]{1,2}[月日]|(?:上|中|下)旬|至少")
_PUNCTUATED: Final = re.compile(r"[，。；、]")
_CLAUSE: Final = re.compile(r"[，。；]")
_HAN_OR_DIGIT: Final = re.compile(r"[\u3400-\u9fff〇0-9%”）》a-zA-Z]$")

# 市委宣传部、市司法局关于…的通知 ⏎ 为深入…: a title ends its line whatever stands in it.
_TITLE_LINE: Final = re.compile(
    r"[^。，；]{4,70}(?:通知|方案|制度|办法|要点|计划|意见|公告|通告|启事|细则|规划|纲要|安排|通报)(?:（[^）]{1,12}）)?"
)
# The number of a table row, alone on its line, is no part of the date below it.
_ROW_NUMBER: Final = re.compile(r" *[0-9]{1,3} *")
_BODY_OPENS: Final = re.compile(r"为|根据|按照|依据|近年来|现将|现就|今年|[0-9]{4}年|第一条|经")

_SHORTEST: Final = 18
_TAIL: Final = 400


def joined_breaks(text: str) -> list[tuple[int, int]]:
    """Spans of the line ends (with blanks and empty lines) that lie inside a sentence, in order."""
    spans, line_start = [], 0
    for match in _BREAK.finditer(text):
        before, after = text[line_start : match.start()], _line_at(text, match.end())
        blank_line = match[0].count("\n") > 1
        if before.strip() and after and _goes_on(before, after, blank_line):
            spans.append(match.span())
        # A joined line is judged as the whole paragraph it now ends, cut short to keep this linear.
        line_start = max(line_start, match.end() - _TAIL) if spans and spans[-1] == match.span() else match.end()
    return spans


def _line_at(text: str, start: int) -> str:
    end = text.find("\n", start, start + _TAIL)
    return text[start : end if end >= 0 else start + _TAIL]


def _goes_on(before: str, after: str, blank_line: bool) -> bool:
    if _LONG_HEADING.match(before.lstrip()) or _FULL_STOP.search(before):
        return False
    if _ROW_NUMBER.fullmatch(before) or _ROW_NUMBER.fullmatch(after):
        return False
    if _INSIDE_DATE.search(before) and _DATE_GOES_ON.match(after) and not _OPENS.match(after):
        return True
    if _OPENS.match(after) or _SIGNED.fullmatch(after):
        return False
    if _BODY_OPENS.match(after) and _TITLE_LINE.fullmatch(before.strip()):
        return False
    if _MIDWAY.search(before):
        return len(before) >= _SHORTEST or not blank_line
    long_enough = len(before) >= _SHORTEST and _HAN_OR_DIGIT.search(before)
    return bool(long_enough and _is_body(before) and (_PUNCTUATED.search(after) or not blank_line))


def _is_body(line: str) -> bool:
    """Whether a line is running text; a heading (一、…) has no clause marks of its own."""
    return bool((_CLAUSE if _OPENS.match(line.lstrip()) else _PUNCTUATED).search(line))

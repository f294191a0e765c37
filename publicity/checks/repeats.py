"""What was pasted twice: a clause or sentence twice running, a paragraph twice, a part of the story twice."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import is_quoted
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.sections import sections
from publicity.checks.visible import HIDDEN, body

Span = tuple[int, int]

_LINE: Final = re.compile(r"[^\r\n]+")
_SENTENCE: Final = re.compile(r"[^。！？；\r\n]+[。；]?")
_CLAUSE: Final = re.compile(r"(?=(?P<first>[一-龥]{5,24})，(?P<again>(?P=first))(?=[，。；]))")
_REFRAIN: Final = re.compile(r"^(?:一[次遍天年步点个]|越来越|为了)")
_LEAST_SENTENCE: Final = 8
_LEAST_PARAGRAPH: Final = 30
"""Shorter ones may be what every case of a collection ends with: 宣判后，双方均未上诉，判决已生效。"""
_OF_A_LAW: Final = re.compile(r"[（(第\d]|[^。]{0,4}前[一二三两]?款")
_TITLE_OF_A_CASE: Final = re.compile(r"案例?[一二三四五六七八九十\d]|案$|[与诉]")
_BESIDES: Final = f" \t\u3000{HIDDEN}"


def repeated(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The second of two that are the same, each place said once; what is quoted may be a refrain."""
    passage = body(draft)
    taken: list[Span] = []
    found = [("paragraph", span) for span in _paragraphs(passage.shown)]
    found += [("", span) for span in _sentences(passage.shown)]
    found += [("", span) for span in _clauses(passage.shown)]
    for case, (start, end) in found:
        if not any(start < stop and begin < end for begin, stop in taken):
            taken.append((start, end))
            yield policy.finding("structure.repeated", passage.place(start, end), case, Fix(""))
    for start, end, title in _parts(draft.text, passage.shown, policy):
        yield policy.finding("structure.repeated", passage.place(start, end), "part", part=title)


def _plain(text: str) -> str:
    return text.strip(_BESIDES).replace(HIDDEN, "")


def _paragraphs(shown: str) -> Iterator[Span]:
    """A line of whole sentences that stands above already, word for word."""
    seen: set[str] = set()
    above = ""
    for line in _LINE.finditer(shown):
        text = _plain(line.group())
        is_whole = len(text) >= _LEAST_PARAGRAPH and text.endswith(("。", "。”")) and not text.startswith("“")
        is_rest_of_a_line = len(above) >= _LEAST_PARAGRAPH and above[-1] not in "。！？；：”"
        above = text or above
        if not is_whole or is_rest_of_a_line or _OF_A_LAW.match(text):
            continue
        if text in seen:
            yield line.span()
        seen.add(text)


def _sentences(shown: str) -> Iterator[Span]:
    """A sentence said twice running in one line, or at the end of a line and the head of the next."""
    before, before_end = "", 0
    for match in _SENTENCE.finditer(shown):
        text = _plain(match.group())
        if not text:
            continue
        is_next = not shown[before_end : match.start()].strip(_BESIDES + "\r\n")
        is_again = text == before and is_next and text.endswith("。") and len(text) >= _LEAST_SENTENCE
        if is_again and not set("“”") & set(text) and not is_quoted(shown, match.start()):
            yield match.end() - len(match.group().lstrip(_BESIDES)), match.end()
        before, before_end = text, match.end()


def _clauses(shown: str) -> Iterator[Span]:
    """漏登了一项，漏登了一项: the words before a comma once more behind it."""
    done = 0
    for match in _CLAUSE.finditer(shown):
        start, end = match.span("again")
        if start >= done and not _REFRAIN.match(match["again"]) and not is_quoted(shown, start):
            yield start - 1, end
            done = end


def _parts(text: str, shown: str, policy: Policy) -> Iterator[tuple[int, int, str]]:
    """基本案情, 执行过程, 基本案情 again within one case; twice on end is told by structure.part_order."""
    names = {name for names in policy.groups.get("part_stages", {}).values() for name in names}
    parts = [section for section in sections(text) if section.title]
    last: dict[str, int] = {}
    for number, section in enumerate(parts):
        above = last.get(section.title)
        last[section.title] = number
        if section.title not in names or above is None or number - above < 2:
            continue
        between = parts[above + 1 : number]
        is_one_case = all(part.title in names and part.level == section.level for part in between)
        if is_one_case and not _new_case(shown[parts[above].heading_end : section.heading_start]):
            yield section.heading_start, section.start, section.title


def _new_case(between: str) -> bool:
    """A line of its own names another case."""
    lines = (_plain(line.group()) for line in _LINE.finditer(between))
    return any(len(line) <= 50 and not line.endswith("。") and _TITLE_OF_A_CASE.search(line) for line in lines)


RULES: Final = (Rule("structure.repeated", repeated),)

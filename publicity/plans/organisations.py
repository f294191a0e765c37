"""Finds the organisations a sentence names, and whether each acts or is acted upon."""

import re
from dataclasses import dataclass
from typing import Final

from publicity.plans.organisation_words import GENERAL_NAMES, NAME_ENDS, OBJECT_WORDS, PLAIN_WORDS
from publicity.plans.task_words import RESULTS, VERBS

# Characters of separators that begin a place's or an office's name (和平区, 组织部).
_KEPT: Final = {
    "和": "(?!平区|平县|田|县|林|顺县|政县|龙市|硕县)",
    "于": "(?!都县|洪区|田县)",
    "将": "(?!乐县)",
    "应": "(?!城市|县)",
    "到": "(?!位)",
    "报": "(?![社刊纸道告名社备])",
    "组织": "(?!部|人事|科|处|建设)",
    "经": "(?!济|开|贸|信|侦)",
    "在": "(?!线)",
    "为": "",
    "自": "(?!治|媒)",
    "与": "",
    "要": "",
    "由": "",
    "从": "(?!化)",
    "可": "",
    "对": "(?!外)",
    "有": "(?!限)",
    "公安": "",
    "通报": "(?!社)",
    "专题": "",
    "集中": "",
}
_NOT_SEPARATORS: Final = frozenset(
    ("宣传", "督查", "督察", "督导", "巡查", "研究", "培训", "评估", "信息", "调研", "考核")
)


def _alternatives(words: tuple[str, ...]) -> str:
    """Longest first, so that a short word never hides a long one."""
    return "|".join(word + _KEPT.get(word, "") for word in sorted(set(words), key=lambda word: (-len(word), word)))


_VERBS: Final = tuple(verb for verb in VERBS + RESULTS if verb not in _NOT_SEPARATORS)
_SEPARATOR: Final = re.compile(rf"[^\u3400-\u9fff〇A-Za-z]+|{_alternatives(OBJECT_WORDS + PLAIN_WORDS + _VERBS)}")
_OBJECT: Final = frozenset(OBJECT_WORDS)
_NOT_BEFORE_SUBJECTS: Final = _OBJECT.union(_VERBS)
_LIST: Final = frozenset(("、", "和", "与", "及", "以及", "，", "或", "；", "|"))
_NAME: Final = re.compile(rf"[\u3400-\u9fff〇A-Za-z]{{0,24}}?(?:{_alternatives(NAME_ENDS)})")
# 各县（市、区）人民法院: the bracket is part of the name.
_COUNTIES: Final = re.compile(r"（[市县区旗州、]{1,7}）")
# 各级宣传、政法部门和法院: one name for all of them.
_ALL_LEVELS: Final = re.compile(
    r"(?:全[市州县省区])?各级(?:[\u4e00-\u9fff]{2,3}[、和]){1,5}[\u4e00-\u9fff]{2,4}?(?:部门|机关|单位)(?:和(?:人民)?法院)?"
)
_MANY: Final = re.compile(r"[各全两本我]|基层|.{0,4}法院系统")
_LONGEST: Final = 24


@dataclass(frozen=True, slots=True)
class Mention:
    """An organisation's name as written at start..end.

    `behind` is the word that makes it an object (报送, 向, 对), empty for one that acts; `leads` says that it opens a
    clause. Both hold for a whole list: in 报送甲、乙和丙 all three stand behind 报送.
    """

    name: str
    start: int
    end: int
    behind: str
    leads: bool


def organisations(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The mentions within text[start:end] in order; may be empty."""
    stop = len(text) if end is None else min(end, len(text))
    given = text[start:stop]
    masked = _COUNTIES.sub(lambda match: "县" * len(match[0]), given)
    masked = _ALL_LEVELS.sub(lambda match: f"{'县' * (len(match[0]) - 2)}部门", masked)
    return [
        Mention(given[found.start : found.end], start + found.start, start + found.end, found.behind, found.leads)
        for found in _scan(masked)
    ]


def _scan(text: str) -> list[Mention]:
    found: list[Mention] = []
    at, before, leads = 0, "", True
    for match in _SEPARATOR.finditer(text):
        mention = _mention(text, at, match.start(), before, leads, found)
        found.extend(mention)
        before, leads = _next_state(match[0], before, leads, bool(mention))
        at = match.end()
    found.extend(_mention(text, at, len(text), before, leads, found))
    return found


def _mention(text: str, at: int, stop: int, before: str, leads: bool, found: list[Mention]) -> list[Mention]:
    piece = text[at:stop]
    if not 2 <= len(piece) <= _LONGEST or not _whole_name(piece) or piece in GENERAL_NAMES:
        return []
    continues = before in _LIST and found and found[-1].end + len(before) == at
    if continues:
        return [Mention(piece, at, stop, found[-1].behind, found[-1].leads)]
    return [Mention(piece, at, stop, before if before in _OBJECT else "", leads)]


def _whole_name(piece: str) -> bool:
    """Whether the piece is one name or several run together, and nothing else."""
    at = 0
    while at < len(piece):
        match = _NAME.match(piece, at)
        if match is None or match.end() == at:
            return False
        at = match.end()
    return True


def _next_state(separator: str, before: str, leads: bool, was_name: bool) -> tuple[str, bool]:
    mark = separator.strip()
    if mark in _LIST:
        return mark, True
    if re.fullmatch(r"[\W\d]+", mark or " "):
        opens = bool(re.search(r"[，。；：:;,\n（(|]", separator))
        return ("" if opens else before), opens or (leads and not was_name)
    return mark, False if was_name or mark in _NOT_BEFORE_SUBJECTS else leads


def is_organisation(text: str) -> bool:
    """Whether the text is nothing but the name of one organisation, or several without a mark between them."""
    compact = re.sub(r"\s", "", _COUNTIES.sub("县", text))
    return 3 <= len(compact) <= 60 and _whole_name(compact)


def leading_name(text: str) -> str:
    """The organisation a title opens with (澄江市人民法院宣传方案), or an empty text; 全市法院 is nobody's name."""
    match = _NAME.match(text)
    if match is None or _MANY.match(text):
        return ""
    longer = _NAME.match(text, match.end())
    return text[: longer.end()] if longer is not None and longer.end() - match.end() <= 4 else match[0]


def opens_with_name(text: str) -> bool:
    """Whether a name stands at the very start, before the first other word."""
    first = _SEPARATOR.search(text, 0, 60)
    piece = text[: first.start() if first is not None else 60]
    return len(piece) >= 2 and _whole_name(piece)

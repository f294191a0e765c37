"""Repairs what scanning, converting and copying did to a plan's text, and keeps the way back."""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from opencc import OpenCC

from publicity.plans.line_breaks import joined_breaks
from publicity.plans.page_marks import page_mark_spans
from publicity.plans.text import CleanText

_SIMPLIFIED: Final = OpenCC("t2s")

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff〇"
_TONED: Final = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
_FOLDED: Final = str.maketrans(
    {
        "[": "〔",
        "]": "〕",
        "［": "〔",
        "］": "〕",
        "(": "（",
        ")": "）",
        "﹝": "〔",
        "﹞": "〕",
        "﹙": "（",
        "﹚": "）",
        ";": "；",
        "〜": "~",
        "∼": "~",
        "〞": "”",
        "〝": "“",
        "＂": '"',
        "\u00a0": " ",
        "\u3000": " ",
        "\t": " ",
        "\r": "\n",
        "\v": "\n",
        "\f": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "○": "〇",
        "◯": "〇",
        "⚪": "〇",
    }
)
_LETTERS: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a％＋－．／：～＃＊｜＜＞＝]")

# A pinyin note behind a character, whole or with one bracket lost; without a tone mark only behind a traditional one.
_PINYIN: Final = re.compile(
    rf"（[a-zü]*[{_TONED}][a-zü]* ?）|(?<=[{_HAN}])（[a-zü]*[{_TONED}][a-zü]*(?=[{_HAN}])"
    rf"|[?？][a-zü]*[{_TONED}][a-zü]*）"
)
_PLAIN_PINYIN: Final = re.compile(rf"(?<=[{_HAN}])（(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?[aeiouü]{{1,3}}(?:ng?|r)? ?）")
_INVISIBLE: Final = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]+|\\*\\*|__|\\\\(?=[-#.*_~])"
)

_CHINESE_YEAR: Final = re.compile(r"(?=[〇一二三四五六七八九零OoＯ0]{4} ?年)[一二12][〇一二三四五六七八九零OoＯ0]{3}")
_ARABIC_YEAR: Final = re.compile(r"(?<![0-9A-Za-z])(?:[12][0-9OoQ][0-9OoIl][0-9OoIl]|[12]9[0-9]{2})(?= ?年)")
_NUMBER_SLIP: Final = re.compile(r"(?<=[年月])(?:[0-3lI][0-9OolI]|[lI])(?=[月日])")
_DAY_SLIP: Final = re.compile(r"(?<=[0-9]月)([0-3]?[0-9])[曰目](?![标的录])")
_THIRD_SLIP: Final = re.compile(r"(?<=月)[上中下](句|甸|询)|(?<=月中)下(句|甸)")
_DASH_SLIP: Final = re.compile(r"(?<=[0-9月日年])一(?=[0-9])")
_DASHES: Final = re.compile(r"(?<=[0-9月日年号季度旬时分） ])[‐‑‒–―─━﹣ー]+(?=[0-9〇一二三四五六七八九十（ ])")

_SPACE: Final = re.compile(
    # beside a number and its unit, inside a date, around a dash between numbers
    r"(?<=[0-9]) +(?=[年月日号时点分个天周次条篇场期项季旬%至到底前—~（-])"
    rf"|(?<=[年月日号时点分前第每到至于从自近后—~-]) +(?=[0-9])|(?<=[{_HAN}])(?<![年月日]) (?=[0-9])"
    r"|(?<=[0-9])(?<![0-9] [0-9]) (?=[\u4e00-\u9fff])"
    r"|(?<=[年月日旬底]) (?=[至到前底起止上中下月日初末—~-])|(?<=[至到—~]) (?=[次明同当翌0-9年])"
    r"|(?<=每) (?=[月周年季天日半])|(?<=工) 作 ?(?=日)|(?<=工作) (?=日)"
    r"|(?<=[〇一二三四五六七八九十年月]) (?=[〇一二三四五六七八九十年月日])"
)
_APART: Final = re.compile(
    r"(?<![0-9A-Za-z])(?:1 ?9|2 ?0) ?[0-9] ?[0-9](?= ?年)|(?<=[年月至到于—~-]) ?[0-3] [0-9](?= ?[月日号])"
)
_BODY_SPACE: Final = re.compile(rf"(?<=[{_HAN}，、。；：”）》]) (?=[{_HAN}“（《])")
_SENTENCE_MARKS: Final = re.compile(r"[，。；：、]")


class _Draft:
    """Text under repair with the source offset of each of its characters."""

    def __init__(self, text: str, origin: list[int]) -> None:
        self.text, self.origin = text, origin

    def cut(self, spans: list[tuple[int, int]]) -> None:
        """Removes the spans, which come in order and do not overlap."""
        if not spans:
            return
        text, origin, at = [], [], 0
        for first, last in spans:
            text.append(self.text[at:first])
            origin.extend(self.origin[at:first])
            at = last
        text.append(self.text[at:])
        origin.extend(self.origin[at:])
        self.text, self.origin = "".join(text), origin

    def cut_matches(self, pattern: re.Pattern[str]) -> None:
        self.cut([match.span() for match in pattern.finditer(self.text)])

    def swap(self, pattern: re.Pattern[str], change: Callable[[re.Match[str]], str]) -> None:
        """Replaces matches character for character."""
        changed = pattern.sub(change, self.text)
        assert len(changed) == len(self.text)
        self.text = changed


def normalise(source: str) -> CleanText:
    """The text as the rules read it: simplified script, folded digits and brackets, whole paragraphs, one line each.

    Never raises; every character of the result came from one character of `source`.
    """
    draft = _Draft(_fold(source), list(range(len(source))))
    draft.cut_matches(_INVISIBLE)
    draft.cut_matches(_PINYIN)
    draft.cut(_plain_pinyin(draft.text, source, draft.origin))
    draft.cut(page_mark_spans(draft.text))
    _repair_slips(draft)
    _close_spaces(draft)
    draft.cut(joined_breaks(draft.text))
    _close_spaces(draft)
    _repair_slips(draft)
    return CleanText(source, draft.text, tuple(draft.origin))


def _fold(source: str) -> str:
    """One character for one character: script, width, brackets, quotes."""
    text = source.replace("\r\n", " \n").translate(_FOLDED)
    text = _LETTERS.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _simplify(text)
    text = _quotes(text)
    return _marks(text)


def _simplify(text: str) -> str:
    """Each traditional character to its simplified one, alone, so that offsets hold."""
    letters = sorted({letter for letter in text if "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"})
    simplified = _SIMPLIFIED.convert("\n".join(letters)).split("\n") if letters else []
    if len(simplified) != len(letters):
        return text
    pairs = zip(letters, simplified, strict=True)
    return text.translate({ord(old): new for old, new in pairs if old != new and len(new) == 1})


def _quotes(text: str) -> str:
    """ASCII double quotes to “ and ” in turn, starting anew on each line."""
    if '"' not in text:
        return text
    lines = []
    for line in text.split("\n"):
        pieces = line.split('"')
        marks = ("“" if number % 2 == 0 else "”" for number in range(len(pieces) - 1))
        lines.append("".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True)))
    return "\n".join(lines)


_COMMA: Final = re.compile(r"(?<![0-9]),|,(?![0-9])")
_COLON: Final = re.compile(r"(?<![0-9a-zA-Z]):|:(?![0-9/])")
_STOP: Final = re.compile(rf"(?<=[{_HAN}）”])\.(?=[{_HAN}\n]|$)")


def _marks(text: str) -> str:
    text = _COMMA.sub("，", text)
    text = _COLON.sub("：", text)
    return _STOP.sub("。", text)


def _plain_pinyin(text: str, source: str, origin: list[int]) -> list[tuple[int, int]]:
    """Notes without a tone mark, told from English by the traditional character before them."""
    return [
        match.span()
        for match in _PLAIN_PINYIN.finditer(text)
        if source[origin[match.start() - 1]] != text[match.start() - 1]
    ]


def _repair_slips(draft: _Draft) -> None:
    """What scanners misread inside dates: 二O一八, 2O18年, 12曰前, 下句, 一 for a dash."""
    draft.swap(_CHINESE_YEAR, lambda match: re.sub("[零OoＯ0]", "〇", match[0]) if _is_chinese(match[0]) else match[0])
    draft.swap(_ARABIC_YEAR, lambda match: match[0].translate(str.maketrans("OoQIl", "00011")))
    draft.swap(_NUMBER_SLIP, lambda match: match[0].translate(str.maketrans("OolI", "0011")))
    draft.swap(_DAY_SLIP, lambda match: f"{match[1]}日")
    draft.swap(_THIRD_SLIP, lambda match: f"{match[0][:-1]}旬")
    draft.swap(_DASH_SLIP, lambda _: "—")
    draft.swap(_DASHES, lambda match: "—" * len(match[0]))


def _is_chinese(digits: str) -> bool:
    return sum(digit in "一二三四五六七八九" for digit in digits) >= 2


def _close_spaces(draft: _Draft) -> None:
    """Takes out spaces inside dates everywhere, and between characters in lines that are sentences."""
    draft.cut(
        [
            (match.start() + at, match.start() + at + 1)
            for match in _APART.finditer(draft.text)
            for at, letter in enumerate(match[0])
            if letter == " "
        ]
    )
    spans = [_blank_part(match) for match in _SPACE.finditer(draft.text)]
    draft.cut(spans)
    spans, at = [], 0
    for line in draft.text.split("\n"):
        if _SENTENCE_MARKS.search(line):
            spans += [(at + match.start(), at + match.end()) for match in _BODY_SPACE.finditer(line)]
        at += len(line) + 1
    draft.cut(spans)


def _blank_part(match: re.Match[str]) -> tuple[int, int]:
    """The blanks of a match, which may hold one character of 工 作 日 beside them."""
    if match[0].startswith(" 作"):
        return match.start(), match.start() + 1
    return match.span()

"""The lines of a plan, and the shapes that tell what a line is."""

import re
from dataclasses import dataclass
from typing import Final

_OPEN: Final = r"[〔［\[【（(﹝〈]"
_CLOSE: Final = r"[〕］\]】）)﹞〉]"
NUMBER: Final = re.compile(
    rf"(?P<code>[\u3400-\u9fff]{{1,14}}?) *(?P<open>{_OPEN}) *(?P<year>[12][0-9]{{3}}) *{_CLOSE}"
    r" *第? *(?P<serial>[0-9]{1,5}) *号"
)
LABELLED: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．、]"
)
MASTHEAD: Final = re.compile(r"(?P<names>.{3,60})文件(?P<more>.{0,60})")
HEAD_LINES: Final = 80


@dataclass(frozen=True, slots=True)
class Line:
    """A line without blanks, markdown marks and emphasis at its ends; `start`..`end` in the clean text."""

    text: str
    start: int
    end: int


def read_lines(text: str) -> list[Line]:
    """The lines that hold anything."""
    found, at = [], 0
    for raw in text.split("\n"):
        bare = raw.strip(" #*>_-|\t\u3000")
        if bare:
            start = at + raw.index(bare)
            found.append(Line(bare, start, start + len(bare)))
        at += len(raw) + 1
    return found

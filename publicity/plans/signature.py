"""The day a plan was signed, as written at its end or in its head, and who signed."""

import re
from datetime import date
from typing import Final

from publicity.plans.lines import Line
from publicity.plans.organisations import is_organisation
from publicity.plans.sections import value

DIGITS: Final = "〇一二三四五六七八九"
DATE: Final = (
    r"(?P<year>[12][0-9]{3}|[〇零一二三四五六七八九]{4})年(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月"
    r"(?P<day>[0-9]{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])日"
)
SIGNED: Final = re.compile(rf"(?P<by>[^0-9，。；：、]{{0,60}}?)[ （(]*{DATE}[）) ]*(?:印发|印)?")
_DATE_LABEL: Final = re.compile(rf"(?:发文|成文|印发|签发|发布|制定|颁布)(?:日期|时间)[：: ]*{DATE}")


def _day(match: re.Match[str]) -> date | None:
    try:
        year = match["year"]
        return date(int(year) if year.isdecimal() else _year(year), value(match["month"]), value(match["day"]))
    except ValueError:
        return None


def _year(numeral: str) -> int:
    return int("".join(str(DIGITS.index("〇" if digit == "零" else digit)) for digit in numeral))


def signature(lines: list[Line]) -> tuple[date | None, str, tuple[str, ...]]:
    """The day the plan was signed, its words, and who signed: a date alone under a name counts most."""
    found: list[tuple[int, int, date, str, tuple[str, ...]]] = []
    for at, line in enumerate(lines):
        for rank, day, signers in _dates_of(lines, at):
            found.append((rank, -at if rank >= 3 else at, day, line.text, signers))
    if not found:
        return None, "", ()
    _, _, day, quote, signers = min(found, key=lambda entry: entry[:2])
    return day, quote, signers


def _dates_of(lines: list[Line], at: int) -> list[tuple[int, date, tuple[str, ...]]]:
    """(rank, day, signers) of one line; the lowest rank wins."""
    line = lines[at]
    labelled = _DATE_LABEL.fullmatch(line.text)
    signed = SIGNED.fullmatch(line.text)
    match = labelled or signed
    day = _day(match) if match is not None else None
    if day is None:
        return []
    if labelled is not None:
        return [(2, day, ())]
    assert signed is not None
    by = signed["by"].strip()
    if by and is_organisation(by):
        return [(1 if not line.text.endswith("印发") else 4, day, names(by))]
    if by:
        return []
    above = [before.text for before in lines[max(0, at - 4) : at]]
    signers: list[str] = []
    for text in reversed(above):
        if not is_organisation(text) and not all(is_organisation(part) for part in text.split()):
            break
        signers[:0] = names(text)
    return [(0 if signers else 3, day, tuple(signers))]


def names(text: str) -> tuple[str, ...]:
    """The organisations in a line that holds nothing else."""
    parts = re.split(r"[ 、，　]+", text.strip())
    return tuple(part for part in parts if part)

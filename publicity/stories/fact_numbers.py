"""Numbers as a fact sheet keeps them: case numbers in print form, papers of identity with their middle hidden."""

import re
import unicodedata
from typing import Final

from publicity.checks.case_numbers import find_case_numbers

HIDING: Final = "×"
_BETWEEN: Final = re.compile(r"[\n、，,；;]+")
_SPACE: Final = re.compile(r"\s+")
_SET_APART: Final = re.compile(r"(?<=[0-9Xx*×])[\s-]+(?=[0-9Xx*×])")
_NUMBER: Final = re.compile(r"[0-9A-Za-z*×]{5,}")
_MASKED: Final = re.compile(r"[*×]{3,}|[Xx]{3,}")
# A social credit code (GB 32100-2015) is public, as the firm's name is; with digits alone it looks like a person's.
_CREDIT_CODE: Final = re.compile(r"(?![0-9]{17}[0-9X])[159Y][1-39][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}")
_LONG: Final = 14


def read_case_numbers(typed: str) -> tuple[list[str], str]:
    """(numbers in print form, "") or ([], the first piece that is no case number); pieces part at lines and 、."""
    pieces = [piece.strip() for piece in _BETWEEN.split(typed) if piece.strip()]
    read = [print_form(piece) for piece in pieces]
    wrong = next((piece for piece, number in zip(pieces, read, strict=True) if not number), "")
    return ([], wrong) if wrong else (list(dict.fromkeys(read)), "")


def print_form(piece: str) -> str:
    """（2018）云28执123号 of a case number however its brackets and spaces are typed, "" of anything else."""
    said = _SPACE.sub("", unicodedata.normalize("NFKC", piece))
    found = find_case_numbers(said)
    is_whole = len(found) == 1 and (found[0].start, found[0].end) == (0, len(said))
    return found[0].normal if is_whole else ""


def hidden(paper: str) -> str:
    """The number of a paper with its middle hidden, whatever its check digit says; "" where no number stands there.

    Six characters stay in front and four behind, of short numbers (passports) two and two. What was typed hidden stays
    so, a firm's social credit code stays whole.
    """
    said = _SET_APART.sub("", unicodedata.normalize("NFKC", paper).replace("＊", "*").strip())
    return _NUMBER.sub(lambda found: _hide(found[0]), said) if _NUMBER.search(said) else ""


def _hide(number: str) -> str:
    if _CREDIT_CODE.fullmatch(number.upper()):
        return number.upper()
    number = _MASKED.sub(lambda found: HIDING * len(found[0]), number)
    front, behind = (6, 4) if len(number) >= _LONG or HIDING in number else (2, 2)
    middle = max(len(number) - front - behind, 0)
    return number[:front] + HIDING * middle + number[len(number) - behind :] if middle else number[:1] + HIDING * 4

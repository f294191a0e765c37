"""Text cut into single characters and pairs, so that one- and two-character words are found without a dictionary."""

import re
import unicodedata
from collections.abc import Iterator

RUN = re.compile(r"[^\W_]+")


def runs(text: str) -> list[str]:
    """The unbroken runs of letters, digits and Chinese characters: NFKC, lower case, marks and spaces left out."""
    return RUN.findall(unicodedata.normalize("NFKC", text).lower())


def grams(text: str) -> set[str]:
    """Every character and every neighbouring pair inside the runs."""
    return {gram for run in runs(text) for gram in _cut(run)}


def wanted(words: str) -> set[str]:
    """The fewest grams that a text holding all the words must have: pairs, or the character where a run is one long."""
    return {gram for run in runs(words) for gram in (_pairs(run) if len(run) > 1 else [run])}


def _cut(run: str) -> Iterator[str]:
    yield from run
    yield from _pairs(run)


def _pairs(run: str) -> Iterator[str]:
    return (run[index : index + 2] for index in range(len(run) - 1))

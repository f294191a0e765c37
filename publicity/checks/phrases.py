"""Fixed phrases with one wrong character that sounds or looks like the right one: 苦口婆新 for 苦口婆心."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import ne
from typing import Final

from publicity.checks.policy import Policy

_ANCHOR: Final = 2
"""One wrong character leaves the first two or the last two of a phrase of four whole."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A phrase written with one wrong character at `start`."""

    start: int
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class _Book:
    """The phrases by their first and last two characters, what is right besides, and each character's groups."""

    right: frozenset[str]
    by_start: Mapping[str, tuple[str, ...]]
    by_end: Mapping[str, tuple[str, ...]]
    groups: Mapping[str, frozenset[int]]

    def is_slip(self, written: str, phrase: str) -> bool:
        """The phrase is meant, and one character of it is wrong."""
        if len(written) != len(phrase) or sum(map(ne, written, phrase)) != 1 or written in self.right:
            return False
        wrong, right = next(pair for pair in zip(written, phrase, strict=True) if pair[0] != pair[1])
        return not self._groups(wrong).isdisjoint(self._groups(right))

    def _groups(self, char: str) -> frozenset[int]:
        return self.groups.get(char, frozenset())


@lru_cache(maxsize=4)
def _book(phrases: tuple[str, ...], besides: tuple[str, ...], alike: tuple[str, ...]) -> _Book:
    words = [phrase for line in phrases for phrase in line.split()]
    by_start, by_end, groups = defaultdict(list), defaultdict(list), defaultdict(set)
    for phrase in words:
        by_start[phrase[:_ANCHOR]].append(phrase)
        by_end[phrase[-_ANCHOR:]].append(phrase)
    for number, group in enumerate(group for line in alike for group in line.split()):
        for char in group:
            groups[char].add(number)
    return _Book(
        frozenset(words) | {word for line in besides for word in line.split()},
        {key: tuple(found) for key, found in by_start.items()},
        {key: tuple(found) for key, found in by_end.items()},
        {char: frozenset(numbers) for char, numbers in groups.items()},
    )


def book(policy: Policy) -> _Book:
    """The phrases of the policy, indexed once."""
    words = policy.words
    return _book(words.get("phrases", ()), words.get("phrases_too", ()), words.get("alike", ()))


def slips(text: str, policy: Policy) -> Iterator[Slip]:
    """Every phrase of the policy that stands in the text with one wrong character, by place; none overlap."""
    known, done = book(policy), 0
    for at in range(len(text) - 1):
        pair = text[at : at + _ANCHOR]
        for phrase in known.by_start.get(pair, ()):
            written = text[at : at + len(phrase)]
            if at >= done and known.is_slip(written, phrase):
                yield Slip(at, written, phrase)
                done = at + len(phrase)
        for phrase in known.by_end.get(pair, ()):
            start = at + _ANCHOR - len(phrase)
            if start >= done and known.is_slip(text[start : at + _ANCHOR], phrase):
                yield Slip(start, text[start : at + _ANCHOR], phrase)
                done = at + _ANCHOR


def ends_in_phrase(text: str, end: int, policy: Policy) -> bool:
    """A phrase of the policy ends at `end`."""
    known = book(policy)
    return any(text.endswith(phrase, 0, end) for phrase in known.by_end.get(text[end - _ANCHOR : end], ()))

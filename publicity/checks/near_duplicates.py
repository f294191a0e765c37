"""The same story told twice, and the same case number in another court's story."""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from publicity.checks.case_numbers import find_case_numbers
from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.policy import Policy
from publicity.checks.visible import visible

IDS: Final = ("duplicate.text", "duplicate.case_number")
_SHINGLE: Final = 8
_PROBES: Final = 30
_LEAST: Final = 120
_ONE_IN: Final = 32
_MOST_KEPT: Final = 256
_RUN: Final = re.compile(r"[一-龥]{6}")
_NOT_WORDS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Earlier:
    """A story already there, as the comparison sees it; `case_numbers` as written, normalised here."""

    id: str
    title: str
    text: str
    case_numbers: tuple[str, ...] = ()
    court: str = ""


def compare(draft: Draft, policy: Policy, earlier: Sequence[Earlier]) -> Iterator[Finding]:
    """Findings `duplicate.text` and `duplicate.case_number`, at most one of each per earlier story."""
    if earlier:
        yield from _same_text(draft, policy, earlier)
        yield from _same_case(draft, policy, earlier)


def _same_text(draft: Draft, policy: Policy, earlier: Sequence[Earlier]) -> Iterator[Finding]:
    own = _words(draft.text)
    if len(own) < _LEAST:
        return
    probes, shingles = _probes(draft.text), _shingles(own)
    least = policy.numbers.get("duplicate_percent", 50)
    for story in earlier:
        # a cheap look first: with few of the probes in it, the story has at most some sentences in common
        if sum(probe in story.text for probe in probes) * 100 < len(probes) * least / 3:
            continue
        percent = round(100 * len(shingles & _shingles(_words(story.text))) / len(shingles))
        if percent >= least:
            place, court = Place("text", 0, len(draft.text)), story.court or "未署法院"
            yield policy.finding("duplicate.text", place, percent=percent, title=story.title, id=story.id, court=court)


def _probes(text: str) -> list[str]:
    """Up to thirty short runs of characters without marks, spread over the text."""
    runs = _RUN.findall(text)
    return runs[:: max(1, len(runs) // _PROBES)][:_PROBES]


def sketch(text: str) -> frozenset[int]:
    """What is kept of a text to find those that share much of it: about one in 32 of its runs of eight characters.

    Each is a CRC-32 (0..2**32-1); the choice depends on the run alone, so two texts keep the same of what they share.
    """
    kept = {mark for run in _shingles(_words(text)) if (mark := zlib.crc32(run.encode())) % _ONE_IN == 0}
    return frozenset(sorted(kept)[:_MOST_KEPT])


def containment(text: str, other: str) -> float:
    """How much of `text` stands in `other`: 0..1, by runs of eight characters without marks and spaces."""
    own = _shingles(_words(text))
    return len(own & _shingles(_words(other))) / len(own) if own else 0.0


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", visible(text))


def _shingles(words: str) -> frozenset[str]:
    return frozenset(words[at : at + _SHINGLE] for at in range(len(words) - _SHINGLE + 1))


def case_numbers_of(draft: Draft) -> dict[str, Place]:
    """Every case number of the draft in its printed form, with the first place where it stands."""
    places: dict[str, Place] = {}
    for name, text in (("title", draft.title), ("text", visible(draft.text))):
        for number in find_case_numbers(text):
            places.setdefault(number.normal, Place(name, number.start, number.end))
    for name, value in draft.facts.items():
        for number in find_case_numbers(value):
            places.setdefault(number.normal, Place(f"fact:{name}", number.start, number.end))
    return places


def _same_case(draft: Draft, policy: Policy, earlier: Sequence[Earlier]) -> Iterator[Finding]:
    own = case_numbers_of(draft)
    if not own:
        return
    for story in earlier:
        if not story.court or not draft.court or story.court == draft.court:
            continue
        theirs = {number.normal for text in story.case_numbers for number in find_case_numbers(text)}
        shared = next((number for number in own if number in theirs), None)
        if shared:
            yield policy.finding(
                "duplicate.case_number",
                own[shared],
                number=shared,
                court=story.court,
                title=story.title,
                id=story.id,
            )

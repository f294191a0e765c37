"""Length: 字数 as Word counts it, the band of the call for papers, and which parts are longest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.policy import Band, Policy
from publicity.checks.rule import Rule
from publicity.checks.sections import Section, sections
from publicity.checks.visible import visible

_LETTERS: Final = (
    "A-Za-z0-9\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af"
    "\u0370-\u0373\u0376-\u0377\u037b-\u037d\u037f\u0386\u0388-\u0481\u048a-\u052f\u1e00-\u1fff"
)
_SPACES: Final = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_UNCOUNTED: Final = (
    "\u0000-\u0008\u000a-\u001f\u007f-\u009f\u00ad\u0300-\u036f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ud800-\udfff\U000e0000-\U000e01ef"
)
_RUN: Final = re.compile(rf"[{_LETTERS}][{_LETTERS}.,:%/\-_@]*")
_SINGLE: Final = re.compile(rf"[^\u0021-\u007e{_LETTERS}{_SPACES}{_UNCOUNTED}]")
_SPACE: Final = re.compile(f"[{_SPACES}]")
_DROPPED: Final = re.compile(f"[{_UNCOUNTED}]")
_LINE: Final = re.compile(r"[^\r\n]+")


@dataclass(frozen=True, slots=True)
class WordCount:
    """Word's four lines: 字数, 字符数（计空格）, 字符数（不计空格）, 段落数 (lines that are not empty)."""

    word_count: int
    characters: int
    characters_no_spaces: int
    paragraphs: int


def count(text: str) -> WordCount:
    """Count plain text: each 汉字 and full-width mark is 1, each run of Latin letters and digits is 1.

    A half-width mark standing alone is a character, not a word; line ends and invisible code points are nothing.
    `static/desk/wordcount.js` counts the same; `tests/checks/length_vectors.json` holds both to it.
    """
    spaces = len(_SPACE.findall(text))
    characters = len(text) - len(_DROPPED.findall(text))
    words = len(_SINGLE.findall(text)) + len(_RUN.findall(text))
    lines = sum(1 for line in _LINE.findall(text) if len(_SPACE.sub("", _DROPPED.sub("", line))))
    return WordCount(words, characters, characters - spaces, lines)


@lru_cache(maxsize=64)
def count_markdown(text: str) -> WordCount:
    """Count what a reader sees of a Markdown text."""
    return count(visible(text))


@dataclass(frozen=True, slots=True)
class SectionLength:
    """One part of the text with its 字数, heading not counted."""

    section: Section
    word_count: int


def section_lengths(text: str) -> tuple[SectionLength, ...]:
    """The parts of a Markdown text in order; the part before the first heading has the title ""."""
    shown = visible(text)
    return tuple(
        SectionLength(part, count(shown[part.start : part.end]).word_count)
        for part in sections(text)
        if part.title or shown[part.start : part.end].strip()
    )


def band_for(draft: Draft, policy: Policy) -> Band:
    """The band of the draft's form under the policy's call, else the call's own."""
    return policy.call.bands.get(draft.form, policy.call.band)


def near(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Amber: outside the band unremarked, inside the band asked about."""
    band, words = band_for(draft, policy), count_markdown(draft.text).word_count
    if band.amber_low <= words <= band.amber_high and not band.green_low <= words <= band.green_high:
        yield _finding("length.near", draft, policy, words)


def outside(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Red: outside the band asked about."""
    band, words = band_for(draft, policy), count_markdown(draft.text).word_count
    if not band.amber_low <= words <= band.amber_high:
        yield _finding("length.outside", draft, policy, words)


def _finding(rule: str, draft: Draft, policy: Policy, words: int) -> Finding:
    band, place = band_for(draft, policy), Place("text", 0, len(draft.text))
    low, high = band.green_low, band.green_high
    if words < low:
        return policy.finding(rule, place, "short", words=words, low=low, high=high, missing=low - words)
    excess, longest = words - high, _longest(draft.text)
    if not longest:
        return policy.finding(rule, place, "long", words=words, low=low, high=high, excess=excess)
    return policy.finding(rule, place, "long_parts", words=words, low=low, high=high, excess=excess, longest=longest)


def _longest(text: str) -> str:
    """The three longest titled parts in words, "" when there are fewer than two parts."""
    titled = [part for part in section_lengths(text) if part.section.title]
    first = sorted(titled, key=lambda part: -part.word_count)[:3]
    return "、".join(f"“{part.section.title}”{part.word_count} 字" for part in first) if len(first) > 1 else ""


RULES: Final = (Rule("length.near", near), Rule("length.outside", outside))

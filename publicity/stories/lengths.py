"""How long a text is, as a whole against its band and part by part against the template's shares."""

from dataclasses import dataclass
from enum import StrEnum

from publicity.checks.finding import Draft
from publicity.checks.length import band_for, count_markdown, section_lengths
from publicity.checks.policy import Policy
from publicity.stories.template_file import StoryTemplate


class Standing(StrEnum):
    """Within the band or share, near it, or beyond."""

    OK = "ok"
    NEAR = "near"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class PartLength:
    """字数 of one part; `target` is its share in 字, None where the template names no such part."""

    title: str
    words: int
    target: int | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class LengthReport:
    """字数 and characters of the whole, the parts in order, the titles of the `longest` to cut.

    Within low..high nothing is remarked, within least..most it is asked about.
    """

    words: int
    characters: int
    low: int
    high: int
    least: int
    most: int
    standing: Standing
    parts: tuple[PartLength, ...]
    longest: tuple[str, ...]


def measure(draft: Draft, policy: Policy, template: StoryTemplate | None) -> LengthReport:
    """The lengths of the draft's text."""
    band, counted = band_for(draft, policy), count_markdown(draft.text)
    words = counted.word_count
    standing = Standing.BEYOND
    if band.green_low <= words <= band.green_high:
        standing = Standing.OK
    elif band.amber_low <= words <= band.amber_high:
        standing = Standing.NEAR
    parts = tuple(
        _part(part.section.title, part.word_count, template) for part in section_lengths(draft.text) if part.word_count
    )
    longest = sorted(parts, key=lambda part: -(part.words - (part.target or 0)))
    over = tuple(part.title for part in longest[:2] if part.title) if words > band.green_high else ()
    return LengthReport(
        words=words,
        characters=counted.characters_no_spaces,
        low=band.green_low,
        high=band.green_high,
        least=band.amber_low,
        most=band.amber_high,
        standing=standing,
        parts=parts,
        longest=over,
    )


def _part(title: str, words: int, template: StoryTemplate | None) -> PartLength:
    target = template.target(title) if template else None
    if not target:
        return PartLength(title, words, None, Standing.OK)
    share = words / target
    standing = Standing.OK if 0.7 <= share <= 1.3 else Standing.NEAR if 0.5 <= share <= 1.6 else Standing.BEYOND
    return PartLength(title, words, target, standing)

"""Structure and completeness: the parts the template asks for, and what a case story must say.

Without a form a text makes no claim to be a case story: parts are asked for only when the draft names them,
completeness only for the forms listed in the policy under words: case_forms.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.sections import Section, plain_title, sections
from publicity.checks.visible import body, visible


def is_case_story(draft: Draft, policy: Policy) -> bool:
    """The draft says that it is a case story."""
    return draft.form in policy.words.get("case_forms", ())


def missing_part(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A required part with no heading in the text."""
    for part in draft.required_parts:
        if _find(draft.text, part, policy) is None:
            yield policy.finding("structure.missing_part", Place("text", 0, 0), part=part)


def empty_part(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A required part with nothing written under its heading."""
    shown = visible(draft.text)
    for part in draft.required_parts:
        section = _find(draft.text, part, policy)
        if section and not re.search(r"\w", shown[section.start : _end(draft.text, section)]):
            place = Place("text", section.heading_start, section.heading_end)
            yield policy.finding("structure.empty_part", place, part=part)


def part_order(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Required parts in another order than the template's."""
    found = [(part, _find(draft.text, part, policy)) for part in draft.required_parts]
    present = [(part, section) for part, section in found if section]
    for (part, section), (after, later) in zip(present, present[1:], strict=False):
        if later.heading_start < section.heading_start:
            place = Place("text", later.heading_start, later.heading_end)
            yield policy.finding("structure.part_order", place, part=after, before=part)


def _find(text: str, part: str, policy: Policy) -> Section | None:
    names = {plain_title(part), *map(plain_title, policy.groups.get("part_names", {}).get(part, ()))}
    return next((section for section in sections(text) if section.title and section.title in names), None)


def _end(text: str, section: Section) -> int:
    """Where the part ends, deeper parts included."""
    later = [other for other in sections(text) if other.heading_start > section.heading_start]
    return next((other.heading_start for other in later if other.level <= section.level), len(text))


def completeness(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """What a case story must say (who, what, on what ground, measures, result, meaning) and does not."""
    if not is_case_story(draft, policy):
        return
    shown = body(draft).shown
    for element, words in policy.groups.get("elements", {}).items():
        if not _any_of(words).search(shown):
            yield policy.finding("structure.completeness", Place("text", 0, 0), element=element)


@lru_cache(maxsize=32)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


def title(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A case story without a title, or with a full stop behind it."""
    if draft.form and not draft.title.strip():
        yield policy.finding("structure.title", Place("title", 0, 0))
    elif re.search(r"[^…。]。\s*$", draft.title):
        at = draft.title.rindex("。")
        yield policy.finding("structure.title", Place("title", at, at + 1), "full_stop")


RULES: Final = (
    Rule("structure.missing_part", missing_part),
    Rule("structure.empty_part", empty_part),
    Rule("structure.part_order", part_order),
    Rule("structure.completeness", completeness),
    Rule("structure.title", title),
)

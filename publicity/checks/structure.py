"""Structure and completeness: the parts the template asks for, and what a case story must say.

Parts are asked for when the draft names them; without that, two headings of a case story (words in groups: part_stages)
are claim enough to be told of an empty, repeated, misplaced or missing one. What the text must say is asked only of the
forms listed in the policy under words: case_forms.
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

_OF_EXECUTION: Final = re.compile(r"被执行人|申请执行|执行法官|执行干警")


def is_case_story(draft: Draft, policy: Policy) -> bool:
    """The draft says that it is a case story."""
    return draft.form in policy.words.get("case_forms", ())


def missing_part(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A required part with no heading in the text."""
    for part in draft.required_parts:
        if _find(draft.text, part, policy) is None:
            yield policy.finding("structure.missing_part", Place("text", 0, 0), part=part)


def empty_part(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A part of a case story, asked for or not, with nothing written under its heading."""
    shown, own = visible(draft.text), [section for _, section in _staged(draft.text, policy)]
    asked = [section for part in draft.required_parts if (section := _find(draft.text, part, policy))]
    for section in sorted({*own, *asked}, key=lambda section: section.heading_start):
        if not re.search(r"\w", shown[section.start : _end(draft.text, section)]):
            place = Place("text", section.heading_start, section.heading_end)
            yield policy.finding("structure.empty_part", place, part=section.title)


def part_order(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Parts in another order than the template's, or than a case is told in; one part twice in a row."""
    present = [(part, section) for part in draft.required_parts if (section := _find(draft.text, part, policy))]
    own = _staged(draft.text, policy)
    if not draft.required_parts:
        first: dict[str, Section] = {}
        for stage, section in own:
            first.setdefault(stage, section)
        stages = [stage for stage in policy.groups.get("part_stages", {}) if stage in first]
        present = [(first[stage].title, first[stage]) for stage in stages]
    for (part, section), (after, later) in zip(present, present[1:], strict=False):
        if later.heading_start < section.heading_start:
            place = Place("text", section.heading_start, section.heading_end)
            yield policy.finding("structure.part_order", place, part=part, after=after)
    for (_, section), (_, later) in zip(own, own[1:], strict=False):
        if section.title == later.title:
            place = Place("text", later.heading_start, later.heading_end)
            yield policy.finding("structure.part_order", place, "twice", part=later.title)


def _staged(text: str, policy: Policy) -> list[tuple[str, Section]]:
    """The headings every case story has, by place, each with its stage: 案情, 经过, 意义."""
    stages = {name: stage for stage, names in policy.groups.get("part_stages", {}).items() for name in names}
    return [(stages[section.title], section) for section in sections(text) if section.title in stages]


def _find(text: str, part: str, policy: Policy) -> Section | None:
    """The part under its own name or another name of it, with a heading or as a bare line of its own."""
    names = (part, *policy.groups.get("part_names", {}).get(part, ()))
    plain = set(map(plain_title, names))
    headed = next((section for section in sections(text) if section.title and section.title in plain), None)
    bare = None if headed else _bare_line(names).search(visible(text))
    if bare:
        return Section(plain_title(bare["title"]), 6, bare.start(), bare.end(), bare.end(), len(text))
    return headed


@lru_cache(maxsize=128)
def _bare_line(names: tuple[str, ...]) -> re.Pattern[str]:
    """基本案情 alone on its line, 1．基本案情, or 基本案情：… at the beginning of one."""
    title = "|".join(map(re.escape, names))
    return re.compile(rf"^[ \t\u3000]*(?:\d{{1,2}}[.．、][ ]?)?(?P<title>{title})(?:[：:]|[ \t\u3000\r]*$)", re.M)


def _end(text: str, section: Section) -> int:
    """Where the part ends, deeper parts included."""
    later = [other for other in sections(text) if other.heading_start > section.heading_start]
    return next((other.heading_start for other in later if other.level <= section.level), len(text))


def completeness(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """What a case story must say (who, what, on what ground, measures, result, meaning) and does not."""
    if is_case_story(draft, policy):
        shown = body(draft).shown
        for element, words in policy.groups.get("elements", {}).items():
            if not _any_of(words).search(shown):
                yield policy.finding("structure.completeness", Place("text", 0, 0), element=element)
    elif not draft.required_parts and _OF_EXECUTION.search(draft.text):
        own, stages = _staged(draft.text, policy), policy.groups.get("part_stages", {})
        told = {stage for stage, _ in own}
        judgment = any(section.title in policy.words.get("judgment_parts", ()) for section in sections(draft.text))
        if len(told) > 1 and not judgment:
            place = Place("text", own[0][1].heading_start, own[0][1].heading_end)
            for stage in stages.keys() - told:
                yield policy.finding("structure.completeness", place, "part", part=stages[stage][0])


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

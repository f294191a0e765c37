"""Names hidden here and shown there: leaks, mixed styles, case numbers beside hidden names, false names."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.case_numbers import find_case_numbers
from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import paragraph_around, public_parts
from publicity.checks.persons import (
    Hidden,
    Person,
    Role,
    find_hidden,
    find_people,
    name_end,
    surname_of,
)
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_ALIAS: Final = re.compile(
    r"[（(](?:以上)?(?:人名)?(?:均|皆|都)?(?:为|系|是)?化名[）)]|(?:文中|本文)[^。；\n]{0,8}?均?[为系]化名"
)
_PROTECTED: Final = re.compile(r"工资|劳动报酬|欠薪|讨薪|薪资|农民工|抚养费|赡养费|扶养费|家庭暴力|人身安全保护令")
_APPLICANTS: Final = frozenset(
    ("申请执行人", "申请人", "原告", "受害人", "被害人", "农民工", "工人", "民工", "老人", "死者", "伤者", "患者")
)
_COMPANY: Final = re.compile(r"某(?:某)?[甲乙丙丁]?[\u4e00-\u9fff]{0,8}?(?:公司|银行|集团|企业)")


def leaks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A full name whose surname also stands with 某: one place of many was perhaps overlooked."""
    hidden: dict[str, str] = {}
    for part in public_parts(draft):
        for person in find_hidden(part.shown):
            hidden.setdefault(person.surname, person.text)
    if not hidden:
        return
    officials, names = _named(draft)
    for part in public_parts(draft):
        for name, start in _occurrences(part, names - officials):
            form = hidden.get(surname_of(name))
            if form:
                yield policy.finding("anonymity.leak", part.place(start, start + len(name)), name=name, form=form)


def _named(draft: Draft) -> tuple[set[str], set[str]]:
    """Officials' names, and all full names the draft gives; the fact sheet helps to know a name."""
    people = [person for part in public_parts(draft) for person in find_people(part.shown)]
    officials = {person.name for person in people if person.role is Role.OFFICIAL}
    names = {person.name for person in people}
    for value in draft.facts.values():
        for word in re.split(r"[、，,；;\s]+", value):
            if 2 <= len(word) <= 4 and name_end(word, 0, loose=True) == len(word):
                names.add(word)
    for item in draft.media:
        names |= _names_in_file(item.name)
    return officials, names


def _names_in_file(name: str) -> set[str]:
    """File names begin with the person as often as not: 张建国腾房现场.jpg."""
    return {name[:size] for size in (4, 3) if len(name) > size and name_end(name[:size], 0, loose=False) == size}


def _occurrences(part: Passage, names: set[str]) -> Iterator[tuple[str, int]]:
    spans: list[tuple[int, int, str]] = []
    for name in names:
        start = part.shown.find(name)
        while start >= 0:
            spans.append((start, -len(name), name))
            start = part.shown.find(name, start + 1)
    reached = 0
    for start, size, name in sorted(spans):
        if start >= reached:
            reached = start - size
            yield name, start


def mixed_styles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Different marks (某, ×, X, *, 甲), letters beside digits, or 张某 beside 张某某: one finding."""
    seen: dict[tuple[str, str, str], Hidden] = {}
    for part, person in _hidden_people(draft):
        key = (person.surname, person.mark, "1" if person.suffix.isdigit() else person.suffix and "甲")
        if key in seen:
            continue
        for earlier in seen.values():
            case = _clash(earlier, person)
            if case:
                place = part.place(person.start, person.end)
                yield policy.finding("anonymity.mixed_styles", place, case, first=earlier.text, second=person.text)
                return
        seen[key] = person


def _hidden_people(draft: Draft) -> Iterator[tuple[Passage, Hidden]]:
    for part in public_parts(draft):
        if part.field.split(":")[-1] != "name":
            for person in find_hidden(part.shown):
                yield part, person


def _clash(first: Hidden, second: Hidden) -> str:
    if _family(first) != _family(second):
        return "marks"
    if first.suffix and second.suffix and first.suffix.isdigit() != second.suffix.isdigit():
        return "suffixes"
    same = first.surname == second.surname and not first.suffix and not second.suffix
    return "same_surname" if same and first.mark != second.mark else ""


def _family(person: Hidden) -> str:
    return "某" if person.mark.startswith("某") else person.mark[0]


def uneven_styles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """张某 beside 李某某; it may mirror the length of the names, so only a hint."""
    found = [(part, person) for part, person in _hidden_people(draft) if person.mark.startswith("某")]
    plain = [(part, person) for part, person in found if not person.suffix]
    other = next(((part, person) for part, person in plain if person.mark != plain[0][1].mark), None)
    if other and not any(first.mark != second.mark for first, second in _same_surname(plain)):
        part, person = other
        place = part.place(person.start, person.end)
        yield policy.finding("anonymity.uneven_styles", place, first=plain[0][1].text, second=person.text)
    yield from _lone_suffix(found, policy)


def _same_surname(plain: list[tuple[Passage, Hidden]]) -> Iterator[tuple[Hidden, Hidden]]:
    first: dict[str, Hidden] = {}
    for _, person in plain:
        yield first.setdefault(person.surname, person), person


def _lone_suffix(found: list[tuple[Passage, Hidden]], policy: Policy) -> Iterator[Finding]:
    """王某甲 needs a second 王; alone among people without letters it looks like a leftover."""
    if all(person.suffix for _, person in found):
        return
    forms: dict[str, set[str]] = {}
    for _, person in found:
        forms.setdefault(person.surname, set()).add(person.text)
    for part, person in found:
        if person.suffix and len(forms[person.surname]) == 1:
            place = part.place(person.start, person.end)
            yield policy.finding("anonymity.uneven_styles", place, "lone", first=person.text)
            return


def case_number_beside(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The number of the case lets anybody look up the hidden names: said once per story."""
    hides = any(find_hidden(part.shown) or _COMPANY.search(part.shown) for part in public_parts(draft))
    if not hides:
        return
    for part in public_parts(draft):
        for number in find_case_numbers(part.shown):
            yield policy.finding("anonymity.case_number", part.place(number.start, number.end))
            return


def aliases(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """（化名）: the trade asks for surname and 某 instead."""
    for part in public_parts(draft):
        for match in _ALIAS.finditer(part.shown):
            yield policy.finding("anonymity.alias", part.place(*match.span()))


def named_applicants(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Those who ask for wages or maintenance are named 某 even where the defaulter is named: once a story."""
    found = [
        (part, person)
        for part in public_parts(draft)
        for person in find_people(part.shown)
        if _is_named_applicant(part, person)
    ]
    if found:
        part, person = found[0]
        names = "、".join(dict.fromkeys(person.name for _, person in found))
        place = part.place(person.start, person.end)
        yield policy.finding("anonymity.applicant", place, name=names, title=person.title)


def _is_named_applicant(part: Passage, person: Person) -> bool:
    if person.role is not Role.PARTY or person.title not in _APPLICANTS:
        return False
    return bool(_PROTECTED.search(paragraph_around(part.shown, person.start, person.end)))


RULES: Final[tuple[Rule, ...]] = (
    Rule("anonymity.leak", leaks),
    Rule("anonymity.mixed_styles", mixed_styles),
    Rule("anonymity.uneven_styles", uneven_styles),
    Rule("anonymity.case_number", case_number_beside),
    Rule("anonymity.alias", aliases),
    Rule("anonymity.applicant", named_applicants),
)

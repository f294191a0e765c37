"""One court, two spellings: 望山区 and 旺山区; a signature of another court; 该县法院 where only a city stands."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from publicity.checks.courts import Court, find_courts, same_court, speaks_for_us
from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage, passages

_LAST_UNIT: Final = re.compile(r"(?:^|[省市州盟区])(?P<place>[\u4e00-\u9fff]{2,4}[县市区旗])$")
_SIGNED: Final = re.compile(
    r"落款(?:单位)?[:：为是]{1,2}[ \u3000]*$|(?:^|\n)[ \u3000\u200b*]*$",
)
_DATE_LINE: Final = re.compile(
    r"[\s。*\u200b]*(?:[二〇○零一三四五六七八九十\d ]{1,5}年[^\n，。]{2,10}日)?[\s。*\u200b]*\Z"
)
_THAT: Final = re.compile(r"该(?P<unit>[县市区])(?:人民)?法院")
_GENERAL: Final = "全该我本各级属"


def spellings(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The name of a court's place beside one that looks or sounds the same and differs in one character."""
    parts = list(passages(draft))
    whole = "\n".join(part.shown for part in parts)
    known = _known_places(
        tuple(policy.groups.get("cities", {}).values()), tuple(policy.groups.get("counties", {}).values())
    )
    seen: set[frozenset[str]] = set()
    for part, court in _courts(parts):
        place = _place_of(court)
        for other in _look_alikes(place, policy.words.get("court_characters", ())):
            pair = frozenset((place, other))
            if pair in seen or other not in whole or (place in known and other in known):
                continue
            seen.add(pair)
            wrong, right = _odd_one(place, other, whole, draft.court)
            found = next((one for one in parts if wrong in one.shown), part)
            at = found.shown.rfind(wrong) if whole.count(wrong) == whole.count(right) else found.shown.find(wrong)
            yield policy.finding(
                "courts.mismatch", found.place(at, at + len(wrong)), "spelling", name=wrong, other=right
            )


def _courts(parts: list[Passage]) -> Iterator[tuple[Passage, Court]]:
    for part in parts:
        for court in find_courts(part.shown):
            yield part, court


def _place_of(court: Court) -> str:
    """望山区 of 江州市望山区人民法院."""
    name = court.name.removesuffix("人民法院").removesuffix("中级").removesuffix("高级")
    match = _LAST_UNIT.search(name)
    return match["place"] if match else name[-4:]


def _look_alikes(place: str, groups: tuple[str, ...]) -> Iterator[str]:
    for at, char in enumerate(place[:-1]):
        for group in groups:
            if char in group:
                for other in group:
                    if other != char:
                        yield place[:at] + other + place[at + 1 :]


def _odd_one(place: str, other: str, text: str, own: str) -> tuple[str, str]:
    """The wrong one first: not one's own, the rarer, the later."""
    if place in own or other in own:
        return (other, place) if place in own else (place, other)
    rank = {name: (text.count(name), -text.find(name)) for name in (place, other)}
    wrong, right = sorted(rank, key=lambda name: rank[name])
    return wrong, right


@lru_cache(maxsize=4)
def _known_places(cities: tuple[tuple[str, ...], ...], counties: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(
        {f"{name}市" for names in cities for name in names} | {name for names in counties for name in names}
    )


def signatures(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The court under a notice is another than the one that gives it."""
    if draft.court.strip():
        return
    text = next((part.shown for part in passages(draft) if part.field == "text"), "")
    courts = find_courts(text)
    if len(courts) < 2:
        return
    last = courts[-1]
    if not _SIGNED.search(text[max(0, last.start - 12) : last.start]) or not _DATE_LINE.match(text, last.end):
        return
    for court in courts[:-1]:
        is_other = court.level == last.level and not same_court(court.name, last.name)
        clause_end = min((at for mark in "，。：；\n" if (at := text.find(mark, court.end)) >= 0), default=len(text))
        if is_other and speaks_for_us(text[:clause_end], court, is_plan=False):
            part = next(part for part in passages(draft) if part.field == "text")
            place = part.place(last.start, last.end)
            yield policy.finding("courts.mismatch", place, "signature", name=last.name, other=court.name)
            return


def units(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """该县法院 where the only court is of a 市 and no 县 stands in the text."""
    parts = list(passages(draft))
    whole = "\n".join(part.shown for part in parts)
    for part in parts:
        for match in _THAT.finditer(part.shown):
            unit = match["unit"]
            before = [court for court in find_courts(part.shown) if court.end <= match.start()]
            if before and not re.search(rf"(?<![{_GENERAL}\W]){unit}", whole):
                start = before[-1].start if match.start() - before[-1].end < 60 else match.start()
                place = part.place(start, match.end())
                yield policy.finding("courts.mismatch", place, "unit", name=match.group(), other=before[-1].name)


def mismatches(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """All ways one text can name its court in two ways."""
    yield from spellings(draft, policy)
    yield from signatures(draft, policy)
    yield from units(draft, policy)


RULES: Final[tuple[Rule, ...]] = (Rule("courts.mismatch", mismatches),)

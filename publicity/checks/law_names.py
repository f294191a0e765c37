"""The names of statutes in 《》, held against the list of statutes in force and those they replaced."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.visible import passages

_STATE: Final = "中华人民共和国"
_QUOTED: Final = re.compile(rf"《(?P<state>{_STATE})?(?P<name>[一-龥]{{2,24}}(?:法|条例))》")
_NEAR_FULL: Final = 0.7
_NEAR_SHORT: Final = 0.8


def law_names(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A statute's name with a word wrong, missing or out of place; short names stand alone, never after the state's."""
    laws = policy.words.get("laws", ())
    for part in passages(draft):
        for match in _QUOTED.finditer(part.shown):
            right = _meant(match["name"], bool(match["state"]), laws)
            if right:
                state = match["state"] or ""
                place, word = part.place(match.start() + 1, match.end() - 1), state + match["name"]
                yield policy.finding("wording.law_name", place, fix=Fix(state + right), word=word, right=state + right)


@lru_cache(maxsize=512)
def _meant(name: str, is_full: bool, laws: tuple[str, ...]) -> str:
    """The statute that was meant by a name of none, "" when the name stands or nothing is near."""
    if name in laws or (not is_full and name.endswith(laws)):
        return ""
    if name.endswith("条例"):
        law = name.removesuffix("条例") + "法"
        return law if is_full and law in laws else ""
    longer = tuple(law for law in laws if _is_within(name, law))
    if not is_full and any(len(law) - len(name) > 1 for law in longer):
        return ""
    near = get_close_matches(name, longer or laws, 1, _NEAR_FULL if is_full else _NEAR_SHORT)
    return near[0] if near else next((law for law in laws if is_full and sorted(law) == sorted(name)), "")


def _is_within(name: str, law: str) -> bool:
    """民诉法 within 民事诉讼法: every character of the short name in the order of the long."""
    rest = iter(law)
    return all(char in rest for char in name)

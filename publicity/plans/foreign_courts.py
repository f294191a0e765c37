"""Finds a court of the issuer's own rank that is not the issuer: the mark of a text copied from elsewhere."""

import re
from collections.abc import Sequence
from typing import Final

_COURT: Final = re.compile(
    r"(?P<place>[\u4e00-\u9fff]{2,8}?[市县区州盟旗])(?P<rank>第[一二三四五六]中级|中级)?人民法院"
)
_NOT_IN_PLACES: Final = re.compile(
    r".*(?:会同|配合|协助|邀请|根据|按照|报送|制定|修订|联合|开展|[与和及由向对在请经到按将被为给从赴、的是]|各|全|本|我|两级|基层|辖|县市|该|外)"
)
# Before these a second court is company, or a source, and not a slip.
_COMPANY: Final = re.compile(
    r"(?:(?:与|和|同|会同|联合|配合|协助|学习|借鉴|根据|按照|参照|依据|移送|委托|报送?|至|向)[“《]?|、)$"
)
_PROVINCE: Final = re.compile(r"^.{2,8}?(?:省|自治区|自治州(?=.))")


def foreign_courts(
    text: str, issuers: Sequence[str], title: str, recipients: Sequence[str]
) -> dict[str, list[tuple[int, int]]]:
    """Name → places (start, end) in the clean text of the courts of the issuer's rank with another place; may be empty.

    Nothing is found where no issuer is a court. Courts named as partners, sources or recipients are left out.
    """
    own = [match for name in (*issuers, title) for match in [_COURT.search(name)] if match is not None]
    if not own:
        return {}
    ranks = {_rank(match) for match in own}
    places = {_place(match["place"]) for match in own}
    friends = {_place(match["place"]) for name in recipients for match in _COURT.finditer(name)}
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _COURT.finditer(text):
        place = _place(match["place"])
        start = match.start("place") + len(match["place"]) - len(place)
        if _rank(match) not in ranks or len(place) < 3 or _same(place, places | friends):
            continue
        if _COMPANY.search(text[max(0, start - 4) : start]):
            continue
        found.setdefault(text[start : match.end()], []).append((start, match.end()))
    return found


def unlike_title(text: str, issuers: Sequence[str], title: str) -> list[tuple[str, tuple[int, int]]]:
    """The issuers (with the last place they stand at) whose place is not that of the court at the title's head."""
    titled = _COURT.match(title)
    if titled is None:
        return []
    found = []
    for issuer in issuers:
        named = _COURT.search(issuer)
        at = text.rfind(issuer)
        if named is None or at < 0 or _rank(named) != _rank(titled):
            continue
        if not _same(_place(named["place"]), {_place(titled["place"])}):
            found.append((issuer, (at, at + len(issuer))))
    return found


def _rank(match: re.Match[str]) -> str:
    return "中级" if match["rank"] else ""


def _place(name: str) -> str:
    """Without the province and the words that ran into it."""
    bare = _PROVINCE.sub("", name)
    return _NOT_IN_PLACES.sub("", bare) if len(bare) > 2 else bare


def _same(place: str, known: set[str]) -> bool:
    return any(place.endswith(name) or name.endswith(place) for name in known if name)

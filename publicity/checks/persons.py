"""Find people named in a Chinese text, in full or hidden behind 某 and ×, without taking 王国 or 高院 for somebody."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final

from publicity.checks import person_words as words
from publicity.checks.bylines import holds_office, signatures
from publicity.checks.visible import Passage

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
_COMPOUND: Final = frozenset(words.COMPOUND_SURNAMES)
_PLACE_TAIL: Final = frozenset("市县区镇乡村路街省州港桥湖河庄堡屯湾")
_NO_NAME_NEXT: Final = _PLACE_TAIL | frozenset("院某沟坝岭坪店厂")


def _alternation(items: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, items), key=len, reverse=True))


_ROLE: Final = re.compile(
    rf"(?P<official>{_alternation(words.OFFICIAL_ROLES)}|文[/／]图|图[/／]文|[文图](?=[ \u3000]*[:：/／丨]))"
    rf"|(?P<party>(?:{_alternation(words.PARTY_ROLES)})(?!席|童))"
)
_OFFICE: Final = re.compile(
    r"(?:法院|执行局|执行庭|执行局长|本院|该院|中院|高院|公安局|派出所|检察院|政府|街道|村委会|居委会|部门)$"
)
_GAP: Final = re.compile(
    r"们?[ \u3000]*(?:[（(](?:左|右|从左)[^：:（）\n]{0,4}[:：]|[:：/／|丨“”\"（(][ \u3000]*)?"
    r"(?:为|是|系)?(?=[\u4e00-\u9fff])"
)
_NEXT: Final = re.compile(r"[ \u3000]*(?:、|和|与|及|以及|，|,)[ \u3000]*|[ \u3000]+")
_TITLE: Final = re.compile(rf"[ \u3000]?(?:{_alternation(words.OFFICIAL_TITLES)})")
_PLAIN: Final = re.compile(
    rf"(?<!\d[)）〕\]])(?:(?<![\u4e00-\u9fff0-9])|(?<=[{''.join(sorted(words.LEFT | words.LOOSE_LEFT))}]))"
    rf"{words.SURNAME}[{''.join(sorted(words.GIVEN))}]{{2}}"
)
_RARE: Final = re.compile(
    rf"(?<!\d[)）〕\]])(?<![\u4e00-\u9fff0-9]){words.SURNAME}(?:[{''.join(sorted(words.GIVEN))}][\u4e00-\u9fff]|[\u4e00-\u9fff][{''.join(sorted(words.GIVEN))}])"
    r"(?! ?\d)"
)
_ORGANISATION: Final = re.compile(
    r"[^与和向对将被把在的因为等及以已未不经名下诉至到往赴找欠起告去求称说认还付请托让由从曾又仍拒躲逃系借收领拿送带入走离押抓没其则即多次竟随查扣买签订履执拘受来返，。、；：\W]{0,10}?"
    r"(?:公司|银行(?![账帐存卡流])|集团|企业|单位|合作社|商行|经营部|(?<![开办进出回关])[厂店]|医院|学校|学院|小学|中学|大学|幼儿园|酒店|饭店|法院|检察院|公安局|委员会|管委会|村委|部门|机构|小区|广场|"
    r"楼盘|项目|置业|建筑|建设|物业|科技|贸易|矿业|农场|分行|支行|信用社|律所|律师事务所|事务所|中心|协会|基金|合伙企业|工作室|超市|商店|公寓|车行|茶楼|餐厅|食堂)"
)
_HIDDEN: Final = re.compile(
    rf"(?P<surname>{words.SURNAME})[ \u3000\n]?(?P<mark>某(?:[ \u3000\n]?某)?)"
    r"(?P<suffix>\n?[甲乙丙丁戊己庚辛](?!方|公司)|[0-9０-９](?![0-9０-９年月日天万亿元%％]|[.．,]\d))?"
)
_CROSSED: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z0-9×])|(?<=[{''.join(sorted(words.LEFT | words.LOOSE_LEFT))}人告]))"
    rf"(?P<surname>{words.SURNAME}|(?<=[人告]))(?P<mark>×{{1,2}}|[xXＸ]{{1,2}}|[*＊]{{1,2}}|○{{1,2}})"
    r"(?P<suffix>[甲乙丙丁])?(?![A-Za-z0-9×*＊号市县区镇乡路年月日高宽长厚深])"
)
_LETTERED: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fffA-Za-z0-9])|(?<=[{''.join(sorted(words.LEFT))}人告]))(?P<surname>{words.SURNAME})(?P<mark>[甲乙丙丁])"
)
_TITLES: Final = words.ADDRESSED.union(words.OFFICIAL_TITLES, words.OFFICIAL_ROLES, words.PARTY_ROLES)
_NOT_CROSSED: Final = frozenset("路高全时水单项区支万宗第阳易门国长宽厚深年月")
_PROVINCES: Final = frozenset("晋鲁冀吉宁云甘")
_BEFORE_NAME: Final = frozenset("人告妻夫子女父母员名叫")
_NOT_PERSON_NEXT: Final = frozenset("市县区镇乡村路街年月日天个种些项次位处类块条段栋幢号时地")


class Role(StrEnum):
    """What the text makes of a person: a party, somebody in office (court staff, lawyers, the press), or unsaid."""

    PARTY = "party"
    OFFICIAL = "official"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named in full at start..end; `title` is the role word before the name, if any."""

    name: str
    start: int
    end: int
    role: Role
    title: str = ""

    @property
    def surname(self) -> str:
        """One character, or two for a compound surname."""
        return surname_of(self.name)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Somebody hidden at start..end: `mark` is 某, 某某, ×, X, * or 甲; `suffix` what tells equals apart.

    `bare` where nothing of the name follows: 张某, not 张某甲, nor 张某英 with the last character left standing.
    """

    surname: str
    mark: str
    suffix: str
    start: int
    end: int
    text: str
    bare: bool


def surname_of(name: str) -> str:
    """The surname a name begins with."""
    return name[:2] if name[:2] in _COMPOUND and len(name) > 2 else name[:1]


@lru_cache(maxsize=64)
def find_people(text: str) -> tuple[Person, ...]:
    """People named in full, by place. One who is an official anywhere in the text is so everywhere in it."""
    found = {person.start: person for person in (*_signed(text), *_by_role(text))}
    for match in (*_PLAIN.finditer(text), *_RARE.finditer(text)):
        start = match.start()
        end = name_end(text, start, loose=match.re is _RARE)
        if end and end - start > 2 and start not in found and _stands_free(text, start, end):
            in_office = _TITLE.match(text, end) or holds_office(text, start, end)
            role = Role.OFFICIAL if in_office else Role.PLAIN
            found[start] = Person(text[start:end], start, end, role)
    officials = {person.name for person in found.values() if person.role is Role.OFFICIAL}
    return tuple(
        replace(person, role=Role.OFFICIAL) if officials & {person.name, person.name[:2]} else person
        for _, person in sorted(found.items())
    )


def _signed(text: str) -> Iterator[Person]:
    return (Person(text[start:end], start, end, Role.OFFICIAL) for start, end in signatures(text))


def people_of(parts: Iterable[Passage]) -> list[tuple[Passage, Person]]:
    """The people of all parts; one who is an official in any of them is so in every one."""
    found = [(part, person) for part in parts for person in find_people(part.shown)]
    officials = {person.name for _, person in found if person.role is Role.OFFICIAL}
    return [
        (part, replace(one, role=Role.OFFICIAL) if officials & {one.name, one.name[:2]} else one) for part, one in found
    ]


def _stands_free(text: str, start: int, end: int) -> bool:
    """和解基本案情, 咨询师一起, 商家存在 hold no name; 找到高大勇， does."""
    before = text[max(0, start - 1) : start]
    if before + text[start] in words.WORDS or before + text[start] in words.ENDINGS:
        return False
    if text[start] not in words.FUNCTION_SURNAMES:
        return True
    is_loose = before in words.LOOSE_LEFT and (before not in "到了" or _HAN.match(text[end : end + 1]))
    return text[end - 1] in words.LAST and not (before and is_loose)


def _by_role(text: str) -> Iterator[Person]:
    for match in _ROLE.finditer(text):
        office = match["official"] or _OFFICE.search(text[max(0, match.start() - 6) : match.start()])
        role = Role.OFFICIAL if office else Role.PARTY
        gap = _GAP.match(text, match.end())
        start = gap.end() if gap else -1
        while start >= 0:
            end = name_end(text, start, loose=True)
            if end is None and role is Role.OFFICIAL:
                end = _plain_end(text, start)
            if end is None:
                break
            actual = Role.OFFICIAL if _TITLE.match(text, end) else role
            yield Person(text[start:end], start, end, actual, match.group())
            step = _NEXT.match(text, end)
            start = step.end() if step else -1


def _plain_end(text: str, start: int) -> int | None:
    """After an office any common name of three characters will do, whatever follows it."""
    name = text[start : start + 3]
    surname = name[:1] in words.SURNAMES and name[:2] not in words.WORDS
    return start + 3 if surname and len(name) == 3 and words.GIVEN.issuperset(name[1:]) else None


def name_end(text: str, start: int, *, loose: bool) -> int | None:
    """Where a full name beginning at `start` ends, None when there is none; `loose` takes rare given names too."""
    if start >= len(text):
        return None
    size = 2 if text[start : start + 2] in _COMPOUND else 1 if text[start] in words.SURNAMES else 0
    if not size:
        return None
    long, short = (_candidate(text, start, size, given, loose) for given in (2, 1))
    if long and text[long - 1] not in words.GIVEN and _is_verb_likely(text, start + size, long, short):
        return long - 1
    common = _common_name(text, start, size)
    is_double = common is not None and text[common - 1] == text[common - 2]
    return long or (common if is_double or not loose else short) or short or common


def _common_name(text: str, start: int, size: int) -> int | None:
    """Two characters common in given names behind a clear surname: a name, whatever it does next."""
    end = start + size + 2
    name = text[start:end]
    if name in words.WELL_KNOWN:
        return None
    clear = size == 2 or (name[0] not in words.FUNCTION_SURNAMES and name[:2] not in words.WORDS)
    common = len(name) == size + 2 and words.GIVEN.issuperset(name[size:]) and name[size:] not in _TITLES
    clear = clear and name[-1] not in words.GOES_ON
    return end if clear and common and text[end : end + 1] not in _NO_NAME_NEXT else None


def _is_verb_likely(text: str, given: int, long: int, short: int | None) -> bool:
    """In 王强愣住 the third character begins what he does; in 张嫣彧， it is part of the name."""
    if short:
        return True
    return long < len(text) and bool(_HAN.match(text[long])) and text[given] in words.GIVEN


def _candidate(text: str, start: int, size: int, given: int, loose: bool) -> int | None:
    end = start + size + given
    name = text[start:end]
    if len(name) < size + given or not all(map(_HAN.match, name)) or "某" in name or name in words.WELL_KNOWN:
        return None
    rest = name[size:]
    if rest in _TITLES or any(char in words.NOT_GIVEN for char in rest):
        return None
    ordinary = size == 1 and name[:2] in words.WORDS
    if ordinary and (given == 1 or not words.GIVEN.issuperset(rest) or rest[-1] not in words.LAST):
        return None
    strict = not loose or name[0] in words.FUNCTION_SURNAMES
    if strict and not words.GIVEN.issuperset(rest):
        return None
    return end if _ends_here(text, end) else None


def _ends_here(text: str, end: int) -> bool:
    if end >= len(text) or not _HAN.match(text[end]):
        return True
    if text[end] in _PLACE_TAIL:
        return False
    return text.startswith(words.FOLLOW, end) or bool(_TITLE.match(text, end))


@lru_cache(maxsize=64)
def find_hidden(text: str) -> tuple[Hidden, ...]:
    """People hidden behind 某, ×, X, * or 甲 after a surname, by place; hidden companies and places are left out."""
    found = [_hidden(match) for match in _HIDDEN.finditer(text) if _is_person(text, match)]
    found += [_hidden(match) for match in _CROSSED.finditer(text) if _is_crossed(text, match)]
    found += [
        _hidden(match)
        for match in _LETTERED.finditer(text)
        if match["surname"] not in words.FUNCTION_SURNAMES and _ends_here(text, match.end())
    ]
    return tuple(sorted(found, key=lambda hidden: hidden.start))


def _is_crossed(text: str, match: re.Match[str]) -> bool:
    """Plates begin with a province (晋××重型货车); 被执行人×× has no surname: both need a clean end."""
    surname = match["surname"]
    if not surname or surname in _PROVINCES:
        return _ends_here(text, match.end())
    return surname not in _NOT_CROSSED


def _hidden(match: re.Match[str]) -> Hidden:
    mark = re.sub(r"[ \u3000\n]", "", match["mark"])
    if mark[0] in "xXＸ":
        mark = "X"
    elif mark[0] in "*＊":
        mark = "*"
    elif mark[0] in "×○":
        mark = mark[0]
    elif mark in "甲乙丙丁":
        mark = "甲"
    suffix = (match["suffix"] or "").strip() if "suffix" in match.groupdict() else ""
    written = re.sub(r"[ \u3000\n]", "", match["surname"] + match["mark"] + suffix)
    is_cut = match.string[match.end() : match.end() + 1] not in words.GIVEN or _ends_here(match.string, match.end())
    bare = not suffix and is_cut
    return Hidden(match["surname"], mark, suffix, match.start(), match.end(), written, bare)


def _is_person(text: str, match: re.Match[str]) -> bool:
    surname, start, end = match["surname"], match.start(), match.end()
    following = text[end : end + 1]
    if following in _NOT_PERSON_NEXT or (following == "某"):
        return False
    if _ORGANISATION.match(text, end):
        return False
    before = text[start - 1] if start else ""
    if surname in "向和" and before != "、" and before not in _BEFORE_NAME:
        return False
    if not before or not _HAN.match(before):
        return True
    if before + surname in words.ENDINGS:
        return False
    if surname in words.FUNCTION_SURNAMES:
        return before in words.LEFT or before in _BEFORE_NAME or _ends_here(text, end)
    return True

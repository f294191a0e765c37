"""Places that do not belong together: 安徽省南京市, 甘肃银川, 浙江省昆山市, 南京市昆山市."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_MUNICIPALITIES: Final = frozenset({"北京", "上海", "天津", "重庆"})
_REGION: Final = r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)?"
_CITY_END: Final = r"(?:市|地区|盟|(?:[一-龥]{1,8}族)?自治州|州(?!区|县))"
# behind a bare city name these make it a street, a dish, a firm or a smaller place of the same name
_OTHER_THING: Final = (
    r"(?!东路|西路|南路|北路|中路|路|街|大街|大道|道|巷|弄|桥|大桥|镇|乡|村|区|县|旗|新区|商会|同乡"
    r"|拉面|烤鸭|小吃|菜|酒|茶|陶瓷|玉|板鸭|火锅|小面|米粉"
    r"|分公司|办事处|籍|话|人|商人|店|饭店|宾馆|大厦|广场|银行|公园|大学|学院|花园|小区|苑|城|港|湾|山|湖|河|江|岛|海|门|站|东站|南站|西站|北站"
    r"|[、—\-～~至到和与及等两三四]|瓜|葡萄|苹果|大米|辣|面|粉|鸭|鸡|鱼|虾|蟹|刀|羊|牛|药|香|丝|绣|红枣|枸杞|荔枝|毛尖|牌|款|产|造|号|舰"
    r"|高速|铁路|高铁|公路|专线|航线|航班|方向|班车|大桥|商贸|制药|啤酒|证券|保险|信托)"
)


_ENDING: Final = re.compile(_CITY_END)
_FREE: Final = re.compile(_OTHER_THING)
_LISTED: Final = re.compile("[、和与及等两]|商会|同乡")
_LONGEST: Final = 16

Homes = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Atlas:
    """What belongs to what: a city to provinces, a county to cities (or straight to a province)."""

    provinces: tuple[str, ...]
    cities: Homes
    counties: Homes
    by_ending: frozenset[str]

    def provinces_of(self, place: "_Place") -> tuple[str, ...]:
        """The provinces a city or county lies in."""
        if not place.is_county:
            return self.cities[place.name]
        above = [self.cities.get(city, ()) + ((city,) if city in self.provinces else ()) for city in place.homes]
        return tuple(dict.fromkeys(province for names in above for province in names))


@dataclass(frozen=True, slots=True)
class _Place:
    """A city (`name` without its ending) or a county (with it), straight behind a larger place; `homes` it lies in."""

    name: str
    ending: str
    end: int
    homes: tuple[str, ...]
    is_county: bool


def province_city(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A city or county straight behind a province, or behind a city, it does not belong to."""
    provinces, counties = policy.groups.get("cities", {}), policy.groups.get("counties", {})
    if not provinces:
        return
    atlas = _atlas(_frozen(provinces), _frozen(counties), policy.words.get("cities_by_ending", ()))
    for passage in passages(draft):
        for case, above, below in _wrong_pairs(passage.shown, atlas):
            place = passage.place(above.start(), below.end)
            owner = "、".join(below.homes if case else atlas.provinces_of(below))
            yield policy.finding(
                "places.province_city", place, case, province=above.group(), city=below.name, home=owner
            )


def _wrong_pairs(text: str, atlas: _Atlas) -> Iterator[tuple[str, re.Match[str], _Place]]:
    for above in _province_pattern(atlas.provinces).finditer(text):
        below = _place_at(text, above.end(), atlas)
        if below and above["name"] not in atlas.provinces_of(below) and _is_meant(above, below, text):
            yield "", above, below
    for above in _city_pattern(tuple(atlas.cities)).finditer(text):
        below = _place_at(text, above.end(), atlas)
        is_other = below and below.name != above["name"] and above["name"] not in atlas.provinces
        if not below or not is_other or _LISTED.match(text, below.end):
            continue
        if below.is_county and above["name"] not in below.homes:
            yield "county", above, below
        elif not below.is_county and below.ending == "市":
            yield "cities", above, below


def _place_at(text: str, at: int, atlas: _Atlas) -> _Place | None:
    for length in range(_LONGEST, 1, -1):
        county = text[at : at + length]
        if county in atlas.counties:
            return _Place(county, "", at + len(county), atlas.counties[county], is_county=True)
    for length in (5, 4, 3, 2):
        city = text[at : at + length]
        if city not in atlas.cities:
            continue
        match = _ENDING.match(text, at + len(city))
        ending = match.group() if match else ""
        unclear = ending != "市" if city in atlas.provinces else not ending and city in atlas.by_ending
        return (
            None if unclear else _Place(city, ending, at + len(city) + len(ending), atlas.cities[city], is_county=False)
        )
    return None


def _is_meant(above: re.Match[str], below: _Place, text: str) -> bool:
    """The two stand for a place: with 省 or 市 written, or bare with nothing behind that makes it another thing."""
    is_whole = below.is_county or bool(below.ending)
    if not _FREE.match(text, below.end) and (not is_whole or re.match(r"商会|同乡", text[below.end :])):
        return False
    if above["name"] in _MUNICIPALITIES:
        return is_whole and above.group().endswith("市") and not re.match("[、和与及等]", text[below.end :])
    return True


@lru_cache(maxsize=4)
def _province_pattern(provinces: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_any_of(provinces)}){_REGION}")


@lru_cache(maxsize=4)
def _city_pattern(cities: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?P<name>{_any_of(cities)}){_CITY_END}")


def _any_of(names: tuple[str, ...]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


def _frozen(group: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(group.items())


@lru_cache(maxsize=4)
def _atlas(
    provinces: tuple[tuple[str, tuple[str, ...]], ...],
    counties: tuple[tuple[str, tuple[str, ...]], ...],
    by_ending: tuple[str, ...],
) -> _Atlas:
    names = tuple(name for name, _ in provinces)
    cities = _inverted((name, (*below, name) if name in _MUNICIPALITIES else below) for name, below in provinces)
    return _Atlas(names, cities, _inverted(counties), frozenset(by_ending))


def _inverted(group: Iterable[tuple[str, tuple[str, ...]]]) -> Homes:
    home: Homes = {}
    for above, names in group:
        for name in names:
            home[name] = (*home.get(name, ()), above)
    return home


RULES: Final = (Rule("places.province_city", province_city),)

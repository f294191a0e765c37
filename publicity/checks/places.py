"""Province and city that do not belong together: 安徽省南京市, 甘肃银川."""

import re
from collections.abc import Iterator, Mapping
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


def province_city(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A city of another province straight behind a province's name."""
    cities = policy.groups.get("cities", {})
    if not cities:
        return
    pattern, home = _pattern(tuple(cities)), _home(cities)
    for passage in passages(draft):
        for match in pattern.finditer(passage.shown):
            province = match["province"]
            for city, ending in _cities_at(passage.shown, match.end(), home):
                end = match.end() + len(city) + len(ending)
                if city in cities and ending != "市":
                    break
                if province not in home[city] and _is_meant(province, match, ending, passage.shown, end):
                    place, owner = passage.place(match.start(), end), "、".join(home[city])
                    yield policy.finding("places.province_city", place, province=match.group(), city=city, home=owner)
                break


_ENDING: Final = re.compile(_CITY_END)
_FREE: Final = re.compile(_OTHER_THING)


def _cities_at(text: str, at: int, home: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    for length in (5, 4, 3, 2):
        city = text[at : at + length]
        if city in home:
            ending = _ENDING.match(text, at + length)
            yield city, ending.group() if ending else ""


def _is_meant(province: str, match: re.Match[str], ending: str, text: str, end: int) -> bool:
    """The two stand for a place: with 省 or 市 written, or bare with nothing behind that makes it another thing."""
    if not _FREE.match(text, end) and (not ending or re.match(r"商会|同乡", text[end:])):
        return False
    if province in _MUNICIPALITIES:
        return ending == "市" and match.group().endswith("市") and not re.match("[、和与及等]", text[end:])
    return True


@lru_cache(maxsize=4)
def _pattern(provinces: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(sorted(provinces, key=len, reverse=True))
    return re.compile(rf"(?P<province>{names}){_REGION}")


def _home(cities: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    return _invert(
        tuple((name, (*names, name) if name in _MUNICIPALITIES else names) for name, names in cities.items())
    )


@lru_cache(maxsize=4)
def _invert(cities: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, tuple[str, ...]]:
    home: dict[str, tuple[str, ...]] = {}
    for province, names in cities:
        for name in names:
            home[name] = (*home.get(name, ()), province)
    return home


RULES: Final = (Rule("places.province_city", province_city),)

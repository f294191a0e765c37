"""Lunar festivals, fixed yearly days, campaign weeks and the dates of the national 两会."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from lunar_python import Lunar, LunarMonth, LunarYear, Solar

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2099

# Month and day of the lunar year.
LUNAR_DAYS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "春节": (1, 1),
        "元宵": (1, 15),
        "龙抬头": (2, 2),
        "端午": (5, 5),
        "七夕": (7, 7),
        "中元": (7, 15),
        "中秋": (8, 15),
        "重阳": (9, 9),
        "腊八": (12, 8),
        "小年": (12, 23),
    }
)
SOLAR_TERMS: Final = frozenset({"清明", "冬至"})

FIXED_DAYS: Final[Mapping[str, tuple[int, int]]] = MappingProxyType(
    {
        "元旦": (1, 1),
        "中国人民警察节": (1, 10),
        "妇女节": (3, 8),
        "植树节": (3, 12),
        "消费者权益日": (3, 15),
        "国家安全教育日": (4, 15),
        "知识产权日": (4, 26),
        "劳动节": (5, 1),
        "青年节": (5, 4),
        "儿童节": (6, 1),
        "环境日": (6, 5),
        "禁毒日": (6, 26),
        "建党节": (7, 1),
        "建军节": (8, 1),
        "教师节": (9, 10),
        "九一八": (9, 18),
        "烈士纪念日": (9, 30),
        "国庆": (10, 1),
        "消防日": (11, 9),
        "宪法日": (12, 4),
        "国家公祭日": (12, 13),
    }
)

# First and last month-day of the weeks a court's calendar always has.
WEEKS: Final[Mapping[str, tuple[tuple[int, int], tuple[int, int]]]] = MappingProxyType(
    {
        "宪法宣传周": ((12, 1), (12, 7)),
        "知识产权宣传周": ((4, 20), (4, 26)),
    }
)

ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "正月初一": "春节",
        "农历新年": "春节",
        "农历春节": "春节",
        "新春": "春节",
        "大年三十": "除夕",
        "元宵节": "元宵",
        "清明节": "清明",
        "端午节": "端午",
        "七夕节": "七夕",
        "中秋节": "中秋",
        "重阳节": "重阳",
        "老年节": "重阳",
        "腊八节": "腊八",
        "新年": "元旦",
        "元旦节": "元旦",
        "三八": "妇女节",
        "三八节": "妇女节",
        "三八妇女节": "妇女节",
        "国际妇女节": "妇女节",
        "3·8": "妇女节",
        "3·15": "消费者权益日",
        "国际消费者权益日": "消费者权益日",
        "4·15": "国家安全教育日",
        "全民国家安全教育日": "国家安全教育日",
        "4·26": "知识产权日",
        "世界知识产权日": "知识产权日",
        "五一": "劳动节",
        "国际劳动节": "劳动节",
        "五四": "青年节",
        "五四青年节": "青年节",
        "六一": "儿童节",
        "国际儿童节": "儿童节",
        "六五": "环境日",
        "世界环境日": "环境日",
        "6·26": "禁毒日",
        "国际禁毒日": "禁毒日",
        "七一": "建党节",
        "建党日": "建党节",
        "八一": "建军节",
        "十一": "国庆",
        "国庆节": "国庆",
        "全国消防日": "消防日",
        "国家宪法日": "宪法日",
        "12·4": "宪法日",
    }
)

# Opening of the national 政协 session, which comes first, and close of the later 人大 session where published.
CONGRESSES: Final[Mapping[int, tuple[date, date | None]]] = MappingProxyType(
    {
        2016: (date(2016, 3, 3), date(2016, 3, 16)),
        2017: (date(2017, 3, 3), date(2017, 3, 15)),
        2018: (date(2018, 3, 3), date(2018, 3, 20)),
        2019: (date(2019, 3, 3), date(2019, 3, 15)),
        2020: (date(2020, 5, 21), date(2020, 5, 28)),
        2021: (date(2021, 3, 4), date(2021, 3, 11)),
        2022: (date(2022, 3, 4), date(2022, 3, 11)),
        2023: (date(2023, 3, 4), date(2023, 3, 13)),
        2024: (date(2024, 3, 4), date(2024, 3, 11)),
        2025: (date(2025, 3, 4), date(2025, 3, 11)),
        2026: (date(2026, 3, 4), None),
    }
)


def canonical(name: str) -> str:
    """The name the tables know a festival by; an unknown name comes back as it is."""
    name = name.strip("“”\"'‘’ 　").replace("•", "·").replace(".", "·")
    return ALIASES.get(name, name)


@lru_cache(maxsize=512)
def lunar_day(year: int, month: int, day: int) -> date | None:
    """The solar day of a day in the lunar year `year` (腊月 of 2023 falls in 2024); None when there is no such day."""
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and day >= 1):
        return None
    lunar_month: LunarMonth | None = LunarYear.fromYear(year).getMonth(month)
    if lunar_month is None or day > lunar_month.getDayCount():
        return None
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return date(solar.getYear(), solar.getMonth(), solar.getDay())


def festival_day(name: str, year: int) -> date | None:
    """The day of a festival within the calendar year `year`; None for a name or a year that is not known."""
    name = canonical(name)
    if not FIRST_YEAR < year < LAST_YEAR:
        return None
    if name in FIXED_DAYS:
        return date(year, *FIXED_DAYS[name])
    if name in SOLAR_TERMS:
        return _solar_term(name, year)
    if name == "除夕":
        new_year = lunar_day(year, 1, 1)
        return new_year and new_year - timedelta(days=1)
    if name in LUNAR_DAYS:
        found = (lunar_day(lunar_year, *LUNAR_DAYS[name]) for lunar_year in (year - 1, year))
        return next((day for day in found if day is not None and day.year == year), None)
    if name in ("两会", "全国两会"):
        return congress_opening(year)
    return None


def next_festival_day(name: str, day: date) -> date | None:
    """The first day of the festival on or after `day`, within the two years that follow."""
    found = (festival_day(name, year) for year in range(day.year, day.year + 3))
    return next((candidate for candidate in found if candidate is not None and candidate >= day), None)


def congress_opening(year: int) -> date | None:
    """The day the national 两会 of `year` opened (政协, a day or two before 人大); None when not known."""
    known = CONGRESSES.get(year)
    return known[0] if known else None


def congress_closing(year: int) -> date | None:
    """The day the national 两会 of `year` closed; None when not known."""
    known = CONGRESSES.get(year)
    return known[1] if known else None


def campaign_week(name: str, year: int) -> tuple[date, date] | None:
    """First and last day of a fixed publicity week such as 宪法宣传周; None when not known."""
    if name not in WEEKS:
        return None
    first, last = WEEKS[name]
    return date(year, *first), date(year, *last)


@lru_cache(maxsize=512)
def _solar_term(name: str, year: int) -> date:
    solar = Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()[name]
    day = date(solar.getYear(), solar.getMonth(), solar.getDay())
    if day.year == year:
        return day
    later = Solar.fromYmd(year + 1, 6, 1).getLunar().getJieQiTable()[name]
    return date(later.getYear(), later.getMonth(), later.getDay())

"""Names of courts that cannot be: a county's 中级人民法院, 海事人民法院, 最高法人民法院, 四级法院 of one city."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.courts import find_courts
from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

# "人民法院" may begin the name of something else right behind a court
_TITLE_OF: Final = (
    r"(?!报|案例库|出版社|调解平台|在线|大讲堂|司法|公报|诉讼资产|执行信息|送达|公告网|审判|第|[一二三四五]五)"
)
_FIXED: Final = (
    (re.compile(rf"(?P<right>(?:中级|高级)?人民法院)(?:(?:中级|高级)?人民法院)+{_TITLE_OF}"), "twice"),
    (re.compile(rf"最高(?:级|法院?|民人)人民法院{_TITLE_OF}|最高民人法院|最高级法院"), "supreme"),
    (re.compile(r"(?P<kind>海事|铁路运输|知识产权|金融|互联网)人民法院" + _TITLE_OF), "special"),
    (re.compile(r"(?:初等|初级|中等|高等)人民法院"), "level"),
    (re.compile(r"(?:最高级|中级|高级)人民检[察查]院"), "procuratorate"),
)
_LEVELS: Final = (
    (re.compile(r"(?:县|旗|(?<![地林垦新矿辖全各])(?<!自治)区)中级人民法院$"), "county"),
    (re.compile(r"(?:自治区|[\u4e00-\u9fff]{2}省)中级人民法院$"), "province"),
    (
        re.compile(
            r"(?:市(?<!北京市)(?<!上海市)(?<!天津市)(?<!重庆市)(?<!直辖市)|县|旗|盟|自治州|(?<!自治)(?<!行政)区)高级人民法院$"
        ),
        "city",
    ),
)
_SUPREME_OF: Final = re.compile(
    r"[\u4e00-\u9fff]{2}(?<![全各该本我外两])[省市县区](?<!北京市)最高人民法院(?![\u4e00-\u9fff]{0,4}巡回)"
)
_MANY: Final = re.compile(r"院长|法官|系统|和|及|、")
_NAMED_TWICE: Final = re.compile(rf"(?P<place>[\u4e00-\u9fff]{{2,8}}?)(?<!人民)法院人民法院{_TITLE_OF}")
_ANY_COURT: Final = re.compile(r"各|全|级|最高|基层|辖区|本|我|该|其|他|由|向|在|到|对|被|经|受|原审|执行法院|方|地")
_OWN_POWER: Final = re.compile(
    r"[\u4e00-\u9fff]{0,10}人民法庭(?:副?院长(?!信箱|接待|来|到|率|带|陪)|执行局|审判委员会|审委会)"
    r"|[\u4e00-\u9fff]{2,8}(?:县|市|(?<![新园库景发矿林垦城高经灌])区)人民法庭(?=[^，。；：\n]{0,6}(?:作出|判决|裁定|受理|立案|召开|印发))"
)
_NO_OWN: Final = re.compile(r"[各全该本我]|下辖|所属|法院|多个|一[个处]")
_SO_MANY: Final = re.compile(r"全(?:市|州|省|盟)(?:各)?四级法院|全[县旗](?:各)?[两二三四]级法院|[两三四]级人民法庭")
_ABOUT_NAMES: Final = re.compile(
    r"误(?:写|作|称|为|将)|写成|写作|说成|错写|不存在|没有|并无|而非|不是|不叫|不能称|不称"
)


def impossible_names(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Names no court has: a word too many or twice, a level its place has no court of."""
    for part in passages(draft):
        for pattern, case in _FIXED:
            for match in pattern.finditer(part.shown):
                if not _is_about(part.shown, match.start(), match.end()):
                    mend = _mend(case, match)
                    fix = Fix(mend) if mend else None
                    place = part.place(*match.span())
                    yield policy.finding("courts.name", place, case, fix, name=match.group(), right=mend)
        for start, end, case in _wrong_levels(part.shown):
            if not _is_about(part.shown, start, end):
                yield policy.finding("courts.name", part.place(start, end), case, name=part.shown[start:end])
        for match in _NAMED_TWICE.finditer(part.shown):
            if not _ANY_COURT.search(match["place"]):
                yield policy.finding("courts.name", part.place(*match.span()), "both", name=match.group())


def _wrong_levels(text: str) -> Iterator[tuple[int, int, str]]:
    for court in find_courts(text):
        for pattern, case in _LEVELS:
            if pattern.search(court.name) and not (case == "province" and _MANY.match(text, court.end)):
                yield court.start, court.end, case
    for match in _SUPREME_OF.finditer(text):
        yield *match.span(), "supreme_of"


def _mend(case: str, match: re.Match[str]) -> str:
    if case == "twice":
        parts = re.findall("(?:中级|高级)?人民法院", match.group())
        return parts[0] if len(set(parts)) == 1 else ""
    if case == "supreme":
        return "最高人民法院"
    return match["kind"] + "法院" if case == "special" else ""


def _is_about(text: str, start: int, end: int) -> bool:
    """Texts on how names are written may show the wrong one."""
    return bool(_ABOUT_NAMES.search(text[max(0, start - 14) : start]) or _ABOUT_NAMES.search(text[end : end + 6]))


def doubtful_names(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A 人民法庭 with a president or rulings of its own; more levels of courts than a city or county has."""
    for part in passages(draft):
        for match in _OWN_POWER.finditer(part.shown):
            if not _NO_OWN.search(match.group().removesuffix("人民法庭")):
                yield policy.finding("courts.doubtful", part.place(*match.span()), "tribunal", name=match.group())
        for match in _SO_MANY.finditer(part.shown):
            if not _is_about(part.shown, match.start(), match.end()):
                yield policy.finding("courts.doubtful", part.place(*match.span()), "levels", name=match.group())


RULES: Final[tuple[Rule, ...]] = (Rule("courts.name", impossible_names), Rule("courts.doubtful", doubtful_names))

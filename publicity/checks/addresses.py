"""Addresses that lead to somebody's door: street numbers, rooms, village groups."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import all_parts, narrow
from publicity.checks.policy import Policy

_NUMERAL: Final = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_STREET: Final = re.compile(
    rf"(?:(?<![公铁线电网思套水管网道马])路|(?<![上整逛])街|巷|大道|胡同|弄)(?:[东南西北中一二三四五六]{{1,2}}段)?[ ]?"
    rf"{_NUMERAL}[ ]?(?:-\d{{1,4}}[ ]?)?号(?![线令文库机井桩公通会船仓门窗口])"
)
_ROOM: Final = re.compile(
    r"\d{1,4}[ ]?(?:幢|栋|座|号楼)[ ]?(?:[A-Za-z\d一二三四五六七八][ ]?单元[ ]?)?\d{1,4}(?:-\d{1,4})?[ ]?(?:室|号"
    r"|房(?![屋间产源]))"
    r"|\d{1,4}[ ]?(?:幢|栋|座|号楼)[ ]?[A-Za-z\d一二三四五六七八][ ]?单元"
    r"|[A-Za-z\d一二三四五六七八][ ]?单元[ ]?\d{2,4}(?!\d)[ ]?(?:室|号)?|\d{1,4}[ ]?号楼[ ]?\d{3,4}(?!\d|平|㎡|元)"
    r"|(?<![\d.A-Za-z-])\d{3,4}[ ]?室(?![内外温友])"
)
_VILLAGE: Final = re.compile(
    rf"(?:村|寨|屯|社区)(?:委会|民委员会|居委会)?[^于在从到至月日与和将向的有共约近第，。；、：\W\d某×]{{0,6}}?"
    rf"(?:{_NUMERAL}[ ]?(?:村民)?(?:小组|组|社|队))?附?{_NUMERAL}[ ]?号(?![楼线令文公通])"
)
_GROUP: Final = re.compile(
    rf"(?:村|寨|屯|社区)(?:委会|民委员会|居委会)?[^，。；、\n某×\d]{{0,8}}?"
    rf"{_NUMERAL}[ ]?(?:村民)?(?:小组|组|社|队)(?!长|织|成|合|员|的工作)"
)
_LIVES: Final = re.compile(
    r"(?:家住|现住|住址|住所地?|户籍地?|户籍所在地|居住于?|住)[:为在是于 ]{0,2}[^，。；\n某×]{0,24}$"
)
_LEFTWARD: Final = re.compile(r"[\u4e00-\u9fff]{0,10}$")
_LEAD: Final = re.compile(
    r".*(?:位于|坐落于|坐落在|住在|家住|现住|住址|地址|居住于|居住在|来到|赶到|前往|赶往|在|至|住|为|是|的|了|到)"
)
_OFFICE_BEFORE: Final = re.compile(
    r"(?:(?:法院|法庭|检察院|派出所|公安局|司法局|办公楼|审判楼|服务中心|大厅|单位|本院|我院)[^，。；\n]{0,4}"
    r"(?:位于|坐落于?|在|地处|迁至|搬至|搬迁至|地址|:)"
    r"|(?:办公|单位|报名|联系|法院|通讯|邮寄|寄送)地址[:为是]?|地点[:为是]?)[^，。；\n]{0,18}$"
)
_OFFICE_ROOM: Final = re.compile(
    r"(?:法院|执行局|办公楼|审判楼|大厅|中心|本院|我院|庭|办公室|综合楼|会议|接待)[^，。；\n]{0,8}$"
)
_HIDDEN_ESTATE: Final = re.compile(r"[某×Xx][\u4e00-\u9fff]{0,8}$")
_OFFICE_AFTER: Final = re.compile(
    r"^[^，。；\n]{0,4}(?:法院|法庭|检察院|派出所|公安局|司法局|诉讼服务|执行局|办公室|接待室|会议室)"
    r"|^院内的?[^，。；\n]{0,12}(?:办公室|委员会|中心|协会|公司|局|医院|学校)|^的[^，。；\n]{0,8}(?:大厦|商场|酒店|饭店|宾馆|广场|商城)"
)


def addresses(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Addresses down to a number or room (法释〔2016〕19号 art. 10); offices and the court's own are left alone."""
    own = policy.words.get("own_addresses", ())
    for part in all_parts(draft):
        plain = narrow(part.shown)
        for start, end in find_addresses(plain):
            if not any(known in plain[max(0, start - 20) : end + 20] for known in own):
                yield policy.finding("personal.address", part.place(start, end))


def find_addresses(plain: str) -> list[tuple[int, int]]:
    """Spans of addresses in narrowed text, by place, those that run on joined into one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(_spans(plain)):
        if found and start <= found[-1][1] + 8 and not re.search(r"[，。；、\n]", plain[found[-1][1] : start]):
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif not _is_office(plain, start, end):
            found.append((start, end))
    return found


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    for match in _STREET.finditer(plain):
        start = _leftward(plain, match.start())
        if start < match.start():
            yield start, match.end()
    for match in _ROOM.finditer(plain):
        before = plain[max(0, match.start() - 16) : match.start()]
        if not _OFFICE_ROOM.search(before) and not _HIDDEN_ESTATE.search(before):
            yield match.span()
    for match in _VILLAGE.finditer(plain):
        start = _leftward(plain, match.start())
        if start < match.start():
            yield start, match.end()
    for match in _GROUP.finditer(plain):
        if _LIVES.search(plain[max(0, match.start() - 30) : match.start()]):
            yield _leftward(plain, match.start()), match.end()


def _leftward(plain: str, start: int) -> int:
    """Where the name of the street or village begins; `start` itself when it has none or is hidden behind 某."""
    before = plain[max(0, start - 10) : start]
    han = _LEFTWARD.search(before)
    name = han.group() if han else ""
    lead = _LEAD.match(name)
    name = name[lead.end() :] if lead else name
    return start if "某" in name[-2:] else start - len(name)


def _is_office(plain: str, start: int, end: int) -> bool:
    return bool(_OFFICE_BEFORE.search(plain[max(0, start - 30) : start]) or _OFFICE_AFTER.match(plain[end : end + 20]))

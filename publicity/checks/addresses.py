"""Addresses that lead to somebody's door: street numbers, rooms, village groups."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.leaks import leak_parts
from publicity.checks.parts import narrow
from publicity.checks.policy import Policy

_NUMERAL: Final = r"(?:\d{1,5}|[一二三四五六七八九十百零〇]{1,5})"
_NO_DOOR: Final = (
    r"(?!线|令|文[件书]|库|机|井|桩|公[告路交]|通[知道]|会[议场]|船|仓|窗|口|桥|隧|选手|车|地块|标段|停|[路段站坑矿塔闸渠界泊]"
    r"|门(?![面前外店]))"
)
_STREET: Final = re.compile(
    r"(?:(?<![公铁线电网思套水管网道马速号])路|(?<![上整逛])街|巷内?|大道|胡同|弄)"
    r"(?:[东南西北中一二三四五六]{1,2}段)?(?:交叉口|交汇处)?(?:\d{1,4}弄)?[ ]?"
    rf"[甲乙丙丁]?{_NUMERAL}[ ]?(?:-\d{{1,4}}[ ]?)?号{_NO_DOOR}(?:附{_NUMERAL}号)?"
)
_HOUSE: Final = r"(?:\d{1,4}|[A-Za-z]|[一二三四五六七八九十]{1,3})[ ]?(?:幢|栋|座|号楼)[ ]?"
_UNIT: Final = r"[A-Za-z\d一二三四五六七八][ ]?单元"
_ROOM: Final = re.compile(
    rf"{_HOUSE}(?:{_UNIT}[ ]?)?(?:\d{{1,4}}(?:-\d{{1,4}})?|[一二三四五六七八九〇零十]{{2,4}})[ ]?"
    r"(?:室|号|房(?![屋间产源]))"
    rf"|{_HOUSE}{_UNIT}|{_UNIT}[ ]?\d{{2,4}}(?!\d)[ ]?(?:室|号)?|{_HOUSE}\d{{3,4}}(?!\d|平|㎡|元|户|套|间|年|万|人|个)"
    r"|(?<=[号院园苑区府湾邸])\d{1,3}-\d{1,3}-\d{3,4}(?![\d-])|(?<![\d-])\d{1,3}-\d{1,3}-\d{3,4}[ ]?室"
    r"|(?<=[区苑园城府厦院楼庄居寓村号座邸湾])[ ]?\d{3,4}[ ]?室(?![内外温友])"
)
_VILLAGE: Final = re.compile(
    rf"(?:村|寨|屯|社区)(?:委会|民委员会|居委会)?[^于在从到至月日与和将向的有共约近第，。；、：\W\d某×]{{0,6}}?"
    rf"(?:{_NUMERAL}[ ]?(?:村民)?(?:小组|组|社|队))?附?{_NUMERAL}[ ]?号(?!楼){_NO_DOOR}"
)
_GROUP: Final = re.compile(
    rf"(?:村|寨|屯|社区)(?:委会|民委员会|居委会)?[^，。；、\n某×\d]{{0,8}}?"
    rf"{_NUMERAL}[ ]?(?:村民)?(?:小组|组|社|队)(?!长|织|成|合|员|的工作)"
)
_LIVES: Final = re.compile(
    r"(?:家住|现住|住址|住所地?|户籍地?|户籍所在地|居住于?|住)[:为在是于 ]{0,2}[^，。；\n某×]{0,24}$"
)
_LEFTWARD: Final = re.compile(r"[\u4e00-\u9fff]{0,14}$")
_LEAD: Final = re.compile(
    r".*(?:位于|坐落于|坐落在|住在|家住|现住|住址|地址|户籍地|住所地|门牌|腾退|查封|居住于|居住在|来到|赶到|前往|赶往|在|至|住|为|是|的|了|到)"
)
_OFFICE_BEFORE: Final = re.compile(
    r"(?:(?:法院|法庭|检察院|派出所|公安局|司法局|办公楼|审判楼|中心|大厅|公证处|仲裁委|单位|本院|我院)[^，。；\n]{0,4}"
    r"(?:位于|坐落于?|在|地处|迁至|搬至|搬迁至|地址|:)"
    r"|(?:办公|单位|报名|联系|法院|通讯|邮寄|寄送)地址[:为是]?|地点[:为是]?|联系我们:|(?:信件|来信|来访|举报|投诉)[^，。；\n]{0,3}(?:[寄到至]+|地址):?"
    r")[^，。；\n]{0,18}$|(?:法院|法庭|检察院|派出所|公安局|司法局|中心)[(][^，。；\n()]{0,10}$"
)
_OFFICE: Final = (
    r"(?:法院|法庭|检察院|公安局|派出所|司法局|执行[局庭]|政治部|宣传[部处科]|办公室|中心|大厅|编辑部|通讯员|本院|我院)"
)
_PUBLIC: Final = r"(?:举报|投诉|监督|咨询|值班|服务|报名|投稿|征稿|征集|新闻|线索|悬赏|维权|纪检|监察|信访)"
_NOBODY: Final = r"[^，。；、\n被申原当某其他她家找拨打向]{0,10}"
_LABEL: Final = r"(?:电话|热线|专线|传真|邮箱|信箱|邮件)(?:号码)?(?:为|是|:|至)?[ ]?[(]?"
_OFFICER: Final = r"(?:法官|警官|书记员|联络员|主任|[庭局科]长)[，；、 (]{0,2}(?:办公|值班|联系)?"
_OFFICE_CONTACT: Final = re.compile(
    rf"(?:(?:{_PUBLIC}|{_OFFICE}){_NOBODY}|{_OFFICER}){_LABEL}(?:[^，。；\n]{{1,30}}(?:[、,/和或 ]|或者)[ (]?)?$"
    rf"|{_OFFICE}[: (]?$|(?:来稿|投稿|稿件){_NOBODY}$|热线[:为是]?[ ]?$|12368(?:[、,/和或 ]|或者)$"
)
_PLAIN_LABEL: Final = re.compile(rf"(?:^|[，。；、(\s])(?:联系|电子|办公)?{_LABEL}$")
_PARTY: Final = re.compile(r"被执行|申请|当事人|原告|被告|某|×|[他她家妻]")
_CONTACTS: Final = re.compile(rf"(?:{_PUBLIC}|{_OFFICE}|法官){_NOBODY}(?:{_LABEL}|联系(?=[，；。(])|地址)")
_OFFICE_BEHIND: Final = re.compile(
    rf"[\d、,/ -]{{0,30}}[(][^()\n]{{0,16}}(?:{_OFFICE}|法官)|[ ]?(?:咨询|举报|反映|报名|投诉|预约)"
)
_OFFICE_ROOM: Final = re.compile(
    r"(?:法院|执行局|办公楼|审判楼|大厅|中心|本院|我院|庭|办公室|综合楼|会议|接待|办事处|政府|司法所|村委会|居委会)[^，。；\n]{0,8}$"
)
_HIDDEN_ESTATE: Final = re.compile(r"[某×Xx][^\W\d就住在于位名是家到的]{0,8}$")
_OFFICE_AFTER: Final = re.compile(
    r"^[^，。；\n]{0,6}(?:法院|法庭|检察院|派出所|公安局|司法局|诉讼服务|执行局|办公室|接待室|会议室|政府|党校|礼堂|剧院|(?:文化|图书|体育|博物|展览)馆)"
    r"|^院内的?[^，。；\n]{0,12}(?:办公室|委员会|中心|协会|公司|局|医院|学校)|^的[^，。；\n]{0,8}(?:大厦|商场|酒店|饭店|宾馆|广场|商城)"
)


def addresses(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Addresses down to a number or room (法释〔2016〕19号 art. 10); offices and the court's own are left alone."""
    own = policy.words.get("own_addresses", ())
    for part in leak_parts(draft):
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


def is_office_contact(plain: str, start: int, end: int) -> bool:
    """Whether the telephone or mail box at start..end is one an office gives out: 举报电话, 投稿邮箱, 法院值班电话."""
    if _OFFICE_CONTACT.search(plain[max(0, start - 50) : start]) or _OFFICE_BEHIND.match(plain, end):
        return True
    before = plain[max(0, start - 150) : start]
    contacts = list(_CONTACTS.finditer(before))
    return bool(contacts and _PLAIN_LABEL.search(before) and not _PARTY.search(before, contacts[-1].end()))


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
    before = plain[max(0, start - 14) : start]
    han = _LEFTWARD.search(before)
    name = han.group() if han else ""
    lead = _LEAD.match(name)
    name = name[lead.end() :] if lead else name
    return start if "某" in name[-2:] else start - len(name)


def _is_office(plain: str, start: int, end: int) -> bool:
    return bool(_OFFICE_BEFORE.search(plain[max(0, start - 30) : start]) or _OFFICE_AFTER.match(plain[end : end + 20]))

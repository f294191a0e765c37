"""Another court's name where one's own should stand, as copied plans and stories leave it behind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_FULL: Final = re.compile(r"(?P<level>中级|高级)?人民法院$")
_WORDS_BEFORE: Final = re.compile(
    r".*(?:和|与|及|由|向|在|到|至|经|被|将|对|从|因|于|的|了|为|是|据|让|请|给|把|往|以|就|凭|称|受|赴|等|该|原|系"
    r"|即|并|后|前|日|年|月|时|服|起诉|学习|赶赴|来到|前往|委托|协助|移送|指定|指令|配合|联合|会同|修订|制定|出台"
    r"|印发|完善|落实|执行|关于|根据|依据|按照|申请人|被告|原告|其中|包括|分别|不服|隶属|作出|获悉|记者|通讯员|干警"
    r"|法官|局长|院长|来自|随着|展示|维护|中共|结合|围绕|报送|推动|促进|提升|树立|宣传|做好|通过|确保|反映|体现|推进|加强|支持|提高|保障|服务|打造|讲好)"
)
_UNIT: Final = re.compile(r"(?:省|市|县|区|州|旗|盟|兵团|垦区|开发区|新区|矿区|林区)$")
_GENERAL: Final = re.compile(
    r"^(?:全|各|本|我|该|某|两|多|外|异|当|原|其|有|受|上|下|基|中|首|省|市|县|区|州|甲|乙|××"
    r"|[一二三四五六七八九十\d]+[个家]).{0,6}$"
)
_TASK: Final = re.compile(
    r"^(?:执行局|党组|干警|执行干警|执行法官|执行团队|全体|全院|各部门|院领导|机关)?[^，。；\n]{0,10}?"
    r"(?:成立|召开|组织|开展|部署|启动|要求|将|要|应|制定|印发|决定开展|深入|积极|坚持|牢记|充分|通过|出动|集中|建立"
    r"|发布|举行|举办|获评|推行|打造|进一步|切实|力争|全力|放弃|奋战|坚守|共受理)"
)
_RULE_BOOK: Final = re.compile(
    r"(?:修订|制定|出台|印发|完善|落实|执行|按照|根据|严格|填写|遵守|实施"
    r"|贯彻)[^。；\n《》]{0,12}(?:《[^《》]{2,40}》[、和及]?){0,6}《$"
)
_HISTORY: Final = re.compile(
    r"判决|裁定|一审|二审|再审|原审|移送|委托|协助|立案|调解书|起诉|诉至|首封|轮候|来函|商请|提级|指定|指令|交叉执行"
    r"|异地|联合|联手|联动|联系|协同|配合|对接|会同|赶赴|前往|经验|学习|考察|兄弟|邻近|毗邻|共同|跨区域|跨省|协作|管辖|申请执行"
    r"|向.{0,20}法院|另案|查封"
    r"|报道|转载|转发|获悉|来源|入选|发布的|交流|来我?院|遴选|调任|受理(?!执行案件|各类|案件)|列入|纳入|达成|分配|持[^，。]{0,12}(?:判决|调解)"
    r"|借鉴|参照|做法|字样|参观|观摩|挂职|申请人|被执行人|原告|一案|该案|本案|送达|冻结|拘留|扣押|限制消费|某"
)
_OUR_OFFICE: Final = re.compile(r"^(?:党组|政治部|政治处|新闻发言人|宣传科|办公室负责|机关党委)")
_PLAN_TITLE: Final = re.compile(r"(?:方案|计划|办法|要点|通知|制度|规定|意见|细则|预案|总结)(?:[（(][^（）()]*[）)])?$")
_PLAN: Final = re.compile(r"制定本|本(?:方案|办法|制度|规定|计划|通知|意见|细则)(?!院)")
_OUR_WORK: Final = re.compile(r"各(?:业务|内设)?(?:庭|部门|科室|团队)|领导小组|全院|全体干警")
_OURS: Final = re.compile(r"^[（(](?:以下)?简称[“”]?(?:我院|本院)")


@dataclass(frozen=True, slots=True)
class Court:
    """A court named in a text: its whole name, the place without the unit above it, and its level."""

    name: str
    level: str
    start: int
    end: int


@lru_cache(maxsize=64)
def find_courts(text: str) -> tuple[Court, ...]:
    """Courts named with 人民法院, by place; 最高人民法院 and general words (各级人民法院) are left out."""
    found = []
    for match in re.finditer(r"(?:中级|高级)?人民法院", text):
        han = re.search(r"[\u4e00-\u9fff]{0,24}$", text[max(0, match.start() - 24) : match.start()])
        place = han.group() if han else ""
        lead = _WORDS_BEFORE.match(place)
        place = place[lead.end() :] if lead else place
        if len(place) >= 2 and _UNIT.search(place) and not _GENERAL.match(place):
            level = match.group().removesuffix("人民法院")
            found.append(Court(place + match.group(), level, match.start() - len(place), match.end()))
    return tuple(found)


def foreign_names(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A court of one's own level doing one's own tasks: on a line of its own, as 我院, in a plan, with campaigns."""
    title = _title(draft)
    own = draft.court.strip() or _titled(title)
    ending = _FULL.search(own)
    if not ending:
        return
    level = ending["level"] or ""
    is_plan = bool(_PLAN_TITLE.search(title) or _PLAN.search(draft.text))
    for part in passages(draft):
        for court in find_courts(part.shown):
            is_other = court.level == level and not same_court(court.name, own)
            if is_other and speaks_for_us(part.shown, court, is_plan=is_plan):
                yield policy.finding(
                    "courts.foreign_name", part.place(court.start, court.end), name=court.name, own=own
                )


def _title(draft: Draft) -> str:
    """The title, in the text's first line where the draft has none."""
    return draft.title.strip() or draft.text.lstrip("# \u3000\n").partition("\n")[0].strip(" \u3000*#")[:80]


def _titled(title: str) -> str:
    """The court a plan or a report has in its title: 澄江市人民法院2024年度执行工作总结."""
    courts = find_courts(title)
    begins = len(courts) == 1 and not title[: courts[0].start].strip("关于印发《“")
    return courts[0].name if begins and _PLAN_TITLE.search(title) else ""


def same_court(name: str, own: str) -> bool:
    """云南省澄江市人民法院 and 澄江市人民法院 are one court."""
    return name.endswith(own) or own.endswith(name)


def speaks_for_us(text: str, court: Court, *, is_plan: bool) -> bool:
    """A line of its own, 我院 or a rule book says so at once; else our own work, and nothing done between courts."""
    line_start = text.rfind("\n", 0, court.start) + 1
    line_end = text.find("\n", court.end)
    line = text[line_start : line_end if line_end >= 0 else len(text)].strip(" \u3000\u200b*#")
    if line == court.name or _OURS.match(text[court.end : court.end + 12]):
        return True
    before, after = text[max(line_start, court.start - 100) : court.start], text[court.end : court.end + 24]
    if _RULE_BOOK.search(before) or before.endswith(("我院（", "本院（", "我院(", "本院(")):
        return True
    sentence = sentence_around(text, court.start, court.end)
    if _HISTORY.search(sentence):
        return False
    begins = not re.search(r"[\u4e00-\u9fff]$", before) or before.endswith(("这是", "正是", "也是"))
    return is_plan or bool(_OUR_WORK.search(sentence) or _OUR_OFFICE.match(after) or (begins and _TASK.match(after)))


RULES: Final[tuple[Rule, ...]] = (Rule("courts.foreign_name", foreign_names),)

"""Tells a date that limits which cases, works or people are meant from one by which something is to be done."""

import re
from typing import Final

from publicity.plans.dates_spans import Mark, Span
from publicity.plans.items import Role
from publicity.plans.roles_surroundings import Surroundings, Verdict

_VERB: Final = (
    "(?:受理|立案|新收|收案|受案|移送|交办|收到|审结|执结|结案|办结|生效|审理|判决|宣判|发表|刊播|刊发|刊登|播出"
    "|首发|首播|播放|创作|拍摄|制作|采写|撰写|推送|出生|参加工作|任职|入额|入职|取得|登记|注册|形成|发生|作出"
    "|录用|调入|转正|退休|毕业|竣工|出版|获得|被评为|终结|终本|申报|报送|选送|提交|推荐|查封|冻结|扣押)"
)
_STATE: Final = "(?:未结|尚未[^，。；的]{1,4}|存量|旧存|积存|在办)"
_MANNER: Final = "(?:已经?|新|首次|依法|公开|正式|原创|独立|尚未|仍未|未|全市法院|全院|本院|在[^，。；]{1,16}?)"
# 立案受理的, 审结（执结）且已生效的: nothing but verbs up to 的, so the clause only describes.
_DESCRIBES: Final = re.compile(
    rf"^(?:，)?(?:的)?{_MANNER}{{0,2}}(?:{_VERB}(?:（[^）]{{0,8}}）|且|并|和|或|、|已|未|完毕)*)+的|^(?:的)?{_STATE}"
    r"|^已经?[^，。；]{1,8}的(?:单位|法院|部门|案件|人员|庭室|地方)"
)
_BORN: Final = re.compile(
    r"^(?:之?[前后])?(?:出生|入职|参加工作|取得[^，。]{0,8}(?:资格|证书|职称|学历|学位))|^期间(?:公开|首次"
    r"|原创)?(?:发表|首发|刊播)"
)
_ELIGIBLE: Final = re.compile(
    r"(?:参评|参赛|参选|评选|推荐|申报|征集|报送|选送|入选|评审|清理|核查|排查)(?:的)?"
    r"(?:作品|对象|范围|条件|案例|案件|稿件|人选)(?:范围)?[^。；]{0,14}(?:为|是|须|应|限|：|指)[^，。；]{0,10}$"
    r"|作品[^，。；]{0,10}(?:须|应|为)[^，。；]{0,6}$|年龄[^，。；]{0,12}$|案发时间[^，。；]{0,6}$"
)
_HAPPENED_IN: Final = re.compile(
    rf"{_VERB}(?:的)?(?:时间|日期)(?:范围|区间|段)?(?:应当|应|须|必须|需|限)?(?:为|是|在|于|：)?$"
)
_OF_WORK: Final = re.compile("(?:制作|申报|报送|选送|提交|推荐)(?:的)?(?:时间|日期)")
_COUNTED_IN: Final = re.compile(r"(?:统计|考核|评价|取样|数据)(?:时间|期间|周期|区间|范围|时段)(?:为|：|是|自)?$")
_LIMITED: Final = re.compile(rf"^(?:期间|之间|内)?(?:，)?{_MANNER}{{0,2}}{_VERB}")
_DUE: Final = re.compile(r"完成|报送|提交|上报")


def condition(span: Span, around: Surroundings) -> Verdict | None:
    """The verdict "condition", or None."""
    clause = around.right if around.right.startswith("，") else around.right.split("，")[0]
    if _BORN.match(clause):
        return Verdict(Role.CONDITION, "是参评、入选或受理范围的条件", 0.85)
    if _COUNTED_IN.search(around.left):
        return Verdict(Role.CONDITION, "是统计或考核的时段", 0.8)
    happened = _HAPPENED_IN.search(around.left)
    if happened is not None and not _OF_WORK.match(happened[0]) and span.suffix is not Mark.BEFORE:
        return Verdict(Role.CONDITION, "说的是案件、作品或事件发生的时间", 0.8)
    if span.years_before:
        return Verdict(Role.CONDITION, "是往前推算的一段时间，限定范围", 0.8)
    if _DESCRIBES.match(clause) and not span.at:
        return Verdict(Role.CONDITION, "限定的是案件、作品或人员的范围", 0.8)
    limited = _LIMITED.match(clause)
    due = span.suffix is Mark.BEFORE and _DUE.search(clause[:12])
    if limited is not None and not due and _ELIGIBLE.search(around.left):
        return Verdict(Role.CONDITION, "是参评、入选或清理范围的条件", 0.75)
    return None

"""Tells a task from background, the document's own date and a condition of eligibility, by the words around a date."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from publicity.plans.dates_spans import Mark, Span
from publicity.plans.items import Role
from publicity.plans.roles_layout import Layout


class Verdict(NamedTuple):
    """The role of a date, why, and how sure."""

    role: Role
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words around a date: `left` and `right` to the ends of its sentence, `clause` to the next comma."""

    left: str
    right: str
    clause: str
    in_title: bool
    in_heading: bool
    in_book: bool
    in_brackets: bool
    opens: bool


_REACH: Final = 160
_STOP: Final = re.compile(r"[。；;\n]")
_EVENT_NOUN: Final = (
    "会议|大会|全会|论坛|座谈会|推进会|部署会|动员会|视频会|讲话|批示|精神|通知|意见|文件|规定|决定|办法|解释"
    "|纪要|条例|通报|方案|计划|规划|纲要|要点|报告|判决|裁定|决议"
)
_HAPPENED: Final = re.compile(
    r"^[，]?(?:，?[^，。；]{0,22}?)(?:召开|举行|举办|印发|下发|出台|发布|颁布|公布|通过|修订|修正|制定|作出|签署"
    r"|成立|挂牌|部署|启动|签订|印制|转发|批准|联合下发|提出)(?:的|了|过)"
)
_NAMED: Final = re.compile(rf"^(?:度)?(?:的)?(?:第?[^，。；（]{{0,22}}?)(?:{_EVENT_NOUN})(?!召开前|期间)")
_BASIS: Final = re.compile(
    r"(?:根据|按照|依据|依照|遵照|贯彻落实|贯彻|落实|学习|传达|结合|对照|参照|围绕|总结|回顾|原|源于|始于|现将"
    r"|继)[^，。；：]{0,14}$"
)
_STATISTICS: Final = re.compile(
    r"(?:共|累计|合计|总计)(?:受理|审结|执结|收|办|结|有|发|开展|召开|组织|查|判|对|完成|化解|调解|接待|刊|推|新"
    r"|实|执|帮|为|追|拘|罚)|同比|环比|较(?:上年|去年|上月)|比(?:上年|去年)|上升[0-9]|下降[0-9]|增长[0-9]"
    r"|[0-9]+(?:\.[0-9]+)?(?:余|多)?(?:万|亿)?[件人起场次条篇元]|占[^，。；]{0,12}[0-9.]+%|[率为达到][0-9.]+%"
)
_COUNTED: Final = re.compile(r"共(?:受理|新收|审结|执结|收案|结案|办结)|同比|环比|较(?:上年|去年)|比(?:上年|去年)")
_AIM: Final = re.compile("确保|力争|不少于|不低于|至少|以上|目标")
_PAST_WORDS: Final = re.compile(
    r"^[^，。；]{0,16}(?:已经?(?!经?[成不]为)|曾|刚刚?|原|先后|顺利|成功|正式)[\u4e00-\u9fff]"
    r"|^(?:，)?[^，。；]{0,12}(?:被评为|荣获|受到|位列)|^[^，。；]{2,16}了[\u4e00-\u9fff]"
)
_STATES: Final = re.compile(r"^(?:是|为|既是|正值|系|作为|恰逢|适逢|属|被)(?!期|进一步|了|切实|确保|主|贯彻|加强|深入)")
_WORK: Final = re.compile(
    r"完成|开展|报送|上报|提交|召开|组织|举办|启动|推进|实施|落实|建成|实现|制定|出台|形成|整改|部署|总结|验收"
    r"|检查|督查|宣传|发布|推出|拍摄|推广|达到|开通|上线|全面|力争|确保|基本|进行|集中|配合|建立|健全|评选|表彰"
    r"|公布|开办|播出|刊播|通报|"
    r"征集|评审|投票|申报|推荐|选送|参加|汇总|反馈|印制|编印|制作|培训|动员|自查|巡查|督导|抽查|回头看|巩固|提升"
    r"|深化|拓展"
)
_FUTURE: Final = re.compile(r"要|将|应|须|拟|力争|确保|争取|计划|请|完成|全面|实现|建成|基本|开展|启动|推进|组织|实施")
_CASE_VERB: Final = (
    "受理|立案|新收|收案|受案|移送|交办|收到|审结|执结|结案|办结|生效|审理|判决|宣判|发表|刊播|刊发|刊登|播出"
    "|首发|首播|播放|创作|拍摄|制作|采写|撰写|推送|出生|参加工作|任职|入额|入职|取得|登记|注册|形成|发生|作出"
    "|录用|调入|转正|退休|毕业|竣工|出版|获得|被评为|终结|终本|未结|尚未|存量|旧存|积存|在办|公开发表|上线"
)
_CONDITION: Final = re.compile(
    rf"^(?:，)?(?:的)?(?:已经?|新|首次|依法|公开|正式|原创|独立|尚未|仍未|全市法院|全院|本院"
    rf"|在[^，。；]{{1,16}}?)?(?:{_CASE_VERB})[^，。；]{{0,24}}?(?:的|作品|案件|案例|稿件|文章|新闻|论文|人员|干警"
    rf"|未结案)"
)
_BORN: Final = re.compile(
    r"^(?:出生|之?后出生|之?前出生|入职|参加工作|取得|期间(?:公开)?(?:发表|刊播|刊发|播出|创作|拍摄))"
)
_ELIGIBLE: Final = re.compile(
    r"(?:参评|参赛|参选|评选|推荐|申报|征集|报送|选送|入选|评审|清理|核查|排查)(?:的)?(?:作品|对象|范围|条件|案例"
    r"|案件|稿件|人选)?(?:范围)?[^。；]{0,14}(?:为|是|须|应|限|：|必须|须为|应为|须在|应在|指)[^，。；]{0,10}$"
    r"|(?:对|将|凡|以)[^，。；]{0,8}$|作品[^，。；]{0,10}(?:须|应|为)[^，。；]{0,6}$|年龄[^，。；]{0,12}$"
    r"|案发时间[^，。；]{0,6}$"
)
_ATTRIBUTE: Final = re.compile(
    r"^(?:度)?(?:的)?(?:绩效|评优|评先|业绩|成绩|结案(?!率)|(?:全市|全院|各院|本院|法院|全市法院|执行|宣传|信息"
    r"|审判|案件|重点|主要|新闻|全年)*(?:工作)?"
    r"(?:总结(?![提表验评、，。）阶])|情况|数据|要点|任务清单|工作报告|台账|预算|报表|经费|考核(?!组|验)))"
)
_IS: Final = re.compile(r"^是(?!否)(?![^，。；]{0,10}(?:截止|最后|期限|截稿))")
_CUTOFF: Final = re.compile(r"^(?:为|是)[^，。；]{0,14}(?:截止|最后期限|截稿|时限)")
_ANCHOR_ONLY: Final = re.compile(r"之日$")
_FORCE: Final = re.compile(
    r"^(?:起)?(?:正式)?(?:施行|生效|实施。|执行。|废止|开始施行|起执行)|^(?:起)?(?:在全[国省市]|试行)"
)
_VALIDITY: Final = re.compile(r"有效期(?:至|到|为|限)?[^，。；]{0,6}$")
_ISSUED: Final = re.compile(r"^(?:印发|制发|公布)[。]?$")
_STATISTICS_DATE: Final = re.compile(
    r"^(?:，|为止，|止，|底，)?(?:全[国省市区县州院]|我[院市]|本院|两级|共|累计|已|尚|仍|各|未|该|其|目前|还|上述"
    r"|涉|法院)"
)
_PHASE_WORD: Final = re.compile(
    r"阶段|步骤|环节|时间|部署|动员|启动|准备|排查|自查|实施|推进|整改|整治|攻坚|总结|验收|检查|评估|提升|巩固"
    r"|宣传|征集|评审|评选|表彰|申报|推荐|初评|终评|展播|公示|颁奖|投票|报名|培训|集中|筹备|收官|回头看|督导"
    r"|建章立制|问题"
)


def surroundings(layout: Layout, span: Span) -> Surroundings:
    """What stands around `span` in its sentence and line."""
    line = layout.line_at(span.begin)
    text = layout.text
    before = text[max(line.start, span.begin - _REACH) : span.begin]
    after = text[span.finish : min(line.end, span.finish + _REACH)]
    stops = [match.end() for match in _STOP.finditer(before)]
    left = before[stops[-1] if stops else 0 :][-120:]
    stop = _STOP.search(after)
    right = (after[: stop.start()] if stop else after)[:120]
    opened = before.rfind("《") > before.rfind("》") and "》" in after
    bracket = before.rfind("（") > before.rfind("）") and "）" in after[:30]
    opens = span.begin - line.start < _REACH and not re.sub(
        r"^[ #*-]*(?:[0-9]{1,2}[、.．]|（?[一二三四五六七八九十]+[）、.])?[ ]*", "", left
    )
    heading = line.level > 0 and span.begin < line.head_end and line.head_end - line.start <= 70
    return Surroundings(
        left, right, re.split("[，]", right.lstrip("，"))[0], line.title, heading, opened, bracket, opens
    )


def role_of(layout: Layout, span: Span, start: date | None, end: date | None, issued: date | None) -> Verdict:
    """The role of the date in its document."""
    around = surroundings(layout, span)
    return (
        _own_date(layout, span, around)
        or _by_place(span, around)
        or _condition(span, around)
        or _background(span, around, end or start, issued)
        or _year_only(span, around, end, issued)
        or Verdict(Role.TASK, "", 1.0)
    )


def _own_date(layout: Layout, span: Span, around: Surroundings) -> Verdict | None:
    single_day = span.last is None and span.first.unit == "day" and span.first.has_year
    if single_day and span.suffix is Mark.NONE and layout.is_signature(span.begin, span.finish):
        return Verdict(Role.DOCDATE, "文件自己的日期", 0.95)
    if single_day and _ISSUED.match(around.right) and around.in_brackets is False and len(around.left) < 40:
        return Verdict(Role.DOCDATE, "印发日期", 0.9)
    if _FORCE.match(around.right) and span.suffix in (Mark.FROM, Mark.NONE):
        if "》" in around.left[-4:]:
            return Verdict(Role.BACKGROUND, "是所提法规的施行日期", 0.85)
        return Verdict(Role.DOCDATE, "文件的施行日期", 0.85)
    if _VALIDITY.search(around.left):
        return Verdict(Role.DOCDATE, "文件的有效期", 0.8)
    return None


def _by_place(span: Span, around: Surroundings) -> Verdict | None:
    if around.in_book:
        return Verdict(Role.BACKGROUND, "在书名号内，是文件名称的一部分", 0.95)
    if around.in_title:
        return Verdict(Role.BACKGROUND, "在文件标题内", 0.9)
    if span.first.unit == "plan" or span.suffix is Mark.SINCE:
        return Verdict(Role.BACKGROUND, "说的是已有的时期", 0.9)
    return None


def _condition(span: Span, around: Surroundings) -> Verdict | None:
    clause = around.right.split("，")[0] if not around.right.startswith("，") else around.right
    if _BORN.match(clause):
        return Verdict(Role.CONDITION, "是参评、入选或受理范围的条件", 0.85)
    if _CONDITION.match(clause) and not span.at:
        return Verdict(Role.CONDITION, "限定的是案件、作品或人员的范围", 0.8)
    if span.years_before:
        return Verdict(Role.CONDITION, "是往前推算的一段时间，限定范围", 0.8)
    eligible = _ELIGIBLE.search(around.left)
    if eligible is not None and re.match(rf"^(?:期间|之间|内)?(?:，)?(?:在[^，。；]{{0,14}})?(?:{_CASE_VERB})", clause):
        return Verdict(Role.CONDITION, "是参评、入选或清理范围的条件", 0.75)
    return None


def _background(span: Span, around: Surroundings, last: date | None, issued: date | None) -> Verdict | None:
    deadline = span.suffix is Mark.BEFORE
    past = issued is None or last is None or last <= issued
    if span.first.unit == "year" and not span.first.part and span.last is None and _is_loose_year(span):
        return Verdict(Role.BACKGROUND, "只说到某一年，没有安排", 0.85)
    if (
        span.first.month_shift is not None
        and span.suffix is Mark.NONE
        and span.first.unit == "month"
        and not span.first.part
    ):
        return Verdict(Role.BACKGROUND, "只是材料所属的月份", 0.7)
    if span.first.unit == "recent" or min(span.first.year_shift or 0, span.first.month_shift or 0) < 0:
        return Verdict(Role.BACKGROUND, "说的是过去的时间", 0.85)
    if not deadline and _IS.match(around.right):
        return Verdict(Role.BACKGROUND, "只是说明这是什么日子", 0.85)
    if _names_a_report(span, around):
        return Verdict(Role.BACKGROUND, "只是材料或考核所属的时段", 0.7)
    if span.first.unit == "anchor" and span.last is None and _ANCHOR_ONLY.search(around.left[-8:] + span.first.name):
        return Verdict(Role.BACKGROUND, "只是起算的日子", 0.7)
    if not deadline and _COUNTED.search(around.right[:40]) and not _AIM.search(around.right):
        return Verdict(Role.BACKGROUND, "是统计数字所属的时段", 0.85)
    if past and not deadline and _HAPPENED.match(around.right):
        return Verdict(Role.BACKGROUND, "说的是已经发生的事", 0.8)
    if not deadline and _BASIS.search(around.left) and _NAMED.match(around.right):
        return Verdict(Role.BACKGROUND, "是所依据的会议或文件的日期", 0.85)
    if not past:
        return None
    if span.prefix is Mark.BY and _STATISTICS_DATE.match(around.right) and _is_count(around):
        return Verdict(Role.BACKGROUND, "是统计截止日期", 0.85)
    if not deadline and (_PAST_WORDS.match(around.clause) or _is_count(around)):
        return Verdict(Role.BACKGROUND, "说的是已有的情况", 0.75)
    return _long_past(span, around, last, issued)


def _names_a_report(span: Span, around: Surroundings) -> bool:
    whole = span.first.unit in ("half", "quarter", "quarters", "year", "month") and span.last is None
    plain = span.suffix is Mark.NONE and span.prefix is Mark.NONE and not span.first.part
    return whole and plain and bool(_ATTRIBUTE.match(around.right))


def is_cutoff(layout: Layout, span: Span) -> bool:
    """6月30日为截止时间: the words after the date make it a deadline."""
    return span.last is None and bool(_CUTOFF.match(surroundings(layout, span).right))


def _is_loose_year(span: Span) -> bool:
    return bool(span.first.name) and span.suffix in (Mark.NONE, Mark.DURING) and span.prefix is not Mark.BY


def _is_count(around: Surroundings) -> bool:
    return bool(_STATISTICS.search(around.right[:60])) and not _AIM.search(around.right)


def _long_past(span: Span, around: Surroundings, last: date | None, issued: date | None) -> Verdict | None:
    """A date the document's own date has left behind is no task, save in a phase or as a recent deadline."""
    if issued is None or last is None or last >= issued or around.in_heading or around.in_brackets:
        return None
    days = (issued - last).days
    if span.suffix is Mark.BEFORE or span.prefix is Mark.BY:
        return Verdict(Role.BACKGROUND, "早于文件日期", 0.6) if days > 92 else None
    return Verdict(Role.BACKGROUND, "早于文件日期", 0.6) if days > 7 else None


def _year_only(span: Span, around: Surroundings, end: date | None, issued: date | None) -> Verdict | None:
    """A whole year is a task only where the words say that something is to be done in it."""
    years = [point for point in (span.first, span.last) if point is not None]
    if any(point.unit != "year" or point.part for point in years):
        return None
    if span.suffix in (Mark.BEFORE, Mark.FROM) or span.prefix is Mark.BY:
        return None
    if around.in_heading and around.in_brackets and _PHASE_WORD.search(around.left):
        return None
    coming = issued is None or end is None or end.year >= issued.year
    clause_starts = around.opens or around.left.endswith(("，", "：", "、"))
    work = _WORK.search(around.clause[:24]) or (
        around.right.startswith(("，", "：")) and _WORK.search(around.right[:30])
    )
    if coming and clause_starts and work and not _STATES.match(around.right) and not _NAMED.match(around.right[:16]):
        ahead = issued is not None and end is not None and end.year > issued.year
        if ahead or issued is None or _FUTURE.search(around.right[:24]):
            return None
    return Verdict(Role.BACKGROUND, "只说到某一年，没有安排", 0.8)

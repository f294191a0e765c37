"""Tells a task from background, the document's own date and a condition of eligibility, by the words around a date."""

import re
from datetime import date
from typing import Final

from publicity.plans.dates_spans import Mark, Span
from publicity.plans.items import Role
from publicity.plans.roles_condition import condition
from publicity.plans.roles_layout import Layout
from publicity.plans.roles_surroundings import Surroundings, Verdict

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
    r"^[^，。；]{0,16}(?:已经?(?!成为)|曾)[\u4e00-\u9fff]|^(?:，)?[^，。；]{0,12}(?:被评为|荣获|受到|位列)"
    r"|^[^，。；]{2,16}(?<![为除])了(?![解却])[\u4e00-\u9fff]"
)
_PAST_MANNER: Final = re.compile(r"^[^，。；]{0,16}(?:刚刚?|先后|顺利|成功|正式)[\u4e00-\u9fff]")
_STATES: Final = re.compile(r"^(?:是|为|既是|正值|系|作为|恰逢|适逢|属|被)(?!期|进一步|了|切实|确保|主|贯彻|加强|深入)")
_WORK: Final = re.compile(
    r"完成|开展|报送|上报|提交|召开|组织|举办|启动|推进|实施|落实|建成|实现|制定|出台|形成|整改|部署|总结|验收"
    r"|检查|督查|宣传|发布|推出|拍摄|推广|达到|开通|上线|全面|力争|确保|基本|进行|集中|配合|建立|健全|评选|表彰"
    r"|公布|开办|播出|刊播|通报|"
    r"运行|投入|启用|覆盖|征集|评审|投票|申报|推荐|选送|参加|汇总|反馈|印制|编印|制作|培训|动员|自查|巡查|督导"
    r"|抽查|回头看|巩固|提升"
    r"|深化|拓展"
)
# 2021年全面建成 is an order, 2021年新闻宣传工作 a name.
_AT_ONCE: Final = re.compile(
    r"(?:度)?(?:要|将|应|须|内|力争|确保|争取|率先|正式|全面|基本|全部|继续|完成|实现|建成|启动|开展|推进|组织"
    r"|召开|举办|达到|出台|制定|上线)"
)
# 3月8日，省院召开电视电话会议，… in a document of 10 March is over.
_TOLD: Final = re.compile(
    r"，?(?:[\u4e00-\u9fff]{0,12}?[院委局府会办厅部组处市省县区校室])(?!要|将|应|须|拟)[^，。；]{0,8}?"
    r"(?:召开|举行|举办|印发|下发|出台|发布|作出|组织|开展|启动|部署)(?!前)"
)
_GOES_ON: Final = re.compile(r"[\u4e00-\u9fff]{2,10}，[0-9]{1,2}月")
_ORDER: Final = re.compile(r"(?:请|要|应|须|将|拟|务必|定|定于)[^，。；]{0,10}$")
_FUTURE: Final = re.compile(r"要|将|应|须|拟|力争|确保|争取|计划|请|完成|全面|实现|建成|基本|开展|启动|推进|组织|实施")
_ATTRIBUTE: Final = re.compile(
    r"^(?:度)?(?:的)?(?:绩效|评优|评先|业绩|成绩|结案(?!率)|(?:全市|全院|各院|本院|法院|全市法院|执行|宣传|信息"
    r"|审判|案件|重点|主要|新闻|全年)*(?:工作)?"
    r"(?:总结(?![提表验评、，。）阶])|情况|数据|要点|任务清单|工作报告|台账|预算|报表|经费|考核(?!组|验)))"
)
_IS: Final = re.compile(r"^，?是(?!否)(?![^，。；]{0,10}(?:截止|最后|期限|截稿))")
# 12月1日至1月31日是集中整治阶段 says when; 是关键阶段 only what it is.
_IS_WHEN: Final = re.compile(
    r"^[是为][^，。；]{0,30}(?<!关键)(?<!重要)(?:阶段|的时间|的期限|时段)(?=[，。；：]|$)(?<!的阶段)"
)
_PHASE_LABEL: Final = re.compile(r"(?:阶段|步骤|环节|准备|实施|验收|总结)[：:]$")
_NEWS: Final = re.compile(r"^(?:电|讯|消息)(?=[ ，（]|记者|$|[\u4e00-\u9fff])|^，?记者")
_WORKS: Final = re.compile(
    r"(?:评选|参评|推介|征集|申报|评奖|参赛|征稿|作品|受理|清理)(?:的)?(?:对象)?(?:和)?范围[：:]?$"
)
_NAMED_MONTH: Final = re.compile(r"^[^，。；]{1,4}(?<!当)(?<!本)月(?:活动|期间)")
_CUTOFF: Final = re.compile(r"^(?:为|是)[^，。；]{0,14}(?:截止|最后期限|截稿|时限)")
_ANCHOR_ONLY: Final = re.compile(r"之日$")
_FORCE: Final = re.compile(
    r"^(?:起)?(?:正式)?(?:施行|生效|实施。|执行。|废止|开始施行|起执行)|^(?:起)?(?:在全[国省市][^，。；]{0,8}?(?:施行|试行|实行)|试行)"
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
        or _of_works(layout, span, around)
        or condition(span, around)
        or _background(span, around)
        or _past(span, around, end or start, issued or _first_day(layout))
        or _long_past(span, around, end or start, issued)
        or _year_only(span, around, end, issued)
        or Verdict(Role.TASK, "", 1.0)
    )


def _first_day(layout: Layout) -> date | None:
    """A document without a signature is no older than the year of its title or number."""
    year = layout.title_year or layout.number_year
    return date(year, 1, 1) if year else None


def _own_date(layout: Layout, span: Span, around: Surroundings) -> Verdict | None:
    month = span.last is None and span.first.unit == "month" and span.first.has_year and not span.first.part
    if month and span.suffix is Mark.NONE and layout.is_signed_month(span.begin, span.finish):
        return Verdict(Role.DOCDATE, "文件自己的日期", 0.9)
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
    if (
        re.search(r"(?:》|会议|大会|全会|讲话|批示|通知|意见)（[^（）]{0,12}$", around.left)
        and span.suffix is Mark.NONE
        and span.last is None
    ):
        return Verdict(Role.BACKGROUND, "是所提文件的日期", 0.85)
    if around.in_title:
        return Verdict(Role.BACKGROUND, "在文件标题内", 0.9)
    if _NEWS.match(around.right) and span.last is None and span.first.unit == "day":
        return Verdict(Role.BACKGROUND, "是消息刊发的日期", 0.85)
    whole = span.first.unit == "month" and span.last is None and span.suffix is Mark.NONE
    if whole and _NAMED_MONTH.match(around.right):
        return Verdict(Role.BACKGROUND, "是活动月的名称", 0.7)
    if span.first.unit == "plan" or span.suffix is Mark.SINCE:
        return Verdict(Role.BACKGROUND, "说的是已有的时期", 0.9)
    return None


def _of_works(layout: Layout, span: Span, around: Surroundings) -> Verdict | None:
    """推介范围 ⏎ 2018年7月1日至2019年7月1日，…: the heading says what the window limits."""
    head = around.left or layout.before_line(layout.line_at(span.begin))
    if span.last is not None and around.opens and _WORKS.search(head):
        return Verdict(Role.CONDITION, "是参评、入选或受理范围的条件", 0.8)
    return None


def _background(span: Span, around: Surroundings) -> Verdict | None:
    """What the words show to be background, whenever it is."""
    point, deadline = span.first, span.suffix is Mark.BEFORE
    if point.unit == "year" and not point.part and span.last is None and _is_loose_year(span):
        return Verdict(Role.BACKGROUND, "只说到某一年，没有安排", 0.85)
    if _is_reported_month(span) or _names_a_report(span, around):
        return Verdict(Role.BACKGROUND, "只是材料或考核所属的时段", 0.7)
    if point.unit == "recent" or min(point.year_shift or 0, point.month_shift or 0) < 0:
        return Verdict(Role.BACKGROUND, "说的是过去的时间", 0.85)
    if point.unit == "anchor" and span.last is None and _ANCHOR_ONLY.search(point.name):
        return Verdict(Role.BACKGROUND, "只是起算的日子", 0.7)
    if deadline:
        return None
    if _IS.match(around.right) and not _IS_WHEN.match(around.right):
        return Verdict(Role.BACKGROUND, "只是说明这是什么日子", 0.85)
    if _COUNTED.search(around.right[:40]) and not _AIM.search(around.right):
        return Verdict(Role.BACKGROUND, "是统计数字所属的时段", 0.85)
    if _BASIS.search(around.left) and _NAMED.match(around.right):
        return Verdict(Role.BACKGROUND, "是所依据的会议或文件的日期", 0.85)
    return None


def _past(span: Span, around: Surroundings, last: date | None, issued: date | None) -> Verdict | None:
    """What has happened: certain where the document's date is known, by strong words alone where it is not."""
    if issued is not None and last is not None and last > issued:
        return None
    known, deadline = issued is not None and last is not None, span.suffix is Mark.BEFORE
    if not deadline and _HAPPENED.match(around.right):
        return Verdict(Role.BACKGROUND, "说的是已经发生的事", 0.8)
    if not deadline and _PAST_WORDS.match(around.clause):
        return Verdict(Role.BACKGROUND, "说的是已有的情况", 0.75)
    if span.prefix is Mark.BY and _STATISTICS_DATE.match(around.right) and _is_count(around):
        return Verdict(Role.BACKGROUND, "是统计截止日期", 0.85)
    if known and not deadline and (_PAST_MANNER.match(around.clause) or _is_count(around)):
        return Verdict(Role.BACKGROUND, "说的是已有的情况", 0.75)
    return None


def _is_reported_month(span: Span) -> bool:
    """报送上月情况, 下月计划: the month of the material."""
    point = span.first
    return point.month_shift is not None and point.unit == "month" and span.suffix is Mark.NONE and not point.part


def _names_a_report(span: Span, around: Surroundings) -> bool:
    whole = span.first.unit in ("half", "quarter", "quarters", "year", "month") and span.last is None
    plain = span.suffix is Mark.NONE and span.prefix is Mark.NONE and not span.first.part
    return whole and plain and bool(_ATTRIBUTE.match(around.right))


def is_cutoff(layout: Layout, span: Span) -> bool:
    """6月30日为截止时间: the words after the date make it a deadline."""
    return span.last is None and bool(_CUTOFF.match(surroundings(layout, span).right))


def is_told_as_past(layout: Layout, span: Span) -> bool:
    """Whether the words tell of something that has happened, so that its year is not moved on."""
    around = surroundings(layout, span)
    told = _PAST_WORDS.match(around.clause) or _PAST_MANNER.match(around.clause) or _HAPPENED.match(around.right)
    return bool(
        told or _COUNTED.search(around.right[:40]) or (_BASIS.search(around.left) and _NAMED.match(around.right))
    )


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
    whole = span.first.unit not in ("day", "third") and span.last is None
    if whole and span.at and span.suffix is Mark.NONE and days <= 31 and _GOES_ON.match(around.right):
        return None  # 于3月启动，4月至6月开展… signed in April is still the timetable
    told = (
        span.last is None and span.suffix is Mark.NONE and _TOLD.match(around.right) and not _ORDER.search(around.left)
    )
    return Verdict(Role.BACKGROUND, "早于文件日期", 0.6) if days > 7 or whole or told else None


def _year_only(span: Span, around: Surroundings, end: date | None, issued: date | None) -> Verdict | None:
    """A whole year is a task only where the words say that something is to be done in it."""
    years = [point for point in (span.first, span.last) if point is not None]
    if any(point.unit != "year" or point.part for point in years):
        return None
    if span.suffix in (Mark.BEFORE, Mark.FROM) or span.prefix is Mark.BY:
        return None
    if around.in_heading and around.in_brackets and _PHASE_WORD.search(around.left):
        return None
    runs = span.last is not None and span.prefix is Mark.FROM and around.right.startswith(("结束", "为止", "止"))
    if runs or _PHASE_LABEL.search(around.left) or _IS_WHEN.match(around.right):
        return None
    coming = issued is None or end is None or end.year >= issued.year
    clause_starts = around.opens or around.left.endswith(("，", "：", "、"))
    comma = around.right.startswith(("，", "："))
    work = _WORK.search(around.right[:30]) if comma else _AT_ONCE.match(around.right)
    if coming and clause_starts and work and not _STATES.match(around.right) and not _NAMED.match(around.right[:16]):
        ahead = issued is not None and end is not None and end.year > issued.year
        if ahead or issued is None or _FUTURE.search(around.right[:24]):
            return None
    return Verdict(Role.BACKGROUND, "只说到某一年，没有安排", 0.8)

"""Tells a duty that recurs from a habit that is only reported: 每年办案10万件, 每季度公布的案例, 近年来每月通报."""

import re
from dataclasses import replace
from typing import Final

from publicity.plans.items import Reading, Role
from publicity.plans.roles_layout import Layout

_REACH: Final = 120
_STOP: Final = re.compile(r"[。；;\n\x00]")
# 月通报，季调度 alone in a list of measures is one of them.
_ORDERED: Final = re.compile(r"[，。；、]|$")
_OF_SOMETHING: Final = re.compile(
    r"(?:定期|集中)?(?:公布|发布|评选|报送|通报|推送|编发|刊发|召开|举办|开展|组织|形成|产生|审结|执结|办理|受理)(?:出)?的"
)
_COUNTED: Final = re.compile(
    r"^[^，。；]{0,10}(?:数量?|收案|结案|受理|审结|办结|执结|新增|产生|发生)[^，。；]{0,6}?"
    r"(?:约|近|达|超过?|有|多达)[0-9.]+(?:余|多)?(?:万|亿)?(?:余|多)?[件人起元]"
)
_TOLD_BEFORE: Final = re.compile(
    r"近年来|近几年|多年来|一直以来|(?<!时代)以来，|去年|(?:推出|建立|实行|开展|制定|探索|形成|创立|设立|坚持|组织)了"
)
_ORDERS: Final = re.compile(r"要|应|须|请|确保|务必|至少|不少于|不低于|今年")


# 实行周调度 sets a cadence up, 周调度会后印发 only names it.
_NAMED: Final = re.compile(r"“?(?:双月”?|双周|半年度?|月度?|季度?|周|日|旬)(?:工作)?[^每一二三按逐\n]{2,6}$")
_SETS_UP: Final = re.compile(
    r"(?:实行|实施|建立|落实|执行|坚持|召开|开展|健全|完善|推行|做好|组织|形成|发布|进行|编发|开好|抓好|采取|制作|报送"
    r"|提交|上报|通过|按照|要求|填报|完成)(?:好|了)?[^，。；：\n]{0,14}$"
)
_SYSTEM: Final = re.compile(r"(?:制度|机制|办法)$")


def with_role(layout: Layout, text: str, item: Reading) -> Reading:
    """The cadence as a task, or as background where the words only name or report it."""
    line = layout.line_at(item.begin)
    head = text[line.start : min(line.end, line.start + _REACH)].strip()
    if item.role is Role.TASK and (line.title or (line.level and len(head) <= 30 and _SYSTEM.search(head))):
        return _background(item, "只是标题中的名称")
    if item.role is Role.TASK and _NAMED.fullmatch(text[item.begin : item.finish]):
        before = text[max(line.start, item.begin - 24) : item.begin]
        if not _SETS_UP.search(before) and not _ORDERED.match(text, item.finish):
            return _background(item, "只是提到它的名称")
    return _reported(text, item)


def _reported(text: str, item: Reading) -> Reading:
    """As a task unless the sentence tells of a habit or counts what was done."""
    right = _STOP.split(text[item.finish : item.finish + _REACH])[0]
    whole = text[item.begin : item.finish] + right
    left = _STOP.split(text[max(0, item.begin - _REACH) : item.begin])[-1]
    if item.role is not Role.TASK:
        return item
    if _OF_SOMETHING.match(right) or _COUNTED.match(whole[2:]):
        return _background(item, "说的是已有的做法或数量")
    told = _TOLD_BEFORE.search(left)
    if told is not None and not _ORDERS.search(left, told.end()) and not _ORDERS.search(whole):
        return _background(item, "说的是以往的做法")
    return item


def _background(item: Reading, reason: str) -> Reading:
    return replace(item, role=Role.BACKGROUND, reason=reason, confidence=0.75)

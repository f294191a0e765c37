"""What a template left over: braces, bracketed prompts, blanks."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_ASKS: Final = (
    r"(?:此处|这里|请|请在此|请在此处|需|待)(?:填|补|写|插入|添加|放|输入|选择|替换|概述|描述|核实|核对|定|确认|完善|注明)"
    r"|待[：:]|尚缺|缺少|未填|没有填|填写|插入图|插入照|补充[：:]"
)
_LEFT_OVER: Final = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{%[^%\n]{0,80}%\}|\$\{[^{}\n]{0,60}\}|<%[^%\n]{0,80}%>"
    rf"|[【\[［〔](?:{_ASKS})[^】\]］〕\n]{{0,60}}[】\]］〕](?!\()"
    r"|[【\[［][^】\]］\n]{0,40}(?:待补充?|待填写?|待核实?|待定|待确认|待完善|请填写|未填写)[】\]］](?!\()"
    r"|[（(](?:此处(?:填|插入|补|写|添加|放)|请(?:在此|填写|补充|写明|注明此处)|待(?:补充|填写|补|填|核实后补))[^）)\n]{0,60}[）)]"
    r"|[（(](?:待填写?|待核实?|待完善|待查实?|暂缺|略写)[）)]|【】"
    r"|(?<=[：:。\s])待补(?:充)?(?=[，。\s]|$)|^待补(?:充)?$"
    r"|_{3,}|＿{2,}|(?<![A-Za-z])(?:TODO|TBD|FIXME|[Ll]orem ipsum)(?![A-Za-z])"
    r"|(?<![A-Za-z])[Xx]{2,4}年[Xx]{1,2}月[Xx]{1,2}日"
)


_BLANK: Final = re.compile(
    r"(?<![A-Za-z0-9×XxＸ*])(?:[XxＸ]{2,4}|×{2,4}|\*{2,4})"
    r"(?=法院|人民法院|[市县区镇村]|中级|公司|年(?![ ]*[XxＸ×]{1,2}月)|月|元|万元|人民币|案件|某|局|单位)"
    r"|\d{4}年(?:[XxＸ]{1,2}|×{1,2})月(?:[XxＸ]{1,2}|×{1,2})日|(?<![一-龥])某某某(?!公司|银行)"
    r"|(?<![A-Za-z0-9×XxＸ])(?:[XxＸ]{2,4}|×{2,4})年(?=[ ]*[XxＸ×]{1,2}月)"
)


def left_over(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Prompts and blanks that were to be filled in."""
    for passage in passages(draft):
        for match in _LEFT_OVER.finditer(passage.raw):
            # a run of underscores may be markup (a rule across the page) that readers never see
            if passage.shown[match.start() : match.end()].strip("\u200b"):
                yield policy.finding("placeholders.left_over", passage.place(*match.span()), prompt=match.group())


def blanks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """XX法院, ××某, 某某某: a blank that was kept, or a name hidden in a way of its own; said once a story."""
    for passage in passages(draft):
        match = _BLANK.search(passage.shown)
        if match:
            yield policy.finding("placeholders.blank", passage.place(*match.span()), blank=match.group())
            return


RULES: Final = (Rule("placeholders.left_over", left_over), Rule("placeholders.blank", blanks))

"""What a template or an editor left over: braces, bracketed prompts, blanks."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.person_words import FUNCTION_SURNAMES, SURNAMES
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import HIDDEN, passages

_BRACKETED: Final = re.compile(
    r"(?P<open>[（(【\[［〔<＜])(?P<inside>[^（(【\[［〔<＜）)】\]］〕>＞\n]{0,80})[）)】\]］〕>＞](?!\()"
)
_TO_FILL: Final = r"(?:填|补充|补写|写|插入|添加|放|输入|概述|描述)"
_REMARK: Final = (
    r".{0,40}(?:(?<![有尚仍])待(?:补充?|填写?|核实?|核对|确认|完善|更新|查实?)|待[^，。]{1,6}(?:补充|填写|补写)"
    r"|请[^，。]{0,6}(?:补充?|填写|核实|核对|确认|完善|补写)|未填写?)"
)
_ROUND: Final = re.compile(
    rf"(?:此处|这里)(?:待|请|需要?)?{_TO_FILL}.*|请(?:在此|填写|补充|写明|注明此处|插入|添加).*|待(?:补充|填写|补|填).*|暂缺|略写|待(?:审核|审定|校对)|{_REMARK}"
)
_SQUARE: Final = re.compile(
    rf"(?:此处|这里|请|请?在此处?|需|待){_TO_FILL}.*|(?:此处|请|待)(?:选择|替换|核实|核对|确认|完善|注明|补).*"
    rf"|待[：:].*|(?:尚缺|缺少|未填|没有填|填写|插入图|插入照|补充[：:]).*|.{{0,40}}待定|{_REMARK}"
    r"|(?:此处)?(?:图片?|照片|配图|插图)\d{0,2}"
)
_LEFT_OVER: Final = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{[一-龥A-Za-z_ ]{1,30}\}|\{%[^%\n]{0,80}%\}|\$\{[^{}\n]{0,60}\}|<%[^%\n]{0,80}%>"
    r"|(?<=[^\n])【】|【】(?![ \t]*[一-龥])|(?<=[：:])[（(]待定[）)]"
    r"|(?<=供稿：|编辑：|审核：|校对：|撰稿：|摄影：|记者：)(?:[XxＸ×]{2,3}|待定)(?![A-Za-z一-龥])"
    r"|(?<=[：:。\s])待补(?:充)?(?=[，。\s]|$)|^待补(?:充)?$|(?<=[部分容据处况义果情])待补充?(?=[。\s]|$)"
    r"|(?:[单点]击此处|请?在此处?)(?:添加|键入|输入)[^，。；\s]{0,8}"
    r"|_{3,}|＿{2,}|(?<![A-Za-z])(?:TODO|TBD|FIXME|[Ll]orem ipsum)(?![A-Za-z])"
    r"|(?<![A-Za-z])[Xx]{2,4}年[Xx]{1,2}月[Xx]{1,2}日"
)
_NAMES: Final = "".join(sorted(SURNAMES - FUNCTION_SURNAMES - {"年"}))
_CROSSES: Final = r"(?:[XxＸ]{2,4}|×{2,4}|\*{2,4})"
_CROSS: Final = r"(?:[XxＸ]{1,2}|×{1,2})"
_BLANK: Final = re.compile(
    rf"(?<![A-Za-z0-9×XxＸ*]){_CROSSES}"
    r"(?=法院|[件起户名人]|余[件人户]|[市县区镇村]|中级|公司|年(?![ ]*[XxＸ×]{1,2}月)|元|万元|人民币|案件|单位)"
    rf"|(?<![A-Za-z0-9×XxＸ*{_NAMES}]){_CROSSES}(?=月|某|局)|(?<![A-Za-z0-9×XxＸ]){_CROSSES}年(?=[ ]*[XxＸ×]{{1,2}}月)"
    rf"|\d{{2,3}}{_CROSS}年[ ]*[XxＸ×\d]{{1,2}}月|\d{{4}}年{_CROSS}月{_CROSS}日|(?<![一-龥])某某某(?!公司|银行)"
    r"|(?<=[一-龥])[ \u3000]{2,8}(?=万?元|年[ \u3000]+月)"
)


def left_over(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Prompts and remarks that were to be replaced."""
    for passage in passages(draft):
        spans = {match.span() for match in _LEFT_OVER.finditer(passage.raw)}
        spans |= {match.span() for match in _BRACKETED.finditer(passage.raw) if _is_prompt(match)}
        for start, end in sorted(spans):
            # a run of underscores may be markup (a rule across the page) that readers never see
            if passage.shown[start:end].strip(HIDDEN):
                yield policy.finding("placeholders.left_over", passage.place(start, end), prompt=passage.raw[start:end])


def _is_prompt(match: re.Match[str]) -> bool:
    """Round brackets also hold ordinary remarks: they take plainer words to be a prompt."""
    return bool((_ROUND if match["open"] in "（(" else _SQUARE).fullmatch(match["inside"]))


def blanks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """XX法院, ××某, 某某某: a blank that was kept, or a name hidden in a way of its own; said once a story."""
    for passage in passages(draft):
        match = _BLANK.search(passage.shown)
        if match:
            yield policy.finding("placeholders.blank", passage.place(*match.span()), blank=match.group())
            return


RULES: Final = (Rule("placeholders.left_over", left_over), Rule("placeholders.blank", blanks))

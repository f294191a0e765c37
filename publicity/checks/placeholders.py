"""What a template or an editor left over: braces, bracketed prompts, blanks."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.person_words import FUNCTION_SURNAMES, SURNAMES
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import HIDDEN, Passage, passages

_BRACKETED: Final = re.compile(
    r"(?P<open>[（(【\[［〔<＜])(?P<inside>[^（(【\[［〔<＜）)】\]］〕>＞\n]{0,80})[）)】\]］〕>＞](?!\()"
)
_TO_FILL: Final = r"(?:填|补充|补写|写|插入|添加|放|输入|概述|描述)"
_REMARK: Final = (
    r".{0,40}(?:(?<![有尚仍])待(?:补充?|填写?|核实?|核对|确认|完善|更新|查实?)|待[^，。]{1,6}(?:补充|填写|补写)"
    r"|请[^，。]{0,6}(?:补充?|填写|核实|核对|确认|完善|补写)|未填写?)"
)
_WRITERS: Final = (
    r"(?:领导|院领导|主编|责编|责任编辑|编辑|编辑部|值班编辑|主任|院长|庭长|审稿人?|校对|排版|美编|设计|作者|原作者|通讯员|供稿人?|供稿单位"
    r"|记者|拍摄者|摄影|编者注|编者按|编注|编按)"
)
_MENDS: Final = (
    r"(?:(?:再|重新|需要?|应|可以?|请|建议|务必|能否|是否|要不要|不宜|尽量|统一)[^，。：]{0,4}?"
    r"(?:改(?![革造善变])|删|补[充上写齐全拍]|核[实对查]|查[证对实]|换|压缩|润色|精简|展开|重写|加[上粗]|调整|确认|斟酌|推敲)"
    r"|(?<![有尚仍])待[核查补改审定删换]|[改删补核查换压][一]?[改删补核查换压下]|补齐|删[去掉除减]|重写|改写|润色|存疑|没写[完清]|看不懂|不通顺"
    r"|太[长短啰]|[原缺][稿文图]缺|[缺少][一张图照]|有出入)"
)
_NOTE: Final = (
    rf"(?:批注|批示|批语|修订|修改意见?|审稿意见|改稿意见|审读意见|排版注意|排版提示|{_WRITERS}(?:批注|批示|批语|意见|修改))[^：:]{{0,6}}[：:].+"
    rf"|(?:请|{_WRITERS})[^。]{{0,30}}?{_MENDS}.{{0,30}}"
    r"|请(?:原?作者|通讯员|记者|责?编辑?|供稿单位|承办人|各单位|美编|排版|设计|校对)[^。]{0,40}"
    r"|(?:备?注|说明|提示|注意)[：:].{0,30}(?:待[核查补改审定]|存疑|[再改]一?改|核对一下|请作者|请编辑|请再?核).{0,20}"
    r"|(?:此处|这里|此段|这段|本段|该段|上段|下段|此句|这句|这个|(?:以[上下]|上|下|最后)一?[段句]|标题|题目|副题|小标题|全文|文末|段落|篇幅|字数|数字|数据|日期|金额|姓名)"
    rf".{{0,10}}?{_MENDS}.{{0,20}}"
    r"|(?:全文|标题|此处|本段|该段|这段)?(?:加粗|标红|换行|空一行|居中|删去|删掉|删除|重写|改写|略改)(?:此段|这段|本段|一段|两段|本句|此句)?"
    r"|(?:下转|上接|转|接)第?[\d一二三四五六七八A-D]{1,3}版.*|原稿缺.*|[^，。]{0,8}(?:原件|原稿|照片|配图)缺(?:失)?"
)
_DRAFT_TITLE: Final = re.compile(
    r"(?<!意见)[（(【\[](?:[初草终定]稿|[二三四五]稿|第[一二三四五\d]稿|修改稿|送审稿|未定稿|待定|暂定|待改|待审"
    r"|题目?(?:待[定改拟]|暂[定拟])|标题待[定改拟])[）)】\]][ \t]*$"
    r"|^[ \t#]*(?:新标题|旧标题|标题|题目|暂拟标题|备选标题)[一二三\d]?[：:（(【]"
)
"""What a working title says of itself; a notice may well leave 时间（待定）."""
_ROUND: Final = re.compile(
    rf"(?:此处|这里)(?:待|请|需要?)?{_TO_FILL}.*|请(?:在此|填写|补充|写明|注明此处|插入|添加).*|待(?:补充|填写|补|填).*|暂缺|略写|待(?:审核|审定|校对)|{_REMARK}|{_NOTE}"
)
_SQUARE: Final = re.compile(
    rf"(?:此处|这里|请|请?在此处?|需|待){_TO_FILL}.*|(?:此处|请|待)(?:选择|替换|核实|核对|确认|完善|注明|补).*"
    rf"|待[：:].*|(?:尚缺|缺少|未填|没有填|填写|插入图|插入照|补充[：:]).*|.{{0,40}}待定|{_REMARK}|{_NOTE}"
    r"|(?:此处)?(?:图片?|照片|配图|插图)\d{0,2}"
)
_LEFT_OVER: Final = re.compile(
    r"\{\{[^{}\n]{0,80}\}\}|\{[一-龥A-Za-z_ ]{1,30}\}|\{%[^%\n]{0,80}%\}|\$\{[^{}\n]{0,60}\}|<%[^%\n]{0,80}%>"
    r"|(?<=[^\n])【】|【】(?![ \t]*[一-龥])|(?<=[：:])[（(]待定[）)]"
    r"|(?<=供稿：|编辑：|审核：|校对：|撰稿：|摄影：|记者：)(?:[XxＸ×]{2,3}|待定)(?![A-Za-z一-龥])"
    r"|(?<=[一-龥][：:])(?<![人告方某名][：:])[XxＸ]{3,6}(?=[，。；、）)\s]|$)"
    r"|(?<=批注)[ ]?[\[［（(][A-Za-z一-龥]{0,4}\d{1,3}[\]］）)](?=[ ]?[：:])"
    r"|^(?:删除的内容|带格式的|设置了?格式|批注|编辑批注|审稿意见)[：:]"
    r"|此处(?:删去|删除|缺|省略)(?:了)?[一二三两四五六七八九十\d]{1,3}[段字行句]字?"
    r"|(?<=[：:。\s])待补(?:充)?(?=[，。\s]|$)|^待补(?:充)?$|(?<=[部分容据处况义果情])待补充?(?=[。\s]|$)"
    r"|(?:[单点]击此处|请?在此处?)(?:添加|键入|输入)[^，。；\s]{0,8}"
    r"|_{3,}|＿{2,}|(?<![A-Za-z])(?:TODO|TBD|FIXME|[Ll]orem ipsum)(?![A-Za-z])"
    r"|(?<![A-Za-z])[Xx]{2,4}年[Xx]{1,2}月[Xx]{1,2}日"
)
_LABELS: Final = (
    r"(?:法院(?:名称|全称)?|执行法院|案号|案由|案件名称|标的额?|执行标的|金额|到位金额|日期|时间|年月日|地点|地址|姓名|名称|电话|联系电话|联系人|标题|副标题|作者|单位|部门|职务"
    r"|申请(?:执行)?人|被执行人|当事人|原告|被告|承办人|承办法官|执行法官|法官|执行结果|案情|基本案情|典型意义|摘要|正文"
    r"|图片|图片说明|数字|数量|件数|比例)"
)
_LABEL: Final = re.compile(
    rf"(?<=[：:])[ ]?[\[［【〔]{_LABELS}[\]］】〕](?!\()"
    r"|(?<=[一-龥])【(?:金额|姓名|案号|日期|时间|地点|法院名称|标的额?)】"
    rf"|(?<!\n)(?<!^)[\[［]{_LABELS}[\]］](?![\(\[:：])"
)
"""The name of a field in brackets where the field's value belongs."""
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
        spans |= {match.span() for match in _LABEL.finditer(passage.raw)}
        spans |= {match.span() for match in _title_notes(passage) if match.span() not in spans}
        for start, end in sorted(spans):
            # a run of underscores may be markup (a rule across the page) that readers never see
            if passage.shown[start:end].strip(HIDDEN):
                yield policy.finding("placeholders.left_over", passage.place(start, end), prompt=passage.raw[start:end])


def _title_notes(passage: Passage) -> Iterator[re.Match[str]]:
    """（初稿）, （待定） behind the title, or behind the first line of a text that brings its own."""
    if passage.field in ("title", "text"):
        end = passage.raw.find("\n")
        if end >= 0 or passage.field == "title":
            yield from _DRAFT_TITLE.finditer(passage.raw[: min(60, end if end >= 0 else 60)])


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

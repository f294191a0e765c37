"""The selection ground of a case story, and cases that are still open."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.structure import is_case_story
from publicity.checks.visible import body

_NOW: Final = r"(?:目前|现|现在|如今|截至[^，。；]{1,12})[，,]?"
_OPEN: Final = re.compile(
    rf"{_NOW}(?:该|本|此|这起|这)?(?:系列)?(?:案|案件|余款|剩余[^，。；]{{0,8}}|尾款)[^，。；]{{0,8}}?"
    r"(?:正在|仍在|还在|尚在)(?:进一步|继续|全力|有序|依法|持续|积极)?(?:执行|办理|推进|处理|履行)"
    r"|(?:案件|该案|本案|此案)(?:目前|现)?(?:正在|仍在|还在|尚在)(?:进一步|继续|全力|有序|依法)?(?:执行|办理|推进)(?:中|之中|当中|过程中|。)"
    r"|(?:案件|该案|本案|此案)(?:目前|现|仍|尚|还)*未(?:执结|执行完毕|审结|结案)"
    rf"|{_NOW}[^，。；]{{0,10}}(?:执行工作|后续工作|案款追缴)(?:正在|仍在|还在)[^，。；]{{0,6}}(?:进行|推进|开展)"
)
_PLANNED: Final = re.compile(
    r"(?:将于|拟于|定于|计划于|计划在|预计于|将在|准备在|准备于)[^，。；]{0,16}?(?:\d{1,2}[日号月]|下周|近日|近期|明日|下月|择日|择期|旬)"
    r"[^。；]{0,24}?(?:腾退|拍卖|强制|执行|清场|清退|拘留|搜查|交付|拆除|查封)"
)
_NAMED: Final = re.compile(
    r"(?:被执行人|失信人)[：:]?(?:张|王|李|刘|陈|杨|黄|赵|吴|周|徐|孙|马|朱|胡|郭|何|林|罗|高)(?![某×xX*])[一-龥]{1,2}(?=[，。、（(]|名下|拒|未|仍|一直|尚|在|有|因)"
)


def missing(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A case story must say on which ground it is chosen."""
    if is_case_story(draft, policy) and not draft.ground.strip():
        grounds = "；".join(policy.words.get("grounds", ()))
        yield policy.finding("ground.missing", Place("fact:选报依据", 0, 0), grounds=grounds)


def _open_place(draft: Draft) -> Place | None:
    """Where the draft says that its case is open: the outcome on the fact sheet, else a sentence of the text."""
    for name in ("outcome", "结果", "执行结果", "结案方式"):
        value = draft.facts.get(name, "")
        if re.search(r"正在执行|尚未执结|未执结|执行中|open", value):
            return Place(f"fact:{name}", 0, len(value))
    match = _OPEN.search(body(draft).shown)
    return Place("text", *match.span()) if match else None


def barred(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An open case where the call takes finished ones only."""
    place = _open_place(draft)
    if place and not policy.call.open_cases:
        yield policy.finding("ground.barred", place, call=policy.call.name)


def sensitive(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An open case with a planned day of action or a named person: 三同步 first."""
    passage = body(draft)
    planned = _PLANNED.search(passage.shown)
    place = _open_place(draft)
    if planned and place:
        yield policy.finding("ground.sensitive", passage.place(*planned.span()), "planned")
    named = _NAMED.search(passage.shown) if place else None
    if named:
        yield policy.finding("ground.sensitive", passage.place(*named.span()), "named")


RULES: Final = (
    Rule("ground.missing", missing),
    Rule("ground.barred", barred),
    Rule("ground.sensitive", sensitive),
)

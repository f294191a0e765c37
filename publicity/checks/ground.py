"""The selection ground of a case story, and cases that are still open."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.parts import sentence_around
from publicity.checks.persons import find_people
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.structure import is_case_story
from publicity.checks.visible import body

_NOW: Final = r"(?:目前|现|现在|如今|截至[^，。；]{1,12})[，,]?"
_CASE: Final = r"(?:[该本此]案|这起案件|系列案|案件)"
_REST: Final = r"(?:[余尾]款|剩余[^，。；]{0,10}|案款追缴(?:工作)?|后续(?:执行)?工作)"
_STILL: Final = r"[^，。；]{0,8}?(?:正在|仍在|还在|尚在)(?:进一步|继续|全力|有序|依法|持续|积极|分期|按月|陆续)*"
_OPEN: Final = re.compile(
    rf"{_NOW}[^，。；]{{0,4}}{_CASE}{_STILL}(?:执行|办理|推进|处理|履行)"
    rf"|{_CASE}(?:目前|现)?{_STILL}(?:执行|办理|推进)(?:中|之中|当中|过程中|阶段|。)"
    rf"|{_REST}{_STILL}(?:执行|推进|履行|追缴|进行|开展)"
    rf"|{_CASE}(?:目前|现|仍|尚|还)*未(?:执结|执行完毕|审结|结案)"
    r"|正在(?:执行|办理|审理)的[^，。；]{1,16}案(?!件数|源)"
)
_NOT_NOW: Final = re.compile(r"如果|若|一旦|得知|听说|去年|当时|彼时|此前|那时")
_CLOSED_LATER: Final = re.compile(
    r"(?<![未没尚能])(?:执结|执行完毕|履行完毕|结案)|全部(?:到账|到位|付清|履行|执行到位)"
)
_ACTION: Final = r"(?:(?:强制)?(?:腾退|腾空|拍卖|执行(?![人法干局员])|清场|清退|拘留|搜查|交付|拆除|查封)|强制)"
_PLANNED: Final = re.compile(
    r"(?:将于|拟于|定于|计划于|计划在|预计于|将在|准备在|准备于)[^，。；]{0,16}?"
    rf"(?:\d{{1,2}}[日号月]|[下本]周|近[日期]|明[日天]|今晚|下月|择[日期]|旬)[^，。；]{{0,24}}?{_ACTION}"
    rf"|(?:明[日天]|下周|今晚)[^，。；]{{0,6}}，?(?:法院|执行干警|我院|该院)[^，。；]{{0,4}}将[^，。；]{{0,12}}?{_ACTION}"
)
_SURPRISE: Final = re.compile(r"强制|腾退|腾空|清场|清退|拘留|搜查|突击")
_RESPONDENT: Final = re.compile(r"被执行人|失信人")


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
    shown = body(draft).shown
    for match in _OPEN.finditer(shown):
        is_past = _NOT_NOW.search(sentence_around(shown, *match.span())) or _CLOSED_LATER.search(shown, match.end())
        if not is_past:
            return Place("text", *match.span())
    return None


def barred(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An open case where the call takes finished ones only."""
    place = _open_place(draft)
    if place and not policy.call.open_cases:
        yield policy.finding("ground.barred", place, call=policy.call.name)


def sensitive(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An open case with a day of action or a named person: 三同步 first. A planned search tells that it is open."""
    passage, place = body(draft), _open_place(draft)
    planned = _PLANNED.search(passage.shown)
    if planned and (place or (_SURPRISE.search(planned.group()) and not _CLOSED_LATER.search(passage.shown))):
        yield policy.finding("ground.sensitive", passage.place(*planned.span()), "planned")
    for person in find_people(passage.shown) if place else ():
        if _RESPONDENT.search(person.title):
            start = passage.shown.rindex(person.title, 0, person.start)
        elif place and place.field == "text" and place.start < person.start < place.end:
            start = person.start
        else:
            continue
        yield policy.finding("ground.sensitive", passage.place(start, person.end), "named")
        return


RULES: Final = (
    Rule("ground.missing", missing),
    Rule("ground.barred", barred),
    Rule("ground.sensitive", sensitive),
)

"""Case numbers (案号) by 法〔2015〕137号 and the older form: shape, brackets, year, province, kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage, passages

PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军"
_S: Final = r"[ \u00a0\u3000]*"
_COURT: Final = (
    rf"最高法(?:知|商)?|[{PROVINCES}]{_S}(?:\d{_S}){{4}}|[{PROVINCES}]{_S}(?:\d{_S}){{2}}|[{PROVINCES}](?!{_S}\d)"
)
_KIND: Final = r"[^\W\d_A-Za-z字第年号省市县区法院]"
_SUFFIX: Final = r"之[一二三四五六七八九十]{1,3}"
_NEW: Final = re.compile(
    rf"(?P<open>[（(〔\[【]){_S}(?P<year>\d{{4}}){_S}(?P<close>[）)〕\]】]){_S}(?P<court>{_COURT}){_S}"
    rf"(?P<kind>{_KIND}(?:{_S}{_KIND}){{0,4}}?){_S}(?P<number>\d{{1,8}}){_S}号(?P<suffix>{_SUFFIX})?"
)
_OLD_KIND: Final = (
    r"(?:[民商刑行知经海]{1,2}(?:[一二三四五六七八九十]|（[一二三四五六七八]）)?(?:[知商民行经海刑]|（[知商]）)?"
    r"(?:初终|初|终|再初|再终|再|申|监|提|抗|重|特|辖终|辖监|辖|撤|破|督|执)"
    r"|执(?:异|复|监|恢|行|他|督|协|申|外异|裁|二|一)?|破|委赔|法赔|赔|督|催|立[一二]?[民刑行]?(?:初|终|监)?|审监[民刑行](?:再|终|提)?)"
)
_OLD: Final = re.compile(
    rf"(?P<open>[（(〔\[【]){_S}(?P<year>\d{{4}}){_S}(?P<close>[）)〕\]】]){_S}(?P<court>[一-龥]{{0,10}}?)"
    rf"(?P<kind>{_OLD_KIND}){_S}字{_S}第{_S}(?P<number>\d{{1,6}})(?:-\d{{1,3}})?{_S}号(?P<suffix>{_SUFFIX})?"
)
_CANDIDATE: Final = re.compile(
    rf"[（(〔\[【]{_S}(?P<year>\d{{1,6}})年?{_S}[）)〕\]】]{_S}(?P<tail>[一-龥\d \u3000]{{2,26}}?)号"
)
_CASE_KIND: Final = re.compile(
    rf"[民刑行商]{_S}\d*{_S}(?:初|终|再|申|监|辖|特|撤|核|更|审|提|重)|执{_S}(?:异|复|监|恢|保|协|请|他|字|第|\d)"
    r"|知民初|财保|司惩|诉前调|委赔|破申|强清"
)
_CODE_ONLY: Final = re.compile(rf"[{PROVINCES}]\d{{2,9}}$")
_NOT_A_COURT: Final = re.compile(
    r"仲|证|鉴|估|税|产权|土地|国用|登记|许可|检|公刑|公诉|公治|公交|认字|劳人|人社|社工|工伤|复决|裁案|裁字|银|借字|贷字"
    r"|保字|抵字|合字|评|审计|财税|令|函|通知|规划|建设|发改|房权|拍|调字|民调|信访|政"
)
_NO_END: Final = re.compile(
    rf"[（(]{_S}\d{{4}}{_S}[）)]{_S}(?:{_COURT}){_S}{_KIND}{{1,4}}\d{{1,8}}"
    r"(?=(?:民事|刑事|行政|执行|判决|裁定|调解|决定|一案)|[。；）\n]|，(?!\d)|$)"
)
_NO_NUMBER: Final = re.compile(
    rf"[（(]{_S}\d{{4}}{_S}[）)]{_S}[{PROVINCES}](?:\d{{4}}|\d{{2}})?(?:知民|民|刑|行|执)[初终再申辖监异复恢保协]?号"
)
_NO_BRACKETS: Final = re.compile(
    rf"(?<![\d（(〔\[【])(?:19|20)\d{{2}}年?[{PROVINCES}](?:\d{{4}}|\d{{2}})(?:知民|民|刑|行|执|破|财保)[一-龥]{{0,3}}\d{{1,8}}号"
)
_BROKEN: Final = (("no_end", _NO_END), ("", _NO_NUMBER), ("", _NO_BRACKETS))
_STRAY: Final = re.compile(
    r"(?P<stray>[^民刑行知执委法赔破清强财司认协外诉请台港澳辖保特督催环海铁林少家速调])[民刑行执知](?:初|终|再|申|异|恢|\d|$)"
)
_EXECUTION: Final = re.compile(r"执行(?:案件)?(?:的)?案号(?:为|是|：|:)?" + _S + "$")
_EXECUTED_AS: Final = re.compile(_S + r"(?:立案执行|执行立案|执行一案|执行案(?:件)?(?!的?依据))")
_NAMES: Final = (
    "北京天津河北山西内蒙古辽宁吉林黑龙江上海江苏浙江安徽福建江西山东"
    "河南湖北湖南广东广西海南重庆四川贵州云南西藏陕西甘肃青海宁夏新疆"
)
_CHARS: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川黔云藏陕甘青宁新"
_PROVINCE_NAMES: Final = tuple(zip(re.findall("内蒙古|黑龙江|..", _NAMES), _CHARS, strict=True))
"""Names and the characters of 法〔2015〕137号; 贵 is the older character of 贵州, 兵 and 军 have no province."""


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """One case number found at start..end: `court` is its 法院代字 (云2801; "" where the old form names none)."""

    start: int
    end: int
    year: int
    court: str
    kind: str
    number: str
    suffix: str
    brackets: str
    is_old_form: bool

    @property
    def normal(self) -> str:
        """The number in print: full-width round brackets, no spaces, no leading zeros changed."""
        form = f"{self.kind}字第{self.number}" if self.is_old_form else f"{self.kind}{self.number}"
        return f"（{self.year}）{self.court}{form}号{self.suffix}"


@lru_cache(maxsize=128)
def find_case_numbers(text: str) -> tuple[CaseNumber, ...]:
    """All well-formed case numbers of either form, in order; any brackets, spaces inside allowed."""
    if "号" not in text:
        return ()
    found = [_read(match, False) for match in _NEW.finditer(text)]
    found += [_read(match, True) for match in _OLD.finditer(text)]
    return tuple(sorted(found, key=lambda number: number.start))


def _read(match: re.Match[str], is_old_form: bool) -> CaseNumber:
    parts = {name: re.sub(_S, "", value or "") for name, value in match.groupdict().items()}
    return CaseNumber(
        match.start(),
        match.end(),
        int(parts["year"]),
        parts["court"],
        parts["kind"],
        parts["number"],
        parts["suffix"],
        parts["open"] + parts["close"],
        is_old_form,
    )


def province_of(draft: Draft) -> str:
    """The province character of the draft's court from its code, else from the province in its name, else ""."""
    if draft.court_code[:1] in PROVINCES and draft.court_code:
        return draft.court_code[0]
    return next((char for name, char in _PROVINCE_NAMES if draft.court.startswith(name)), "")


def _fields(draft: Draft) -> Iterator[Passage]:
    """What readers see and the fact sheet."""
    yield from passages(draft)
    for name, value in draft.facts.items():
        if value:
            yield Passage(f"fact:{name}", value, value)


def _numbers(draft: Draft) -> Iterator[tuple[Passage, CaseNumber]]:
    for passage in _fields(draft):
        for number in find_case_numbers(passage.shown):
            yield passage, number


def malformed(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A bracketed year with a case kind behind it that fits neither form."""
    for passage in _fields(draft):
        good = [(number.start, number.end) for number in find_case_numbers(passage.shown)]
        for number in find_case_numbers(passage.shown):
            if not number.is_old_form and _STRAY.match(number.kind):
                place = passage.place(number.start, number.end)
                yield policy.finding("case_number.format", place, number=passage.shown[number.start : number.end])
        for match in _CANDIDATE.finditer(passage.shown):
            if any(start <= match.start() < end for start, end in good):
                continue
            if _is_case_like(passage.shown, match):
                place = passage.place(match.start(), match.end())
                yield policy.finding("case_number.format", place, number=match.group())
        for case, pattern in _BROKEN:
            for match in pattern.finditer(passage.shown):
                yield policy.finding("case_number.format", passage.place(*match.span()), case, number=match.group())


def _is_case_like(text: str, match: re.Match[str]) -> bool:
    tail = re.sub(_S, "", match["tail"])
    if _NOT_A_COURT.search(tail):
        return False
    if _CODE_ONLY.match(tail):
        return not re.match(r"[一-龥]", text[match.start() - 1 : match.start()]) or len(match["year"]) == 4
    return bool(_CASE_KIND.search(tail)) and bool(re.search(r"\d$", tail))


def old_form(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """字第 in a year that has the new form: certain from 2017, in 2016 a question (early stock kept the old form)."""
    for passage, number in _numbers(draft):
        if number.is_old_form and number.year >= 2017:
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.old_form", place, number=number.normal, year=number.year)


def old_form_2016(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """字第 in 2016, the year the new form came into force."""
    for passage, number in _numbers(draft):
        if number.is_old_form and number.year == 2016:
            yield policy.finding(
                "case_number.old_form_2016", passage.place(number.start, number.end), number=number.normal
            )


def brackets(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Mixed or square brackets round the year."""
    for passage, number in _numbers(draft):
        if number.brackets not in ("（）", "()"):
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.brackets", place, fix=Fix(number.normal), right=number.normal)


def half_width(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Half-width round brackets: accepted, mended for print."""
    for passage, number in _numbers(draft):
        if number.brackets == "()" and not number.is_old_form:
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.half_width", place, fix=Fix(number.normal), right=number.normal)


def year(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A year after the story's own, or before there were such numbers."""
    for passage, number in _numbers(draft):
        if number.year < 1979 or (draft.day and number.year > draft.day.year):
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.year", place, year=number.year)


def province(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Another province's court; once for each number."""
    own = province_of(draft)
    seen: set[str] = set()
    for passage, number in _numbers(draft):
        char = "黔" if number.court[:1] == "贵" else number.court[:1]
        if not own or number.is_old_form or char not in PROVINCES or number.normal in seen:
            continue
        if char != ("黔" if own == "贵" else own) and char not in "兵军":
            seen.add(number.normal)
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.province", place, number=number.normal, char=char, own=own)


def kind(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A number called the execution case's own whose kind is not 执."""
    for passage, number in _numbers(draft):
        named = _EXECUTION.search(passage.shown[max(0, number.start - 14) : number.start])
        named = named or _EXECUTED_AS.match(passage.shown, number.end)
        if "执" not in number.kind and (named or passage.field == "fact:执行案号"):
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.kind", place, number=number.normal, kind=number.kind)


RULES: Final = (
    Rule("case_number.format", malformed),
    Rule("case_number.old_form", old_form),
    Rule("case_number.old_form_2016", old_form_2016),
    Rule("case_number.brackets", brackets),
    Rule("case_number.half_width", half_width),
    Rule("case_number.year", year),
    Rule("case_number.province", province),
    Rule("case_number.kind", kind),
)

"""Case numbers (案号) by 法〔2015〕137号 and the older form: shape, brackets, year, province, kind."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.case_number_shapes import NOT_A_COURT, PROVINCES, SPACES, broken_numbers
from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.leaks import written_parts
from publicity.checks.parts import sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_COURT: Final = (
    rf"最高法(?:知|商)?|[{PROVINCES}]{SPACES}(?:\d{SPACES}){{4}}|[{PROVINCES}]{SPACES}(?:\d{SPACES}){{2}}"
    rf"|[{PROVINCES}](?!{SPACES}\d)"
)
_KIND: Final = r"[^\W\d_A-Za-z字第年号省市县区法院]"
_SUFFIX: Final = r"之[一二三四五六七八九十]{1,3}"
_NEW: Final = re.compile(
    rf"(?P<open>[（(〔\[【]){SPACES}(?P<year>\d{{4}}){SPACES}(?P<close>[）)〕\]】]){SPACES}(?P<court>{_COURT}){SPACES}"
    rf"(?P<kind>{_KIND}(?:{SPACES}{_KIND}){{0,4}}?){SPACES}(?P<number>\d{{1,8}}){SPACES}号(?P<suffix>{_SUFFIX})?"
)
_OLD_KIND: Final = (
    r"(?:[民商刑行知经海]{1,2}(?:[一二三四五六七八九十]|（[一二三四五六七八]）)?(?:[知商民行经海刑]|（[知商]）)?"
    r"(?:初终|初|终|再初|再终|再|申|监|提|抗|重|特|辖终|辖监|辖|撤|破|督|执)"
    r"|执(?:异|复|监|恢|行|他|督|协|申|外异|裁|二|一)?|破|委赔|法赔|赔|督|催|立[一二]?[民刑行]?(?:初|终|监)?|审监[民刑行](?:再|终|提)?)"
)
_OLD: Final = re.compile(
    rf"(?P<open>[（(〔\[【]){SPACES}(?P<year>\d{{4}}){SPACES}(?P<close>[）)〕\]】]){SPACES}(?P<court>[一-龥]{{0,10}}?)"
    rf"(?P<kind>{_OLD_KIND}){SPACES}字{SPACES}第{SPACES}(?P<number>\d{{1,6}})(?:-\d{{1,3}})?{SPACES}号(?P<suffix>{_SUFFIX})?"
)
_STRANGE_SUFFIX: Final = re.compile(r"之\d{1,2}")
_STRAY: Final = re.compile(
    r"(?P<stray>[^民刑行知执委法赔破清强财司认协外诉请台港澳辖保特督催环海铁林少家速调])[民刑行执知](?:初|终|再|申|异|恢|\d|$)"
)
_KNOWN: Final = re.compile(r"[民刑行执破清赔救保惩认送调协请外他督催特令辖裁引诉技]")
_ELSEWHERE: Final = re.compile(
    r"委托|受托|指定|移送|移交|原审|外省|异地|跨省|外地|另一法院|参照|类案|判例|指导性案例"
    r"|[市县区州旗盟](?:第[一二三四])?(?:中级)?(?:人民|铁路运输)(?:中级)?法院(?=[^，。；]{0,8}$)"
)
_LATEST: Final = 2050
_MISREAD: Final = str.maketrans("OoIl", "0011")
_EXECUTION: Final = re.compile(r"执行(?:案件)?(?:的)?案号(?:为|是|：|:)?[ \u3000\u200b]*$")
_EXECUTED_AS: Final = re.compile(SPACES + r"(?:立案执行|执行立案|执行一案|执行案(?:件)?(?!的?依据))")
_DISPUTE: Final = re.compile(
    r"(?P<asked>(?:提出|提起)[^，。；]{0,4}(?:执行)?异议(?!之诉)|申请(?:强制)?执行(?!人|异议)|(?:申请|提出|提起)[^，。；]{0,4}复议|恢复执行)"
    r"[^。；]{0,24}(?<!依据)(?<!原审)案号(?:为|是|：|:)?[ \u3000]*$"
)
_TRIAL: Final = re.compile("判|调解|裁决|之诉|起诉|诉讼|依据|原审|一审|二审|民事|刑事|公证")
_SIGNED: Final = re.compile(
    r"(?:落款(?:日期|时间)?|成文日期|发布日期|印发日期|发布时间)(?:为|是|：|:)?(?P<named>\d{4})年"
    r"|\n[ \t\u3000]*(?P<last>\d{4})年\d{1,2}月\d{1,2}日\s*$"
)
_NEXT_IN_LIST: Final = re.compile(r"[\s*]{0,4}(?:[、，,]|和|与|及|以及)[\s*]{0,4}")
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
    parts = {name: re.sub(SPACES, "", value or "") for name, value in match.groupdict().items()}
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


def _numbers(draft: Draft) -> Iterator[tuple[Passage, CaseNumber]]:
    for passage in written_parts(draft):
        for number in find_case_numbers(passage.shown):
            yield passage, number


def malformed(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """What means to be a case number and fits neither form."""
    for passage in written_parts(draft):
        text, numbers = passage.shown, find_case_numbers(passage.shown)
        broken = list(broken_numbers(text, [(number.start, number.end) for number in numbers]))
        for number in numbers:
            behind = _STRANGE_SUFFIX.match(text, number.end)
            if not number.is_old_form and (behind or _is_no_kind(number)):
                broken.append((number.start, behind.end() if behind else number.end, ""))
        for start, end, case in broken:
            place, written = passage.place(start, end), text[start:end]
            yield policy.finding("case_number.format", place, case, fix=_mend(written, case), number=written)


def _mend(written: str, case: str) -> Fix | None:
    """Certain where one sound new number is left: 年字第 gone, O and l read as digits, brackets or 号 added."""
    text = re.sub("[年字第]", "", written).translate(_MISREAD) + ("号" if case == "no_end" else "")
    text = re.sub(r"^(\d{4})(?!\d)", r"（\1）", text)
    numbers = find_case_numbers(text)
    if len(numbers) != 1 or (numbers[0].start, numbers[0].end) != (0, len(text)):
        return None
    (number,) = numbers
    has_code = number.court[1:].isdigit() or number.court.startswith("最高法")
    return Fix(number.normal) if has_code and number.year >= 2016 and not _is_no_kind(number) else None


def _is_no_kind(number: CaseNumber) -> bool:
    """A kind no court uses: another character before the kind, or behind a court's code nothing known at all."""
    unknown = number.court[1:].isdigit() and not _KNOWN.search(number.kind) and not NOT_A_COURT.search(number.kind)
    return unknown or number.kind in ("民", "刑", "行", "知") or bool(_STRAY.match(number.kind))


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
    """A year after the story's own, too far off, or before there were such numbers."""
    signed = _SIGNED.search(draft.text)
    years = [int(signed["named"] or signed["last"])] if signed else []
    latest = min([*years, draft.day.year if draft.day else _LATEST])
    for passage, number in _numbers(draft):
        if not 1979 <= number.year <= latest:
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.year", place, year=number.year)


def province(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Another province's court where the sentence names none; once for each number."""
    numbers = [(passage, number) for passage, number in _numbers(draft) if not number.is_old_form]
    courts = Counter(number.court for _, number in numbers)
    seen: set[str] = set()
    for passage, number in numbers:
        char = number.court[:1]
        if number.normal in seen or char not in PROVINCES or char in "兵军":
            continue
        own = province_of(draft) or _province_of_twin(number.court, courts)
        if own and _modern(char) != _modern(own) and not _is_named(passage, number, char, draft.court):
            seen.add(number.normal)
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.province", place, number=number.normal, char=char, own=own)


def _province_of_twin(court: str, courts: Counter[str]) -> str:
    """粤0481 beside 云0481 in a text that is mostly 云: the province the basic court is likely of, else ""."""

    def often(char: str) -> int:
        return sum(times for other, times in courts.items() if _modern(other[:1]) == _modern(char))

    twins = sorted({other[0] for other in courts if other[1:] == court[1:]}) if len(court) == 5 else []
    likely = max(twins, key=often, default="")
    return likely if likely and often(likely) > often(court[0]) else ""


def _modern(char: str) -> str:
    return "黔" if char == "贵" else char


def _is_named(passage: Passage, number: CaseNumber, char: str, court: str) -> bool:
    """The sentence says whose number it is: it names the province, a court elsewhere, or how the case came over."""
    sentence = sentence_around(passage.shown, number.start, number.end)
    before = sentence[: sentence.find(passage.shown[number.start : number.end])]
    if any(name in sentence for name, known in _PROVINCE_NAMES if known == _modern(char)):
        return True
    own = court[-7:]
    return bool(_ELSEWHERE.search(before.replace(own, "") if own else before))


def kind(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A number called the execution case's own whose kind is not 执."""
    for passage, number in _numbers(draft):
        named = _EXECUTION.search(passage.shown[max(0, number.start - 14) : number.start])
        named = named or _EXECUTED_AS.match(passage.shown, number.end)
        is_told = named or _is_of_dispute(passage.shown, number) or passage.field == "fact:执行案号"
        if "执" not in number.kind and is_told:
            place = passage.place(number.start, number.end)
            yield policy.finding("case_number.kind", place, number=number.normal, kind=number.kind)


def _is_of_dispute(text: str, number: CaseNumber) -> bool:
    """提出执行异议，案号为（2024）…刑初…: what was asked of the court is no trial, and its number is one."""
    asked = _DISPUTE.search(text, max(0, number.start - 60), number.start)
    is_trial = bool(re.search("[民刑行].*[初终再]", number.kind))
    return bool(asked and is_trial and not _TRIAL.search(asked.group()))


def repeated(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """One number twice in a list of several."""
    for passage in written_parts(draft):
        run: list[CaseNumber] = []
        for number in find_case_numbers(passage.shown):
            if run and not _NEXT_IN_LIST.fullmatch(passage.shown, run[-1].end, number.start):
                run = []
            if number.normal in [one.normal for one in run]:
                place = passage.place(number.start, number.end)
                yield policy.finding("case_number.repeated", place, number=number.normal)
            run.append(number)


RULES: Final = (
    Rule("case_number.format", malformed),
    Rule("case_number.old_form", old_form),
    Rule("case_number.old_form_2016", old_form_2016),
    Rule("case_number.brackets", brackets),
    Rule("case_number.half_width", half_width),
    Rule("case_number.year", year),
    Rule("case_number.province", province),
    Rule("case_number.kind", kind),
    Rule("case_number.repeated", repeated),
)

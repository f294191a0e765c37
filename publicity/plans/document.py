"""What a plan says of itself: title, number, issuers, date, recipients, what it rests on, and its sections."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from publicity.plans.lines import HEAD_LINES, LABELLED, MASTHEAD, NUMBER, Line, read_lines
from publicity.plans.organisations import is_organisation, leading_name, organisations
from publicity.plans.sections import Outline, read_outline
from publicity.plans.signature import names, signature
from publicity.plans.text import CleanText
from publicity.plans.title import TITLE_END, read_title

_ISSUER_LABEL: Final = re.compile(r"(?:发文|制定|发布|颁布|印发)(?:机关|单位|部门)[：: ]*(?P<names>.{3,60})")
_REFERENCE: Final = re.compile(r"《(?P<title>[^《》\n]{3,80}(?:《[^《》\n]{2,60}》[^《》\n]{0,20})?)》")
_RESTS_ON: Final = re.compile(r"根据|按照|依据|遵照|贯彻|落实|转发|参照|依照|结合|经研究|要求|精神|规定")
_AS_GROUND: Final = re.compile(r"[^，。；]{0,24}(?:为依据|为指导|要求|精神|部署)")
_OWN_PAPER: Final = re.compile(
    r"(?:印发|制定|修订|制订|填写|完善|起草|出台|现将)[^，。；《]{0,30}(?:《[^》]*》、?)*《$|《[^》]*》印发"
)
_PAPER_END: Final = re.compile(rf"(?:{TITLE_END}|条例|法|解释|批示|讲话|合同)(?:[（(][^（）()]*[）)])?$")
_CODE_LEAD: Final = re.compile(r".*(?:文号|字号|编号|号码|根据|按照|以|和|及|与)(?=[\u3400-\u9fff])")
_LIST_MARK: Final = re.compile(r"[，,、；;](?![^（]*）)")
_SENTENCE_ENDS: Final = re.compile(r"[。！？\n]")


@dataclass(frozen=True, slots=True)
class Number:
    """A document number such as 临法〔2016〕123号; `bracket` is the opening bracket as given in the file."""

    text: str
    year: int
    bracket: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper the plan rests on, by its title without brackets; `number` is empty where none is given."""

    title: str
    number: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """What a plan says of itself; texts are empty and dates None where it does not say.

    `issuers` and `recipients` are names in the order of the text; `issued` is the signature day, `issued_quote` as
    written there; offsets of `outline`, `numbers` and `references` are in the clean text.
    """

    title: str
    number: Number | None
    issuers: tuple[str, ...]
    issued: date | None
    issued_quote: str
    recipients: tuple[str, ...]
    references: tuple[Reference, ...]
    numbers: tuple[Number, ...]
    outline: Outline
    body_start: int


def read_document(clean: CleanText) -> Document:
    """Reads the head, the signature and the headings of a plan; never raises."""
    lines = read_lines(clean.text)
    numbers = _numbers(clean)
    title, title_lines = read_title(lines)
    body_start = title_lines[-1].end if title_lines else 0
    signed, signed_quote, signers = signature(lines)
    own = _own_number(lines, numbers, body_start)
    return Document(
        title=title,
        number=own,
        issuers=_issuers(lines, title, signers),
        issued=signed,
        issued_quote=signed_quote,
        recipients=_recipients(lines, body_start),
        references=_references(clean.text, numbers),
        numbers=numbers,
        outline=read_outline(clean.text, body_start),
        body_start=body_start,
    )


def _numbers(clean: CleanText) -> tuple[Number, ...]:
    found = []
    for match in NUMBER.finditer(clean.text):
        start = match.start() + len(match["code"]) - len(_CODE_LEAD.sub("", match["code"]))
        bracket = clean.source[clean.origin[match.start("open")]]
        text = f"{clean.text[start : match.end('code')]}〔{match['year']}〕{int(match['serial'])}号"
        found.append(Number(text, int(match["year"]), bracket, start, match.end()))
    return tuple(found)


def _own_number(lines: list[Line], numbers: tuple[Number, ...], body_start: int) -> Number | None:
    """The first number that stands in a short line of its own in the head, or behind 发文字号."""
    for line in lines[:HEAD_LINES]:
        for number in numbers:
            inside = line.start <= number.start < line.end
            if inside and len(line.text) <= len(number.text) + 24 and not re.search(r"[《》，。]", line.text):
                return number
        if line.start > body_start + 400:
            break
    return None


def _issuers(lines: list[Line], title: str, signers: tuple[str, ...]) -> tuple[str, ...]:
    """From 发文机关, the signature, the masthead, and the title, the first that names anybody."""
    for line in lines[:HEAD_LINES]:
        labelled = _ISSUER_LABEL.fullmatch(line.text)
        if labelled is not None and all(is_organisation(part) for part in names(labelled["names"])):
            return names(labelled["names"])
    if signers:
        return signers
    for line in lines[:6]:
        masthead = MASTHEAD.fullmatch(line.text)
        if masthead is not None:
            named = [part for part in names(f"{masthead['names']} {masthead['more']}") if is_organisation(part)]
            if named:
                return tuple(named)
    return (
        _title_issuers(title)
        or tuple(name for line in lines[:3] if is_organisation(line.text) for name in names(line.text))[:3]
    )


def _title_issuers(title: str) -> tuple[str, ...]:
    head, about, _ = title.partition("关于")
    if about:
        return tuple(part for part in names(head) if is_organisation(part))
    name = leading_name(title)
    return (name,) if name else ()


def _recipients(lines: list[Line], body_start: int) -> tuple[str, ...]:
    """The names in the line before the body that ends in a colon, or behind 主送."""
    for line in lines:
        named = re.match(r"主送[：: ]*", line.text)
        if named is not None:
            return tuple(mention.name for mention in organisations(line.text, named.end()))
    for line in [line for line in lines if line.start >= body_start][:4] + lines[:HEAD_LINES]:
        addressed = line.text.endswith(("：", ":")) and len(line.text) <= 400 and not LABELLED.match(line.text)
        if addressed and organisations(line.text) and not re.search(r"[。；]|如下|以下|[：:].", line.text):
            return tuple(part for part in _LIST_MARK.split(line.text.rstrip("：: ")) if part)
    return ()


def _references(text: str, numbers: tuple[Number, ...]) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for match in _REFERENCE.finditer(text):
        before = _sentence_before(text, match.start())
        name = match["title"].strip()
        after = text[match.end() : match.end() + 30]
        if (
            not (_RESTS_ON.search(before) or _AS_GROUND.match(after))
            or _OWN_PAPER.search(f"{before}《")
            or not _PAPER_END.search(name)
        ):
            continue
        number = next((n.text for n in numbers if match.end() <= n.start <= match.end() + 2), "")
        if name not in found:
            found[name] = Reference(name, number, match.start(), match.end())
    return tuple(found.values())


def _sentence_before(text: str, at: int) -> str:
    window = text[max(0, at - 160) : at]
    ends = [match.end() for match in _SENTENCE_ENDS.finditer(window)]
    return window[ends[-1] :] if ends else window

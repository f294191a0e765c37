"""What means to be a case number and is none: year, court's code, kind or 号 is missing or misplaced."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

PROVINCES: Final = "京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵黔云藏陕甘青宁新兵军"
SPACES: Final = r"[ \u00a0\u3000]*"
_CANDIDATE: Final = re.compile(
    rf"[（(〔\[【]{SPACES}(?P<year>[\dOoIl]{{1,6}})年?{SPACES}[）)〕\]】]{SPACES}"
    r"(?P<tail>[一-龥\dOoIl \u3000]{2,26}?)号"
)
_CASE_KIND: Final = re.compile(
    rf"[民刑行商]{SPACES}\d*{SPACES}(?:初|终|再|申|监|辖|特|撤|核|更|审|提|重)|执{SPACES}(?:异|复|监|恢|保|协|请|他|字|第|\d)"
    r"|知民初|财保|司惩|诉前调|委赔|破申|强清"
)
_CODE_ONLY: Final = re.compile(rf"[{PROVINCES}]\d{{2,9}}$")
_CODE_AND_KIND: Final = re.compile(
    rf"[{PROVINCES}][\dOoIl]{{2,9}}[一-龥]{{0,2}}[民刑行执破]|[民刑行执破][一-龥]?[{PROVINCES}]\d{{2,9}}"
)
_RANGE: Final = re.compile(r"\d[至到]\d")
NOT_A_COURT: Final = re.compile(
    r"仲|证|鉴|估|税|产权|土地|国用|登记|许可|检|公刑|公诉|公治|公交|认字|劳人|人社|社工|工伤|复决|裁案|裁字|银|借字|贷字"
    r"|保字|抵字|合字|评|审计|财税|令|函|通知|规划|建设|发改|房权|拍|调字|民调|信访|政"
)
_TYPE: Final = r"(?:知民|民|刑|行|执|破|财保)[初终再申辖监异复恢保协]?(?:[（(][初终再申辖监异复恢保协][）)])?"
_CORE: Final = re.compile(
    r"(?P<year>[（(〔\[【]?(?:[\dOoIl]{2,5}|[×xX*＊某〇○零一二三四五六七八九]{2,4})年?[）)〕\]】]?[ ]?)?"
    rf"(?P<code>[（(]?[{PROVINCES}][）)]?(?:\d{{4}}|\d{{2}})?)[ ]?{_TYPE}字?第?[ ]?"
    r"(?:(?P<number>\d{1,8})|[—–－_＿-]{1,4})?[ ]?(?P<end>号)?"
)
_GOES_ON: Final = re.compile(rf"[\d之]|{SPACES}[、，和及与至到—–~～-]{SPACES}[\d（(]")
_STOPS: Final = re.compile(r"[；。，,;）)\n]|$")
_ENDS: Final = re.compile(r"(?:民事|刑事|行政|执行|判决|裁定|调解|决定|一案)|[。；）\n]|，(?!\d)|$")


def broken_numbers(text: str, sound: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and sentence ("no_end" or "") of each number broken; `sound` are the spans of those that are not."""
    claimed = bytearray(len(text))
    for start, end in sound:
        _claim(claimed, start, end)
    for match in _CANDIDATE.finditer(text):
        if not any(claimed[slice(*match.span())]) and _is_case_like(text, match):
            _claim(claimed, *match.span())
            yield *match.span(), ""
    for match in _CORE.finditer(text):
        case = _what_lacks(text, match)
        if case is not None and not any(claimed[slice(*match.span())]):
            yield *match.span(), case


def _claim(claimed: bytearray, start: int, end: int) -> None:
    claimed[start:end] = b"\1" * (end - start)


def _is_case_like(text: str, match: re.Match[str]) -> bool:
    tail = re.sub(SPACES, "", match["tail"])
    if NOT_A_COURT.search(tail) or _RANGE.search(tail):
        return False
    if _CODE_ONLY.match(tail):
        return not re.match(r"[一-龥]", text[match.start() - 1 : match.start()]) or len(match["year"]) == 4
    if _CODE_AND_KIND.search(tail):
        return True
    return bool(_CASE_KIND.search(tail)) and bool(re.search(r"\d$", tail))


def _what_lacks(text: str, match: re.Match[str]) -> str | None:
    """A court's code, kind and number that are no whole case number: which sentence to say; None to say nothing."""
    has_year, has_code = (match["year"] or "").startswith(("（", "(")), match["code"][-1].isdigit()
    if not (has_year or has_code):
        return None
    if match["end"]:
        return ""
    if not match["number"]:
        return "" if has_year and has_code and _STOPS.match(text, match.end()) else None
    is_whole = has_code or _ENDS.match(text, match.end())
    return "no_end" if is_whole and not _GOES_ON.match(text, match.end()) else None

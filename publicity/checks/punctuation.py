"""Punctuation by GB/T 15834-2011: half-width marks, doubled marks, quotes, lists, titles, document numbers."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_H: Final = "\u3400-\u9fff"
_LEFT: Final = rf"[{_H}”’》〉）】％]"
_FULL: Final = {
    ",": "，",
    ":": "：",
    ";": "；",
    "!": "！",
    "?": "？",
    "(": "（",
    ")": "）",
    ".": "。",
    "<": "〈",
    ">": "〉",
    "--": "——",
}
_MARK: Final = re.compile(
    rf"(?<={_LEFT})([,:;!?]) ?(?=[{_H}“‘《〈（【”’])|(?<=[{_H}] )([,;]) ?(?=[{_H}])|(?<={_LEFT})[,;](?=\d)"
)
_DASH: Final = re.compile(rf"(?<=[{_H}”》）])--(?=[{_H}“《（])")
_MARK_AT_END: Final = re.compile(rf"(?<={_LEFT})[,:;!?](?=[ \t]*$)", re.M)
_FULL_STOP: Final = re.compile(rf"(?<=[{_H}])(?<![〇零一二三四五六七八九十])\.(?=[{_H}])")
_INNER_TITLE: Final = re.compile(rf"《[^《》<>\n]{{0,60}}(<)[{_H}][^《》<>\n]{{1,60}}(>)[^《》<>\n]{{0,60}}》")
_FULL_STOP_AT_END: Final = re.compile(rf"(?<=[{_H}]{{8}}[”’》）])\.(?=[ \t]*$)|(?<=[{_H}]{{8}})\.(?=[ \t]*$)", re.M)
_PAREN: Final = re.compile(r"\(([^()（）\n]{1,200})\)")
_STRAIGHT: Final = re.compile(r'"')
_DOUBLED: Final = re.compile(
    r"，{2,}|、{2,}|；{2,}|：{2,}|(?<!。)。。(?!。)|[，、；：][，。、；：]+|。[，、；：]|[！？][，。、；：]|！{4,}|？{4,}"
)
_DOTS: Final = re.compile(
    rf"(?<=[{_H}，。、；：“”’》）])(?:\.{{3,6}}|。{{3,}}|·{{3,}}|、{{3,}}|(?<!…)…(?!…))"
    rf"(?=[{_H}，。；：“”’》）]|[ \t]*$)",
    re.M,
)
_STOP_OUTSIDE: Final = re.compile(
    r"(?:说|说道|问道|答道|回答|喊道|笑道|写道|表示|坦言|感慨|承诺|告诉(?:记者|法官))[：:]“[^“”\n]{6,200}[^。！？…”—\n]”。"
    r"|(?:^|(?<=[。！？]))“[^“”\n]{6,200}[^。！？…”—\n]”。(?=[^，。；“”\n]{1,14}(?:说|说道|感慨|坦言|感叹|叮嘱|笑道)[。，])",
    re.M,
)
_BETWEEN_QUOTES: Final = re.compile(r"(?<=”)、(?=“)|(?<=》)、(?=《)")
_LIST_END: Final = re.compile(
    r"(?:、|……)等等?(?![等高朋待候级到于额差值离式分同价效闲距了着我你他她它一半会下外腰边比压])"
    r"|、和(?![解谐睦平好美气善蔼缓暖煦乐合田县林顺静政硕龙布约盘尚服局弦声亲衷某记家颜悦])(?![\u4e00-\u9fff]{1,2}[（(、])"
)
"""和解, 和谐 and a person called 和 are words of their own."""
_NO_TITLE: Final = re.compile(
    r"《([^《》〈〉\n]{2,20})(?<![法典例定见案知划则释约要南册报])》(?=(?:荣誉)?称号|主题(?:党日|教育|实践)?活动|主题教育"
    r"|(?:集中|百日|联合|统一|专项|攻坚|整治|清理|执行){0,4}行动(?![方计指纲]))"
)
_DOCUMENT: Final = re.compile(
    r"(?<=[发办字文函电政通令释法组委综规财教卫院司厅局府党宣])[ ]?"
    r"(?P<number>[\[【［〔](?P<year>(?:19|20)\d{2})[\]】］〕][ ]*(?:第[ ]*)?(?P<serial>\d{1,5})[ ]*号)"
    r"|(?:法释|法发|国发|国办发|中办发|中发|法办发|国函|国办函)"
    r"(?P<round>[（(](?P<round_year>(?:19|20)\d{2})[）)](?P<round_serial>\d{1,5})号)"
)
_NO_DOCUMENT: Final = re.compile(r"[仲鉴证评认](?:[\u4e00-\u9fff]{0,3})$")
"""仲案字[2021]第235号, 京证字（2018）第3号: awards and certificates count in their own way."""


def half_width(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """, : ; ! ? . ( ) standing between Chinese characters; a comma also before a figure."""
    for passage in passages(draft):
        for start, mark in _half_width_marks(passage.shown):
            place = passage.place(start, start + len(mark))
            fix = None if _is_inner_stop(passage.shown, start) else Fix(_FULL[mark])
            yield policy.finding("punctuation.half_width", place, fix=fix, mark=mark, right=_FULL[mark])


def _is_inner_stop(text: str, at: int) -> bool:
    """A point between two characters may stand for 。 or for · in a name."""
    return text[at] == "." and re.match(rf"[{_H}]", text[at + 1 : at + 2]) is not None


def _half_width_marks(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (_MARK, _MARK_AT_END, _FULL_STOP, _FULL_STOP_AT_END, _DASH):
        for match in pattern.finditer(text):
            yield match.start(), match.group().rstrip(" ")
    for match in _INNER_TITLE.finditer(text):
        yield from ((match.start(1), "<"), (match.start(2), ">"))
    for match in _PAREN.finditer(text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        inner = match.group(1)
        if not re.search(rf"[{_H}]", inner) or not re.search(rf"[{_H}]$", before):
            continue
        if re.match(rf"[{_H}]", inner) or re.search(rf"[{_H}]$", inner) or re.match(rf"[{_H}，。；：、]", after):
            yield match.start(), "("
            yield match.end() - 1, ")"


def straight_quotes(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Straight quotation marks round Chinese text, mended in pairs within a line."""
    for passage in passages(draft):
        for line in re.finditer(r"[^\n]+", passage.shown):
            marks = [line.start() + match.start() for match in _STRAIGHT.finditer(line.group())]
            inches = any(passage.shown[at - 1 : at].isdigit() for at in marks[::2])
            if len(marks) % 2 or inches:
                continue
            for left, right in zip(marks[::2], marks[1::2], strict=True):
                if re.search(rf"[{_H}]", passage.shown[left:right]):
                    inner = passage.raw[left + 1 : right]
                    place = passage.place(left, right + 1)
                    yield policy.finding("punctuation.straight_quotes", place, fix=Fix(f"“{inner}”"))


def doubled(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Two marks where one belongs: ，， 。。 、， ，。"""
    for passage in passages(draft):
        for match in _DOUBLED.finditer(passage.shown):
            marks = match.group()
            fix = Fix(marks[0]) if len(set(marks)) == 1 else None
            if len(set(marks)) == 1 and marks[0] == "、" and len(marks) > 2:
                continue
            yield policy.finding("punctuation.doubled", passage.place(*match.span()), fix=fix, marks=marks)


def ellipsis(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An ellipsis written with dots or circles, or as one half."""
    for passage in passages(draft):
        for match in _DOTS.finditer(passage.shown):
            place = passage.place(*match.span())
            yield policy.finding("punctuation.ellipsis", place, fix=Fix("……"), marks=match.group())


def stop_twice(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A full stop inside and outside the closing quotation mark."""
    for passage in passages(draft):
        for match in re.finditer(r"。(?=”。)", passage.shown):
            place = passage.place(match.start(), match.start() + 3)
            yield policy.finding("punctuation.stop_twice", place)


def stop_outside(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A whole sentence quoted behind 说： with its full stop outside the quotation mark."""
    for passage in passages(draft):
        for match in _STOP_OUTSIDE.finditer(passage.shown):
            place = passage.place(match.end() - 2, match.end())
            yield policy.finding("punctuation.stop_outside", place, fix=Fix("。”"))


def between_quotes(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A 顿号 between two quotations or two titles that stand side by side."""
    for passage in passages(draft):
        for match in _BETWEEN_QUOTES.finditer(passage.shown):
            yield policy.finding("punctuation.between_quotes", passage.place(*match.span()), fix=Fix(""))


def list_end(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A 顿号 before 等 or 和, or an ellipsis and 等 both, at the end of a list."""
    for passage in passages(draft):
        for match in _LIST_END.finditer(passage.shown):
            if match.group()[0] == "…" and not _is_in_list(passage.shown, match.start()):
                continue
            wrong, right = match.group(), match.group().lstrip("、…")
            place = passage.place(*match.span())
            yield policy.finding("punctuation.list_end", place, fix=Fix(right), wrong=wrong, right=right)


def _is_in_list(text: str, at: int) -> bool:
    """A 顿号 stands shortly before, in the same clause."""
    return re.search(r"、[^，。；：！？“”\n]{1,14}$", text[max(0, at - 15) : at]) is not None


def title_marks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Title marks round an honour or a campaign: neither is a work that can be read."""
    for passage in passages(draft):
        for match in _NO_TITLE.finditer(passage.shown):
            name = passage.raw[match.start() + 1 : match.end() - 1]
            place = passage.place(*match.span())
            yield policy.finding("punctuation.title_marks", place, fix=Fix(f"“{name}”"), name=name)


def document_number(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A document number (发文字号) in other than 六角括号, with 第, or with a nought before its serial."""
    for passage in passages(draft):
        for match in _DOCUMENT.finditer(passage.shown):
            group = "number" if match["number"] else "round"
            year, serial = (
                (match["year"], match["serial"]) if match["number"] else match.group("round_year", "round_serial")
            )
            right = f"〔{year}〕{int(serial)}号"
            start, end = match.span(group)
            if match[group].replace(" ", "") == right or _NO_DOCUMENT.search(passage.shown, max(0, start - 6), start):
                continue
            yield policy.finding("punctuation.document_number", passage.place(start, end), fix=Fix(right), right=right)


RULES: Final = (
    Rule("punctuation.half_width", half_width),
    Rule("punctuation.straight_quotes", straight_quotes),
    Rule("punctuation.doubled", doubled),
    Rule("punctuation.ellipsis", ellipsis),
    Rule("punctuation.stop_twice", stop_twice),
    Rule("punctuation.stop_outside", stop_outside),
    Rule("punctuation.between_quotes", between_quotes),
    Rule("punctuation.list_end", list_end),
    Rule("punctuation.title_marks", title_marks),
    Rule("punctuation.document_number", document_number),
)

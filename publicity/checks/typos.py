"""Wrong words where the neighbouring characters leave no other reading, doubled words, and garbled text."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.phrases import ends_in_phrase, slips
from publicity.checks.policy import Policy, Typo
from publicity.checks.rule import Rule
from publicity.checks.slips import word_slips
from publicity.checks.visible import passages

_REACH: Final = 6
_GARBLED: Final = re.compile(r"\ufffd+|(?:锟斤拷|烫烫烫|屯屯屯|鐨勬|锛屽|銆傚)+|(?<=[一-龥])\?；|[\ue000-\uf8ff]+")
_PINYIN: Final = re.compile(r"(?<=[一-龥])[（(][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]{1,7}[）)](?=[一-龥，。、；：])")
_DOUBLED_SINGLE: Final = re.compile(
    r"(?<![目标有打众端准鹄一])的的(?![确士])"
    r"|(?<![不为罢得算甚一])了了(?=[。，；、！]|$)|(?<=[上下出到完成好起过来去见住开掉走光收交发付办签])了了(?![解结却断])"
    r"|(?<![不于但可只就而])是是(?![非否不])"
    r"|(?<![存现正内所好潜实外自旨意重贵志早远近])在在(?!逃|押|建|校|职|册|读|场|即|线|编|岗|理)"
    r"|(?<![和柔温缓祥平暖])和和(?![美气睦平解谐蔼好缓煦田县林顺硕某])"
)
_DOUBLED_LAST: Final = re.compile(r"([\u4e00-\u9fff])\1(?=[^\u4e00-\u9fff]|的|$)")
_DOUBLED_PERSON: Final = re.compile(r"(?<=[行请事告务权证责理保])人人(?=[\u4e00-\u9fff]某|[，。；])")
"""申请执行人人王某: 人人 behind a word for a party and before a name or a stop."""

_KEYWORDS: Final = re.compile(r"关键词[^，。；]{0,70}$")
"""执行执行异议 in a line of keywords are two of them."""
_UNTIL: Final = re.compile(
    r"(?<!报名)(?<!申报)(?<!投稿)(?<!征集)(?<!报送)(?<!竞价)(?<!缴费)(?<!受理)(?<!登记)(?<!申请)截止(?:到|至)?"
    r"(?=目前|今年|今天|今日|昨[天日]|本[月年周]|上[月年周]|当[日时天年]|年底|月底|发稿|案发|起诉|立案|庭审"
    r"|[上中下]午|凌晨|傍晚|\d{1,2}[时点日]|\d{4}年|(?:1[0-2]|[1-9])月"
    r"|[一二三四五六七八九十]{1,2}月(?!份?内))"
)
_EVEN_IF: Final = re.compile(
    r"既使(?:(?=如此[，、]|再(?!审))|(?![用得])(?=[^又更。！？；\n]{1,40}(?:也|都|仍)(?![使让令给为能可有保维体符减节避防便利促推彰实提增确"
    r"兼照解化达帮缓尊满展教警起])))"
)
"""既使双方…又使… is right: both … and …; 既使再难，也要… is 即使."""
_IN_TIME: Final = re.compile(
    r"即使(?=(?:查封|冻结|扣押|扣划|立案|足额|支付|发放|送达|通知|告知|移送|采取|制止|化解|赶到|赶赴|启动|联系|沟通|解除|公开"
    r"|兑现|反馈|回应|处置|处理|跟进|介入)(?![^。！？；\n]{0,40}[也都仍还亦均]))"
)
"""法官即使查封设备，防止转移 is 及时; 即使查封了房产，也… is right."""
_PASSED: Final = re.compile(
    r"渡过(?=了?[^，。；！？\n关江河海湖机困境]{0,10}(?:春节|新年|除夕|中秋|国庆|端午|佳节|节日|生日|假期|长假|周末"
    r"|晚年|余生|一生|童年|青春|岁月|时光|日子|[\d一两三四五六七八九十几]+(?:年|天|夜|个月|个?春秋))"
    r"(?![^，。；\n]{0,4}(?:难关|危机|困境|风波)))"
)
_ACCOUNT: Final = re.compile(
    r"(?<![蚊营床幔纱罗毡军])帐[户号目本单簿册款面务龄期]|流水帐"
    r"|[催收付结坏呆烂讨要还查报走挂旧老混台总分假销冲认划汇平细转记欠算赖到入做对]帐(?![户号目本单簿册款面务龄期篷子房中下内外里幕])"
)


def wrong_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Certain misspellings: of the list, of phrases with one wrong character, and what the sentence gives away."""
    yield from _typos(draft, policy, "typos.wrong", True)
    for passage in passages(draft):
        seen = {at for start, typo in _listed(passage.shown, policy) for at in range(start, start + len(typo.wrong))}
        for slip in (*slips(passage.shown, policy), *word_slips(passage.shown, policy)):
            place = range(slip.start, slip.start + len(slip.wrong))
            if seen.isdisjoint(place) and not _ACCOUNT.search(slip.wrong):
                seen.update(place)
                where = passage.place(place[0], place[-1] + 1)
                yield policy.finding("typos.wrong", where, fix=Fix(slip.right), wrong=slip.wrong, right=slip.right)
    yield from _replaced(draft, policy, "typos.wrong", _EVEN_IF, "既", "即")
    yield from _replaced(draft, policy, "typos.wrong", _PASSED, "渡", "度")
    yield from _replaced(draft, policy, "typos.wrong", _IN_TIME, "即使", "及时")


def doubtful_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Spellings no longer preferred, or wrong in most places."""
    yield from _typos(draft, policy, "typos.doubtful", False)
    yield from _replaced(draft, policy, "typos.doubtful", _ACCOUNT, "帐", "账")


def _replaced(
    draft: Draft, policy: Policy, rule: str, pattern: re.Pattern[str], wrong: str, right: str
) -> Iterator[Finding]:
    """Every hit of the pattern, mended by one other character."""
    for passage in passages(draft):
        for match in pattern.finditer(passage.shown):
            fix = match.group().replace(wrong, right)
            values = {"wrong": match.group(), "right": fix}
            yield policy.finding(rule, passage.place(*match.span()), fix=Fix(fix), **values)


def _typos(draft: Draft, policy: Policy, rule: str, certain: bool) -> Iterator[Finding]:
    for passage in passages(draft):
        for at, typo in _listed(passage.shown, policy):
            if typo.certain is certain:
                place = passage.place(at, at + len(typo.wrong))
                yield policy.finding(rule, place, fix=Fix(typo.right), wrong=typo.wrong, right=typo.right)


def _listed(text: str, policy: Policy) -> Iterator[tuple[int, Typo]]:
    """The listed misspellings that no longer word explains, by place; of two at one place the longer."""
    by_start, done = _by_start(policy.typos), 0
    for at in range(len(text) - 1):
        for typo in by_start.get(text[at : at + 2], ()) if at >= done else ():
            if text.startswith(typo.wrong, at) and not _is_explained(text, at, typo):
                yield at, typo
                done = at + len(typo.wrong)
                break


@lru_cache(maxsize=4)
def _by_start(typos: tuple[Typo, ...]) -> Mapping[str, tuple[Typo, ...]]:
    found = defaultdict(list)
    for typo in sorted(typos, key=lambda one: -len(one.wrong)):
        found[typo.wrong[:2]].append(typo)
    return {start: tuple(some) for start, some in found.items()}


def _is_explained(text: str, at: int, typo: Typo) -> bool:
    """The hit lies inside a longer, right expression that stands around it."""
    around = text[max(0, at - _REACH) : at + len(typo.wrong) + _REACH]
    offset = min(at, _REACH)
    for phrase in typo.exceptions:
        shift = phrase.find(typo.wrong)
        while shift >= 0:
            begin = offset - shift
            if begin >= 0 and around.startswith(phrase, begin):
                return True
            shift = phrase.find(typo.wrong, shift + 1)
    return False


def until(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """截止 before a time: 截至 takes the time, 截止 ends the sentence."""
    for passage in passages(draft):
        for match in _UNTIL.finditer(passage.shown):
            values = {"wrong": match.group(), "right": "截至"}
            yield policy.finding("typos.until", passage.place(*match.span()), "", Fix("截至"), **values)


def doubled_words(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A word typed twice: 的的, 进行进行; only words that never stand twice side by side."""
    pairs = policy.words.get("doubled_words", ())
    pattern = _twice(pairs)
    for passage in passages(draft):
        for match in _DOUBLED_SINGLE.finditer(passage.shown):
            word = match.group()[0]
            yield policy.finding("typos.doubled", passage.place(*match.span()), fix=Fix(word), word=word)
        for match in pattern.finditer(passage.shown):
            word = match.group()[: len(match.group()) // 2]
            goes_on = policy.groups.get("doubled_before", {}).get(word, ("\0",))
            before = passage.shown[max(0, match.start() - 80) : match.start()]
            if passage.shown.startswith(goes_on, match.end()) or _KEYWORDS.search(before):
                continue
            yield policy.finding("typos.doubled", passage.place(*match.span()), fix=Fix(word), word=word)
        for match in (*_DOUBLED_PERSON.finditer(passage.shown), *_doubled_last(passage.shown, policy)):
            word = match.group()[0]
            yield policy.finding("typos.doubled", passage.place(*match.span()), fix=Fix(word), word=word)


def _doubled_last(text: str, policy: Policy) -> Iterator[re.Match[str]]:
    """A phrase or a listed word whose last character stands twice: 倾家荡产产。"""
    words = policy.words.get("doubled_last", ())
    for match in _DOUBLED_LAST.finditer(text):
        end = match.end() - 1
        if match[1] not in "的了" and (text.endswith(words, 0, end) or ends_in_phrase(text, end, policy)):
            yield match


@lru_cache(maxsize=8)
def _twice(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"{re.escape(word)}{re.escape(word)}" for word in words) or r"(?!)")


def garbled(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Characters lost in conversion, and pinyin notes behind the characters; one finding a field each."""
    for passage in passages(draft):
        for pattern, case, least in ((_GARBLED, "", 1), (_PINYIN, "pinyin", 3)):
            hits = list(pattern.finditer(passage.shown))
            if len(hits) >= least:
                place = passage.place(*hits[0].span())
                yield policy.finding("typos.garbled", place, case, times=len(hits))


RULES: Final = (
    Rule("typos.wrong", wrong_words),
    Rule("typos.doubtful", doubtful_words),
    Rule("typos.until", until),
    Rule("typos.doubled", doubled_words),
    Rule("typos.garbled", garbled),
)

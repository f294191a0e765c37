"""A short title for a task, in the document's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from publicity.plans.document import Document
from publicity.plans.organisations import is_organisation, leading_name, opens_with_name, organisations
from publicity.plans.sections import Outline
from publicity.plans.task_scope import Scope, Scopes, Span
from publicity.plans.task_words import (
    ADJUNCT_ENDS,
    ADJUNCT_STARTS,
    ADVERBS,
    KIND_PATTERNS,
    OPENERS,
    OWNER_LABELS,
    RESULTS,
    TIME_LABELS,
    VERBS,
    WEAK_PHRASES,
)

LONGEST: Final = 30
SHORTEST: Final = 4


def _any(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_OPENER: Final = re.compile(
    rf"(?:{_any(tuple(word for word in OPENERS if word not in ('在', '从', '自')))})(?=[^、，])"
)
_NUMBERED: Final = re.compile(
    r"[ #>*-]*(?:第[一二三四五六七八九十0-9]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十0-9]{1,3}[）)]"
    r"|[0-9]{1,2}[.．、](?![0-9]{1,2}[^0-9年月])|[①-⑳]|[一二三四五六七八九]是(?!否))[ 、]*"
)
_TRAILING: Final = re.compile(rf"(?:{_any(OPENERS)}|的|至|到|拟在|安排在|时间|[ ，、：；（(“\"—-])+$")
_PLACE: Final = re.compile(r"在(?:我院|本院|全[市州省县区院](?:法院|范围)?内?|辖区)(?:范围)?内?(?=[^的])")
_IS_PHASE: Final = re.compile(r"^[是为](?=[^，。；]{2,24}(?:阶段|的时间|宣传日|宣传周|宣传月)$)")
_VERB: Final = re.compile(rf"(?:在[^，。]{{2,10}}?)?(?:{_any(ADVERBS)})*(?:{_any(VERBS)})")
_HAS_VERB: Final = re.compile(_any(VERBS + RESULTS))
_GROUND: Final = re.compile(r"(?:根据|按照|依据|结合)[^，]{0,20}?(?:要求|部署|精神|安排|实际|规定)(?=[^，的]{4})")
_STATED: Final = re.compile(r"已经|均已|[^，]*(?:以来|就要)")
_ADJUNCT: Final = re.compile(rf"(?:{_any(ADJUNCT_STARTS)})[^，]*|[^，]*(?:{_any(ADJUNCT_ENDS)})|在[^，]*[中下上内里]")
_WEAK: Final = re.compile(
    rf"(?:{_any(VERBS)})到位|(?:{_any(ADVERBS)})*(?:{_any(WEAK_PHRASES)})?(?:一次|工作|一批|等|到位|完毕)?"
)
_LABEL: Final = re.compile(rf"(?:{OWNER_LABELS}|{TIME_LABELS})[：:]?")
_ASIDE: Final = re.compile(
    r"（[^（）]*）|(?:联系)?(?:电话|人|方式|邮箱)|电子邮箱|传真|地[点址]|邮编|[（(]?(?:如遇|遇)[^，。]{0,12}"
)
_LABELLED_TIME: Final = re.compile(rf"(?:{TIME_LABELS})(?:[：:]|$)")
_STAGE: Final = re.compile(r"第[一二三四五六七八九十0-9]{1,3}(?:阶段|步)")
_SUBMITS: Final = re.compile(r"(?:报送|上报|提交|报|送|完成|达标|备案|交|发至|反馈)")
_SPECIFIC: Final = re.compile("|".join(pattern for _, pattern in KIND_PATTERNS[:4]))
_BARE_SUBMISSION: Final = re.compile(r"(?:报送至?|上报|报至?|提交|送|反馈)(?P<to>[\u3400-\u9fff“”]{2,})")
_DATED: Final = re.compile(r"[0-9每旬底季]|[上下]半年")
_TITLE_FRAME: Final = re.compile(
    r"^.*?关于(?:印发|开展|做好|组织开展|进一步做好)?|[《》]|(?:的?(?:通知|实施方案|(?<!宣传)工作方案|方案|计划|安排|要点))+$"
)
_THING: Final = re.compile(
    r"(?:方案|计划|预案|总结|小结|报告|材料|名[单册]|案例|选题|稿件?|信息|情况|作品|表|线索|素材|成片)$"
)
_EMPTY: Final = re.compile(r"(?:开展|进行|完成|组织|落实|举行|实施|一次)*")
_PAIRS: Final = (("“", "”"), ("《", "》"), ("（", "）"), ("‘", "’"), ("〔", "〕"))
_DATED_BRACKET: Final = re.compile(r"[（(][^（）()]*[0-9]{1,2}[月日][^（）()]*[）)]?$")
_EVENT_LEAD: Final = re.compile(
    r"(?:应?[于在])?(?:开庭|会议?|活动|直播|发布会?|播出|召开|举行|举办|实施|上线)(?:结束)?$"
)
_CADENCE: Final = re.compile(
    r"(?:每(?:个)?(?:半年|季度?|两?[年月周]|星期|天|日|逢)|[按逐](?:月|季度?|周|年)|至少|不少于|不低于|[一二两三四五0-9]+[次篇条期场]|[0-9]{1,2}[日号](?:之?前)?|周[一二三四五六日](?:之?前)?|[首末]月|[上中下]旬|月?底前|定期|不定期|或|适时|及时|不间断)"
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    text: str
    score: float


def title_of(text: str, scope: Scope, scopes: Scopes, document: Document, own_words: bool) -> str:
    """At most 30 characters, never empty; `own_words` says that the item's own words hold the task (a cadence)."""
    candidates = list(_candidates(text, scope, scopes, document.outline, own_words))
    candidates.append(_Candidate(whole_title(document), 0.5))
    best = max(candidates, key=lambda candidate: candidate.score, default=None)
    title = _shorten(best.text) if best is not None and best.score > 0 else ""
    return title or _shorten(_flat(scope.item.of(text))) or "（未写明任务）"


def _candidates(text: str, scope: Scope, scopes: Scopes, outline: Outline, own_words: bool) -> Iterator[_Candidate]:
    if scope.row is not None and scope.row.action is not None:
        yield _Candidate(_clean(scope.row.action.of(text)), 40)
    yield from _bracketed(text, scope)
    if own_words:
        yield from _from_own_words(text, scope)
    yield from _from_own_clause(text, scope)
    ended = 6 if _ends_a_task(text, scope) else 0
    for distance, clause in enumerate(scope.clauses[scope.own + 1 :][:4], 1):
        apart = 2.5 if "；" in text[scope.item.end : clause.start] else 0
        yield _scored(clause.of(text), 8.5 - 2 * distance - apart - ended)
    before = list(scope.clauses[: scope.own][-3:])
    if ended and not before:
        before = [Span(scope.sentence.start, scope.reach.start)]
    for distance, clause in enumerate(reversed(before), 1):
        words = re.split("[，；：]", clause.of(text).rstrip("，；："))[-1]
        yield _scored(words, 7 - 2 * distance + ended / 2, specific=1)
    index = outline.index_at(scope.item.start)
    if index >= 0:
        section = outline.sections[index]
        inside = section.start <= scope.item.start < section.title_end
        if section.parent >= 0 and _LABELLED_TIME.match(section.title):
            yield _scored(outline.sections[section.parent].title, 4)
        if not inside:
            yield _scored(section.title, 1.5)
            yield from _from_sentence_before(text, scope, scopes, section.start)
    else:
        yield from _from_sentence_before(text, scope, scopes, 0)


def _ends_a_task(text: str, scope: Scope) -> bool:
    """…，6月底前全部完成: the clause only says that what came before is to be done."""
    after = _clean(text[scope.item.end : scope.clauses[scope.own].end])
    return bool(after) and _WEAK.fullmatch(after) is not None


def _bracketed(text: str, scope: Scope) -> Iterator[_Candidate]:
    """动员部署（7月18日至20日）: the words before the bracket."""
    clause = scope.clauses[scope.own]
    before = text[clause.start : scope.item.start]
    opened = re.search(r"[（(](?:时间[：:]?|自|从|于|截至)?$", before)
    after = text[scope.item.end : scope.item.end + 12]
    if opened is None or not re.match(r"[^（(，。]{0,8}[）)]", after):
        return
    name = _clean(before[: opened.start()])
    if len(name) >= 2 and not _STAGE.fullmatch(name):
        yield _Candidate(name, 30 if len(name) <= LONGEST else 12)
        return
    bracket = text.find("）", scope.item.end, scope.item.end + 12)
    rest = re.match(r"[）) ：:，、]*([^。；：\n]{2,60})", text[bracket : scope.sentence.end]) if bracket >= 0 else None
    if rest is not None:
        yield _Candidate(_clean(re.split("，", rest[1])[0]), 25)
    if name:
        yield _Candidate(name, 2)


def _from_own_words(text: str, scope: Scope) -> Iterator[_Candidate]:
    """每月至少专题研究调度执行工作一次: the cadence with its verb says the task."""
    words = _flat(scope.item.of(text))
    bare = _clean(_CADENCE.sub("", words))
    if not _HAS_VERB.search(bare) or _ADJUNCT.fullmatch(bare):
        yield _scored(scope.clauses[scope.own].of(text), 5.5)
        return
    after = _clean(text[scope.item.end : scope.clauses[scope.own].end])
    if len(bare) >= 2 and len(after) >= SHORTEST and (len(bare) < SHORTEST or _WEAK.fullmatch(bare)):
        yield _Candidate(f"{bare}{after}", 15)
    elif len(bare) >= SHORTEST and not _WEAK.fullmatch(bare):
        yield _Candidate(bare if bare in words else _clean(words), 14)
    else:
        yield _Candidate(words, 3 if _EMPTY.fullmatch(bare) else 7)


def _from_own_clause(text: str, scope: Scope) -> Iterator[_Candidate]:
    clause = scope.clauses[scope.own]
    lead = text[clause.start : scope.item.start]
    before = _before(_EVENT_LEAD.sub("", lead) if text[scope.item.start] in "前后" else lead)
    after = text[scope.item.end : clause.end]
    yield _scored(after, 10)
    if before:
        yield _scored(before, 5)
    if not _DATED.search(scope.item.of(text)):
        yield _scored(clause.of(text), 5.5)
    joined = before + _clean(after)
    names_object = len(before) >= 2 and _is_thing(before) and not is_organisation(before)
    if names_object and _SUBMITS.match(_clean(after)) and len(joined) <= LONGEST:
        yield _scored(joined, 14)


def _is_thing(phrase: str) -> bool:
    """宣传方案 is a thing to be sent, 宣传成效 is something done."""
    return _THING.search(phrase) is not None or not _VERB.match(phrase)


def _from_sentence_before(text: str, scope: Scope, scopes: Scopes, limit: int) -> Iterator[_Candidate]:
    sentence = scopes.sentence_before(scope.sentence, limit)
    if sentence is not None:
        for distance, piece in enumerate(re.split("[，；：]", sentence.of(text))[:3]):
            yield _scored(piece, 1 - distance, specific=1)


def _scored(raw: str, base: float, specific: float = 4) -> _Candidate:
    phrase = _clean(raw)
    score = base
    if _VERB.match(phrase):
        score += 4
    elif _HAS_VERB.search(phrase):
        score += 1
    if _SPECIFIC.search(phrase):
        score += specific
    if _ADJUNCT.fullmatch(phrase):
        score -= 12
    if _WEAK.fullmatch(phrase):
        score -= 9
    bare = _BARE_SUBMISSION.fullmatch(phrase)
    if bare is not None and (is_organisation(bare["to"].split("“")[0]) or bare["to"].endswith("小组")):
        score -= 9
    if _STATED.search(phrase):
        score -= 5
    if _LABEL.fullmatch(phrase) or _STAGE.fullmatch(phrase) or _ASIDE.fullmatch(phrase):
        score -= 30
    if len(phrase) < SHORTEST:
        score -= 7 if len(phrase) >= 2 else 40
    return _Candidate(phrase, score)


def _before(raw: str) -> str:
    """The words before the date without what only leads to it (请于, 并于, 截至)."""
    phrase = _clean(_TRAILING.sub("", raw.rstrip()))
    return re.sub(rf"(?:{OWNER_LABELS}|{TIME_LABELS})$", "", phrase)


def _clean(raw: str) -> str:
    """Without number, opener, subject and marks at the ends."""
    phrase = _NUMBERED.sub("", raw.strip(), count=1) if _NUMBERED.match(raw.strip()) else raw.strip()
    phrase = phrase.strip(" ，、：；。！？|*#")
    for _ in range(4):
        shorter = _without_subject(_without_opener(phrase))
        if shorter == phrase:
            break
        phrase = shorter
    return _balanced(_DATED_BRACKET.sub("", phrase.strip(" ，、：；。！？|*#"))).strip()


def _without_opener(phrase: str) -> str:
    """并将按照上级要求在我院召开… → 召开…"""
    phrase = _IS_PHASE.sub("", phrase)
    for pattern in (_GROUND, _PLACE, _OPENER):
        match = pattern.match(phrase)
        phrase = phrase[match.end() :] if match is not None else phrase
    return phrase


def _without_subject(phrase: str) -> str:
    """各级法院要召开… → 召开…; a name alone stays."""
    if not opens_with_name(phrase):
        return phrase
    end = 0
    for mention in organisations(phrase[:60]):
        if mention.leads and not mention.behind and mention.start <= end + 1:
            end = mention.end
    rest = phrase[end:].lstrip("、，和 ")
    return rest if end and len(rest) >= 2 and not rest.startswith("的") else phrase


def _balanced(phrase: str) -> str:
    """Without half a pair of quotes or brackets at the ends."""
    for left, right in _PAIRS:
        if phrase.endswith(left):
            phrase = phrase[:-1]
        if phrase.count(right) > phrase.count(left) and phrase.startswith(right):
            phrase = phrase[1:]
        if phrase.count(right) > phrase.count(left) and phrase.endswith(right):
            phrase = phrase[:-1]
        if phrase.count(left) > phrase.count(right) and phrase.startswith(left):
            phrase = phrase[1:]
    return phrase


def _shorten(phrase: str) -> str:
    """At most 30 characters, cut where the words allow it."""
    if len(phrase) <= LONGEST:
        return phrase
    places = [
        match.start() for match in re.finditer(r"[，、；：]|以及|并(?!案)|和(?!谐|解)|及(?!时)", phrase[: LONGEST + 1])
    ]
    cuts = [at for at in places if at >= 8]
    cut = phrase[: cuts[-1] if cuts else LONGEST]
    for left, right in _PAIRS:
        opened = cut.rfind(left)
        if opened > cut.rfind(right):
            cut = cut[:opened] if opened >= SHORTEST else cut
    return cut.rstrip(" ，、的")


def _flat(words: str) -> str:
    return re.sub(r"\s+", "", words)


def whole_title(document: Document) -> str:
    """What the whole plan is about: its title without the issuer and the kind of paper."""
    title = document.title
    for issuer in document.issuers:
        title = title.removeprefix(issuer).strip()
    title = title.removeprefix(leading_name(title))
    return _balanced(_TITLE_FRAME.sub("", _TITLE_FRAME.sub("", title))).strip()

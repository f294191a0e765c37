"""What a plan asks for around one of its dates: title, kind, who, to whom, themes, phase, targets, section."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from publicity.almanac.windows import Kind
from publicity.calendar.terms import EventKind
from publicity.plans.document import Document
from publicity.plans.items import DatedItem, Role
from publicity.plans.organisation_words import GENERAL_NAMES, OWN_NAMES, words
from publicity.plans.organisations import Mention, organisations
from publicity.plans.task_scope import Scope, Scopes, Span
from publicity.plans.task_title import title_of
from publicity.plans.task_words import KIND_PATTERNS, OWNER_LABELS, THEME_PATTERNS
from publicity.plans.text import CleanText

_KINDS: Final = tuple((kind, re.compile(pattern)) for kind, pattern in KIND_PATTERNS)
_HELD: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        *KIND_PATTERNS[:4],
        (EventKind.SELECTION, r"评选"),
        (EventKind.MEETING, r"会议|例会|座谈会|推进会"),
    )
)
_THEMES: Final = tuple((theme, re.compile(pattern)) for theme, pattern in THEME_PATTERNS.items())
_SAYS_PUBLICITY: Final = re.compile(
    r"(?:重点|集中|广泛|大力|深入|配合|做好|加强|开展|组织)*(?:专题|主题|系列|法治|普法)?宣传(?!推广)"
)
_EVENTS: Final = 4
_SENT: Final = (EventKind.PLAN_SUBMISSION, EventKind.CASE_SUBMISSION)
_SUBMITS: Final = re.compile(r"报送|上报|提交|报至|交至|推送|抄送")
_TARGET: Final = re.compile(
    r"(?:不低于|不少于|不超过|不高于|达到|达|超过|至少|低于|高于)?(?:百分之[一二三四五六七八九十百零]+|[0-9]+(?:\.[0-9]+)?[%％])"
    r"(?:以上|以下|以内|左右)?|(?:不少于|至少|不低于|不超过)[0-9一二两三四五六七八九十百]+(?:余)?[次篇条件期场部个例起幅集名](?!月|年)"
    r"|[0-9]+[篇条期场部件](?:以上|左右)"
)
_OWNER: Final = re.compile(rf"(?:{OWNER_LABELS})[：:] *([^。；）)\n|]{{2,80}})")
_LED_BY: Final = re.compile(r"由([^，。；\n]{2,40}?)(?:牵头|负责|组织|承办|主办|统筹|实施)")
_HOSTED: Final = re.compile(r"(?<=[，；：])([^，。；：\n由]{2,40}?)(?:联合|共同|具体)?(?:主办|承办|牵头)")
_ONLY_TIME: Final = re.compile(r"[0-9上下午前后点时分许半：:，、 ]*")
_SEND: Final = frozenset(
    words("报送至 报送到 报送 上报 呈报 呈送 报至 报请 报 推送至 推送到 推送 提交至 提交 发送 送交 送至 函告")
)
_COPY: Final = frozenset(("抄送", "抄报"))
_TOLD: Final = re.compile(r"[^，。；]{0,8}(?:报告|汇报|报送|通报|提交|备案|上报|反馈)")
_SENT_TO: Final = frozenset(("至", "到", "给"))
_PAPER: Final = re.compile(r"《[^》]*》")
_NEAR: Final = 140


@dataclass(frozen=True, slots=True)
class Task:
    """The facts around one dated item; tuples may be empty, `phase` is None outside numbered phases.

    `organisations` answer for the task, `receivers` and `copies` get what is sent; names as written, 我院 and 本院 as
    the issuer. `targets` are figures as written (80%以上); `section` is the path of headings, outermost first.
    `on_kind` is the kind of event a relative deadline hangs on, None where the text does not tell; `sentence` is the
    place of the sentence in the clean text.
    """

    title: str
    milestone_kind: EventKind
    organisations: tuple[str, ...]
    receivers: tuple[str, ...]
    copies: tuple[str, ...]
    themes: tuple[str, ...]
    targets: tuple[str, ...]
    phase: int | None
    section: tuple[str, ...]
    on_kind: EventKind | None
    sentence: Span


def read_tasks(clean: CleanText, document: Document, items: Sequence[DatedItem]) -> list[Task]:
    """One task for each item, in the items' order. Never raises."""
    scopes = Scopes(clean.text, sorted(items, key=lambda item: item.clean_start))
    return [_task(clean.text, document, item, scopes) for item in items]


def _task(text: str, document: Document, item: DatedItem, scopes: Scopes) -> Task:
    scope = scopes.around(item)
    section = document.outline.at(item.clean_start)
    own_words = item.kind == Kind.RECURRING or item.role == Role.VAGUE
    title = title_of(text, scope, scopes, document, own_words)
    phase = document.outline.phase_at(item.clean_start)
    around = [title, scope.clauses[scope.own].of(text), scope.reach.of(text)]
    heading = section.title if section is not None else ""
    named = organisations(text, scope.reach.start, scope.reach.end)
    return Task(
        title=title,
        milestone_kind=_phase_kind(document, item, phase) or _kind(around, heading, text, scope, item),
        organisations=_responsible(text, document, scope, scopes, section.start if section is not None else 0),
        receivers=_receivers(text, scope, named, _SEND),
        copies=_receivers(text, scope, named, _COPY),
        themes=tuple(name for name, pattern in _THEMES if any(pattern.search(part) for part in (*around, heading))),
        targets=tuple(dict.fromkeys(match[0] for match in _TARGET.finditer(_figures(text, scope)))),
        phase=phase,
        section=section.path if section is not None else (),
        on_kind=_hangs_on(text, scope, heading) if item.role == Role.RELATIVE else None,
        sentence=_trimmed(text, scope.sentence),
    )


def _hangs_on(text: str, scope: Scope, heading: str) -> EventKind | None:
    """The event named last before the item in its sentence, else first behind it, else in the heading."""
    before = [
        (match.end(), kind)
        for kind, pattern in _HELD
        for match in pattern.finditer(text, scope.sentence.start, scope.item.end)
    ]
    if before:
        return max(before)[1]
    behind = f"{text[scope.item.end : scope.sentence.end]}{heading}"
    return next((kind for kind, pattern in _HELD if pattern.search(behind)), None)


def _trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _kind(around: Sequence[str], heading: str, text: str, scope: Scope, item: DatedItem) -> EventKind:
    """From the title, the clause, the sentence or the heading; a submission may name its object a clause before."""
    for part in (*(_PAPER.sub("", said) for said in around), heading):
        kind = _kind_in(part)
        if kind is EventKind.REPORT and _SUBMITS.search(part):
            return _submission(text, scope) or kind
        if kind is EventKind.CAMPAIGN_PHASE and item.kind == Kind.DEADLINE:
            continue
        if kind is not None:
            return kind
    return EventKind.OTHER


def _phase_kind(document: Document, item: DatedItem, phase: int | None) -> EventKind | None:
    """The window in brackets behind a phase's name is the phase itself, unless the name is an event's."""
    section = document.outline.at(item.clean_start)
    if phase is None or section is None or item.kind != Kind.PERIOD or item.clean_start >= section.title_end:
        return None
    named = re.match(r"(.*)[（(][^（）()]*$", section.title[: section.title.find("）") % (len(section.title) + 1)])
    stage = section.family == "stage" or named is not None
    event = any(pattern.search(section.title) for _, pattern in _KINDS[:_EVENTS])
    return EventKind.CAMPAIGN_PHASE if stage and not event else None


def _kind_in(part: str) -> EventKind | None:
    for kind, pattern in _KINDS[:_EVENTS]:
        if pattern.search(part):
            return kind
    if _SAYS_PUBLICITY.match(part):
        return EventKind.THEMED_CAMPAIGN
    return next((kind for kind, pattern in _KINDS[_EVENTS:] if pattern.search(part)), None)


def _submission(text: str, scope: Scope) -> EventKind | None:
    """What is sent, when the clause itself does not say: 制定活动方案，并于7月21日前上报."""
    near = scope.clauses[max(0, scope.own - 1) : scope.own + 1]
    said = "".join(clause.of(text) for clause in near)
    return next(
        (kind for kind, pattern in _KINDS if kind in _SENT and pattern.search(f"{said}报送")),
        EventKind.PLAN_SUBMISSION if re.search(r"(?:制定|起草|拟定)[^，。；]{0,16}(?:方案|计划|预案)", said) else None,
    )


def _figures(text: str, scope: Scope) -> str:
    """The reach without the item's own words when they are a cadence such as 每月不少于2篇: those are its quota."""
    return f"{text[scope.reach.start : scope.item.start]}｜{text[scope.item.end : scope.reach.end]}"


def _responsible(text: str, document: Document, scope: Scope, scopes: Scopes, limit: int) -> tuple[str, ...]:
    """By label or table cell, else the subject of the clause, the sentence, the sentences before, else the issuers."""
    found = _labelled(text, scope)
    if not found:
        following = scope.clauses[min(scope.own + 1, len(scope.clauses) - 1)]
        groups = _subjects(text, following.end, scope.sentence)
        found = _nearest(text, groups, scope)
    sentence: Span | None = scope.sentence
    for _ in range(6):
        if found or sentence is None:
            break
        sentence = scopes.sentence_before(sentence, limit)
        if sentence is not None:
            groups = _subjects(text, sentence.end, sentence)
            found = groups[0] if groups and groups[0][0].start <= sentence.start + 12 else ()
    names = tuple(dict.fromkeys(mention.name for mention in found)) or document.issuers
    return _own_named(names, document.issuers)


def _labelled(text: str, scope: Scope) -> tuple[Mention, ...]:
    if scope.row is not None and scope.row.owner is not None:
        cell = scope.row.owner
        named = organisations(text, cell.start, cell.end)
        return tuple(named) or (Mention(cell.of(text)[:40], cell.start, cell.end, "", True),)
    low, high = _row_of_labels(text, scope)
    near = list(_OWNER.finditer(text, low, high))
    for pattern in (_LED_BY, _HOSTED):
        near = near or list(pattern.finditer(text, scope.reach.start, scope.reach.end))
    if not near:
        return ()
    behind = [match for match in near if match.start() >= scope.item.start]
    match = behind[0] if behind else near[-1]
    return tuple(organisations(text, match.start(1), match.end(1)))


def _row_of_labels(text: str, scope: Scope) -> tuple[int, int]:
    """The paragraph around the item, and the next line when it opens with a label; the reach where tasks share it."""
    start = max(text.rfind("\n", 0, scope.item.start) + 1, scope.item.start - _NEAR)
    end = text.find("\n", scope.item.end)
    end = len(text) if end < 0 else end
    following = _OWNER.match(text, end + 1)
    if following is not None and following.start() == end + 1:
        end = following.end()
    shared = scope.reach != scope.sentence
    return (scope.reach.start if shared else start), min(end, scope.item.end + _NEAR)


def _subjects(text: str, end: int, sentence: Span) -> list[tuple[Mention, ...]]:
    """The lists of organisations that open a clause and act, in order."""
    groups: list[list[Mention]] = []
    for mention in organisations(text, sentence.start, end):
        if mention.behind or not mention.leads or mention.name in GENERAL_NAMES:
            continue
        joined = groups and re.fullmatch(r"[、，和与及 ]|以及", text[groups[-1][-1].end : mention.start])
        if joined:
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return [tuple(group) for group in groups]


def _nearest(text: str, groups: Sequence[tuple[Mention, ...]], scope: Scope) -> tuple[Mention, ...]:
    """The last subject before the item, or the first one right behind it in its own clause."""
    before = [group for group in groups if group[0].start < scope.item.start]
    behind = [group for group in groups if group[0].start >= scope.item.end]
    if behind and _ONLY_TIME.fullmatch(text[scope.item.end : behind[0][0].start]):
        return behind[0]
    return before[-1] if before else ()


def _own_named(names: tuple[str, ...], issuers: tuple[str, ...]) -> tuple[str, ...]:
    """我院 and 本院 by the issuer's name where there is one issuer."""
    if len(issuers) != 1:
        return names
    return tuple(dict.fromkeys(issuers[0] if name in OWN_NAMES else name for name in names))


def _receivers(text: str, scope: Scope, named: Sequence[Mention], verbs: frozenset[str]) -> tuple[str, ...]:
    """Whom the reach names behind one of the verbs, or as 向…报告, 报送…至…; in order, each once."""
    names: list[str] = []
    for mention in named:
        told = mention.behind in ("向", "对") and _TOLD.match(text, mention.end)
        before = text[max(scope.reach.start, mention.start - 30) : mention.start]
        sent = mention.behind in _SENT_TO and re.search(r"(?:报送|推送|提交|上报|报)[^，。；]{0,24}$", before)
        if mention.behind in verbs or (verbs is _SEND and (told or sent)):
            names.append(mention.name)
    return tuple(dict.fromkeys(names))

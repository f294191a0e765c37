"""Hidden names readers cannot tell apart: 戴某 beside 戴某1 and 戴某2, 原告岑某诉被告岑某."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from publicity.checks import person_words as words
from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import public_parts
from publicity.checks.persons import Hidden, find_hidden
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_HIDDEN: Final = rf"(?P<who>{words.SURNAME}某某?)(?![某甲乙丙丁\d]|公司|集团|银行|家)"
_GAP: Final = r"[^。；！？\n]{0,12}?"
_SIDES: Final = tuple(
    re.compile(
        rf"(?<!被)(?:{one})(?:为|系|是|：)?{_HIDDEN}{_GAP}(?:{other})(?:为|系|是|：)?(?P=who)(?![某甲乙丙丁\d]|公司|集团|银行|家)"
    )
    for one, other in (
        ("原告", "被告"),
        ("被告", "原告"),
        ("申请执行人|申请人", "被执行人|被申请人"),
        ("上诉人", "被上诉人"),
        ("债权人", "债务人"),
        ("出借人|债权人", "借款人|债务人"),
        ("房东|出租人", "租客|承租人|租户"),
        ("被害人|受害人", "被告人|罪犯"),
    )
) + (
    re.compile(
        rf"(?:被执行人|被申请人|被上诉人){_HIDDEN}{_GAP}(?<!被)(?:申请执行人|申请人|上诉人)(?P=who)(?![某甲乙丙丁\d]|公司|集团|银行|家)"
    ),
    re.compile(rf"{_HIDDEN}(?:诉|起诉|与|和|状告|申请执行)(?P=who)(?![某甲乙丙丁\d]|公司|集团|银行|家)"),
)
_TOLD_APART: Final = re.compile(r"同名|同姓|反诉|重名")
_TOGETHER: Final = re.compile(
    r"[家氏兄弟姐妹等们两二三四五六]|夫妇|夫妻|父[子女]|母[子女]|祖孙|一方|双方|之间|[\u4e00-\u9fff]{0,2}[和与、](?:其|两)|某"
)
_BEGINS: Final = re.compile(r"(?:^|[，。；！？”\n])(?<!其中，)(?<!分别，)(?<!例如，)(?<!比如，)$")
_ACTS: Final = re.compile(
    r"(?:便|就|也|又|终于|随后|当即|当场|主动|如约|如期|按时|才|这才|已经?|则|立即|马上|再次|最终|[激高感愧后]\w地){0,2}"
    r"(?:说|表示|称|签[字收]|[支交]?付|履行|交[来到出还]|把|拿[到出]|领[到取走]|收到|按[下捺手]|捺印|向法院|来到法院|将[^，。；\n]{0,8}(?:交|转|付|还|送)|答应|承诺|同意|出具|转账|汇|送来)"
)


def unclear(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Both sides hidden alike; a bare 戴某 where 戴某1 and 戴某2 stand."""
    parts = [part for part in public_parts(draft) if not part.field.endswith((":name", ":credit"))]
    for part in parts:
        end = -1
        for start, stop, who in sorted(_same_sides(part)):
            if start >= end:
                end = stop
                yield policy.finding("anonymity.unclear", part.place(start, stop), "sides", name=who)
    yield from _bare(parts, policy)
    yield from _strangers(parts, policy)


def _same_sides(part: Passage) -> Iterator[tuple[int, int, str]]:
    for pattern in _SIDES:
        for match in pattern.finditer(part.shown):
            around = part.shown[max(0, match.start() - 10) : match.end() + 16]
            if not _TOLD_APART.search(around):
                yield *match.span(), match["who"]


def _bare(parts: list[Passage], policy: Policy) -> Iterator[Finding]:
    """戴某 behind 戴某1 and 戴某2, or in a title above them; introduced before them it is somebody else."""
    numbered: dict[tuple[str, str], set[str]] = {}
    first: dict[tuple[str, str], tuple[Passage, Hidden]] = {}
    unsaid: set[tuple[str, str]] = set()
    for part in parts:
        for person in find_hidden(part.shown):
            key = person.surname, person.mark
            if person.suffix:
                numbered.setdefault(key, set()).add(person.text)
            elif person.bare and key not in first and not _TOGETHER.match(part.shown, person.end):
                first[key] = part, person
                if part.field == "title" or len(numbered.get(key, ())) > 1:
                    unsaid.add(key)
    for key in sorted(first.keys() & unsaid):
        part, person = first[key]
        forms = sorted(numbered.get(key, ()))
        if len(forms) > 1 and not _stand_together(parts, person.text, forms):
            place = part.place(person.start, person.end)
            yield policy.finding("anonymity.unclear", place, "bare", name=person.text, forms="、".join(forms))


def _strangers(parts: list[Passage], policy: Policy) -> Iterator[Finding]:
    """葛某如约交来案款, where 窦某 owes and no 葛某 stands before or behind: mostly a slip for somebody of the case."""
    counts = Counter(person.text for part in parts for person in find_hidden(part.shown))
    known: Counter[str] = Counter()
    for part in parts:
        for person in find_hidden(part.shown):
            is_alone = (
                counts[person.text] == 1
                and person.bare
                and _BEGINS.search(part.shown[max(0, person.start - 6) : person.start])
            )
            is_late = is_alone and known.total() > 1 and any(counts[name] > 1 for name in known)
            if is_late and _ACTS.match(part.shown, person.end) and not _related(known, person):
                place = part.place(person.start, person.end)
                yield policy.finding("anonymity.unclear", place, "stranger", name=person.text)
            known[person.text] += 1


def _related(known: Counter[str], person: Hidden) -> bool:
    """王某某 where 王某 stands, 戴某 where 戴某1 stands: other cases say that."""
    return any(name.startswith(person.surname) for name in known)


def _stand_together(parts: list[Passage], bare: str, forms: list[str]) -> bool:
    """郭某、郭某乙 are three with 郭某甲, told apart."""
    pairs = [f"{one}{mark}{two}" for form in forms for mark in "、和与及" for one, two in ((bare, form), (form, bare))]
    return any(re.search(rf"{pair}(?![甲乙丙丁\d])", part.shown) for part in parts for pair in pairs)


RULES: Final[tuple[Rule, ...]] = (Rule("anonymity.unclear", unclear),)

"""Names hidden here and shown there: leaks, mixed styles, case numbers beside hidden names, false names."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks import person_words as words
from publicity.checks.case_numbers import find_case_numbers
from publicity.checks.finding import Draft, Finding
from publicity.checks.identities import revealed
from publicity.checks.parts import paragraph_around, public_parts, sentence_around
from publicity.checks.persons import Hidden, Person, Role, find_hidden, name_end, people_of, surname_of
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_ALIAS: Final = re.compile(
    r"[（(〔](?:以上)?(?:人名)?(?:均|皆|都)?(?:为|系|是)?化名(?:，下同)?[）)〕]|(?:文中|本文)[^。；\n]{0,8}?均?[为系]化名"
)
_PROTECTED: Final = re.compile(r"工资|劳动报酬|欠薪|讨薪|薪资|农民工|赡养费|扶养费")
_FAMILY: Final = re.compile(
    r"(?:离婚|婚姻|婚约|彩礼|继承|遗产|遗嘱|析产|赡养|扶养|同居)[^，。；]{0,8}(?:纠纷|一案|案件|官司)"
    r"|(?:诉|起诉|要求|请求|申请|判决|判令|调解|准予)[^，。；后以]{0,10}离婚|索要赡养费"
)
_PRIVATE: Final = re.compile(
    r"吸毒人员|因吸毒|吸食毒品|强制(?:隔离)?戒毒|精神(?:疾?病(?!院|医院|科)|分裂|障碍|残疾)|抑郁症|艾滋|HIV|性病|梅毒|卖淫|家暴|家庭暴力"
    r"|人身安全保护令"
)
_OF_MANY: Final = re.compile(r"等[^，。；\n]{0,6}[名位个](?:农民工|工人|民工|员工|职工|务工人员|劳动者)")
_SOMEBODY: Final = re.compile(
    r"某|被执行人|申请执行人|原告|被告|被害人|受害人|当事人|其|对方|他人|的(?:妻|丈夫|儿子|女儿|父|母|哥|弟|姐|妹)"
)
_PRECEDENT: Final = re.compile(r"参照|参考|指导性?案例|类案|裁判规则|裁判要旨")
_CRIME: Final = re.compile(r"刑事|犯罪|被告人|肇事|故意|抢劫|强奸|诈骗|盗窃|罪")
_VICTIMS: Final = frozenset(("被害人", "证人", "目击证人"))
_APPLICANTS: Final = frozenset(
    ("申请执行人", "申请人", "原告", "受害人", "被害人", "农民工", "工人", "民工", "老人", "死者", "伤者", "患者")
    + ("工友", "女工", "员工", "职工", "保洁员", "务工人员", "讨薪者", "老汉", "大爷", "大妈", "大娘", "母亲", "父亲")
    + ("农民工代表", "工人代表", "民工代表", "职工代表")
)
_COMPANY: Final = re.compile(r"某(?:某)?[甲乙丙丁]?[\u4e00-\u9fff]{0,8}?(?:公司|银行|集团|企业)")
_LIBRARY: Final = re.compile(r"^[#* \u3000]*(?:关联索引|入库编号|裁判要旨|裁判理由)|\d{4}-\d{2}-\d-\d{3}-\d{3}", re.M)
_ADDRESSED: Final = re.compile(rf"(?<![老小])(?P<surname>{words.SURNAME})(?:{'|'.join(sorted(words.POLITE))})")
_NEXT_WORD: Final = "|".join(word for word in words.FOLLOW if len(word) > 1)
_DOTTED: Final = re.compile(
    rf"(?P<first>[\u4e00-\u9fff]{{1,8}})[·•・][\u4e00-\u9fff]{{2,8}}?(?=[^\u4e00-\u9fff]|{_NEXT_WORD}|的|$)"
)
_KIN: Final = re.compile(
    r"(?:某[某甲乙丙丁\d]?(?:的|之|与其|和其|及其)?|其)(?:成年|独生|大|小|长|次|养|亲)?"
    r"(?:儿子|女儿|子|女|父亲|母亲|哥哥|弟弟|姐姐|妹妹|兄弟|孙子|孙女|侄子|侄女|[兄弟姐妹父母侄孙])(?:叫|名叫)?$"
)


def leaks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A full name whose surname also stands with 某: one place of many was perhaps overlooked."""
    hidden: dict[str, str] = {}
    for part in public_parts(draft):
        for person in find_hidden(part.shown):
            hidden.setdefault(person.surname, person.text)
        for match in _ADDRESSED.finditer(part.shown):
            hidden.setdefault(match["surname"], match.group())
    told: set[tuple[str, int]] = set()
    for part in public_parts(draft):
        for start, end, shown in revealed(part):
            told.add((part.field, start))
            name = part.shown[start:end]
            yield policy.finding("anonymity.leak", part.place(start, end), "revealed", name=name, form=shown)
    officials, names = _named(draft)
    named = names - officials - _kin(draft)
    for part in public_parts(draft):
        for name, start in _occurrences(part, named):
            form = hidden.get(surname_of(name))
            if form and (part.field, start) not in told:
                yield policy.finding("anonymity.leak", part.place(start, start + len(name)), name=name, form=form)
    yield from _dotted_leaks(draft, policy)


def _kin(draft: Draft) -> set[str]:
    """张某的儿子张小军 is somebody else than 张某."""
    return {
        person.name
        for part, person in people_of(public_parts(draft))
        if _KIN.search(part.shown[max(0, person.start - 14) : person.start])
    }


def _dotted_leaks(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """阿卜力孜·买买提 beside 阿某: such names keep their first character (art. 9)."""
    firsts = {char for part in public_parts(draft) for char in re.findall(r"(\w)某", part.shown)}
    for part in public_parts(draft):
        for match in _DOTTED.finditer(part.shown):
            start = next((at for at in range(match.start(), match.end("first")) if part.shown[at] in firsts), None)
            if start is not None:
                name = part.shown[start : match.end()]
                yield policy.finding("anonymity.leak", part.place(start, match.end()), name=name, form=name[0] + "某")


def _named(draft: Draft) -> tuple[set[str], set[str]]:
    """Officials' names, and all full names the draft gives; the fact sheet helps to know a name."""
    people = [person for _, person in people_of(public_parts(draft))]
    officials = {person.name for person in people if person.role is Role.OFFICIAL}
    names = {person.name for person in people}
    for value in draft.facts.values():
        for word in re.split(r"[、，,；;\s]+", value):
            if 2 <= len(word) <= 4 and name_end(word, 0, loose=True) == len(word):
                names.add(word)
    for item in draft.media:
        names |= _names_in_file(item.name)
    return officials, names


def _names_in_file(name: str) -> set[str]:
    """File names begin with the person as often as not: 张建国腾房现场.jpg."""
    return {name[:size] for size in (4, 3) if len(name) > size and name_end(name[:size], 0, loose=False) == size}


def _occurrences(part: Passage, names: set[str]) -> Iterator[tuple[str, int]]:
    spans: list[tuple[int, int, str]] = []
    for name in names:
        start = part.shown.find(name)
        while start >= 0:
            spans.append((start, -len(name), name))
            start = part.shown.find(name, start + 1)
    reached = 0
    for start, size, name in sorted(spans):
        if start >= reached:
            reached = start - size
            yield name, start


def mixed_styles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Different marks (某, ×, X, *, 甲), letters beside digits, or 张某 beside 张某某: one finding."""
    seen: dict[tuple[str, str, str], tuple[Passage, Hidden]] = {}
    for part, person in _hidden_people(draft):
        key = (person.surname, person.mark, "1" if person.suffix.isdigit() else person.suffix and "甲")
        if key in seen:
            continue
        for earlier_part, earlier in seen.values():
            case = _clash(earlier, person)
            if case and not (case == "same_surname" and _stand_side_by_side(part.shown, earlier, person)):
                is_earlier_odd = case == "marks" and _family(person) == "某"
                where, odd = (earlier_part, earlier) if is_earlier_odd else (part, person)
                place = where.place(odd.start, odd.end)
                yield policy.finding("anonymity.mixed_styles", place, case, first=earlier.text, second=person.text)
                return
        seen[key] = part, person


def _hidden_people(draft: Draft) -> Iterator[tuple[Passage, Hidden]]:
    for part in public_parts(draft):
        if part.field.split(":")[-1] != "name":
            for person in find_hidden(part.shown):
                yield part, person


def _clash(first: Hidden, second: Hidden) -> str:
    if _family(first) != _family(second):
        return "marks"
    if first.suffix and second.suffix and first.suffix.isdigit() != second.suffix.isdigit():
        return "suffixes"
    same = first.surname == second.surname and first.bare and second.bare
    return "same_surname" if same and first.mark != second.mark else ""


def _stand_side_by_side(text: str, first: Hidden, second: Hidden) -> bool:
    """马某某、马某 are two people, told apart."""
    return any(f"{first.text}{mark}{second.text}" in text for mark in "、和与及")


def _family(person: Hidden) -> str:
    return "某" if person.mark.startswith("某") else person.mark[0]


def uneven_styles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """张某 beside 李某某; it may mirror the length of the names, so only a hint."""
    found = [(part, person) for part, person in _hidden_people(draft) if person.mark.startswith("某")]
    plain = [(part, person) for part, person in found if person.bare]
    short = next(((part, person) for part, person in plain if person.mark == "某"), None)
    long = next(((part, person) for part, person in plain if person.mark != "某"), None)
    if short and long and not any(first.mark != second.mark for first, second in _same_surname(plain)):
        part, person = long
        place = part.place(person.start, person.end)
        yield policy.finding("anonymity.uneven_styles", place, first=short[1].text, second=person.text)
    yield from _lone_suffix(found, policy)


def _same_surname(plain: list[tuple[Passage, Hidden]]) -> Iterator[tuple[Hidden, Hidden]]:
    first: dict[str, Hidden] = {}
    for _, person in plain:
        yield first.setdefault(person.surname, person), person


def _lone_suffix(found: list[tuple[Passage, Hidden]], policy: Policy) -> Iterator[Finding]:
    """王某甲 needs a second 王; alone among people without letters it looks like a leftover."""
    if all(person.suffix for _, person in found):
        return
    forms: dict[str, set[str]] = {}
    for _, person in found:
        forms.setdefault(person.surname, set()).add(person.text)
    for part, person in found:
        if person.suffix and len(forms[person.surname]) == 1:
            place = part.place(person.start, person.end)
            yield policy.finding("anonymity.uneven_styles", place, "lone", first=person.text)
            return


def case_number_beside(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The number of the case lets anybody look up the hidden names: once a story; the library's own form has it."""
    if _LIBRARY.search(draft.text):
        return
    hides = any(find_hidden(part.shown) or _COMPANY.search(part.shown) for part in public_parts(draft))
    if not hides:
        return
    for part in public_parts(draft):
        for number in find_case_numbers(part.shown):
            if _PRECEDENT.search(sentence_around(part.shown, number.start, number.end)):
                continue
            yield policy.finding("anonymity.case_number", part.place(number.start, number.end))
            return


def aliases(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """（化名）: the trade asks for surname and 某 instead."""
    for part in public_parts(draft):
        for match in _ALIAS.finditer(part.shown):
            yield policy.finding("anonymity.alias", part.place(*match.span()))


def named_applicants(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Those who are named 某 even where the defaulter is named in full: once a story and reason."""
    found: dict[str, list[tuple[Passage, Person]]] = {}
    for part, person in people_of(public_parts(draft)):
        reason = None if person.role is Role.OFFICIAL else _why_hidden(part, person)
        if reason:
            found.setdefault(reason, []).append((part, person))
    for reason, people in found.items():
        part, person = people[0]
        names = "、".join(dict.fromkeys(one.name for _, one in people))
        place = part.place(person.start, person.end)
        yield policy.finding("anonymity.applicant", place, reason, name=names, title=person.title)


def _why_hidden(part: Passage, person: Person) -> str | None:
    """Why the trade hides this person: "wages", "family", "victim" or "private"; None where it need not."""
    sentence = sentence_around(part.shown, person.start, person.end)
    if _is_private(sentence, person):
        return "private"
    if _OF_MANY.match(part.shown, person.end):
        return "wages"
    if person.role is not Role.PARTY:
        return None
    if person.title in _VICTIMS or (person.title in ("受害人", "伤者", "死者") and _CRIME.search(sentence)):
        return "victim"
    if _FAMILY.search(sentence):
        return "family"
    paragraph = paragraph_around(part.shown, person.start, person.end)
    return "wages" if person.title in _APPLICANTS and _PROTECTED.search(paragraph) else None


def _is_private(sentence: str, person: Person) -> bool:
    """Drugs, illness, violence said of this person: nobody else stands between the word and the name."""
    at = sentence.find(person.name)
    for match in _PRIVATE.finditer(sentence):
        before = sentence[match.end() : max(match.end(), at - len(person.title))]
        between = sentence[at + len(person.name) : match.start()] if match.start() > at else before
        if not _SOMEBODY.search(between):
            return True
    return False


RULES: Final[tuple[Rule, ...]] = (
    Rule("anonymity.leak", leaks),
    Rule("anonymity.mixed_styles", mixed_styles),
    Rule("anonymity.uneven_styles", uneven_styles),
    Rule("anonymity.case_number", case_number_beside),
    Rule("anonymity.alias", aliases),
    Rule("anonymity.applicant", named_applicants),
)

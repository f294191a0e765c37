"""Children in cases: no name, no school, and no parent's name that leads to the child (未成年人保护法 art. 49, 103)."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import clause_around, paragraph_around, public_parts, sentence_around
from publicity.checks.person_words import SURNAME, WORDS
from publicity.checks.persons import Person, Role, find_people, name_end, people_of
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_CHILD: Final = re.compile(
    r"(?:小[男女]孩|之[子女]|其[子女]|未成年(?:人|子女|被害人|被告人|学生)?|儿子|女儿|孩子|小孩|婚生[子女]|长子|次子|三子|长女"
    r"|次女|三女|小儿子"
    r"|小女儿|大儿子|大女儿|被监护人|(?:小学|初中|高中|中学|中专|职高|技校)生|(?<![\u4e00-\u9fff师])[男女]生|育有?[子女]|(?:育有?|[、和及])[一两二][子女]|孙子|孙女|外孙女?|男孩|女孩|男童|女童"
    r"|幼童|幼女|幼子|(?<!大)学生|被抚养人|被收养人|少年|少女|小朋友|同学|儿童|孤儿)"
    r"(?:[（(][^（）()\n]{0,8}[）)])?[ ：:]?(?:名叫"
    r"|叫|为|是"
    r"|系)?"
)
_SMALL: Final = re.compile(r"小女孩|小男孩|[男女]童|幼[童女子]|小朋友|未成年|(?:小学|初中|高中|中学)生")
_AGED: Final = re.compile(
    r"(?:年仅|今年|刚满|未满|现年)?(?P<age>\d{1,2}|[一二三四五六七八九十]{1,3})(?:周?岁)(?:半|多)?的?"
    r"(?:男孩|女孩|儿子|女儿|孩子)?"
)
# 15岁时父亲去世, 16岁参加工作: the age of once
_LATER: Final = r"(?!以[上下内]|[时起就便即进入丧跟]|那年|参[加军]|外出|辍学|开始|的时候|离家|出门)"
_AGE_AFTER: Final = re.compile(
    r"[，（(][男女]?[，]?(?:年仅|今年|现年|刚满|时年)?(?P<age>\d{1,2}|[一二三四五六七八九十]{1,3})周?岁" + _LATER
)
_BORN_AFTER: Final = re.compile(
    r"[，（(](?:[男女][，,])?(?:于)?(?P<year>(?:19|20)\d{2})年[^，。；）)\n]{0,8}(?:出生|生(?![产活意]))"
)
_PUPIL_AFTER: Final = re.compile(
    r"，?(?:系|是|为|就读于?)[^，。；：老教师长]{0,12}(?:小学|初中|中学|幼儿园)(?:的?(?:一名|在校|[一二三四五六初高]{1,2}年级|初[一二三]){0,2}"
    r"的?[男女]?(?:学生|生(?![产活]))|[一二三四五六]年级|初[一二三]|[大中小]班|(?=[，。；]|$))"
)
_NICK: Final = re.compile(r"^(.)\1$|老师|女士|先生|法官|警官|同学")
_KIN_ENDS: Final = frozenset("子女儿孙")
_AND: Final = re.compile(r"[、和与及]|以及")
_NAME_AGE: Final = re.compile(
    rf"(?:(?<![\u4e00-\u9fff])"
    rf"|(?<=[子女儿孙孩童生名叫人系是]))(?P<name>{SURNAME}(?:(?![的了着岁某年方先家有在一生说到为名人])[\u4e00-\u9fff]){{1,2}})"
    r"(?:，|[（(])(?:[男女][，,])?(?:年仅|今年|现年|刚满|时年|才)?(?P<age>\d{1,2}|[一二三四五六七八九十]{1,3})周?岁"
    + _LATER
)
_MINOR: Final = re.compile(
    r"未成年|年幼|幼小|幼儿园|小学|初中|校园|抚养|探望权|探视|监护|放学|上学|就读|留守|孤儿|随[父母]|初[一二三]|高[一二三]|[一二三四五六]年级"
)
_OLD_AGE: Final = re.compile(r"赡养|养老|成年子女|耄耋|老母亲|老父亲")
TOPIC: Final = re.compile(
    r"抚养费|探望(?:权|孩子|儿子|女儿|子女|小孩|纠纷|义务|一次|时间)|探视权|抚养权|变更抚养|抚育费|亲子鉴定|收养纠纷|抚养纠纷|抚养关系"
)
CRIME: Final = re.compile(r"未成年被(?:害|告)人|猥亵|性侵|校园欺凌|校园霸凌|未成年人犯罪|少年犯|强奸幼女")
_SCHOOL_KIND: Final = (
    r"(?:小学|中学|初中|高中|幼儿园|学校|附中|附小|[一二三四五六七八九十]{1,2}中(?!学)|职高|职中"
    r"|[一二三四五六七八九十]{1,2}小(?!学))"
)
_SCHOOL: Final = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{0,14}}?{_SCHOOL_KIND})")
_ATTENDS: Final = re.compile(
    rf"(?:就读于?|在|到|是|系|入读|转入|考入|考上|转学到|送到|送进|送至"
    rf"|升入)(?P<name>[\u4e00-\u9fff·]{{2,14}}?{_SCHOOL_KIND})"
    r"(?=(?:[一二三四五六七八九十\d]年级|[一二三四五六七八九十\d()（）]{1,7}班|上?[大中小]班|特教班|实验班|重点班|上学|读书|就读|念书|读[一二三四五六初高]|上课|初[一二三]|高[一二三]"
    r"|门口|住校|寄宿|的?学生))"
    rf"|(?:就读于?|转入|转学到|入读|升入)(?P<name2>[\u4e00-\u9fff·]{{2,14}}?{_SCHOOL_KIND})"
)
_LEAD: Final = re.compile(
    r".*(?:就读|没有|透露|法官|干警|如果|因为|但是|由于|虽然|不管|要求|希望|配合|联系|通知|所有|有关|相关"
    r"|影响|离开|返回|或者|以及|家长|孩子|儿子|女儿|学生|年级|来自|正在|[上读入进去到在于的了和与及、从刚还已念完送是系由原其他她家里])"
)
_VAGUE: Final = re.compile(
    r"(?:一所|当地|附近|该|本地|县城|县里|镇上|镇里|邻[镇村乡县]|隔壁|乡里|乡镇|乡下|村里|市区|市里|老家|城里|城区|外地|异地|私立|民办"
    r"|公立|寄宿制?"
    r"|农村|同一所?|普通|重点|特殊教育|专门|所在地?|自己|外国|贵族|中心|全日制|九年一贯制|职业|技工|培训|驾驶|党|技术"
    r"|儿童|少年"
    r"|中小|辅导|每所?|各|多所?|几所?|[一两三]所|大|小|镇|乡|县|村|市)+"
)
_OUTREACH: Final = re.compile(
    r"走进|进校园|送法|普法|法治|宣讲|宣传|开学第一课|模拟法庭|法治副校长|捐|图书|书包|文具|慰问|讲座|研学|师生|共建|参观|揭牌|授课"
    r"|开展|活动|合作"
    r"|承建|工程|拖欠|租赁|旁|附近|对面|门前|路段|教师|老师|校长|教职"
)
_PARTY: Final = re.compile(r"(?:被告|第三人|申请执行人|被执行人|原告)(?:人|为|是|系|：)?$")
_HANDED_OVER: Final = re.compile(r"接出|接走|接回|送回|送到|找到|见到|带走|带离|藏|交付|争夺|争抢|守候|等候")
_LIVES: Final = re.compile(
    r"(?P<who>孩子|小孩|男孩|女孩|男童|女童|儿子|女儿)[^，。；：\n]{0,8}?"
    r"(?:，(?:今年|年仅|刚满)?(?P<age>\d{1,2}|[一二三四五六七八九十]{1,3})周?岁，[家现]?)?(?:居住|住|生活)(?:在|于)"
    r"(?P<name>[\u4e00-\u9fff]{2,16}?(?:村|社区|小区|花园|家园|街道|路|屯|寨))"
)
_ANYWHERE: Final = re.compile(r"某|×|[这那同本邻]|一个|隔壁|农村|山村|偏远|[外奶爷姥姑姨叔舅]|家里|老家|的")
_KIN_OF_CHILD: Final = re.compile(
    r"(?:女童|男童|幼女|幼童|女孩|男孩|孩子|小孩|少女|少年|女学生|女生|未成年(?:人|被害人|女孩)?|[（(]未成年[）)])(?:的|之)?(?:亲生)?"
    r"(?:母亲|父亲|妈妈|爸爸|姑姑|姑妈|姨妈|小姨|舅舅|舅妈|叔叔|伯父|爷爷|奶奶|外公|外婆|祖父|祖母|姐姐|哥哥|监护人|家长|法定代理人)"
)
_HARM: Final = re.compile(r"性侵|猥亵|强奸|虐待|拐卖|遗弃|侵害|欺凌|霸凌|奸淫|被害人")
_AT_LAW: Final = re.compile(
    r"拒|不让|不肯|阻挠|阻止|藏匿|欠|未付|不付|没付|被(?!执行人|告)|支付|给付|索要|诉至|起诉|诉请|申请(?!人|执行人)|离婚|约定"
)
_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}


def named_children(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A child named in full (art. 103): after a word for a child, or with an age under eighteen."""
    for part in public_parts(draft):
        for start, end in sorted(set(child_spans(part, draft, policy.numbers.get("minor_born_since", 9999)))):
            name = part.shown[start:end]
            if not _NICK.search(name):
                yield policy.finding("minors.named", part.place(start, end), name=name)


def child_spans(part: Passage, draft: Draft, born_since: int = 9999) -> Iterator[tuple[int, int]]:
    """The places of children's full names; one may come twice."""
    text = part.shown
    since = draft.day.year - 18 if draft.day else born_since - 1
    for match in _CHILD.finditer(text):
        start = match.end()
        end = name_end(text, start, loose=True)
        while end and _is_minor_context(text, match.start(), end):
            yield start, end
            step = _AND.match(text, end)
            start = step.end() if step else end
            end = name_end(text, start, loose=True) if step else None
    for match in _NAME_AGE.finditer(text):
        is_kin = text[match.start() - 1 : match.start()] in _KIN_ENDS and len(match["name"]) > 2
        if _age(match["age"]) < 18 and (is_kin or match["name"][:2] not in WORDS):
            yield match.span("name")
    for match in _AGED.finditer(text):
        end = name_end(text, match.end(), loose=False) if _age(match["age"]) < 18 else None
        if end and end - match.end() > 2:
            yield match.end(), end
    for person in find_people(text):
        is_pupil = _PUPIL_AFTER.match(text, person.end)
        after, born = _AGE_AFTER.match(text, person.end), _BORN_AFTER.match(text, person.end)
        is_young = (after and _age(after["age"]) < 18) or (born and int(born["year"]) > since)
        if (is_young or is_pupil) and person.role is not Role.OFFICIAL:
            yield person.start, person.end


def _is_minor_context(text: str, start: int, end: int) -> bool:
    sentence = sentence_around(text, start, end)
    ages = [_age(match["age"]) for match in _AGED.finditer(sentence)]
    if any(age < 18 for age in ages) or (_SMALL.match(text, start) and not ages):
        return True
    if _OLD_AGE.search(sentence):
        return False
    if text.startswith("被监护人", start):
        sentence = sentence.replace("监护", "")
    return bool(_MINOR.search(sentence) or TOPIC.search(paragraph_around(text, start, end)))


def _age(written: str) -> int:
    """8, 八, 十六 as a number; what cannot be read counts as grown up."""
    if written.isdigit():
        return int(written)
    tens, mark, ones = written.partition("十")
    if not mark:
        return _DIGITS.get(written, 99)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def schools(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Where a child of the case goes to school or lives, named so that it can be found (art. 103)."""
    is_family = any(TOPIC.search(text) for text in (draft.title, draft.text)) or bool(CRIME.search(draft.title))
    for part in public_parts(draft):
        if part.field.endswith(":credit"):
            continue
        found: set[int] = set()
        for start, end in (*_attended(part, is_family=is_family), *_near_children(part, is_family=is_family)):
            if end not in found:
                found.update(range(start, end + 1))
                yield policy.finding("minors.school", part.place(start, end), name=part.shown[start:end])
        for start, end in _homes(part, is_family=is_family):
            yield policy.finding("minors.school", part.place(start, end), "home", name=part.shown[start:end])


def _attended(part: Passage, *, is_family: bool) -> Iterator[tuple[int, int]]:
    for match in _ATTENDS.finditer(part.shown):
        start, end = _specific(part.shown, *match.span("name" if match["name"] else "name2"))
        sentence = sentence_around(part.shown, start, end) if start < end else ""
        if sentence and (is_family or _is_of_a_child(sentence)) and not re.search("大学|毕业|(?<!未)成年", sentence):
            yield start, end


def _near_children(part: Passage, *, is_family: bool) -> Iterator[tuple[int, int]]:
    is_case = is_family or bool(CRIME.search(part.shown))
    for match in _SCHOOL.finditer(part.shown):
        start, end = _specific(part.shown, *match.span("name"))
        if start == end:
            continue
        sentence = sentence_around(part.shown, start, end)
        if _OUTREACH.search(sentence) or _PARTY.search(part.shown[max(0, start - 8) : start]):
            continue
        at_stake = TOPIC.search(sentence) if part.field == "title" else is_case and _CHILD.search(sentence)
        if at_stake or (_HANDED_OVER.search(sentence) and _is_of_a_child(sentence)):
            yield start, end


def _is_of_a_child(sentence: str) -> bool:
    return bool(_CHILD.search(sentence)) or any(_age(match["age"]) < 18 for match in _AGED.finditer(sentence))


def _homes(part: Passage, *, is_family: bool) -> Iterator[tuple[int, int]]:
    for match in _LIVES.finditer(part.shown):
        is_young = is_family or match["who"] not in ("儿子", "女儿") or _is_minor_context(part.shown, *match.span())
        if (
            is_young
            and (not match["age"] or _age(match["age"]) < 18)
            and not _ANYWHERE.search(match["name"])
            and not _OLD_AGE.search(sentence_around(part.shown, *match.span()))
        ):
            yield match.span("name")


def _specific(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without general words in front; empty when the school cannot be found by what is left."""
    name = text[start:end]
    kind = re.search(_SCHOOL_KIND + "$", name)
    body = name[: kind.start()] if kind else name
    if "某" in body or "×" in body:
        return end, end
    lead = _LEAD.match(body)
    left = lead.end() if lead else 0
    vague = _VAGUE.match(body, left)
    left = vague.end() if vague else left
    return (start + left, end) if len(body) - left >= 2 else (end, end)


def named_parents(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A party named in full where maintenance, custody or visiting is at stake: the parent points at the child."""
    by_title = bool(TOPIC.search(draft.title))
    parts = [part for part in public_parts(draft) if by_title or TOPIC.search(part.shown)]
    children = {part.field: {start for start, _ in child_spans(part, draft)} for part in parts}
    seen: set[str] = set()
    for part in public_parts(draft):
        for start, end in _kin_of_victims(part):
            seen.add(part.shown[start:end])
            place = part.place(start, end)
            yield policy.finding("minors.parent", place, "victim", name=part.shown[start:end])
    for part, person in people_of(public_parts(draft)):
        if part.field not in children or person.start in children[part.field]:
            continue
        if person.role is Role.OFFICIAL or person.name in seen:
            continue
        topic = by_title or TOPIC.search(paragraph_around(part.shown, person.start, person.end))
        known = person.role is Role.PARTY or by_title or part.shown.count(person.name) > 1
        if topic and (known or _is_at_law(part.shown, person)):
            seen.add(person.name)
            yield policy.finding("minors.parent", part.place(person.start, person.end), name=person.name)


def _kin_of_victims(part: Passage) -> Iterator[tuple[int, int]]:
    """被性侵女童的姑姑阮玉兰: the relative of a child in a crime points at the child."""
    for match in _KIN_OF_CHILD.finditer(part.shown):
        end = name_end(part.shown, match.end(), loose=True)
        if end and _HARM.search(paragraph_around(part.shown, match.start(), end)):
            yield match.end(), end


def _is_at_law(text: str, person: Person) -> bool:
    """龚大成因拒付抚养费被拘留: no title says so, but the clause makes a party of him."""
    is_topic = TOPIC.search(sentence_around(text, person.start, person.end))
    return bool(is_topic and _AT_LAW.search(clause_around(text, person.start, person.end)))


RULES: Final[tuple[Rule, ...]] = (
    Rule("minors.named", named_children),
    Rule("minors.school", schools),
    Rule("minors.parent", named_parents),
)

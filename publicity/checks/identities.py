"""Hidden and yet named: （真名夏雨薇）, 仇某，即仇万山, 何某的妻子蔡晓红, 某电器公司即晟海电器有限公司."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks import person_words as words
from publicity.checks.finding import Draft, Finding
from publicity.checks.minors import child_spans
from publicity.checks.parts import public_parts, sentence_around
from publicity.checks.persons import Person, Role, find_hidden, name_end, people_of
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_NAME: Final = rf"(?P<name>{words.SURNAME}[\u4e00-\u9fff]{{1,2}}?)"
_END: Final = r"(?=[，。；、）)（(：:”\n]|$)"
_SOMEBODY: Final = rf"{words.SURNAME}某[某甲乙丙丁\d]?"
_FORM: Final = rf"(?:{_SOMEBODY}(?![\u4e00-\u9fff]{{0,6}}(?:公司|集团|银行))|“?[小阿][\u4e00-\u9fff]{{1,2}}”?)"
_JUST_BEFORE: Final = re.compile(rf"(?P<form>{_FORM})[（(，,]?的?$")
_TRUE_NAME: Final = re.compile(
    rf"(?:真名|真实姓名|本名|原名|实名|又名|大名|全名|学名|曾用名|户籍姓名|身份证上?姓名)(?:叫做?|是|为|系|[:：])?“?{_NAME}”?"
    rf"(?:{_END}|(?=[的了在将]))"
)
_SAYS_TRUE: Final = ("真", "本名", "实名")
_THAT_IS: Final = re.compile(rf"(?P<form>{_SOMEBODY})[，,（( ]?(?:也?即|也就是|就是|亦即|＝|=)“?{_NAME}”?{_END}")
_CALLED: Final = re.compile(
    rf"{_NAME}[（(，](?:以?下(?:文)?(?:简|均)?称|化名|文中称|简称|又称)[:：为“]{{0,2}}(?P<form>{_FORM})"
)
_ODD: Final = re.compile("[某的了是在被与和方案款称公司局院]")
_OWN_LIFE: Final = re.compile(
    r"(?:，|是个?|是一[名位]|[（(])(?:今年|现年|年近|已)?[\d一二三四五六七八九十]{1,3}(?:多|来)?岁|是[个名位一]"
)
_KIN: Final = (
    r"(?:妻子|丈夫|爱人|老婆|老公|媳妇|老伴|父亲|母亲|爸爸|妈妈|儿子|女儿|大儿子|小儿子|长子|次子|独子|长女|次女|独女|哥哥|弟弟|姐姐|妹妹|大哥|二哥|大姐|二姐"
    r"|堂哥|堂弟|表哥|表弟|叔叔|伯父|姑姑|姑妈|姨妈|舅舅|舅妈|岳父|岳母|公公|婆婆|爷爷|奶奶|外公|外婆|女婿|儿媳|侄子|侄女|孙子|孙女"
    r"|前妻|前夫|未婚妻|女友|男友|女朋友|男朋友|妻|夫|父|母|兄|弟|姐|妹|子|女)"
)
_OWNER: Final = rf"(?:{_SOMEBODY}|(?:申请|被)执行人|被告人?|原告|被害人|受害人|罪犯)"
_OF_HIDDEN: Final = re.compile(
    rf"(?:{_OWNER}[的之]|(?P<own>(?<![\u4e00-\u9fff])其|(?<=[，。；由与和向对让给])其)|{_SOMEBODY}(?=[妻夫]|丈夫|[父母]亲|儿子|女儿|哥哥|姐姐|弟弟|妹妹|岳[父母]))"
    rf"(?:亡|现任|再婚|亲|养|继)?(?P<kin>{_KIN})(?:[（(]?[，:：]?名?叫|名叫)?(?=[\u4e00-\u9fff])"
)
_IS_KIN: Final = re.compile(
    rf"(?:[（(，]|是|系|为|[，]系|[，]是)(?:(?:申请|被)执行人|被告人?|原告"
    rf"|被害人)?(?:{_SOMEBODY})[的之]?{_KIN}(?:关系)?(?=[，。；）)、“”\n]|$)"
)
_NOT_FIRM: Final = re.compile(
    r"^(?:该|本|原|被|申请|案外|上述|前述|其|一|某|第三|债务|担保|另|我|涉案|以下|同)|某|×|X|\*|的|公司.*公司"
)
_FIRM: Final = re.compile(
    r"某[\u4e00-\u9fff甲乙丙丁A-Z]{0,10}?(?:公司|集团|银行|厂|合作社|商行|酒店|企业)"
    r"(?:[，,]|[（(])?(?:也?即|亦即|就是|全称[为是]?|原名[称为]?|曾用名[为:：]?|又名|工商登记名称?[为是]?|注册名[称为]{0,2}|实为)[:：“]?"
    r"(?P<name>[\u4e00-\u9fff]{2,18}?(?:有限(?:责任)?公司|股份公司|集团|合作社|商行|经营部|分公司|支行|酒店|厂))"
)
_NAMED_FIRM: Final = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,16}(?:有限(?:责任)?公司))[（(](?:以?下(?:文)?(?:简|均)?称|化名|简称)[:：“]{0,2}"
    r"(?:某[\u4e00-\u9fff]{0,8}|[\u4e00-\u9fff]{1,4}某)(?:公司|集团|厂)"
)


def revealed(part: Passage) -> Iterator[tuple[int, int, str]]:
    """Full names put beside the hidden form, with that form: 小薇（真名夏雨薇）."""
    text = part.shown
    for match in _TRUE_NAME.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        form = _JUST_BEFORE.search(before)
        if form and ("某" in form["form"] or match.group().startswith(_SAYS_TRUE)) and not _ODD.search(match["name"]):
            yield *match.span("name"), form["form"].strip("“”")
    for pattern in (_THAT_IS, _CALLED):
        for match in pattern.finditer(text):
            if not _ODD.search(match["name"]) if pattern is _CALLED else _is_name(text, match):
                yield *match.span("name"), match["form"].strip("“”")


def _is_name(text: str, match: re.Match[str]) -> bool:
    name = match["name"]
    usual = name_end(text, match.start("name"), loose=True)
    is_odd = name[:2] in words.WORDS or _ODD.search(name)
    return usual == match.end("name") or not is_odd


def relatives(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A relative of somebody hidden, named in full: who knows the one knows the other. Firms told twice as well."""
    parts = [part for part in public_parts(draft) if not part.field.endswith((":name", ":credit"))]
    yield from _named_firms(parts, policy)
    if not any(find_hidden(part.shown) for part in parts):
        return
    people = people_of(parts)
    officials = {person.name for _, person in people if person.role is Role.OFFICIAL}
    seen: set[str] = set()
    for part in parts:
        children = {start for start, _ in child_spans(part, draft)}
        for start, end in sorted({*_behind(part), *_before(part, people)}):
            name = part.shown[start:end]
            if start not in children and name not in seen and not officials & {name, name[:2]}:
                seen.add(name)
                yield policy.finding("anonymity.identified", part.place(start, end), name=name)


def _behind(part: Passage) -> Iterator[tuple[int, int]]:
    """何某的妻子蔡晓红; 其父邢国栋 where the sentence has somebody hidden."""
    text = part.shown
    for match in _OF_HIDDEN.finditer(text):
        start = match.end()
        end = name_end(text, start, loose=True)
        if not end or end - start < 2 or (end - start == 2 and len(match["kin"]) == 1):
            continue
        sentence = sentence_around(text, match.start(), end)
        if _OWN_LIFE.match(text, end):
            continue
        if not match["own"] or find_hidden(sentence[: sentence.find(match.group())]):
            yield start, end


def _before(part: Passage, people: list[tuple[Passage, Person]]) -> Iterator[tuple[int, int]]:
    for where, person in people:
        is_kin = where is part and person.role is not Role.OFFICIAL and _IS_KIN.match(part.shown, person.end)
        if is_kin:
            yield person.start, person.end


def _named_firms(parts: list[Passage], policy: Policy) -> Iterator[Finding]:
    for part in parts:
        for pattern in (_FIRM, _NAMED_FIRM):
            for match in pattern.finditer(part.shown):
                if not _NOT_FIRM.search(match["name"]) and not part.shown.startswith("某\n", max(0, match.start() - 2)):
                    place = part.place(*match.span("name"))
                    yield policy.finding("anonymity.identified", place, "firm", name=match["name"])


RULES: Final[tuple[Rule, ...]] = (Rule("anonymity.identified", relatives),)

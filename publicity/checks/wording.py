"""Words the news trade avoids (新华社新闻报道中的禁用词和慎用词), where a machine can tell."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.law_names import law_names
from publicity.checks.parts import clause_around, is_quoted, sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_DOCK: Final = re.compile(r"(?:推|送|告|拉|押)[上到进向]了?被告人?席|[推送][^，。；推送告拉押]{1,8}上了?被告人?席")
_NOT_DOCK: Final = re.compile(r"公诉|检察|罪|涉嫌|黑恶|贪|判刑|刑事|不要|不能|不宜|不得|不应|不写|避免|禁用|改为")
_VILLAGE_HEAD: Final = re.compile(
    r"(?<![农乡全新渔山旧])(?:副)?(?P<word>村长)(?!期|大|远|效|达|久|者|辈|廊|足|势|假|江|城|安|沙|春|治|乐|兴|宁|年"
    r"|途|满|跑|住|成|出|高|得|街|路|桥|河|湖|岛|生|存|居|龙|寿|大的|约|宽|树|短|线|条|椅|凳|明灯)"
)
_BEST: Final = r"(?:最佳|最好|最著名|最优秀|最先进|最权威|最专业|最强|顶级|国家级|世界级|第一流|最高级)"
_PRAISE: Final = re.compile(
    r"(?:全国|全[省市州县]|我[省市州县]|国内|业内|史上)最(?:好|佳|优秀?|强|先进|权威|专业)(?!水平|成绩)的?"
    rf"|{_BEST}的?(?:诉讼服务|执行|审判|法律|本地|当地)?"
    r"(?:企业|品牌|产品|楼盘|商家|商品|公司|服务|律师|酒店|饭店|学校|医院|团队|法院|机构|景区|单位|餐厅|民宿|特产|美食"
    r"|房企|工艺|技术|中心)"
)
_IN_PERSON: Final = re.compile(
    r"(?:院长|书记(?!员)|局长|庭长|部长|市长|县长|州长|主席|领导|委员|检察长|主任(?!医|科员|编辑|记者)|厅长|省长)(?!的)"
    r"(?:(?!当事人|执行人|申请人|群众|家属)[\u4e00-\u9fff·]){0,14}?(?P<word>亲自)"
)
_NOT_REPORT: Final = re.compile(
    r"(?<![主重需首])要(?![求案点素闻])|应(?![诉邀急对])|须|不得|带头|一律|做到|村主任|班主任"
)
_DEFAULTER: Final = re.compile(r"(?<!父)老赖(?!以|家|某)")
_PLACE_OFFENDERS: Final = "小偷|骗子|罪犯|老赖|窃贼|人贩子|劫匪|流氓|惯偷|诈骗犯"
_JOB_OFFENDERS: Final = "罪犯|小偷|老赖|骗子|窃贼|强奸犯|杀人犯|诈骗犯|逃犯|流氓"
_PARTY_ACTS: Final = re.compile(
    r"(?:党委|党组|党支部|[市县区州]委|纪委|党工委|常委会)(?!书记|监委)[^，。；]{0,12}?(?:决定，?|给予|作出|对其|研究)[^，。；]{0,12}?"
    r"(?P<word>撤职|开除(?:其|他|她|[\u4e00-\u9fff]某{1,2})?的?公职|撤销[^，。；党委书记]{0,12}(?:行政|[局院县市镇乡厅处科]长)职务|行政撤职|行政开除|免去[^，。；]{0,10}(?:院长|局长|市长"
    r"|县长)职务)"
    r"|[被由经][^，。；]{0,6}?(?:党委|党组|[市县区州]委|纪委|党工委)(?!书记|监委|[^，。；]{0,6}(?:建议|提请))(?:研究)?(?:决定)?[^，。；]{0,2}?"
    r"(?P<word3>撤职|开除公职|(?:撤销|免去)[^，。；党委书记]{0,10}职务)"
    r"|(?:县委|市委|州委|党组|党委)(?:研究)?(?P<word2>免去[^，。；]{0,10}(?:院长|局长|市长|县长)职务)"
)
_PLACE_TAIL: Final = frozenset("湾沟岭寨屯庄坝坡")
_MIXED_SANCTION: Final = re.compile(
    r"(?:留党察看|党内(?:严重)?警告|撤销党内职务|开除党籍)的?(?:政务|行政)处分|(?:政务|行政)(?:留党察看|开除党籍)"
    r"|(?:记大?过|降级|(?<!撤销)撤职|开除公职)的?党纪处分|党内(?:记大?过|降级|撤职|开除公职)"
)
_PARTY_PROPER: Final = re.compile(r"建议|监委|监察|提请|人大常委会|人民政府|政务处分")


def dock(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """推上被告席: the two sides of a civil case are equals; the dock of a criminal court is another."""
    for part in passages(draft):
        for match in _DOCK.finditer(part.shown):
            if not _NOT_DOCK.search(sentence_around(part.shown, *match.span())):
                yield policy.finding("wording.dock", part.place(*match.span()), word=match.group())


def titles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Offices by their proper names: pairs `office_titles` of the policy, and 村主任 for 村长."""
    pairs = policy.pairs.get("office_titles", {})
    for part in passages(draft):
        for wrong, right in pairs.items():
            for match in re.finditer(re.escape(wrong), part.shown):
                place = part.place(*match.span())
                yield policy.finding("wording.title", place, fix=Fix(right), word=wrong, right=right)
        for match in _VILLAGE_HEAD.finditer(part.shown):
            place = part.place(*match.span("word"))
            if _is_in_title(part.shown, match.start()):
                continue
            yield policy.finding("wording.title", place, fix=Fix("村主任"), word="村长", right="村主任")


def _is_in_title(text: str, at: int) -> bool:
    """The place stands inside 《》."""
    opened = text.rfind("《", max(0, at - 30), at)
    return opened >= 0 and "》" not in text[opened:at]


def disability(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Words that hurt: group `disability_words`, each with its right word first and then the compounds to spare."""
    for part in passages(draft):
        for word, (right, *spared) in policy.groups.get("disability_words", {}).items():
            for match in re.finditer(re.escape(word), part.shown):
                around = part.shown[max(0, match.start() - 4) : match.end() + 4]
                is_place = part.shown[match.end() : match.end() + 1] in _PLACE_TAIL
                if not is_place and not any(compound in around for compound in spared):
                    place = part.place(*match.span())
                    yield policy.finding("wording.disability", place, word=word, right=right)


def praise(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Superlatives of goods and firms (广告法第九条)."""
    for part in passages(draft):
        for match in _PRAISE.finditer(part.shown):
            yield policy.finding("wording.praise", part.place(*match.span()), word=match.group())


def in_person(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A leader's 亲自 in a report; duties (要、应当……亲自) are another thing."""
    for part in passages(draft):
        for match in _IN_PERSON.finditer(part.shown):
            if not _NOT_REPORT.search(clause_around(part.shown, *match.span())):
                yield policy.finding("wording.in_person", part.place(*match.span("word")))


def defaulters(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """老赖, once a story; not in titles for WeChat."""
    wechat = bool(re.search(r"微信|公众号|wechat", draft.form, re.I))
    for part in passages(draft):
        match = _DEFAULTER.search(part.shown)
        if match and not (wechat and part.field == "title"):
            yield policy.finding("wording.defaulter", part.place(*match.span()))
            return


@lru_cache(maxsize=8)
def _label(places: tuple[str, ...], jobs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<place>{'|'.join(map(re.escape, places)) or '(?!)'})[人籍省男女帮]?的?[“‘]?(?:{_PLACE_OFFENDERS})[”’]?"
        rf"|(?P<job>{'|'.join(map(re.escape, jobs)) or '(?!)'})[“‘]?(?:{_JOB_OFFENDERS})[”’]?"
    )


def labels(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """No place and no trade as the label of an offender."""
    label = _label(policy.words.get("label_places", ()), policy.words.get("label_jobs", ()))
    for part in passages(draft):
        for match in label.finditer(part.shown):
            case = "place" if match["place"] else "job"
            yield policy.finding("wording.label", part.place(*match.span()), case, word=match.group())


def party_organs(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A Party organ proposes the removal from public office; the state organ decides."""
    for part in passages(draft):
        mixed = [match.span() for match in _MIXED_SANCTION.finditer(part.shown)]
        for start, end in mixed:
            yield policy.finding("wording.party_organ", part.place(start, end), "mixed", word=part.shown[start:end])
        for match in _PARTY_ACTS.finditer(part.shown):
            group = next(name for name, value in match.groupdict().items() if value)
            known = any(start <= match.start(group) < end for start, end in mixed)
            if not known and not _PARTY_PROPER.search(clause_around(part.shown, *match.span())):
                yield policy.finding("wording.party_organ", part.place(*match.span(group)), word=match[group])


def vulgar(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Coarse words of the net (新华社禁用词 2016 年增补): `vulgar` of the policy."""
    words = _any_of(policy.words.get("vulgar", ()))
    for part in passages(draft):
        for match in words.finditer(part.shown):
            yield policy.finding("wording.vulgar", part.place(*match.span()), word=match.group())
        for match in _any_of(policy.words.get("insults", ())).finditer(part.shown):
            if not is_quoted(part.shown, match.start()):
                yield policy.finding("wording.vulgar", part.place(*match.span()), "insult", word=match.group())


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")


RULES: Final[tuple[Rule, ...]] = (
    Rule("wording.dock", dock),
    Rule("wording.title", titles),
    Rule("wording.disability", disability),
    Rule("wording.praise", praise),
    Rule("wording.in_person", in_person),
    Rule("wording.defaulter", defaulters),
    Rule("wording.label", labels),
    Rule("wording.party_organ", party_organs),
    Rule("wording.vulgar", vulgar),
    Rule("wording.law_name", law_names),
)

"""Judicial detention and fines beyond what the law allows a court in enforcement (民事诉讼法第一百一十八条)."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.parts import paragraph_around, sentence_around
from publicity.checks.policy import Policy
from publicity.checks.visible import passages

_NUMERALS: Final = "零一二三四五六七八九"
_PLAIN: Final = str.maketrans("两壹贰叁肆伍陆柒捌玖拾佰", "二一二三四五六七八九十百")
_CN: Final = r"[一二两三四五六七八九十百壹贰叁肆伍陆柒捌玖拾佰]{1,5}"
_DETENTION: Final = re.compile(
    rf"(?:司法)?拘留(?:了|期限)?(?:为|其|被执行人|被告|[\u4e00-\u9fff]某{{1,2}})?[ ]?"
    rf"(?P<days>\d{{1,3}}|{_CN})[ ]?(?P<unit>日|天|个月)(?!内|后|前|以[上内下]|[上下]午)"
    rf"|(?<![月\d一二三四五六七八九十百])(?P<days2>\d{{1,3}}|{_CN})[ ]?(?P<unit2>日|天|个月)的?司法拘留"
)
_NOT_JUDICIAL: Final = re.compile(r"刑事|行政|治安|刑拘|公安|民警|交警|派出所|海关|移民")
_ADDED_UP: Final = re.compile(r"共计?|累计|合计|两次|二次|三次|多次|再次|先后|分别|总计|不得超过|最长|以下|上限|至多")
_JUDICIAL: Final = re.compile(r"法院|执行|司法拘留|法官|拘留决定|拒不|妨害|拒执")
_FINE: Final = re.compile(
    rf"罚款(?:金额)?(?:人民币|共计|了|为|其)?[ ]?"
    rf"(?P<amount>\d[\d,，]{{0,15}}(?:\.\d+)?|{_CN})[ ]?(?P<unit>万余?元|百万元"
    rf"|亿元|元|千元)"
    rf"|(?<![\d.,])(?P<amount2>\d[\d,]{{0,15}}(?:\.\d+)?|{_CN})[ ]?(?P<unit2>万余?元|百万元|亿元|千?元)的?(?:司法)?罚款"
)
_FINED_BY_COURT: Final = re.compile(
    r"法院|司法罚款|执行法官|执行干警|执行局|罚款决定书|本院|我院|妨害|拒不(?:执行|履行|协助|报告|申报)|被执行人"
)
_FINED_BY_OTHERS: Final = re.compile(
    r"超载|违章|酒驾|市场监[管督]|环保|环境|税务|逃税|偷税|公安|交警|证监|银监|银保监|城管|海关|行政处罚|行政罚款|行政机关"
    r"|(?<!执行)局(?![长势面])|管理部门|卫生|应急|发改|工商|滞纳|约定|物业|规章|制度|公司规定|罚款单|处罚决定|违约|物价|村规|消防|反垄断"
    r"|并处罚款|[欠未]缴|拒不缴|申请(?:强制)?执行[^，。；]{0,6}罚款|每[^，。；]{0,6}罚款"
    r"|判决(?:返还|驳回|维持|撤销|支付)|不予支持|认定|裁定(?:准予|终结)"
)
_FINED_BY_LAW: Final = re.compile(r"被?依法(?:被|对其|处以)?(?:处以|予以)?(?:罚款|\d)|被(?:处以?)?罚款")
_RESPONDENT: Final = re.compile(r"被执行人|执行(?:法官|干警|人员)")
_OFFENCE: Final = re.compile(r"违法|违规|违章|超载|酒驾|醉驾|排污|偷税|逃税|销售|无证|非法")
_UNIT: Final = re.compile(
    r"公司|单位|银行|企业|厂|医院|学校|村委会|集团|合作社|中心|协助执行人|协会|机构|局(?!长)|支行|分行|所(?!有|以|在)"
)
_PERSON: Final = re.compile(
    r"[\u4e00-\u9fff](?<![对向由将给令该])某(?!公司|银行|企业|集团)|个人|其本人|法定代表人|法人代表|负责人|工作人员|男子|女子"
    r"|老板|主任|经理|会计|科长|局长|行长|院长|校长|员工|职工|职员|股东|董事"
)
_BOTH: Final = re.compile(r"分别|[及和与、]")
_FACTOR: Final = {"元": 1, "千元": 1_000, "万元": 10_000, "万余元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}


def detention_too_long(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """司法拘留 is at most 15 days a time (民事诉讼法第一百一十八条)."""
    limit = policy.numbers.get("judicial_detention_days", 15)
    for part in passages(draft):
        for match in _DETENTION.finditer(part.shown):
            unit = match["unit"] or match["unit2"]
            days = number_of(match["days"] or match["days2"]) * (30 if unit == "个月" else 1)
            before = part.shown[max(0, match.start() - 2) : match.start()]
            sentence = sentence_around(part.shown, *match.span())
            if days <= limit or _NOT_JUDICIAL.search(before) or _ADDED_UP.search(sentence):
                continue
            if "司法" in match.group() or (_JUDICIAL.search(sentence) and not _NOT_JUDICIAL.search(sentence)):
                yield policy.finding("terms.detention_days", part.place(*match.span()), days=days, limit=limit)


def fines_over_limit(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A court's fine: a person at most 100,000 yuan, a unit 50,000 to 1,000,000 (民事诉讼法第一百一十八条)."""
    person_most = policy.numbers.get("fine_person_most", 100_000)
    unit_least = policy.numbers.get("fine_unit_least", 50_000)
    unit_most = policy.numbers.get("fine_unit_most", 1_000_000)
    for part in passages(draft):
        for match in _FINE.finditer(part.shown):
            sentence = part.shown if part.field == "title" else sentence_around(part.shown, *match.span())
            if _FINED_BY_OTHERS.search(sentence) or not (
                _FINED_BY_COURT.search(sentence) or _is_enforced(part.shown, *match.span())
            ):
                continue
            amount = number_of(match["amount"] or match["amount2"]) * _FACTOR[match["unit"] or match["unit2"]]
            before = part.shown[max(0, match.start() - 30) : match.start()]
            case = _case(amount, _who(before), person_most, unit_least, unit_most)
            if case:
                yield policy.finding("terms.fine_limit", part.place(*match.span()), case)


def _is_enforced(text: str, start: int, end: int) -> bool:
    """被依法罚款 at the end of a paragraph that tells of people who owe under a judgment."""
    if not _FINED_BY_LAW.search(text, max(0, start - 8), end) or _OFFENCE.search(sentence_around(text, start, end)):
        return False
    return _RESPONDENT.search(paragraph_around(text, start, end)) is not None


def _who(before: str) -> str:
    """Who is fined, as told by what stands in the sentence before: person, unit, or unsaid."""
    for clause in reversed(re.split(r"[，、\n]", re.split(r"[。；]", before)[-1])):
        units, persons = list(_UNIT.finditer(clause)), list(_PERSON.finditer(clause))
        if units and persons and _BOTH.search(clause):
            return ""
        if units or persons:
            last = (found[-1].end() if found else 0 for found in (units, persons))
            return "unit" if next(last) > next(last) else "person"
        if re.search(r"对(?![其该])", clause):
            return ""
    return ""


def _case(amount: float, who: str, person_most: int, unit_least: int, unit_most: int) -> str:
    if amount > unit_most:
        return "over_all"
    if who == "person" and amount > person_most:
        return "person"
    if who == "unit" and amount < unit_least:
        return "unit_least"
    return ""


def number_of(written: str) -> float:
    """15, 1,000, 2.5, 十五, 二十, 一百 as a number."""
    plain = re.sub(r"[,，]", "", written)
    if plain[:1].isdigit():
        return float(plain)
    total, digit = 0, 0
    for char in plain.translate(_PLAIN):
        if char in _NUMERALS:
            digit = _NUMERALS.index(char)
        else:
            total += max(digit, 1) * (10 if char == "十" else 100)
            digit = 0
    return total + digit

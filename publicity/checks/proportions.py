"""Rates and directions beside the figures they come from: 占1200万元的95%, 比120件增长35%, 由35%上升到28%."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from publicity.checks.numerals import AMOUNT, amount, plain

_OF: Final = "元|件|人|名|起|天|户|家|场|台|辆|平方米|亩|吨"
_PERCENT: Final = r"(?P<rate>\d{1,4}(?:\.\d{1,3})?)[%％](?!个?百分点|以[上下]|[左上][右下])"
_GAP: Final = r"[^\d。；，]{0,10}"
_YEAR: Final = r"(?:\d{4}年(?:同期)?的?)?"


def _figure(name: str) -> str:
    return rf"(?<![\d.])(?P<{name}>{AMOUNT})(?P<{name}_unit>[千百]?[万亿]*)(?P<{name}_of>{_OF})"


_WHOLE, _PART = _figure("whole"), _figure("part")
_SHARES: Final = (
    # 1080万元，占全部标的额1200万元的95%
    re.compile(rf"{_PART}[，,（(]?(?:仅|只)?(?:占|为|即|是|系|相当于){_GAP}{_WHOLE}的(?P<said>{_PERCENT})"),
    # 评估价50000元，起拍价35000元，为评估价的80%
    re.compile(
        rf"(?P<name>[评市起底原总标成本货面][一-龥]{{1,5}})(?:共计|合计|为|是|[：:])?{_WHOLE}[，,、][^\d。；，、]{{0,6}}?"
        rf"(?:(?P<label>[一-龥]{{2,4}})(?:定?为|是)?)?{_PART}[，,（(]?(?(label)(?:(?P=label))?)(?:仅|只)?(?:占|为|即|是|系|相当于)(?P=name)的(?P<said>{_PERCENT})"
    ),
    # 评估价50万元，以评估价的70%起拍，起拍价为36万元
    re.compile(
        rf"(?P<name>[评市起底原总标成本货面][一-龥]{{1,5}})(?:共计|合计|为|是|[：:])?{_WHOLE}[，,、][^\d。；，、]{{0,6}}[以按照]"
        rf"(?P=name)的(?P<said>{_PERCENT})[^\d。；，]{{0,6}}[，,]?[^\d。；，]{{0,4}}(?:起拍价|保留价|变卖价|即|为)[为是]?{_PART}"
    ),
    # 120件，其中民事36件，占40%
    re.compile(
        rf"{_WHOLE}(?:[，,（(：:]其中[，,]?|中[，,])[^\d。；，、]{{0,10}}{_PART}[，,]?占(?:比(?:为|达)?|总[数量额]的|全部[^\d。；，]{{0,4}}的)?"
        rf"(?P<said>{_PERCENT})(?=[，。；）)]|$)"
    ),
    # 按标的额6万元的1.5%计算，为1200元
    re.compile(
        rf"(?:[按照以为]|按照){_GAP}{_WHOLE}的(?P<said>{_PERCENT})(?:计算|计付|计收|收取|支付|缴纳|起拍|确定|折价|比例)?"
        rf"[^\d。；，月年日每息]{{0,8}}[，,]?(?:即|为|计|应为|是){_PART}(?!/)"
    ),
)
_UP: Final = "增加|增长|上升|提高|提升|上浮|溢价|增至|增|升|高出?|多"
_DOWN: Final = "下降|减少|降低|缩短|压缩|下浮|减|降|低|少"
_CHANGE: Final = re.compile(
    rf"{_PART}[^\d。；，]{{0,6}}[，,]?(?:[同环]?比|较){_GAP}{_YEAR}{_GAP}{_WHOLE}[^\d。；，]{{0,3}}?"
    rf"(?P<said>(?:(?P<up>{_UP})|{_DOWN})(?:率|了|幅度?)?(?:为|达|近)?{_PERCENT})"
)
_MOVED: Final = re.compile(
    r"(?<!不)[由从][^\d。；，、]{0,10}(?:\d{4}年(?:同期)?的?)?[^\d。；，、]{0,6}?(?<![\d.第、])"
    rf"(?P<whole>{AMOUNT})(?P<whole_unit>[千百]?[万亿]*)(?P<whole_of>{_OF}|次|[%％])"
    r"[^\d。；，、]{0,6}?(?P<said>(?:(?P<up>增加|增长|上升|提高|提升|上涨|增|升)|下降|减少|降低|缩短|压缩|下跌|减|降)(?:到|至))了?"
    r"[^\d。；，、每]{0,4}(?:\d{4}年(?:同期)?的?)?[^\d。；，、每]{0,6}?(?<![\d.第、])"
    rf"(?P<part>{AMOUNT})(?P<part_unit>[千百]?[万亿]*)(?P<part_of>{_OF}|次|[%％])"
)
_BLUR: Final = re.compile(
    r"约|近|超|逾|左右|上下|以上|不等|不足|至少|[余多](?=[万亿]?(?:元|件|人|名|起))|分别|各|每[^，]{0,3}[减增]"
)
_RANK: Final = re.compile("排名|位次|名次|排位|位列|位居")


def wrong_proportions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, the message's case and the rate the figures give, of each that does not fit them."""
    for pattern in _SHARES:
        for match in pattern.finditer(text):
            right = _rate(match, is_share=True)
            if right:
                yield match.start("said"), match.end(), "", right
    for match in _CHANGE.finditer(text):
        right = _rate(match, is_share=False)
        if right:
            yield *match.span("said"), "", right
    for match in _MOVED.finditer(text):
        whole, part = _values(match)
        if _RANK.search(text, max(0, match.start() - 8), match.end()):
            continue
        if whole is not None and part is not None and (part < whole if match["up"] else part > whole):
            yield *match.span(), "direction", ""


def _values(match: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Both figures where they are of one kind and exact."""
    whole_of, part_of = (match[name].replace("％", "%").replace("名", "人") for name in ("whole_of", "part_of"))
    if whole_of != part_of or _BLUR.search(match.group()):
        return None, None
    return amount(match["whole"], match["whole_unit"]), amount(match["part"], match["part_unit"])


def _rate(match: re.Match[str], is_share: bool) -> str:
    whole, part = _values(match)
    if not whole or part is None:
        return ""
    true = 100 * part / whole
    if not is_share:
        true = true - 100 if match["up"] else 100 - true
    decimals = len(match["rate"].partition(".")[2])
    slack = Decimal(1).scaleb(-decimals) + abs(true) / 100
    if abs(true - Decimal(match["rate"])) <= slack:
        return ""
    return f"{plain(round(true, max(1, decimals)))}%"

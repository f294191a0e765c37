"""Numbers that point at a person: identity card, credit code, telephone, bank card, told apart by form and checksum."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

from stdnum import luhn
from stdnum.cn import ric, uscc

from publicity.checks.parts import narrow

_PROVINCES: Final = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
_COUNTED: Final = r"[ ]?(?:元|万|亿|美元|平方|亩|股|吨|号令|人|次|件|条|个|户|辆|套|只|头|株)"
_LEFT: Final = r"(?<![0-9A-Za-z])(?<!\d[.,])"
_LONG: Final = re.compile(_LEFT + r"[1-9](?:[ -]?\d){16}[ -]?[\dXx](?![0-9A-Za-z]|\.\d)")
_OLD: Final = re.compile(_LEFT + rf"[1-9]\d{{14}}(?![0-9A-Za-z]|\.\d|{_COUNTED})")
_TOLD: Final = re.compile(
    r"(?:身份证|公民身份|证件)(?:号码?|编号)?(?:为|是)?[: ]{0,2}(?P<own>\d{14,20}[Xx]?)(?![0-9A-Za-z*×]|\.\d)"
)
_CODE: Final = re.compile(
    r"(?<![0-9A-Za-z])[1-9A-Y][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])", re.I | re.A
)
_CODE_WORD: Final = re.compile(r"(?:信用代码|税号|纳税人识别号)(?:为|是)?[:( ]{0,2}$")
_ORGANISATION: Final = re.compile(
    r"组织机构代码(?:证号?)?(?:为|是)?[: ]{0,2}(?P<own>[0-9A-Z]{8}-?[0-9X])(?![0-9A-Za-z*-])"
)
_MOBILE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[.,])(?<!第)(?:(?:\+|00)?86[ -]?)?(?P<own>1[3-9]\d(?:[ -]?\d{4}[ -]?\d{4}|[.]\d{4}[.]\d{4}"
    r"|[ -]\d{3}[ -]\d{5}|\d[ -]\d{3}[ -]\d{4}|\d[ -]\d{4}[ -]\d{3}|[ -]\d{2}[ -]\d{2}[ -]\d{4}))"
    rf"(?![0-9A-Za-z]|\.\d|{_COUNTED})"
)
_SPELLED: Final = re.compile(
    r"(?<![〇○零一二三四五六七八九幺])[一幺][三四五六七八九][〇○零一二三四五六七八九幺]{9}(?![〇○零一二三四五六七八九幺])"
)
_TOTAL: Final = re.compile(r"[量达约近超逾额](?:为|到|至)?$")
_LANDLINE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?<![\d.][-.])(?P<open>\()?0(?:10|2[0-57-9]|[3-9]\d{2})(?(open)\))(?P<gap>[ -]{0,3})"
    r"[1-9]\d{6,7}(?:[-转]\d{1,4})?(?![0-9A-Za-z]|[.]\d|-\d)"
)
_LOCAL: Final = re.compile(
    r"(?:电话|热线|传真|座机)(?:号码?)?(?:为|是)?[: ]{0,2}"
    rf"(?P<own>[2-8]\d{{6,7}})(?![0-9A-Za-z-]|\.\d|{_COUNTED})"
)
_PHONE_WORD: Final = re.compile(r"电话|热线|传真|咨询|联系|拨打|座机|[Tt][Ee][Ll]")
_CARD: Final = re.compile(
    _LEFT + rf"(?<!第)\d{{4}}(?:(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?)(?![0-9A-Za-z]|\.\d|{_COUNTED})"
)
_CARD_WORD: Final = re.compile(r"(?:卡号|银行卡|账号|帐号|账户|帐户|存折|开户行)[^。；\n]{0,16}$")
_CARD_HEAD: Final = re.compile(r"62|60|4\d|5[0-5]|3[4-7]|95[58]|99|8[18]")
_ACCOUNT: Final = re.compile(
    r"(?:银行卡号?|卡号|账号|帐号|账户|帐户)(?:为|是)?[: ]{0,2}"
    rf"(?P<own>\d{{2}}-\d{{12,18}}|\d{{10,15}}|\d{{20,25}})(?![0-9A-Za-z]|\.\d|{_COUNTED})"
)
_ONLINE: Final = re.compile(r"(?:抖音|快手|微博|微信|支付宝|游戏|平台|直播|用户|登录)$")
_COURT_HOLDER: Final = re.compile(r"(?:户[ ]*名|开户名称|账户名称|收款单位|收款人)[:为是]{0,2}[^，。；\n]{0,24}法院")
_COURT_FUND: Final = re.compile(
    r"(?:法院|本院|我院)的?(?:执行|诉讼|案|款|费|保证金|专用|专|对公|指定|账|户)+"
    r"[:(为是 ]{0,2}(?:[账卡]号)?[:为是 ]{0,2}$"
)
_SERIAL: Final = re.compile(
    r"(?:单号?|(?<!证件)(?<!身份证)(?<!护照)编[号码]|订单|合同号?|流水号?|文号|证书号|凭证号|条码|批号|序列号|注册号|受理号|串号|型号|货号"
    r"|航班|车次|国道|股票代码|专利号|登记号|(?:流程|任务|事项|档案?|识别|标识|票|批)号)[:为是]{0,2}[ ]?$"
)
_STAMP: Final = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
_YEARS: Final = re.compile(r"(?:(?:19|20)\d{2}[ -]?){4}")


@dataclass(frozen=True, slots=True)
class Number:
    """A telling number at start..end; `kind` names the rule, `case` the sentence, `masked` how it may stand."""

    kind: str
    start: int
    end: int
    case: str = ""
    masked: str = ""


def is_serial(plain: str, start: int) -> bool:
    """What stands before `start` says that a running number follows: an order, a contract, a flight."""
    return bool(_SERIAL.search(plain[max(0, start - 10) : start]))


@lru_cache(maxsize=64)
def find_numbers(text: str) -> tuple[Number, ...]:
    """All telling numbers of `text`, each place claimed by one kind only, by place."""
    plain = narrow(text)
    taken: list[Number] = []
    for find in (_identity, _credit, _old_identity, _told_identity, _cards, _mobiles, _landlines, _accounts):
        for number in find(plain):
            if all(number.end <= other.start or other.end <= number.start for other in taken):
                taken.append(number)
    return tuple(sorted(taken, key=lambda number: number.start))


def _identity(plain: str) -> Iterator[Number]:
    for match in _LONG.finditer(plain):
        digits = re.sub(r"[ -]", "", match.group()).upper()
        if digits[:2] not in _PROVINCES or not _is_day(digits[6:14]):
            continue
        if ric.calc_check_digit(digits) == digits[-1]:
            yield Number("id_card", *match.span(), masked=digits[:4] + "×" * 12 + digits[-2:])
        elif len(match.group()) <= 21 and not is_serial(plain, match.start()):
            yield Number("id_card_suspect", *match.span(), case="checksum")


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return 1890 <= day.year <= 2060


def _credit(plain: str) -> Iterator[Number]:
    for match in _CODE.finditer(plain):
        told = _CODE_WORD.search(plain[max(0, match.start() - 12) : match.start()])
        if told or uscc.is_valid(match.group().upper()):
            yield Number("credit_code", *match.span())
    for match in _ORGANISATION.finditer(plain):
        yield Number("credit_code", *match.span("own"))


def _old_identity(plain: str) -> Iterator[Number]:
    for match in _OLD.finditer(plain):
        digits = match.group()
        before = plain[max(0, match.start() - 20) : match.start()]
        if is_serial(plain, match.start()) or _CARD_WORD.search(before):
            continue
        if digits[:2] in _PROVINCES and _is_day("19" + digits[6:12]):
            yield Number("id_card_suspect", *match.span(), case="old")


def _told_identity(plain: str) -> Iterator[Number]:
    for match in _TOLD.finditer(plain):
        yield Number("id_card_suspect", *match.span("own"), case="told")


def _cards(plain: str) -> Iterator[Number]:
    for match in _CARD.finditer(plain):
        digits = re.sub(r"[ -]", "", match.group())
        running = is_serial(plain, match.start()) or _STAMP.match(digits) or _YEARS.match(match.group())
        if running or len(set(digits)) < 4 or _is_court_account(plain, *match.span()):
            continue
        likely = bool(_CARD_HEAD.match(digits) or _CARD_WORD.search(plain[max(0, match.start() - 20) : match.start()]))
        if luhn.is_valid(digits) and likely:
            yield Number("bank_card", *match.span(), masked=digits[:4] + "×" * (len(digits) - 8) + digits[-4:])
        elif likely:
            yield Number("bank_card_suspect", *match.span())


def _is_court_account(plain: str, start: int, end: int) -> bool:
    """A court is named as the holder nearby, or the number stands behind its fund: 法院执行款专户."""
    named = _COURT_HOLDER.search(plain[max(0, start - 80) : end + 50])
    return bool(named or _COURT_FUND.search(plain[max(0, start - 24) : start]))


def _mobiles(plain: str) -> Iterator[Number]:
    for match in _MOBILE.finditer(plain):
        digits = re.sub(r"[ -]", "", match["own"])
        if is_serial(plain, match.start()) or _TOTAL.search(plain[max(0, match.start() - 2) : match.start()]):
            continue
        yield Number("mobile", match.start(), match.end(), masked=f"{digits[:3]}××××{digits[-4:]}")
    for match in _SPELLED.finditer(plain):
        yield Number("mobile", *match.span(), masked=match.group()[:3] + "××××" + match.group()[-4:])


def _landlines(plain: str) -> Iterator[Number]:
    for match in _LANDLINE.finditer(plain):
        told = match["open"] or match["gap"] or _PHONE_WORD.search(plain[max(0, match.start() - 12) : match.start()])
        if told and not is_serial(plain, match.start()):
            yield Number("landline", *match.span())
    for match in _LOCAL.finditer(plain):
        yield Number("landline", *match.span("own"))


def _accounts(plain: str) -> Iterator[Number]:
    for match in _ACCOUNT.finditer(plain):
        online = _ONLINE.search(plain[max(0, match.start() - 3) : match.start()])
        if not online and not _is_court_account(plain, *match.span()):
            yield Number("bank_card_suspect", *match.span("own"), case="account")

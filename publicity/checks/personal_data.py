"""Personal data that must not leave the desk: numbers, plates, addresses, certificates, accounts, health."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from publicity.checks.addresses import addresses
from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.numbers_in_text import Number, find_numbers
from publicity.checks.parts import all_parts, narrow, public_parts, sentence_around
from publicity.checks.persons import Role, find_people
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_PROVINCE: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_PLATE: Final = re.compile(
    rf"(?P<head>[{_PROVINCE}][A-HJ-NP-Za-hj-np-z])(?:[·•・‧∙. -])?(?P<tail>[A-HJ-NP-Z0-9a-hj-np-z]{{4}}[警学挂领港澳]"
    r"|[A-HJKa-hjk][A-HJ-NP-Z0-9a-hj-np-z]\d{4}|\d{5}[A-HJKa-hjk]|[A-HJ-NP-Z0-9a-hj-np-z]{5})(?![0-9A-Za-z])"
)
_PASSPORT: Final = re.compile(r"(?<![0-9A-Za-z])(?:[EDSP][A-HJ-NP-Z]\d{7}|[CEGDSPHKMW]\d{8})(?![0-9A-Za-z])")
_PASSPORT_WORD: Final = re.compile(r"护照|通行证|旅行证|出入境证件|证件号")
_VEHICLE: Final = re.compile(
    r"(?:车架号|识别代[号码]|发动机号)[码为是]?[: ]{0,2}(?P<own>[A-HJ-NPR-Z0-9]{6,17})(?![0-9A-Za-z])"
)
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?P<domain>(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10})(?![\w-])", re.A
)
_WECHAT: Final = re.compile(
    r"(?<!公众)(?P<word>微信号?码?|加微|[VvWw][Xx]号?|QQ号?码?|qq号?码?)(?:为|是|同号)?[: ]{0,3}"
    r"(?P<own>[A-Za-z][-_A-Za-z0-9]{5,19}|[1-9]\d{4,10})(?![0-9A-Za-z@.·-]|[ ]?(?:元|人|个|条|万|年|次|名))"
)
_PUBLIC_ACCOUNT: Final = re.compile(r"公众|官方|订阅|服务号|视频号|关注|小程序|法院")
_CERTIFICATE: Final = re.compile(
    r"(?:不动产权|不动产(?:登记)?证明|房权证|房产证|房地证|国用|集用|土地证|产权证|[地房]使用权证|林权证|林证字)"
    r"[^，。；\n×某\d(]{0,10}(?:[(\[]\d{4}[)\]]|\d{4}(?=[字年]))?[^，。；\n×某\d]{0,8}\d{3,}[\d-]*[ ]?号"
    r"|(?:产权证|所有权证|使用权证|房产证|土地证|林权证|权属证)书?(?:编号|号码?)[:为是]{0,2}[ ]?"
    r"[^，。；\n×某\d]{0,12}\d{4,}"
)
_HEALTH: Final = re.compile(
    r"艾滋病?|HIV|精神病|精神分裂|精神障碍|抑郁症|躁狂|乙肝|丙肝|梅毒|性病|尖锐湿疣|淋病|癫痫|肺结核|吸毒|戒毒"
    r"|[一二三四]级残疾|残疾[等证]级?|智力残疾"
    r"|(?<![抗防致治])癌(?!症?(?:中心|协会))症?|肿瘤|白血病|尿毒症|脑瘫|血友病|帕金森|阿尔茨海默|肾衰竭|红斑狼疮|肝硬化"
)
_GENERAL: Final = re.compile(r"防治|预防|防控|宣传|关爱|司法解释|基金会|条例|鉴定中心|医院|疗法|疫苗|研究|科学家|学者")


def _numbers(kind: str) -> Callable[[Draft, Policy], Iterator[Finding]]:
    def check(draft: Draft, policy: Policy) -> Iterator[Finding]:
        own = {re.sub(r"\D", "", number) for number in policy.words.get("own_numbers", ())}
        for part in all_parts(draft):
            for number in find_numbers(part.shown):
                if number.kind == kind and not _is_own(part, number, own) and not _is_file_serial(part, number):
                    fix = Fix(number.masked) if number.masked and not part.field.endswith(":name") else None
                    yield policy.finding(f"personal.{kind}", part.place(number.start, number.end), number.case, fix)

    return check


def _is_own(part: Passage, number: Number, own: set[str]) -> bool:
    return re.sub(r"\D", "", narrow(part.raw)[number.start : number.end]) in own


def _is_file_serial(part: Passage, number: Number) -> bool:
    """Cameras and chat programs put long running numbers into file names."""
    return part.field.endswith(":name") and number.kind.endswith("_suspect")


def plates(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Number plates of cars in use, new-energy and police plates too (GA 36-2018)."""
    for part in all_parts(draft):
        for match in _PLATE.finditer(narrow(part.shown)):
            if sum(map(str.isdigit, match["tail"])) < 3:
                continue
            mend = None if part.field.endswith(":name") else Fix(match["head"].upper() + "×" * len(match["tail"]))
            yield policy.finding("personal.plate", part.place(*match.span()), fix=mend)


def documents(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Passports and exit permits; without the word beside it a date-like number is not one."""
    for part in all_parts(draft):
        plain = narrow(part.shown)
        for match in _PASSPORT.finditer(plain):
            if _is_told_passport(plain, match):
                yield policy.finding("personal.passport", part.place(*match.span()))


def _is_told_passport(plain: str, match: re.Match[str]) -> bool:
    """The word stands just before or just behind the number."""
    behind = re.match(r"号?的?(?:普通|外交|公务)?(?:护照|通行证)", plain[match.end() : match.end() + 8])
    return bool(behind or _PASSPORT_WORD.search(plain[max(0, match.start() - 16) : match.start()]))


def document_suspects(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """What has a passport's form though nothing says so, and numbers of a vehicle's frame or engine."""
    for part in all_parts(draft):
        plain = narrow(part.shown)
        for match in _PASSPORT.finditer(plain):
            known = _is_told_passport(plain, match)
            dated = re.search(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", match.group())
            if not known and not dated and match.group()[0] in "EG" and not part.field.endswith(":name"):
                yield policy.finding("personal.document_suspect", part.place(*match.span()))
        for match in _VEHICLE.finditer(plain):
            yield policy.finding("personal.document_suspect", part.place(*match.span("own")), "vehicle")


def emails(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """E-mail addresses outside the domains of the court's own."""
    own = policy.words.get("own_domains", ())
    for part in all_parts(draft):
        for match in _EMAIL.finditer(narrow(part.shown)):
            domain = match["domain"].lower()
            if not any(domain == known or domain.endswith("." + known) for known in own):
                yield policy.finding("personal.email", part.place(*match.span()))


def chat_ids(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """WeChat and QQ ids of persons; public accounts are public."""
    for part in all_parts(draft):
        plain = narrow(part.shown)
        for match in _WECHAT.finditer(plain):
            if not _PUBLIC_ACCOUNT.search(plain[max(0, match.start() - 8) : match.start("own")]):
                yield policy.finding("personal.wechat", part.place(*match.span("own")))


def certificates(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Certificates of real estate with their number (法释〔2016〕19号 art. 10)."""
    for part in all_parts(draft):
        for match in _CERTIFICATE.finditer(narrow(part.shown)):
            yield policy.finding("personal.certificate", part.place(*match.span()))


def health(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An illness or disability in the sentence that names somebody in full."""
    for part in public_parts(draft):
        hits = list(_HEALTH.finditer(part.shown))
        named = [person for person in find_people(part.shown) if person.role is not Role.OFFICIAL] if hits else []
        for match in hits:
            sentence = sentence_around(part.shown, *match.span())
            if _GENERAL.search(sentence):
                continue
            for person in named:
                if person.name in sentence:
                    yield policy.finding(
                        "personal.health", part.place(*match.span()), name=person.name, word=match.group()
                    )
                    break


_NUMBER_KINDS: Final = (
    "id_card",
    "id_card_suspect",
    "credit_code",
    "mobile",
    "landline",
    "bank_card",
    "bank_card_suspect",
)

RULES: Final[tuple[Rule, ...]] = (
    *(Rule(f"personal.{kind}", _numbers(kind)) for kind in _NUMBER_KINDS),
    Rule("personal.plate", plates),
    Rule("personal.address", addresses),
    Rule("personal.passport", documents),
    Rule("personal.document_suspect", document_suspects),
    Rule("personal.email", emails),
    Rule("personal.wechat", chat_ids),
    Rule("personal.certificate", certificates),
    Rule("personal.health", health),
)

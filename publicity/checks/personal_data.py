"""Personal data that must not leave the desk: numbers, plates, addresses, certificates, accounts, health."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from publicity.checks.addresses import addresses, is_office_contact
from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.leaks import file_names, leak_parts, written_parts
from publicity.checks.numbers_in_text import Number, find_numbers, is_serial
from publicity.checks.parts import narrow
from publicity.checks.persons import Role, find_hidden, find_people
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import Passage

_PROVINCE: Final = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新"
_PLATE: Final = re.compile(
    rf"(?P<head>[{_PROVINCE}][ ·]?[A-HJ-Za-hj-z])(?:[·•・‧∙. -])?(?P<tail>[A-HJ-NP-Z0-9a-hj-np-z]{{4}}[警学挂领港澳]"
    r"|[A-HJKa-hjk][A-HJ-NP-Z0-9a-hj-np-z]{2}\d{3}|\d{5}[A-HJKa-hjk]|[A-HJ-NP-Z0-9a-hj-np-z]{5})"
    r"(?![0-9A-Za-z]|[版型款期股次座栋幢]|号?(?:地块|宗地))"
)
_PASSPORT: Final = re.compile(r"(?<![0-9A-Za-z])(?:[EDSP][A-HJ-NP-Z]\d{7}|[CEGDSPHKLMW][ ]?\d{8})(?![0-9A-Za-z])")
_PASSPORT_TOLD: Final = re.compile(
    r"(?:护照|(?:港澳|台湾|大陆|内地|出入境)[^，。；、\n]{0,8}通行证|通行证(?=号)|旅行证|出入境证件|证件号)[^，。；\n]{0,10}$"
)
_NOT_PASSPORT: Final = re.compile(r"合同|订单|航班|车次|列车|公告|型号|栋")
_RETURN_PERMIT: Final = re.compile(
    r"(?:台胞证|回乡证|居留证|通行证(?=号|编))(?:号码?|编号)?[:为是]{0,2}[ ]?(?P<own>[HM]?\d{8,10})(?![0-9A-Za-z*])"
)
_VEHICLE: Final = re.compile(
    r"(?:(?:车架|发动机)号码?|识别代[号码])(?:为|是)?[: ]{0,2}(?P<own>(?=[A-Z]*\d)[A-HJ-NPR-Z0-9]{6,17})"
    r"(?![0-9A-Za-z*])"
    r"|(?<![0-9A-Za-z])(?P<frame>L[A-HJ-NPR-Z0-9]{12}\d{4})(?![0-9A-Za-z])"
)
_CARD_NUMBER: Final = re.compile(
    r"(?:残疾人?证|社保卡|医保卡|住院|病历|病案|驾驶证档案|军官证|士兵证|警官证|出生(?:医学)?证明|学籍)(?:编号|号码?)"
    r"(?:为|是)?[: ]{0,2}(?P<own>[A-Z]{0,2}\d{6,22})(?![0-9A-Za-z*×])"
)
_EMAIL: Final = re.compile(
    r"(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@(?P<domain>(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,10})(?![\w-])", re.A
)
_WECHAT: Final = re.compile(
    r"(?P<word>微信(?:号码?|ID)?|加微|(?<![A-Za-z])[VvWw][Xx](?:号|(?=:))|[Qq]{2}(?:号码?)?|扣扣|企鹅号|WeChat"
    r"|(?:抖音|快手|小红书|支付宝)(?:[账帐]?号|ID))(?:为|是|同号)?[: (\u200b]{0,4}"
    r"(?P<own>[A-Za-z][-_A-Za-z0-9]{5,19}|(?!1[3-9]\d{9}(?!\d))[1-9]\d{4,10})"
    r"(?![0-9A-Za-z@.·*-]|[ ]?(?:元|人|个|条|万|年|次|名))"
)
_PUBLIC_ACCOUNT: Final = re.compile(
    r"(?:公众|官方|订阅|服务号|视频号|关注|小程序)[^，。；\n]{0,20}$|(?:法院|检察院|法庭|本院|我院)(?:的|新媒体|政务)?$"
)
_OFFICIAL_NAME: Final = re.compile(r"[ ]?[(][^()\n]{0,16}(?:法院|官方|公众)")
_CERTIFICATE: Final = re.compile(
    r"(?:不动产权|不动产(?:登记)?证明|房权证|房产证|房地产?权?证|国用|集用|土地证|产权证|[地房]使用权证|林权证|林证字)"
    r"[^，。；\n×某\d(]{0,10}(?:[(\[]\d{4}[)\]]|\d{4}(?=[字年]))?[^，。；\n×某\d]{0,8}\d{3,}[\d-]*[ ]?号"
    r"|(?:产权证|所有权(?:登记)?证|使用权证|房产证|土地证|林权证|权属证|机动车登记证)书?(?:编号|号码?)[:为是]{0,2}[ ]?"
    r"[^，。；\n×某\d]{0,12}\d{4,}(?![\d)\]])"
)
_HEALTH: Final = re.compile(
    r"(?:艾滋病?|HIV|精神病|精神分裂|精神障碍|抑郁症|躁狂|乙肝|丙肝|梅毒|性病|尖锐湿疣|淋病|癫痫|肺结核|尘肺|吸毒|戒毒"
    r"|[一二三四]级(?:[^，。；\W]{1,4})?残疾|残疾[等证]级?|智力残疾|高位截瘫|偏瘫|渐冻症|糖尿病|高血压|心脏病|脑梗死?|脑出血"
    r"|(?<![抗防致治])癌症?|肿瘤|白血病|尿毒症|脑瘫|血友病|帕金森|阿尔茨海默|肾衰竭|红斑狼疮|肝硬化)"
    r"(?!(?:专科|康复|综合|治疗|防治|强制)?(?:医院|中心|协会|学会|基金|疫苗|防治|预防|防控|宣传|筛查|评定|病?日|所|药))"
)
_HIDDEN_COMPANY: Final = re.compile(
    "某[^，。；、\n]{0,8}(?:公司|厂|店|合作社|中心|企业|商行|银行|集团|学校|医院|酒店|经营部|个体户)|[甲乙丙丁ABCD×X]公司|(?:公司|厂|企业)[甲乙丙丁ABCD](?![一-龥])"
)
_SENTENCE: Final = re.compile(r"[^。！？；\n!?;]+")
_GENERAL: Final = re.compile(r"防治|预防|防控|宣传|司法解释|条例|疫苗|研究|科学家|学者|基金会")


def _numbers(kind: str, hides: bool | None = None) -> Callable[[Draft, Policy], Iterator[Finding]]:
    """All numbers of the kind; `hides` keeps to stories that hide companies, or to those that hide none."""
    rule = f"personal.{kind}" + ("_public" if hides is False else "")

    def check(draft: Draft, policy: Policy) -> Iterator[Finding]:
        if hides is not None and hides != any(_HIDDEN_COMPANY.search(part.shown) for part in written_parts(draft)):
            return
        own = {re.sub(r"\D", "", number) for number in policy.words.get("own_numbers", ())}
        for part in written_parts(draft):
            for number in find_numbers(part.shown):
                if number.kind == kind and not _is_public(part, number, own):
                    fix = Fix(number.masked) if number.masked else None
                    yield policy.finding(rule, part.place(number.start, number.end), number.case, fix)
        if kind.endswith("_suspect"):
            return  # cameras and chat programs put long running numbers into file names
        for part in file_names(draft):
            for number in find_numbers(part.shown):
                if number.kind == kind:
                    yield policy.finding(rule, part.place(number.start, number.end), number.case)

    return check


def _is_public(part: Passage, number: Number, own: set[str]) -> bool:
    plain = narrow(part.shown)
    if number.kind == "landline" and is_office_contact(plain, number.start, number.end):
        return True
    return re.sub(r"\D", "", plain[number.start : number.end]) in own


def plates(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Number plates of cars in use, new-energy and police plates too (GA 36-2018)."""
    for part in written_parts(draft):
        for match in _plates(part, policy):
            fix = Fix(match["head"].upper() + "×" * len(match["tail"]))
            yield policy.finding("personal.plate", part.place(*match.span()), fix=fix)
    for part in file_names(draft):
        for match in _plates(part, policy):
            yield policy.finding("personal.plate", part.place(*match.span()))


def _plates(part: Passage, policy: Policy) -> Iterator[re.Match[str]]:
    alike = policy.words.get("plate_alikes", ())
    plain = narrow(part.shown)
    for match in _PLATE.finditer(plain):
        alone = not any(plain.endswith(word, 0, match.start() + 1) for word in alike)
        if alone and not is_serial(plain, match.start()) and sum(map(str.isdigit, match["tail"])) >= 3:
            yield match


def documents(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Passports and exit permits; without the word beside it a date-like number is not one."""
    for part in leak_parts(draft):
        plain = narrow(part.shown)
        for match in _PASSPORT.finditer(plain):
            if _is_told_passport(plain, match):
                yield policy.finding("personal.passport", part.place(*match.span()))
        for match in _RETURN_PERMIT.finditer(plain):
            if not _PASSPORT.match(plain, match.start("own")):
                yield policy.finding("personal.passport", part.place(*match.span("own")))


def _is_told_passport(plain: str, match: re.Match[str]) -> bool:
    """The word stands just before or just behind the number."""
    behind = re.match(r"号?的?(?:普通|外交|公务)?(?:护照|通行证)", plain[match.end() : match.end() + 8])
    told = _PASSPORT_TOLD.search(plain[max(0, match.start() - 20) : match.start()])
    return bool(behind or (told and not _NOT_PASSPORT.search(told.group())))


def document_suspects(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """What has a passport's form though nothing says so, numbers of vehicles and of other cards."""
    for part in written_parts(draft):
        plain = narrow(part.shown)
        for match in _PASSPORT.finditer(plain):
            if not _is_told_passport(plain, match) and _is_passport_alone(plain, match):
                yield policy.finding("personal.document_suspect", part.place(*match.span()))
        for match in _VEHICLE.finditer(plain):
            group = "own" if match["own"] else "frame"
            yield policy.finding("personal.document_suspect", part.place(*match.span(group)), "vehicle")
        for match in _CARD_NUMBER.finditer(plain):
            yield policy.finding("personal.document_suspect", part.place(*match.span("own")), "told")


def _is_passport_alone(plain: str, match: re.Match[str]) -> bool:
    dated = re.search(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])", match.group())
    counted = is_serial(plain, match.start()) or _CARD_NUMBER.search(plain[max(0, match.start() - 10) : match.end()])
    return bool(re.match(r"[EG]\d", match.group())) and not dated and not counted


def emails(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """E-mail addresses outside the domains of the court's own and the boxes an office asks to write to."""
    own = policy.words.get("own_domains", ())
    for part in leak_parts(draft):
        plain = narrow(part.shown)
        for match in _EMAIL.finditer(plain):
            domain = match["domain"].lower()
            known = any(domain == one or domain.endswith("." + one) for one in own)
            if not known and not is_office_contact(plain, *match.span()):
                yield policy.finding("personal.email", part.place(*match.span()))


def chat_ids(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """WeChat, QQ and like ids of persons; public accounts are public."""
    for part in leak_parts(draft):
        plain = narrow(part.shown)
        for match in _WECHAT.finditer(plain):
            bare = match["word"] in ("微信", "加微") and match["own"].isalpha() and plain[match.start("own") - 1] != ":"
            public = _PUBLIC_ACCOUNT.search(plain[max(0, match.start() - 26) : match.start()])
            if not bare and not public and not _OFFICIAL_NAME.match(plain, match.end()):
                yield policy.finding("personal.wechat", part.place(*match.span("own")))


def certificates(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Certificates of real estate, ships and cars with their number (法释〔2016〕19号 art. 10)."""
    for part in leak_parts(draft):
        for match in _CERTIFICATE.finditer(narrow(part.shown)):
            yield policy.finding("personal.certificate", part.place(*match.span()))


def health(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """An illness or disability in the sentence that names somebody in full."""
    for part, sentence, words in _illnesses(draft):
        name = _named(part, sentence)
        if name:
            for word in words:
                yield policy.finding("personal.health", part.place(*word.span()), name=name, word=word.group())


def hidden_health(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The same of somebody who is hidden already: allowed, and still to be weighed."""
    for part, sentence, words in _illnesses(draft):
        if not _named(part, sentence) and find_hidden(sentence):
            for word in words:
                yield policy.finding("personal.health_hidden", part.place(*word.span()), word=word.group())


def _illnesses(draft: Draft) -> Iterator[tuple[Passage, str, list[re.Match[str]]]]:
    """Each sentence in print that speaks of an illness, with the words of it; general talk left out."""
    for part in leak_parts(draft):
        if part.field.startswith("fact:"):
            continue
        for sentence in _SENTENCE.finditer(part.shown):
            words = list(_HEALTH.finditer(part.shown, *sentence.span()))
            if words and not _GENERAL.search(sentence.group()):
                yield part, sentence.group(), words


def _named(part: Passage, sentence: str) -> str:
    people = (person for person in find_people(part.shown) if person.role is not Role.OFFICIAL)
    return next((person.name for person in people if person.name in sentence), "")


_NUMBER_KINDS: Final = (
    "id_card",
    "id_card_suspect",
    "mobile",
    "landline",
    "bank_card",
    "bank_card_suspect",
)

RULES: Final[tuple[Rule, ...]] = (
    *(Rule(f"personal.{kind}", _numbers(kind)) for kind in _NUMBER_KINDS),
    Rule("personal.credit_code", _numbers("credit_code", hides=True)),
    Rule("personal.credit_code_public", _numbers("credit_code", hides=False)),
    Rule("personal.plate", plates),
    Rule("personal.address", addresses),
    Rule("personal.passport", documents),
    Rule("personal.document_suspect", document_suspects),
    Rule("personal.email", emails),
    Rule("personal.wechat", chat_ids),
    Rule("personal.certificate", certificates),
    Rule("personal.health", health),
    Rule("personal.health_hidden", hidden_health),
)

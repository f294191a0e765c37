"""Legal terms that are often mixed up: 罪犯, 终本 and 执结, 罚款 and 罚金, 定金 and 订金, 抚养 and 赡养, 法人代表."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import clause_around, sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.terms_money import detention_too_long, fines_over_limit
from publicity.checks.visible import Passage, passages

Swap = tuple[re.Pattern[str], str, str]

_CRIMINAL: Final = re.compile(r"(?<!犯)罪犯(?!罪)|(?<![罪嫌侵])犯人(?![员民身])")
_BEFORE_VERDICT: Final = re.compile(
    r"侦查|侦办|指控|起诉|公诉|审理|受审|庭审|开庭|逮捕|抓获|抓捕|刑事拘留|刑拘|取保候审|立案侦查|嫌疑|审查|归案|落网"
    r"|潜逃"
    r"|在逃|通缉|讯问|到案"
)
_REFUSING: Final = re.compile(r"拒不(?:执行|履行)(?:法院)?(?:生效)?判决(?:、?裁定)?罪?")
_AFTER_VERDICT: Final = re.compile(
    r"判处|判决|服刑|刑满|监狱|减刑|假释|改造|社区矫正|生效|罪名成立|获刑|被判|刑罚|量刑|收监|执行刑|释放|财产刑"
    r"|罪犯的|前科|暂予监外|死缓|交付执行|刑事裁判"
)
_CLOSED_AS: Final = re.compile(
    r"(?:终本|终结本次执行(?:程序)?)(?:结案)?(?:的)?(?:方式|形式|程序|裁定)?(?:予以|依法|得以|顺利|成功|圆满|全部"
    r"|最终)*(?P<word>执结|执行完毕)(?!案件|后又|的案件)"
    r"|(?P<word2>执结|执行完毕)(?:的)?(?:方式|形式)?(?:为|是|系|，?即|：|:|（|\()(?:终本|终结本次执行)"
    r"|(?:终本|终结本次执行(?:程序)?(?:结案)?)[，,](?:至此[，,]?)?(?:该案|本案|案件|此案|就此|至此|得以|顺利|成功|圆满|全部|最终)+"
    r"(?P<word4>执结|执行完毕)"
    r"|(?:裁定|决定)终结本次执行(?:程序)?[，,、]?(?:至此[，,]?)?(?:该案|本案|案件|此案)(?:就此|至此|得以|顺利|成功"
    r"|圆满|全部|最终)*(?P<word3>执结|执行完毕)"
)
_CONTRAST: Final = re.compile(
    r"不是|并非|而非|不同于|区别|不等于|不得|不能|不应|不属于|误|混淆|恢复|转为|此前|曾经?|原|后|再次|又|历经|多年前"
)
_FINE_JUDGED: Final = re.compile(
    r"判处(?:其|被告人\S{1,4}|被执行人\S{1,4})?(?:有期徒刑|拘役|管制|缓刑)?[^，。；]{0,16}?[，、,]?(?:并处|单处|及|和"
    r"|处)?(?P<word>罚款)"
)
_MEASURE_WITH_FINE: Final = re.compile(
    r"(?P<word>罚金)决定书|司法(?P<word2>罚金)|(?P<word5>罚金)[^，。；]{0,8}的强制措施"
    r"|(?<!刑事)(?<!行政)拘留[^。；]{0,14}?(?:并处|处以|并|及"
    r"|和)(?P<word3>罚金)"
    r"|(?:拒不|拒绝|妨害|抗拒|逃避|规避|虚假|拒报)[^。；]{0,24}?(?:处以|处|作出)[^，。；]{0,8}?(?P<word4>罚金)"
    r"|法院对[^，。；]{1,12}(?:作出|处以)(?P<word6>罚金)[^，。；]{0,10}(?:决定|处罚|强制措施)"
)
_CRIMINAL_CONTEXT: Final = re.compile(r"判处|判决|[罪刑]|单处")
_DEPOSIT: Final = re.compile(r"定金|订金")
_DEPOSIT_CONTRAST: Final = re.compile(
    r"区别|不同|一字之差|并非|不是|不等于|而非|混淆|误|分清|辨析|性质|[“‘《「]订金[”’》」]|[“‘《「]定金[”’》」]"
)
_PARENTS: Final = (
    r"(?:年迈的?|年老的?|高龄的?|年过[六七八九]旬的?|[六七八九]十多?岁的?|自己的?|八旬|七旬|九旬)?(?:父母|双亲|父亲|母亲|老父亲?|老母亲?|老人|爷爷|奶奶|外公"
    r"|外婆|祖父母?|祖母|外祖父母?|公婆|岳父母?|岳母)"
)
_CHILDREN: Final = (
    r"(?:未成年(?:的)?|年幼(?:的)?|婚生|自己的?|亲生)?(?:子女|孩子|儿子|女儿|小孩|婴儿|幼子|幼女|婚生[子女]|未成年人)"
)
_GONE: Final = (
    r"(?!双亡|离异|离婚|去世|亡故|离世|早逝|不在|的孩子|的子女|的遗|留下|一方|双方|任何|关系|人|再婚|所生|生前"
    r"|的(?!义务|责任))"
)
_SUPPORT: Final[tuple[Swap, ...]] = (
    (re.compile(rf"(?<![被受])(?P<word>抚养|抚育){_PARENTS}{_GONE}"), "赡养", "parents"),
    (
        re.compile(rf"(?P<word>赡养){_CHILDREN}(?!之间|们之间|的|共同|应|均|都|有|对|向|一方|不)"),
        "抚养",
        "children",
    ),
    (re.compile(rf"(?<![遗赠被受])(?P<word>扶养){_CHILDREN}"), "抚养", "children"),
    (re.compile(rf"(?<![遗赠被受])(?P<word>扶养){_PARENTS}{_GONE}"), "赡养", "parents"),
    (re.compile(r"(?P<word>抚养)(?:配偶|妻子|丈夫)(?:的)?(?:义务|费)"), "扶养", "peers"),
    (re.compile(r"(?:未成年子女|未成年人|婚生子|婚生女|幼子|幼女)的?(?P<word>赡养)费"), "抚养", "children"),
    (re.compile(r"(?:老人|老母亲|老父亲|双亲)的(?P<word>抚养)费"), "赡养", "parents"),
    (re.compile(r"[付缴交][^，。；]{0,6}(?:孩子|小孩|婴儿)的?(?P<word>赡养)费"), "抚养", "children"),
    (
        re.compile(rf"对{_CHILDREN}[^，。；父母老]{{0,4}}?(?:尽|履行|负有|承担|有)到?(?P<word>赡养)的?(?:义务|责任)"),
        "抚养",
        "children",
    ),
    (
        re.compile(
            rf"对(?P<who>{_PARENTS})[^，。；子女]{{0,4}}?(?:尽|履行|负有|承担|有)到?(?P<word>抚养)的?(?:义务|责任)"
        ),
        "赡养",
        "parents",
    ),
)
_LEGAL_PERSON: Final = re.compile(
    r"法人代表(?!持?大股|诉讼|国|大会|公司持)|(?:公司|企业)(?:的)?法人(?=[\u4e00-\u9fff]某|为[\u4e00-\u9fff]某)"
)
_COURT_ACTS: Final = re.compile(
    r"(?:人民法院|法院|法官|执行干警|执行局|本院|我院|该院)[^，。；]{0,20}?(?:决定|作出|采取|实施|处以|予以|将其|对其"
    r"|依法对)[^，。；]{0,12}?(?<!被)(?P<word>刑事拘留)"
)
_POLICE: Final = re.compile(r"判决|公安|警方|移送|移交|检察|侦查|派出所|协调|建议|涉嫌")
_POLICE_ACTS: Final = re.compile(
    r"(?:公安机关|公安局|派出所|警方)[^，。；]{0,12}?(?:决定|对其|对[\u4e00-\u9fff]某|予以|处以|作出"
    r"|采取)[^，。；]{0,8}?(?P<word>司法拘留)"
    r"|(?:公安机关|公安局|派出所|警方)[^，。；法院]{0,16}?将[^，。；法院]{1,8}?(?P<word3>司法拘留)"
    r"|涉嫌[^，。；]{0,20}?罪[^。；法院]{0,10}?被[^。；法院]{0,8}?(?P<word2>司法拘留)"
)
_COURT: Final = re.compile(r"法院|法官|协助|配合|送往|送至|送交")
_REFUSAL: Final = re.compile(
    r"拒不履行(?:生效)?判决、裁定罪|拒绝(?:执行|履行)(?:法院)?(?:生效)?判决、?裁定罪|拒不(?:执行|履行)(?:人民)?(?:法院|生效|法院生效)判决、裁定罪"
    r"|拒不(?:执行|履行)(?:人民)?(?:法院)?(?:的)?(?:生效)?(?:法律文书)?(?:判决裁定|判决和裁定"
    r"|判决或裁定|判决与裁定"
    r"|裁定判决|裁定、判决|判决书|裁定书|裁判|判决|裁定|生效判决|法院判决)?罪(?!犯|名|责)"
)
_REFUSAL_NAME: Final = "拒不执行判决、裁定罪"
_REFUSAL_SHORT: Final = re.compile(r"拒执罪")


def _word(match: re.Match[str]) -> tuple[int, int]:
    """The span of whichever `word` group took part."""
    for name, value in match.groupdict().items():
        if value and name.startswith("word"):
            return match.span(name)
    return match.span()


def _swap(
    rule: str, pattern: re.Pattern[str], right: str, stop: re.Pattern[str] | None = None
) -> Callable[[Draft, Policy], Iterator[Finding]]:
    def check(draft: Draft, policy: Policy) -> Iterator[Finding]:
        for part in passages(draft):
            for match in pattern.finditer(part.shown):
                if not (stop and stop.search(sentence_around(part.shown, *match.span()))):
                    yield policy.finding(rule, part.place(*_word(match)), fix=Fix(right) if right else None)

    return check


def criminals(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """罪犯 in a sentence of investigation or trial that knows of no verdict (新华社慎用词)."""
    for part in passages(draft):
        for match in _CRIMINAL.finditer(part.shown):
            sentence = _REFUSING.sub("", sentence_around(part.shown, *match.span()))
            listed = re.search(r"被告人[、或者和与]{1,3}$", part.shown[max(0, match.start() - 6) : match.start()])
            if _BEFORE_VERDICT.search(sentence) and not _AFTER_VERDICT.search(sentence) and not listed:
                yield policy.finding("terms.criminal", part.place(*match.span()), word=match.group())


def closings(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """终本 called 执结 in one breath; a 终本 case resumed and then closed is another thing."""
    for part in passages(draft):
        for match in _CLOSED_AS.finditer(part.shown):
            if not _CONTRAST.search(clause_around(part.shown, *match.span())):
                yield policy.finding("terms.closing", part.place(*match.span()))


def deposits(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """定金 and 订金 in one text, unless the text is about the difference: marked at the rarer one."""
    found = [(part, match) for part in passages(draft) for match in _DEPOSIT.finditer(part.shown)]
    if len({match.group() for _, match in found}) < 2:
        return
    for part, match in found:
        if _DEPOSIT_CONTRAST.search(sentence_around(part.shown, *match.span())):
            return
    counts = {word: sum(match.group() == word for _, match in found) for word in ("定金", "订金")}
    rarer = "定金" if counts["定金"] < counts["订金"] else "订金"
    part, match = next((part, match) for part, match in found if match.group() == rarer)
    yield policy.finding("terms.deposit", part.place(*match.span()), word=rarer)


def support(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """抚养 the young, 扶养 equals, 赡养 the old (民法典第一千零五十八条、第一千零五十九条、第一千零六十七条)."""
    for part in passages(draft):
        taken: set[int] = set()
        for pattern, right, case in _SUPPORT:
            for match in pattern.finditer(part.shown):
                if match.start("word") not in taken and "遗赠扶养" not in sentence_around(part.shown, *match.span()):
                    taken.add(match.start("word"))
                    place = part.place(*match.span("word"))
                    yield policy.finding("terms.support", place, case, Fix(right), word=match["word"])


def refusal_name(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The crime's full name is 拒不执行判决、裁定罪 (刑法第三百一十三条)."""
    for part in passages(draft):
        for match in _REFUSAL.finditer(part.shown):
            yield policy.finding(
                "terms.refusal_name", part.place(*match.span()), fix=Fix(_REFUSAL_NAME), word=match.group()
            )


def refusal_short(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """拒执罪 in a story that never gives the full name."""
    parts: list[Passage] = list(passages(draft))
    if any(re.search(r"拒不执行判决、?裁定罪", part.shown) for part in parts):
        return
    for part in parts:
        match = _REFUSAL_SHORT.search(part.shown)
        if match and part.field != "title":
            yield policy.finding("terms.refusal_short", part.place(*match.span()))
            return


def criminal_custody(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """刑事拘留 is for the police, 司法拘留 for the court."""
    for part in passages(draft):
        for pattern, stop, case in ((_COURT_ACTS, _POLICE, "court"), (_POLICE_ACTS, _COURT, "police")):
            for match in pattern.finditer(part.shown):
                if not stop.search(match.group()[2:] if case == "police" else match.group()):
                    yield policy.finding("terms.custody", part.place(*_word(match)), case)


RULES: Final[tuple[Rule, ...]] = (
    Rule("terms.criminal", criminals),
    Rule("terms.closing", closings),
    Rule("terms.fine_judged", _swap("terms.fine_judged", _FINE_JUDGED, "罚金")),
    Rule("terms.fine_measure", _swap("terms.fine_measure", _MEASURE_WITH_FINE, "罚款", _CRIMINAL_CONTEXT)),
    Rule("terms.deposit", deposits),
    Rule("terms.support", support),
    Rule("terms.legal_person", _swap("terms.legal_person", _LEGAL_PERSON, "")),
    Rule("terms.custody", criminal_custody),
    Rule("terms.refusal_name", refusal_name),
    Rule("terms.refusal_short", refusal_short),
    Rule("terms.detention_days", detention_too_long),
    Rule("terms.fine_limit", fines_over_limit),
)

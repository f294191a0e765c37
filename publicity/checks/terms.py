"""Legal terms that are often mixed up: 罪犯, 终本 and 执结, 罚款 and 罚金, 定金 and 订金, 抚养 and 赡养, 法人代表."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import clause_around, sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.terms_money import detention_too_long, fines_over_limit
from publicity.checks.terms_roles import roles
from publicity.checks.terms_support import support
from publicity.checks.visible import Passage, passages

_CRIMINAL: Final = re.compile(r"(?<![犯《像如成作])罪犯(?!罪)|(?<![罪嫌侵《像如成作])犯人(?![员民身])")
_BEFORE_VERDICT: Final = re.compile(
    r"侦查|侦办|指控|起诉|公诉|审理|受审|庭审|开庭|逮捕|抓获|抓捕|刑事拘留|刑拘|取保候审|嫌疑|审查|归案|落网|潜逃"
    r"|在逃|通缉|讯问|到案|公安机关|警方|民警|派出所|报警|未宣判|尚未判决|辩护人"
)
_REFUSING: Final = re.compile(r"拒不(?:执行|履行)(?:法院)?(?:生效)?判决(?:、?裁定)?罪?")
_AFTER_VERDICT: Final = re.compile(
    r"判处|(?<!尚未)判决|服刑|刑满|监狱|减刑|减去|假释|改造|社区矫正|生效|罪名成立|获刑|被判|改判|刑罚|量刑|收监|执行刑"
    r"|释放|财产刑|判项|前科|暂予监外|死缓|死刑|剥夺政治权利|交付执行|刑事裁判"
)
_UNFINISHED: Final = r"(?:终本|终结本次执行(?:程序)?)"
_FINISHED: Final = r"(?:执结|执行完毕)"
_CLOSED_AS: Final = re.compile(
    rf"“?{_UNFINISHED}(?!的?案|库|率)(?:结案|的|方式|形式|程序|裁定|予以|依法|得以|即告|实现|顺利|成功|圆满|全部|最终|至此|就此"
    rf"|[该本此]案|案件|[，,、”]){{0,8}}(?<!、){_FINISHED}(?!率|后又)"
    rf"|{_UNFINISHED}[^\n]{{0,60}}?(?P<word>(?:[该本此]案|案件)至此{_FINISHED})"
    rf"|(?P<word2>(?:全部|已|均)?(?:执行|履行)完毕[^。\n]{{0,20}}?(?:裁定|决定|予以){_UNFINISHED})"
    rf"|{_FINISHED}(?:的?(?:方式|形式|类型)|，结案方式)?(?:为|是|系|，?即|：|:|（|\()“?{_UNFINISHED}"
)
_CONTRAST: Final = re.compile(
    r"不是|并非|而非|不同于|区别|不等于|不得|不能|不应|不属于|误|混淆|恢复|转为|此前|曾经?|原|后|再次|又|历经|多年前"
)
_NOT_ALL: Final = re.compile(
    r"部分|剩余|其余|余[款下额]|尚|未|不|没|另|其[他它]|恢复|此前|曾|首[批期]|第一|[前先]|暂|无"
)
_RESUMED: Final = re.compile(r"恢复|再次|发现|又|重新")
_JUDGED: Final = r"[^，。；后又曾已]"
_FINE_JUDGED: Final = re.compile(
    rf"判处{_JUDGED}{{0,14}}?(?P<word>罚款)"
    r"|(?:有期徒刑|拘役|管制|缓刑)[^。；后又曾已]{0,30}?"
    rf"(?:(?:并处|单处){_JUDGED}{{0,12}}?|[，、及和或者])(?P<word2>罚款)"
)
_IMPOSED: Final = r"(?:处(?![理分置])|作出|决定|开出|采取|运用)[^，。；执扣划缴交追冻拍减免到]{0,16}?"
_MEASURE_WITH_FINE: Final = re.compile(
    rf"{_IMPOSED}(?P<word>罚金)|司法(?P<word2>罚金)|(?P<word3>罚金)(?:决定书|、(?:司法)?拘留|等?(?:强制)?措施)"
    r"|拘留[^，。；]{0,8}?(?:、|和|及|并|，并处)(?P<word4>罚金)|决定书，(?P<word6>罚金)|[对被][^，。；]{1,8}?(?P<word5>罚金)(?=(?:人民币)?[\d一二两三四五六七八九十百千万]{1,9}余?元)"
)
_BY_COURT: Final = re.compile(r"法院|法官|执行|拘留|拒不|妨害|司法|强制措施")
_CIVIL_JUDGMENT: Final = re.compile(r"(?:履行|不服|生效|民事)(?:的|了)?(?:生效|民事)?判决(?!、)")
_CRIMINAL_CONTEXT: Final = re.compile(r"判处|判决|[罪刑]|单处|到位|上缴")
_DEPOSIT: Final = re.compile(r"[定订]金(?![额融某属钱银])")
_PENALTY: Final = re.compile(r"罚则|[双加]倍返还")
_NO_PENALTY: Final = re.compile(r"[不未无]|要求|主张|请求|诉|误|驳回|并非")
_DEPOSIT_CONTRAST: Final = re.compile(
    r"区别|不同|一字之差|并非|不是|不等于|而非|混淆|误|分清|辨析|性质|名为|实为|视为|[“‘《「]订金[”’》」]|[“‘《「]定金[”’》」]"
)
_LEGAL_PERSON: Final = re.compile(
    r"法人代表(?!持?大股|诉讼|国|大会|公司持)|(?:公司|企业)(?:的)?(?P<word>法人)(?=[\u4e00-\u9fff]某|[为是][\u4e00-\u9fff]某|限制高?消费|被?拘)"
    r"|(?:变更|更换|担任|充当|挂名)了?(?:公司|企业)?(?P<word2>法人)(?=[，。；、]|$)"
)
_LEGAL_PERSON_CONTRAST: Final = re.compile(r"法律(?:用语|术语|概念)|正确|准确|规范|区别|不同于|混淆")
_ORDERS: Final = r"(?:决定|作出|采取|实施|处以|予以|宣布|将|对)[^，。；被]{0,14}?"
_COURT_ACTS: Final = re.compile(rf"(?:{_ORDERS}|被[^，。；]{{0,12}}法院[^，。；]{{0,4}}?)(?P<word>刑事拘留)")
_POLICE_ACTS: Final = re.compile(rf"(?:{_ORDERS}|被[^，。；]{{0,12}}?)(?P<word>司法拘留)")
_COURT: Final = re.compile(r"法院|法官|执行(?:局|干警|法官|人员|庭)|本院|我院|该院")
_POLICE: Final = re.compile(r"公安|警方|民警|派出所|涉嫌[^，。；]{0,20}罪")
_NOT_POLICE: Final = re.compile(r"协助|配合|移送|移交|送往|送至|送交|临控")
_HANDED_OVER: Final = re.compile(r"法院移送的?(?=线索|案件|材料)")
_NOT_COURT: Final = re.compile(r"判决|移送|移交|检察|侦查|协调|建议|涉嫌|犯罪|可能|面临|后果|转为|自诉")
_REFUSAL: Final = re.compile(
    r"拒[不绝](?:执行|履行)(?:人民)?(?:法院)?的?已?(?:生效)?(?:法律文书|裁判文书|文书)?"
    r"(?:(?:判决|裁定)书?(?:[、和与或]?(?:判决|裁定)书?)?|裁判)?罪(?![犯名责行])"
)
_REFUSAL_RIGHT: Final = frozenset({"拒不执行判决、裁定罪", "拒不执行判决罪", "拒不执行裁定罪"})
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


def fine_as_measure(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A court's coercive fine called 罚金, the word for the punishment (民事诉讼法第一百一十八条; 刑法第三十四条)."""
    for part in passages(draft):
        for match in _MEASURE_WITH_FINE.finditer(part.shown):
            sentence = _CIVIL_JUDGMENT.sub("", sentence_around(part.shown, *match.span()))
            if _BY_COURT.search(sentence) and not _CRIMINAL_CONTEXT.search(sentence):
                yield policy.finding("terms.fine_measure", part.place(*_word(match)), fix=Fix("罚款"))


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
            if match["word2"]:
                is_right = _NOT_ALL.search(part.shown, max(0, match.start() - 14), match.end())
            elif match["word"]:
                is_right = _RESUMED.search(match.group())
            else:
                is_right = _CONTRAST.search(clause_around(part.shown, *match.span()))
            if not is_right:
                yield policy.finding("terms.closing", part.place(*_word(match)))


def deposits(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """订金 with the penalty only 定金 has; else both in one text, marked at the rarer, unless it tells them apart."""
    found = [(part, match) for part in passages(draft) for match in _DEPOSIT.finditer(part.shown)]
    with_penalty = {part.field for part in passages(draft) if _PENALTY.search(part.shown)}
    for part, match in found:
        if match.group() != "订金" or part.field not in with_penalty:
            continue
        sentence = sentence_around(part.shown, *match.span()).replace("不履行", "")
        if _PENALTY.search(sentence) and not _NO_PENALTY.search(sentence):
            yield policy.finding("terms.deposit", part.place(*match.span()), "penalty", Fix("定金"))
            return
    if len({match.group() for _, match in found}) < 2:
        return
    for part, match in found:
        if _DEPOSIT_CONTRAST.search(sentence_around(part.shown, *match.span())):
            return
    counts = {word: sum(match.group() == word for _, match in found) for word in ("定金", "订金")}
    rarer = "定金" if counts["定金"] < counts["订金"] else "订金"
    part, match = next((part, match) for part, match in found if match.group() == rarer)
    yield policy.finding("terms.deposit", part.place(*match.span()), word=rarer)


def refusal_name(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The crime's full name is 拒不执行判决、裁定罪 (刑法第三百一十三条); courts also convict of either half."""
    for part in passages(draft):
        for match in _REFUSAL.finditer(part.shown):
            if match.group() not in _REFUSAL_RIGHT:
                place, fix = part.place(*match.span()), Fix(_REFUSAL_NAME)
                yield policy.finding("terms.refusal_name", place, fix=fix, word=match.group())


def refusal_short(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """拒执罪 in a story that never gives the full name."""
    parts: list[Passage] = list(passages(draft))
    if any(re.search(r"拒不执行(?:判决|裁定|判决、?裁定)罪", part.shown) for part in parts):
        return
    for part in parts:
        match = _REFUSAL_SHORT.search(part.shown)
        if match and part.field != "title":
            yield policy.finding("terms.refusal_short", part.place(*match.span()))
            return


def custody(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """刑事拘留 is for the police, 司法拘留 for the court: asked about in a sentence that knows only the other."""
    sides = (
        ("court", _COURT_ACTS, _COURT, (_POLICE, _NOT_COURT)),
        ("police", _POLICE_ACTS, _POLICE, (_COURT, _NOT_POLICE)),
    )
    for part in passages(draft):
        for case, acts, actor, stops in sides:
            for match in acts.finditer(part.shown):
                sentence = _HANDED_OVER.sub("", sentence_around(part.shown, *match.span()))
                if actor.search(sentence) and not any(stop.search(sentence) for stop in stops):
                    yield policy.finding("terms.custody", part.place(*match.span("word")), case)


RULES: Final[tuple[Rule, ...]] = (
    Rule("terms.criminal", criminals),
    Rule("terms.closing", closings),
    Rule("terms.fine_judged", _swap("terms.fine_judged", _FINE_JUDGED, "罚金")),
    Rule("terms.fine_measure", fine_as_measure),
    Rule("terms.deposit", deposits),
    Rule("terms.support", support),
    Rule("terms.role", roles),
    Rule("terms.legal_person", _swap("terms.legal_person", _LEGAL_PERSON, "", _LEGAL_PERSON_CONTRAST)),
    Rule("terms.custody", custody),
    Rule("terms.refusal_name", refusal_name),
    Rule("terms.refusal_short", refusal_short),
    Rule("terms.detention_days", detention_too_long),
    Rule("terms.fine_limit", fines_over_limit),
)

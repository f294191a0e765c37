"""Who does what in a case: parties, accused and prosecutor under the name and with the powers they have."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import sentence_around
from publicity.checks.policy import Policy
from publicity.checks.visible import passages

_NAME: Final = r"(?:[一-龥]某{1,2}|某[一-龥]{0,8}(?:公司|银行))?"
_ROLES: Final[tuple[tuple[str, re.Pattern[str], re.Pattern[str], str], ...]] = (
    (
        "defendant",
        re.compile(
            r"原告(?!人)[^。；]{1,40}?(?P<word>被告人)(?![数员民士身均在])|(?P<word2>被告人)(?![数员民士身均在])[^。；]{1,40}?原告(?!人)"
        ),
        re.compile(r"附带|自诉|公诉|检察|[罪刑]"),
        "被告",
    ),
    (
        "accused",
        re.compile(
            r"(?:判处|(?:庭审[中时]|开庭审理时|法庭上|受审时|宣判[后时])，?)(?P<word>(?:犯罪)?嫌疑人)(?!的|身份)"
            r"|(?P<word2>(?:犯罪)?嫌疑人)[一-龥]{0,3}(?:当庭|在法庭上|在庭审中|被判处|获刑)"
        ),
        re.compile(r"笔录|录像|侦查阶段"),
        "被告人",
    ),
    (
        "applicant",
        re.compile(
            rf"(?P<word>(?<!申请)被执行人){_NAME}[^，。；被]{{0,4}}向[^，。；]{{0,10}}法院申请(?:强制)?执行(?=[，。；]|$)"
            rf"|(?P<word2>(?<!申请)被执行人){_NAME}[终激顺]?[^，。；]{{0,3}}(?:领到|拿到|领取)了?[^，。；]{{0,4}}(?:拖欠|被欠|欠薪|执行款)"
        ),
        re.compile(r"剩余|余款|退还"),
        "申请执行人",
    ),
    (
        "respondent",
        re.compile(
            r"向(?P<word>申请执行人)(?:(?!被执行人)[^，。；]){0,14}?(?:发出|送达|下达|签发)了?[^，。；]{0,6}"
            r"(?:执行通知书|报告财产令|限制高?消费令)"
            r"|[将对](?P<word2>申请执行人)(?:(?!被执行人|申请|提出|要求)[^，。；]){0,10}?(?:[纳列][入为]失信|限制高?消费|司法拘留)"
            rf"|(?:查封|冻结|扣押|拍卖)了?(?P<word3>申请执行人){_NAME}名下"
        ),
        re.compile(r"滥用|虚假|异议"),
        "被执行人",
    ),
    (
        "protest",
        re.compile(r"(?:原告|被告|当事人|上诉人|被执行人|申请执行人)[^。；]{0,24}?(?P<word>(?:提起|提出)抗诉)"),
        re.compile(r"检察"),
        "",
    ),
    (
        "confiscate",
        re.compile(
            r"(?:法院|执行法官|执行干警)[^，。；]{0,8}?(?P<word>没收)了?[^，。；]{0,6}(?:房产|房子|车辆|汽车|轿车|存款|账户|房屋|设备)"
        ),
        re.compile(r"[罪刑]|违法所得|赌|毒|作案"),
        "",
    ),
    (
        "plaintiff",
        re.compile(r"(?<!诉讼)(?<!民事)(?P<word>原告人)(?=[一-龥]某|某|[，。、；的与和向])"),
        re.compile(r"附带|刑事|自诉|[罪刑]"),
        "原告",
    ),
    (
        "appeal",
        re.compile(
            r"(?:上诉期限?内|不服一审|一审(?:民事|行政)?判决[^。；]{0,8}不服|不服[^。；]{0,8}一审)[^。；]{0,30}?(?P<word>提[出起]申诉)"
        ),
        re.compile(r"生效|再审|检察|信访|未[^，。；]{0,4}上诉|期满|届满"),
        "提起上诉",
    ),
    (
        "stay",
        re.compile(r"(?P<word>缓刑执行)(?![期完机中人情变])"),
        re.compile(r"[罪犯]|徒刑|拘役|矫正|判处|撤销缓刑|刑罚|考验"),
        "暂缓执行",
    ),
    (
        "visit",
        re.compile(
            r"(?P<word>(?<!不)(?:对|将)[^，。；不]{0,8}?(?:(?:孩子|子女|儿子|女儿|未成年人)的?人身|探望(?:行为|活动|本身)?)[^，。；不]{0,6}?强制执行)"
        ),
        re.compile(r"不得|不能|不宜|不予|不可|不应|禁止|无法|难以|申请"),
        "",
    ),
)
_CALLED: Final = re.compile(
    r"(?<!附带民事诉讼)(?P<word>(?<!非)(?:犯罪)?嫌疑人|被告人|(?<!犯)罪犯)(?=[一-龥]某|某[一-龥]{0,8}(?:公司|厂|银行|店|中心))"
)
_CIVIL: Final = re.compile(
    r"申请执行人|被执行人|强制执行|民事|纠纷|合同|借款|货款|欠款|赔偿|偿还|离婚|腾退|执行过程|执行法官|执行干警|租金|工程款|彩礼"
)
_CRIMINAL: Final = re.compile(
    r"[罪刑]|公诉|检察|侦查|公安|警方|民警|警察|派出所|逮捕|抓获|落网|诈骗|盗|抢|赃|退赔|看守所|监狱|拘役|吸毒|毒品|贩|贪污|贿|故意伤害|自诉|附带"
)


def roles(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A party under the other party's name, or doing what only another can do."""
    taken: set[tuple[str, int]] = set()
    for part in passages(draft):
        for case, pattern, stop, right in _ROLES:
            for match in pattern.finditer(part.shown):
                if stop.search(sentence_around(part.shown, *match.span())):
                    continue
                group = next(name for name, value in match.groupdict().items() if value)
                place, fix = part.place(*match.span(group)), Fix(right) if right else None
                yield policy.finding("terms.role", place, case, fix, word=match[group], right=right)
                taken.add((part.field, match.start(group)))
    yield from _civil_parties(draft, policy, taken)


def _civil_parties(draft: Draft, policy: Policy, taken: set[tuple[str, int]]) -> Iterator[Finding]:
    """犯罪嫌疑人蒲某, 被告人某化工厂, 罪犯段某 where the whole story knows of a civil case and of no crime."""
    parts = list(passages(draft))
    story = "\n".join(_CALLED.sub("", part.shown) for part in parts)
    if _CRIMINAL.search(story) or not _CIVIL.search(story):
        return
    for part in parts:
        for match in _CALLED.finditer(part.shown):
            if (part.field, match.start("word")) not in taken:
                yield policy.finding("terms.role", part.place(*match.span("word")), "civil", word=match["word"])

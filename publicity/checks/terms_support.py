"""抚养 the young, 扶养 equals, 赡养 the old: the verbs by their object, the fees by who pays whom."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import sentence_around
from publicity.checks.policy import Policy
from publicity.checks.visible import passages

Swap = tuple[re.Pattern[str], str, str]

_OLD: Final = r"(?:年迈|年老|高龄|耄耋|年过[六七八九]旬|[六七八九]旬|[六七八九]十多?岁)"
_PARENTS: Final = (
    rf"(?:{_OLD}的?|自己的?|老)?(?:父母|双亲|父亲|母亲|继[父母]|养[父母]|老父亲?|老母亲?|老人|爷爷|奶奶|外公|外婆|祖父母?"
    r"|祖母|外祖父母?|公公|婆婆|公婆|岳父母?|岳母)"
)
_CHILDREN: Final = (
    r"(?:[一两二三四]个|未成年(?:的)?|年幼(?:的)?|婚生|自己的?|亲生)?"
    r"(?:子女|孩子|儿子|女儿|小孩|婴儿|幼子|幼女|婚生[子女]|未成年人)"
)
_GONE: Final = (
    r"(?!双亡|离异|离婚|去世|亡故|离世|早逝|不在|的孩子|的子女|的遗|留下|一方|双方|任何|关系|人|再婚|所生|生前"
    r"|的(?!义务|责任|问题|事))"
)
_DUTY: Final = r"{{0,4}}?(?:尽|履行|负有|承担|有)到?(?P<word>{word})的?(?:义务|责任)"
_SUPPORT: Final[tuple[Swap, ...]] = (
    (re.compile(rf"(?<![被受])(?P<word>抚养|抚育){_PARENTS}{_GONE}"), "赡养", "parents"),
    (
        re.compile(rf"(?P<word>赡养)[过了]?{_CHILDREN}(?!之间|们之间|的|共同|应|均|都|有|对|向|一方|不)"),
        "抚养",
        "children",
    ),
    (re.compile(rf"(?<![遗赠被受])(?P<word>扶养){_CHILDREN}"), "抚养", "children"),
    (re.compile(rf"(?<![遗赠被受])(?P<word>扶养){_PARENTS}{_GONE}"), "赡养", "parents"),
    (re.compile(r"(?P<word>抚养|赡养)(?:配偶|妻子|丈夫)的?(?:义务|费)"), "扶养", "peers"),
    (re.compile(r"夫妻[^，。；子女父母]{0,6}(?:互相|相互)(?P<word>抚养|赡养)"), "扶养", "peers"),
    (re.compile(r"(?:未成年子女|未成年人|婚生子|婚生女|幼子|幼女)的?(?P<word>赡养)费"), "抚养", "children"),
    (re.compile(r"(?<!\d)(?:\d|1[0-7])岁的?(?:儿子|女儿|孩子)[^，。；]{0,4}?(?P<word>赡养)费"), "抚养", "children"),
    (re.compile(rf"(?:老人|老母亲|老父亲|双亲|{_OLD}的?[父母]亲)的?(?P<word>抚养)费"), "赡养", "parents"),
    (
        re.compile(r"(?:父母|双亲|父亲|母亲|老人)生前的(?P<word>抚养)费(?![^。；]{0,12}[给向][^。；]{0,4}[儿女孩子])"),
        "赡养",
        "parents",
    ),
    (re.compile(rf"[子儿]女[^，。；]{{0,6}}付给?{_PARENTS}的?(?P<word>抚养)费"), "赡养", "parents"),
    (re.compile(r"[付缴交][^，。；]{0,6}(?:孩子|小孩|婴儿|女儿|儿子)的?(?P<word>赡养)费"), "抚养", "children"),
    (re.compile(rf"对{_PARENTS}的?(?P<word>抚养)(?:义务|责任)"), "赡养", "parents"),
    (re.compile(rf"对{_CHILDREN}的?(?P<word>赡养)(?:义务|责任)"), "抚养", "children"),
    (
        re.compile(
            r"[父母]亲(?:(?!要求|请求)[^，。；]){0,8}?[付负][^，。；]{0,4}(?:女儿|儿子|孩子|子女)的?(?P<word>赡养)费"
        ),
        "抚养",
        "children",
    ),
    (
        re.compile(r"(?:孩子|子女|女儿|儿子)由(?:[父母爸妈]|[男女]方)[^，。；]{0,3}(?P<word>赡养)(?![父母老])"),
        "抚养",
        "children",
    ),
    (re.compile(r"(?:未成年[^，。；被]{0,4}|孩子|婚生[子女])的?(?P<word>扶养)费"), "抚养", "children"),
    (re.compile(r"夫妻之?间[^，。；子女孩]{0,6}(?P<word>抚养|赡养)的?义务"), "扶养", "peers"),
    (re.compile(rf"对{_CHILDREN}[^，。；父母老]{_DUTY.format(word='赡养')}"), "抚养", "children"),
    (re.compile(rf"对{_PARENTS}[^，。；子女]{_DUTY.format(word='抚养')}"), "赡养", "parents"),
)
_LINE: Final = re.compile(r"[^\n]+")
_SENTENCE: Final = re.compile(r"[^。！？；!?;]+")
_FEE: Final = re.compile(r"(?P<word>抚养|赡养|(?<!被)扶养)费")
_AGED: Final = re.compile(
    r"老人|老太|老汉|老伯|大爷|大娘|老父|老母|耄耋|高龄|年迈|[六七八九]旬|[六七八九]十多?岁|(?<!\d)[6-9]\d岁"
)
_GROWN: Final = re.compile(r"儿子|女儿|子女|儿女|[一两二三四五六]子")
_YOUNG: Final = re.compile(r"孙|未成年|幼|离婚|前夫|前妻|上学|读书|学费|孩子|婴|探望|抚养权|(?<!\d)1?\d岁")
_DIVORCED: Final = re.compile(r"离婚|前夫|前妻|抚养权|探望|随[父母]亲|由[父母]亲")
_CHILD: Final = re.compile(r"孩子|女儿|儿子|子女|婚生")
_TO_PARENTS: Final = re.compile(r"(?:给|向|付)(?:给)?(?:父|母|老)|赡养[父母老]")
_SPOUSES: Final = re.compile(r"妻|丈夫|夫妻|配偶")
_KIN: Final = re.compile(r"儿|女|孩|父|母|公婆|岳|老|孙|前[夫妻]|婚生")
_EQUALS: Final = re.compile(r"妻|丈夫|夫妻|配偶|[弟妹兄姐]|扶养人|扶养协议")


def support(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """The word that does not fit its object or its fee (民法典第一千零五十八条、第一千零五十九条、第一千零六十七条)."""
    for part in passages(draft):
        taken: set[int] = set()
        for start, word, right, case in (*_by_object(part.shown), *_by_payer(part.shown)):
            if start not in taken and "遗赠扶养" not in sentence_around(part.shown, start, start + 2):
                taken.add(start)
                place = part.place(start, start + len(word))
                yield policy.finding("terms.support", place, case, Fix(right), word=word)


def _by_object(text: str) -> Iterator[tuple[int, str, str, str]]:
    for pattern, right, case in _SUPPORT:
        for match in pattern.finditer(text):
            yield match.start("word"), match["word"], right, case


def _by_payer(text: str) -> Iterator[tuple[int, str, str, str]]:
    """A fee whose sentence (for old parents: paragraph) leaves no doubt who is owed it."""
    for line in _LINE.finditer(text):
        if not _FEE.search(line.group()):
            continue
        to_old = _AGED.search(line.group()) and _GROWN.search(line.group()) and not _YOUNG.search(line.group())
        for sentence in _SENTENCE.finditer(text, line.start(), line.end()):
            owed = {"抚养": ("赡养", "parents")} if to_old else {}
            owed |= _owed_in(sentence.group())
            for match in _FEE.finditer(text, sentence.start(), sentence.end()):
                if match["word"] in owed:
                    yield match.start("word"), match["word"], *owed[match["word"]]


def _owed_in(sentence: str) -> dict[str, tuple[str, str]]:
    """The words that do not fit the sentence, each with the right one and the case."""
    owed = {}
    of_child = _DIVORCED.search(sentence) and _CHILD.search(sentence)
    if of_child and not _AGED.search(sentence) and not _TO_PARENTS.search(sentence):
        owed["赡养"] = ("抚养", "children")
    elif _SPOUSES.search(sentence) and not _KIN.search(sentence):
        owed["赡养"] = ("扶养", "peers")
    if of_child and not _EQUALS.search(sentence):
        owed["扶养"] = ("抚养", "children")
    return owed

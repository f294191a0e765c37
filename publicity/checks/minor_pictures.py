"""Pictures whose words show a child of the case: no face of it may be published (未成年人保护法 art. 103)."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Place
from publicity.checks.minors import CRIME, TOPIC
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import PICTURE

_SHOWN: Final = re.compile(
    r"(?<!成年)(?:儿子|女儿|子女|小孩|孩子|男孩|女孩|男童|女童|婴儿|幼儿|孙子|孙女|外孙|未成年|小朋友|宝宝|母女|母子|父女|父子|祖孙"
    r"|(?<![\u4e00-\u9fff])小[\u4e00-\u9fff某](?:与|和|在|被|回))"
)
_PUPIL: Final = re.compile(r"学生|少年|少女|同学|被害人")
_HARMLESS: Final = re.compile(
    r"打码|马赛克|模糊|虚化|处理|背影|遮挡|剪影|漫画|插[图画]|示意|资料图|图文无关|卡通|海报|画作|绘画|书信|来信|信件?(?=$|[，。）”])|的信|手写|锦旗|文书|判决|调解书|笔录|提示|告知书"
    r"|AI|动画|题图|图表|流程|宣讲|普法|讲座|校园|学校|慰问|捐赠|志愿|不在场|未出镜|未露面|手部|特写：手"
)
_DONE_FOR: Final = re.compile(
    r"离开(?:孩子|女儿|儿子)|(?:孩子|女儿|儿子)(?:的)?(?:抚养费|案款|学费|生活费|奶粉钱|户口|衣物|房间|书桌|书包|玩具|书本|成绩单|抚养|探望)|关于孩子|为(?:孩子|了孩子)|谈(?:起)?孩子|询问孩子|交流孩子"
)


def pictured_children(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Once a picture: its alt or caption tells of a child, and the story is about custody, visits or a crime."""
    is_family = bool(TOPIC.search(draft.title) or TOPIC.search(draft.text))
    is_crime = bool(CRIME.search(draft.title) or CRIME.search(draft.text))
    if not is_family and not is_crime:
        return
    for place, words in _pictures(draft):
        shown = _DONE_FOR.sub("", words)
        has_child = _SHOWN.search(shown) or (is_crime and _PUPIL.search(shown))
        if has_child and not _HARMLESS.search(words):
            yield policy.finding("minors.picture", place)


def _pictures(draft: Draft) -> Iterator[tuple[Place, str]]:
    for match in PICTURE.finditer(draft.text):
        yield Place("text", *match.span()), " ".join(filter(None, (match["alt"], match["caption"])))
    for number, item in enumerate(draft.media):
        if item.kind in ("image", "video") and (item.caption or item.alt):
            name, words = ("caption", item.caption) if item.caption else ("alt", item.alt)
            yield Place(f"media:{number}:{name}", 0, len(words)), " ".join(filter(None, (item.caption, item.alt)))


RULES: Final[tuple[Rule, ...]] = (Rule("minors.picture", pictured_children),)

"""The title of a plan, found among the lines of its head."""

import re
from typing import Final

from publicity.plans.lines import HEAD_LINES, LABELLED, MASTHEAD, NUMBER, Line
from publicity.plans.organisations import is_organisation
from publicity.plans.signature import SIGNED

TITLE_END: Final = (
    r"(?:通知|通告|公告|通报|决定|决议|意见|办法|规定|细则|规则|规程|方案|计划|规划|纲要|要点|安排|部署|预案|请示|报告"
    r"|批复|函|纪要|倡议书|指南|清单|任务书|责任书|任务分解|分解表|进度表|时间表|路线图|排期表|日程表?|月历|台账)"
)
_TITLE: Final = re.compile(rf".{{0,100}}{TITLE_END}(?:[（(][^（）()]{{1,24}}[）)])?")
_NOT_A_TITLE: Final = re.compile(
    r"附[件：]|现将|特此|根据|按照|为了?[^民人]|主送|抄送|印发|签发|联系|发文|效力|时效|成文|标题|索引|公开"
)


def _is_title(line: Line) -> bool:
    if re.search(r"[。；！？|]", line.text) or LABELLED.match(line.text) or _NOT_A_TITLE.match(line.text):
        return False
    return _TITLE.fullmatch(line.text) is not None and not line.text.endswith("文件")


def read_title(lines: list[Line]) -> tuple[str, list[Line]]:
    """The first line in the head that ends like a title, with the lines around it that belong to it."""
    head = lines[:HEAD_LINES]
    for at, line in enumerate(head):
        if not _is_title(line) and not (
            at and _is_title(Line(head[at - 1].text + line.text, line.start, line.end)) and _joins(head[at - 1])
        ):
            continue
        first = at
        while first > 0 and at - first < 4 and _joins(head[first - 1]) and not _complete(head[first : at + 1]):
            first -= 1
        last = at + 1
        if last < len(head) and re.fullmatch(rf"的{TITLE_END}|[（(][^（）()]{{1,24}}[）)]", head[last].text):
            last += 1
        title = _joined([line.text for line in head[first:last]])
        if len(title) >= 4:
            return title, head[first:last]
    return _fallback_title(head)


def _joins(line: Line) -> bool:
    """Whether a line may be the upper part of a title."""
    if len(line.text) > 50 or re.search(r"[。；：:！？|★]$|[0-9]$", line.text) or LABELLED.match(line.text):
        return False
    if re.fullmatch(r"[（(].*[）)]", line.text) or re.fullmatch(r"(?:申报|推荐|填报)单位.{0,12}", line.text):
        return False
    if _NOT_A_TITLE.match(line.text) or MASTHEAD.fullmatch(line.text) or NUMBER.search(line.text):
        return False
    return SIGNED.fullmatch(line.text) is None and not re.fullmatch(r"[特加平]急|[机秘绝]密.*|内部.*", line.text)


def _complete(lines: list[Line]) -> bool:
    """A title that names its issuer before 关于 needs nothing above it."""
    text = "".join(line.text for line in lines)
    head, about, _ = text.partition("关于")
    return bool(about) and is_organisation(head)


def _fallback_title(head: list[Line]) -> tuple[str, list[Line]]:
    for line in head[:6]:
        if re.search(r"[。；]$|^各[^，。]{2,60}：$", line.text):
            break  # the body has begun
        named = is_organisation(line.text) or re.search(r"[：:].*[0-9]|^[（(].*[）)]$", line.text)
        if len(line.text) <= 60 and not named and _joins(line) and not re.search(r"[，。]", line.text):
            return _joined([line.text]), [line]
    return "", []


def _joined(parts: list[str]) -> str:
    """Without the blanks of typesetting; one stays between two organisations."""
    words = " ".join(parts).split()
    title = words[0]
    for before, word in zip(words, words[1:], strict=False):
        apart = is_organisation(before) and is_organisation(word)
        title += (" " if apart else "") + word
    return title

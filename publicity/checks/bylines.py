"""Who signs a story, and of whom the sentence says that they hold an office: nobody of the case."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks import person_words as words

_ONE_NAME: Final = rf"{words.SURNAME}(?:[\u4e00-\u9fff]{{1,2}}|[ \u3000][\u4e00-\u9fff])"
_BYLINE: Final = re.compile(
    rf"(?:^[ \u3000□■◎●*]*[（(]?|(?<=[。！？”讯电道])[（(])(?:[^\s，。；：:（）()]{{0,16}}(?:[:：]|单位))*"
    r"(?:[^\s，。；：:（）()]{2,24}(?:法院|法庭|局|庭|处|室|科|部|站|台|报社?|网|支队|大队|中心)[ \u3000]+)?"
    rf"(?P<names>{_ONE_NAME}(?:[ \u3000、]*{_ONE_NAME}){{0,8}})"
    r"[ \u3000]*(?:[)）]|$|(?:文[/／]图|图[/／]文|摄影?|文|图|供稿)[)）]|[^\s：:]{2,6}[：:])",
    re.M,
)
_POSTS: Final = "法官|执行员|法警|干警|书记员|律师|记者|调解员|院长|局长|庭长"
_IS_ONE: Final = re.compile(
    rf"，?(?:当了|当过|是|任|担任|系|从事)[^，。；\n]{{0,14}}(?:{_POSTS})"
    r"|[ \u3000，,（(][^。；\n被向由经将对]{0,30}(?:法院|执行局|公安局|检察院|律师事务所)[^。；，\n]{0,10}"
    rf"(?:{_POSTS})"
    r"|(?:、[\u4e00-\u9fff]{2,3}){0,6}等?(?:为|任|担任)[^，。；\n]{0,6}(?:成员|组员|组长)"
)
_WHO_IS: Final = re.compile(
    rf"(?:(?:现任|时任|担任|身为|作为)[^，。；\n]{{0,10}}(?:{_POSTS})[^，。；\n]{{0,6}}|(?:承办|主办|经办|负责)(?:此|该|本)?案(?:件)?"
    r"|(?<![\u4e00-\u9fff])(?:(?![到来在向从至去进回被])[\u4e00-\u9fff]){0,12}(?:法院|执行局|执行庭|法庭|派出所))的$"
)


def signatures(text: str) -> Iterator[tuple[int, int]]:
    """The places of names alone on a line or in brackets, perhaps behind their unit."""
    for line in _BYLINE.finditer(text):
        for match in re.finditer(_ONE_NAME, line["names"]):
            start = line.start("names") + match.start()
            if match.group()[:2] not in words.WORDS:
                yield start, start + len(match.group())


def holds_office(text: str, start: int, end: int) -> bool:
    """承办此案的朱海波; 郑建军当了十年执行法官; 马国磊，澄江市人民法院法官."""
    return bool(_IS_ONE.match(text, end) or _WHO_IS.search(text[max(0, start - 24) : start]))

"""Blanks out what looks like a date and is none: document and case numbers, standards, law versions, phones, names."""

import re
from typing import Final

BLANK: Final = "\x00"

_YEAR: Final = "(?:19|20)[0-9]{2}"
_HAN: Final = "[\u4e00-\u9fff]"
_LOOKALIKES: Final = re.compile(
    "|".join(
        (
            rf"〔{_YEAR}〕(?: ?第? ?[0-9]{{1,5}} ?号?)?",
            rf"（{_YEAR}）{_HAN}{{0,3}}[0-9]{{0,4}}{_HAN}{{1,6}}[0-9]{{0,3}}字?第? ?[0-9]+(?:-[0-9]+)? ?号",
            rf"{_YEAR}年?第 ?[0-9一二三四五六七八九十]{{1,4}} ?[号期辑次批]",
            (
                rf"[（〔]{_YEAR}(?:年[0-9]{{0,2}}月?)?(?:年)?(?:第[一二三四五]次)?(?:修正|修订|修改|版|本|试行"
                rf"|文本)[^）〕]{{0,12}}[）〕]"
            ),
            rf"{_YEAR}年?(?:版|修正案|修订[版本])",
            (
                r"(?:GB|DB|ISO|IEC|GA|HJ|SF|JR|YD|CJ|MZ|RB"
                r"|T)(?:/[A-Z]{1,4})?[ -]?[0-9]{2,6}(?:\.[0-9]+)?(?:[-—][0-9]{2,4})?(?![0-9])"
            ),
            r"(?<![0-9])0[0-9]{2,3}[-— ]?[0-9]{7,8}(?![0-9])",
            r"(?<![0-9])[0-9]{9,}[Xx]?",
            r"https?://[^\s，。；）]+|www\.[^\s，。；）]+|[A-Za-z0-9_.-]{1,64}@[A-Za-z0-9_.-]{1,255}",
            r"(?<![0-9年.．·])[0-9]{1,2}[·•][0-9]{1,2}(?![0-9·•])|一二·九",
            r"(?<=“)[0-9]{1,2}\.[0-9]{1,2}(?=”)",
            r"十月革命|五四运动|五四精神|八一南昌|七一勋章|三八红旗|五一劳动奖|九三学社|一二九运动|一二·九运动",
            r"(?:每日|今日|昨日|明日)(?:经济新闻|新报|电讯|头条|说法|关注|商报|甘肃)",
            r"(?<![0-9])[0-9]{1,3}年(?:期|以上|以下|有期徒刑|有期|期满)|(?<![0-9])[0-9]{1,2}年[0-9]{1,2}个月",
            r"[一二三四五六七八九十两数多][年月](?:以上|以下|期徒刑|有期徒刑)",
        )
    )
)


def blank_lookalikes(text: str) -> str:
    """`text` at its own length with every look-alike turned to blanks that no rule matches."""
    return _LOOKALIKES.sub(lambda match: BLANK * len(match[0]), text)


def blank_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans, in order and apart, turned to blanks."""
    pieces, at = [], 0
    for first, last in spans:
        pieces += [text[at:first], BLANK * (last - first)]
        at = last
    return "".join([*pieces, text[at:]])

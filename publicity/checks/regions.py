"""省 behind a region or a municipality: 广西省, 重庆省."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding, Fix
from publicity.checks.parts import sentence_around
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import passages

_NAMES: Final = {
    "广西": "广西壮族自治区",
    "新疆": "新疆维吾尔自治区",
    "内蒙古": "内蒙古自治区",
    "内蒙": "内蒙古自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "北京": "北京市",
    "上海": "上海市",
    "天津": "天津市",
    "重庆": "重庆市",
}
_CALLED: Final = re.compile(
    r"(?<![·“《《])(?P<name>广西|新疆|内蒙古?|西藏|宁夏|北京|上海|天津|重庆)(?P<mark>省)"
    r"(?![钱时力事心略亲吃下了去得却油电城会级际考道直属立联界外省市])"
)
_NO_FIX: Final = re.compile(r"[委长道人]|[\u4e00-\u9fff]{0,10}(?:自治区|直辖市)")
_FIRM: Final = re.compile(r"(?:(?![市县区州盟旗])[\u4e00-\u9fff]){1,12}(?:公司|集团|酒店|饭店|商行|银行)")
_HISTORY: Final = re.compile(
    r"民国|清[代朝末]|旧社会|旧称|旧时|解放前|抗战|抗日|红军|国民党|新中国成立[前初]|建国[前初]|撤销|改[称为设建置]|建省|设省|历史上|曾经?[称叫设]|(?<!\d)1[6-9][0-5]\d年?"
    r"|原(?:广西|宁夏)|出生于(?:广西|宁夏)"
)
_ABOUT: Final = re.compile(
    r"误(?:写|作|称|为|将|把)|写成|写作|说成|错写|称为|而不是|不是|没有|不能|不应|并非|不叫|不称"
)


def wrong_province(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A region or a municipality called 省; old times, names of firms and words on words are left alone."""
    for part in passages(draft):
        for match in _CALLED.finditer(part.shown):
            sentence = sentence_around(part.shown, match.start(), match.end())
            if _HISTORY.search(sentence) or _ABOUT.search(sentence) or _FIRM.match(part.shown, match.end()):
                continue
            right = _NAMES[match["name"]]
            fix = None if _NO_FIX.match(part.shown, match.end()) else Fix(right)
            place = part.place(*match.span())
            yield policy.finding("places.region", place, fix=fix, name=match.group(), right=right)


RULES: Final[tuple[Rule, ...]] = (Rule("places.region", wrong_province),)

"""Where a finding stands, as people call it: which field, which fact, which file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

TYPED: Final[Mapping[str, str]] = MappingProxyType({"title": "标题", "summary": "摘要", "text": ""})
OF_A_FILE: Final[Mapping[str, str]] = MappingProxyType(
    {"caption": "图说", "alt": "替代文字", "credit": "署名", "name": "文件名", "": "附件"}
)
GROUND: Final = "选报依据"
_FILE: Final = re.compile(r"media:(\d+)(?::([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Where:
    """`label` is "" for the text itself. `media_id` names the file it is about, `fact` the fact on the sheet."""

    label: str = ""
    is_typed: bool = False
    media_id: int | None = None
    fact: str = ""
    is_ground: bool = False


def where(field: str, media: Sequence[Mapping[str, Any]], facts: Mapping[str, str]) -> Where:
    """The place of `finding.place.field`; `media` as the revision keeps it, `facts` name → label."""
    if field in TYPED:
        return Where(TYPED[field], is_typed=True)
    if (found := _FILE.fullmatch(field)) and int(found[1]) < len(media):
        item = media[int(found[1])]
        name = item.get("name") or f"第{int(found[1]) + 1}个"
        return Where(f"{OF_A_FILE.get(found[2] or '', '附件')}《{name}》", media_id=int(item["id"]))
    kind, _, name = field.partition(":")
    if kind == "fact":
        if name == GROUND:
            return Where(GROUND, is_ground=True)
        return Where(f"要素“{facts[name]}”" if name in facts else "要素", fact=name)
    return Where("附件")


def placed(sentence: str, place: Where) -> str:
    """The sentence of a finding with its place before it, where that is not the text."""
    return f"{place.label}：{sentence}" if place.label else sentence

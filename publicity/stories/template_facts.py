"""The facts that a template asks for, read from its front matter; what is wrong is collected with its line."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from publicity.stories.fact_rows import ColumnType
from publicity.stories.fact_values import FactField, FactType
from publicity.stories.template_front import Entry

FACT_KEYS: Final = frozenset({"name", "label", "type", "required", "hint", "group", "options", "columns", "not_before"})
MOST_FACTS: Final = 100
MOST_OPTIONS: Final = 200
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COLUMNS: Final = frozenset(ColumnType)
_KEYS_SAID: Final = f"要素只用这些项：{'、'.join(sorted(FACT_KEYS))}。"


def read_facts(front: Entry, shared: Mapping[str, Sequence[FactField]]) -> tuple[FactField, ...]:
    """The facts of `facts_from` and `facts`, the latter in the former's place where both name one."""
    base = front.text("facts_from")
    if base and base not in shared:
        front.add("facts_from", f"没有“{base}”这组共用要素。")
    found = {asked.name: asked for asked in shared.get(base, ())}
    if not isinstance(front.data.get("facts") or [], list):
        front.add("facts", "“facts”要写成列表，每项以“- name:”开头。")
    for number, entry in enumerate(front.inner("facts")):
        asked = _fact(entry) if entry else None
        if entry is None:
            front.faults.add(("facts", number), _KEYS_SAID)
        if asked is not None:
            found[asked.name] = asked
    _look_over(found, front)
    return tuple(found.values())


def _look_over(found: Mapping[str, FactField], front: Entry) -> None:
    """What no single fact shows: how many there are, and dates that name each other."""
    if not 0 < len(found) <= MOST_FACTS:
        front.add("facts", f"要素要有1到{MOST_FACTS}个。")
    if sum(len(asked.options) for asked in found.values()) > MOST_OPTIONS:
        front.add("facts", f"全部 options 加起来最多{MOST_OPTIONS}项。")
    dates = {asked.name for asked in found.values() if asked.type is FactType.DATE}
    for asked in found.values():
        for earlier in sorted(set(asked.not_before) - dates):
            front.add("facts", f"“{asked.label}”的 not_before 写了“{earlier}”，没有这个日期要素。")


def _fact(entry: Entry) -> FactField | None:
    if set(entry.data) - FACT_KEYS:
        entry.faults.add(entry.path, _KEYS_SAID)
        return None
    name, label, kind = entry.text("name"), entry.text("label"), entry.data.get("type", "text")
    if not _NAME.fullmatch(name) or not label:
        entry.faults.add(entry.path, "要素要有 name（小写字母、数字、下划线）和 label（中文名称）。")
        return None
    if not isinstance(kind, str) or kind not in set(FactType):
        entry.add("type", f"“{label}”的 type 要从这些里选：{'、'.join(FactType)}。")
        return None
    options, earlier = entry.words("options"), entry.texts("not_before")
    if (kind == FactType.CHOICE) != bool(options):
        entry.add("options", f"“{label}”：type 为 choice 时才写 options，写成列表。")
        return None
    if earlier and kind != FactType.DATE:
        entry.add("not_before", f"“{label}”：type 为 date 时才写 not_before，写成列表。")
        return None
    return FactField(
        name=name,
        label=label,
        type=FactType(kind),
        required=entry.flag("required", default=False),
        hint=entry.text("hint"),
        group=entry.text("group"),
        options=options,
        columns=_columns(entry, label, kind),
        not_before=earlier,
    )


def _columns(entry: Entry, label: str, kind: str) -> dict[str, ColumnType]:
    columns = entry.data.get("columns") or {}
    sound = isinstance(columns, dict) and all(isinstance(one, str) and one in _COLUMNS for one in columns.values())
    if not sound or (kind == FactType.ROWS) != bool(columns):
        allowed = "、".join(ColumnType)
        entry.add("columns", f"“{label}”：type 为 rows 时写 columns，每栏“名称: 类型”，类型从这些里选：{allowed}。")
        return {}
    return {name: ColumnType(one) for name, one in columns.items()}

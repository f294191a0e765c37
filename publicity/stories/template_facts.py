"""The facts that a template asks for, read from its front matter; what is wrong is collected with its line."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from publicity.stories.fact_rows import ColumnType
from publicity.stories.fact_values import FactField, FactType

FACT_KEYS: Final = frozenset({"name", "label", "type", "required", "hint", "group", "options", "columns", "not_before"})
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


class Faults:
    """Collects (line, sentence) of what is wrong at a path of the front matter."""

    def __init__(self, lines: Mapping[tuple[Any, ...], int]) -> None:
        self.lines = lines
        self.found: list[tuple[int, str]] = []

    def add(self, path: tuple[Any, ...], sentence: str) -> None:
        while path and path not in self.lines:
            path = path[:-1]
        self.found.append((self.lines.get(path, 1), sentence))


def read_facts(
    data: Mapping[str, Any], faults: Faults, shared: Mapping[str, Sequence[FactField]]
) -> tuple[FactField, ...]:
    """The facts of `facts_from` and `facts`, the latter in the former's place where both name one."""
    base = data.get("facts_from", "")
    if base and base not in shared:
        faults.add(("facts_from",), f"没有“{base}”这组共用要素。")
    found = {asked.name: asked for asked in shared.get(base, ())}
    entries = data.get("facts") or []
    if not isinstance(entries, list):
        faults.add(("facts",), "“facts”要写成列表，每项以“- name:”开头。")
        entries = []
    for number, entry in enumerate(entries):
        asked = _fact(entry, ("facts", number), faults)
        if asked is not None:
            found[asked.name] = asked
    if not found:
        faults.add(("facts",), "至少要问一个要素。")
    dates = {asked.name for asked in found.values() if asked.type is FactType.DATE}
    for asked in found.values():
        for earlier in set(asked.not_before) - dates:
            faults.add(("facts",), f"“{asked.label}”的 not_before 写了“{earlier}”，没有这个日期要素。")
    return tuple(found.values())


def _fact(entry: Any, path: tuple[Any, ...], faults: Faults) -> FactField | None:
    if not isinstance(entry, dict) or set(entry) - FACT_KEYS:
        faults.add(path, f"要素只用这些项：{'、'.join(sorted(FACT_KEYS))}。")
        return None
    name, label, kind = str(entry.get("name", "")), str(entry.get("label", "")), entry.get("type", "text")
    options = entry.get("options") or {}
    if not _NAME.fullmatch(name) or not label:
        faults.add(path, "要素要有 name（小写字母、数字、下划线）和 label（中文名称）。")
        return None
    if kind not in set(FactType):
        faults.add((*path, "type"), f"“{label}”的 type 要从这些里选：{'、'.join(FactType)}。")
        return None
    if (kind == FactType.CHOICE) != bool(options) or not isinstance(options, (dict, list)):
        faults.add((*path, "options"), f"“{label}”：type 为 choice 时才写 options，写成列表。")
        return None
    choices = (
        {str(k): str(v) for k, v in options.items()} if isinstance(options, dict) else {str(o): str(o) for o in options}
    )
    columns = _columns(entry, label, kind, path, faults)
    earlier = entry.get("not_before") or []
    if not isinstance(earlier, list) or (earlier and kind != FactType.DATE):
        faults.add((*path, "not_before"), f"“{label}”：type 为 date 时才写 not_before，写成列表。")
        return None
    return FactField(
        name=name,
        label=label,
        type=FactType(kind),
        required=entry.get("required") is True,
        hint=str(entry.get("hint", "")),
        group=str(entry.get("group", "")),
        options=choices,
        columns=columns,
        not_before=tuple(map(str, earlier)),
    )


def _columns(
    entry: Mapping[str, Any], label: str, kind: Any, path: tuple[Any, ...], faults: Faults
) -> dict[str, ColumnType]:
    columns = entry.get("columns") or {}
    sound = isinstance(columns, dict) and all(kind in set(ColumnType) for kind in columns.values())
    if not sound or (kind == FactType.ROWS) != bool(columns):
        allowed = "、".join(ColumnType)
        faults.add(
            (*path, "columns"), f"“{label}”：type 为 rows 时写 columns，每栏“名称: 类型”，类型从这些里选：{allowed}。"
        )
        return {}
    return {str(name): ColumnType(kind) for name, kind in columns.items()}

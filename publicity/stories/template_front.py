"""A template's front matter: text, lists and names only, each with its line; the one place that says what a value is.

Nothing is guessed from how a value looks: a date, a number or a yes is text until somebody asks for a number or a yes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from publicity.lib.html import xml_text
from publicity.lib.yamls import require_plain
from publicity.stories.template_faults import of_yaml

Path = tuple[str | int, ...]
_LOADER: Final[type[yaml.BaseLoader]] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_PLAIN_TAGS: Final = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_NOTHING: Final = frozenset({"~", "null"})
_YES: Final = frozenset({"true", "yes", "on"})
_NO: Final = frozenset({"false", "no", "off"})
_MOST_DIGITS: Final = 9


@dataclass(slots=True)
class Faults:
    """Collects (line, sentence) of what is wrong at a path of the front matter."""

    lines: dict[Path, int] = field(default_factory=dict)
    found: list[tuple[int, str]] = field(default_factory=list)

    def add(self, path: Path, sentence: str) -> None:
        while path and path not in self.lines:
            path = path[:-1]
        self.found.append((self.lines.get(path, 1), sentence))


@dataclass(frozen=True, slots=True)
class Entry:
    """Names and what stands under them; a value of the wrong kind is noted in `faults` and read as empty."""

    data: Mapping[str, Any]
    path: Path
    faults: Faults

    def add(self, name: str, sentence: str) -> None:
        self.faults.add((*self.path, name), sentence)

    def text(self, name: str, *, required: bool = False) -> str:
        value = self.data.get(name, "")
        if isinstance(value, str) and (value.strip() or not required):
            return value.strip()
        self.add(name, f"“{name}”要写一行文字。")
        return ""

    def number(self, name: str, least: int, most: int, default: int) -> int:
        value = self.data.get(name, str(default))
        is_whole = isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= _MOST_DIGITS
        if is_whole and least <= int(value) <= most:
            return int(value)
        self.add(name, f"“{name}”请写{least}到{most}之间的整数。")
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.data.get(name, "")
        said = value.lower() if isinstance(value, str) else None
        if said not in _YES | _NO | {""}:
            self.add(name, f"“{name}”只能写 true 或 false。")
        return default if said not in _YES | _NO else said in _YES

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.data.get(name) or []
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            return tuple(value)
        self.add(name, f"“{name}”要写成列表，每项一行文字。")
        return ()

    def words(self, name: str) -> Mapping[str, str]:
        """Names with a text each; a list of texts names each by itself."""
        value = self.data.get(name) or {}
        if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()):
            return value
        return {one: one for one in self.texts(name)}

    def one_of(self, name: str, allowed: Mapping[str, str], *, required: bool = True) -> str:
        value = self.data.get(name, "")
        if isinstance(value, str) and (value in allowed or not (value or required)):
            return value
        self.add(name, f"“{name}”要从这些里选：{'、'.join(allowed)}。")
        return ""

    def some_of(self, name: str, allowed: Mapping[str, str]) -> tuple[str, ...]:
        value = self.data.get(name) or []
        if isinstance(value, list) and all(isinstance(one, str) and one in allowed for one in value):
            return tuple(value)
        self.add(name, f"“{name}”是一个列表，每项从这些里选：{'、'.join(allowed)}。")
        return ()

    def inner(self, name: str) -> Iterator["Entry | None"]:
        """The list's items, None for one that is no “name: content”."""
        value = self.data.get(name) or []
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            yield Entry(one, (*self.path, name, number), self.faults) if isinstance(one, dict) else None


class Unreadable(Exception):
    """The text is no such front matter at all."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(sentence)
        self.line = line


def read_front(text: str) -> Entry:
    """What the text says, its own faults (a name twice, a tag) noted; raises Unreadable."""
    try:
        require_plain(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        raise Unreadable(*of_yaml(error, text)) from error
    except yaml.YAMLError as error:
        line = text.encode()[: getattr(error, "position", 0)].count(b"\n") + 1
        raise Unreadable(line, "这一行有不能用的字符，请删掉重打。") from error
    faults = Faults()
    data = _data(node, (), faults) if node is not None else None
    if not isinstance(data, dict):
        raise Unreadable(1, "开头部分要写成“名称: 内容”的形式。")
    return Entry(data, (), faults)


def _data(node: yaml.Node, path: Path, faults: Faults) -> Any:
    faults.lines.setdefault(path, node.start_mark.line + 1)
    if node.tag not in _PLAIN_TAGS:
        faults.add(path, "不能用 ! 开头的写法，请加英文引号。")
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_data(one, (*path, number), faults) for number, one in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _named(node, path, faults)
    if xml_text(node.value) != node.value:
        faults.add(path, "这一行有看不见的控制字符，请删掉重打。")
        return ""
    is_empty = isinstance(node, yaml.ScalarNode) and not node.style and node.value in _NOTHING
    return "" if is_empty else node.value


def _named(node: yaml.MappingNode, path: Path, faults: Faults) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in node.value:
        line = name.start_mark.line + 1
        if not isinstance(name, yaml.ScalarNode) or name.tag not in _PLAIN_TAGS:
            faults.found.append((line, "冒号前面的名称只能是一个词。"))
        elif name.value in found:
            faults.found.append((line, f"“{name.value}”写了两次，请只留一处。"))
        else:
            faults.lines[*path, name.value] = line
            found[name.value] = _data(value, (*path, name.value), faults)
    return found

"""Reading YAML without trusting it: nodes with their lines, every fault collected, nothing constructed."""

import difflib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, NoReturn, TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from publicity.errors import Invalid

Word = TypeVar("Word", bound=StrEnum)

MAX_CHARACTERS: Final = 1_000_000
MAX_EVENTS: Final = 200_000
MAX_DEPTH: Final = 16
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
PLAIN_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "map", "seq")
)
NULL_TAG = "tag:yaml.org,2002:null"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, order=True)
class PlanFault:
    """What is wrong, and in which line of the file (1 is the first)."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"第 {self.line} 行：{self.message}"


class PlanFileError(Invalid):
    """The plan file cannot be taken; `faults` has all of them, by line."""

    def __init__(self, faults: Iterable[PlanFault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(f"计划文件有 {len(self.faults)} 处要改：" + " ".join(str(fault) for fault in self.faults))


class Faults:
    """Collects faults while reading goes on."""

    def __init__(self) -> None:
        self.found: list[PlanFault] = []

    def add(self, node: Node, message: str) -> None:
        self.at(node.start_mark.line + 1, message)

    def at(self, line: int, message: str) -> None:
        self.found.append(PlanFault(line, message))


def compose(text: str) -> Node:
    """The root node; raises PlanFileError for what is not plain YAML (aliases, size and depth bombs included)."""
    if len(text) > MAX_CHARACTERS:
        _refuse(1, f"文件超过 {MAX_CHARACTERS} 个字符，请拆成几份计划。")
    try:
        _guard_events(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _refuse(mark.line + 1 if mark else 1, f"YAML 写法有误（{error.problem}），请检查缩进、冒号和引号。")
    except yaml.YAMLError as error:
        _refuse(1, f"文件里有 YAML 不允许的字符（{str(error).splitlines()[0]}），请删去。")
    if root is None:
        _refuse(1, "文件是空的，请按 calendars/README.md 的格式填写。")
    return root


def _guard_events(text: str) -> None:
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            _refuse(line, "不支持 YAML 的锚点与别名（& 和 *），请把内容写全。")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH or number > MAX_EVENTS:
            _refuse(line, "内容嵌套太深或太多，不像一份计划，请检查文件。")


def _refuse(line: int, message: str) -> NoReturn:
    raise PlanFileError([PlanFault(line, message)])


class Entry:
    """One mapping of the file, read field by field; call `finish` at the end to report fields nobody asked for."""

    def __init__(self, node: Node, faults: Faults, what: str) -> None:
        self.node = node
        self.faults = faults
        self.what = what
        self.line = node.start_mark.line + 1
        self._fields: dict[str, Node] = {}
        self._asked: set[str] = set()
        if not isinstance(node, MappingNode):
            faults.add(node, f"{what}应写成“字段: 值”的形式。")
            return
        for key, value in node.value:
            self._take(key, value)

    def _take(self, key: Node, value: Node) -> None:
        name = key.value if isinstance(key, ScalarNode) else ""
        if not name:
            self.faults.add(key, f"{self.what}的字段名应是文字。")
        elif name in self._fields:
            self.faults.add(key, f"{self.what}里字段“{name}”写了两次，请留一个。")
        else:
            self._fields[name] = value

    def finish(self) -> None:
        for name, node in self._fields.items():
            if name not in self._asked:
                near = difflib.get_close_matches(name, sorted(self._asked), n=1)
                hint = f"是不是想写“{near[0]}”？" if near else "可用的字段见 calendars/README.md。"
                self.faults.add(node, f"{self.what}没有“{name}”这个字段，{hint}")

    def raw(self, name: str, *, required: bool = False) -> Node | None:
        """The field's node, None when it is absent or null; a fault when it is required."""
        self._asked.add(name)
        node = self._fields.get(name)
        if node is not None and isinstance(node, ScalarNode) and node.tag == NULL_TAG:
            node = None
        if node is None and required:
            self.faults.add(self.node, f"{self.what}缺少“{name}”，请补上。")
        return node

    def fail(self, name: str, message: str) -> None:
        """A fault at the field's own line, or the entry's when the field is absent."""
        self.faults.add(self._fields.get(name, self.node), message)

    def text(self, name: str, *, required: bool = False) -> str:
        """The field's text without blanks at the ends; empty when absent."""
        node = self.raw(name, required=required)
        return scalar(node, self.faults, f"“{name}”").strip() if node is not None else ""

    def exact(self, name: str) -> str:
        """The field's text as it stands, blanks included; required."""
        node = self.raw(name, required=True)
        return scalar(node, self.faults, f"“{name}”") if node is not None else ""

    def slug(self, name: str) -> str:
        value = self.text(name, required=True)
        if value and not SLUG.fullmatch(value):
            self.fail(name, f"“{name}”只能用小写字母、数字和连字符（如 live-broadcast），现在是“{value}”。")
        return value

    def whole_number(self, name: str) -> int | None:
        value = self.text(name)
        if not value:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", value):
            self.fail(name, f"“{name}”应是不小于 0 的整数，现在是“{value}”。")
            return None
        return int(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name) or str(default).lower()
        if value not in ("true", "false"):
            self.fail(name, f"“{name}”只能写 true 或 false，现在是“{value}”。")
        return value == "true"

    def day(self, name: str, *, required: bool = False) -> date | None:
        value = self.text(name, required=required)
        if not value:
            return None
        try:
            return date.fromisoformat(value) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) else _no_day()
        except ValueError:
            self.fail(name, f"“{name}”应是真实的日期，写成 2018-07-12 的样子，现在是“{value}”。")
            return None

    def choice(self, name: str, kind: type[Word], default: Word | None = None) -> Word | None:
        value = self.text(name, required=default is None)
        if not value:
            return default
        try:
            return kind(value)
        except ValueError:
            known = "、".join(member.value for member in kind)
            self.fail(name, f"“{name}”不认识“{value}”，可写：{known}。")
            return default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts (one text alone counts as a list of one); may be empty."""
        node = self.raw(name)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        values = tuple(scalar(item, self.faults, f"“{name}”里的一项").strip() for item in nodes)
        if len(set(values)) != len(values):
            self.fail(name, f"“{name}”里有重复的项，请留一个。")
        return tuple(value for value in values if value)

    def whole_numbers(self, name: str) -> tuple[int, ...]:
        values = self.texts(name)
        if any(not re.fullmatch(r"[0-9]{1,9}", value) for value in values):
            self.fail(name, f"“{name}”应是整数，或整数的列表。")
            return ()
        return tuple(int(value) for value in values)

    def entry(self, name: str, what: str) -> "Entry | None":
        node = self.raw(name)
        return Entry(node, self.faults, what) if node is not None else None

    def entries(self, name: str, what: str) -> list["Entry"]:
        """A list of mappings (one mapping alone counts as a list of one); may be empty."""
        node = self.raw(name)
        if node is None:
            return []
        if isinstance(node, ScalarNode):
            self.faults.add(node, f"“{name}”应是一个列表，每项以“- ”开头。")
            return []
        nodes = node.value if isinstance(node, SequenceNode) else [node]
        return [Entry(item, self.faults, what) for item in nodes]

    def names_by(self, name: str, words: Collection[str]) -> dict[str, tuple[str, ...]]:
        """A mapping of word → list of names; words not in `words` are faults."""
        entry = self.entry(name, f"“{name}”")
        if entry is None:
            return {}
        found = {word: entry.texts(word) for word in words}
        entry.finish()
        return found


def scalar(node: Node, faults: Faults, what: str) -> str:
    """The text of a scalar node as written, never interpreted."""
    if not isinstance(node, ScalarNode):
        faults.add(node, f"{what}应是一段文字，不是列表或字段组。")
        return ""
    if node.tag not in PLAIN_TAGS:
        faults.add(node, f"{what}用了不支持的标签“{node.tag}”，请删去。")
        return ""
    if CONTROL.search(node.value):
        faults.add(node, f"{what}里有看不见的控制字符，请删去。")
        return CONTROL.sub("", node.value)
    return str(node.value)


def _no_day() -> NoReturn:
    raise ValueError("not YYYY-MM-DD")

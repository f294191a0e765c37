"""What a template's text may say: facts, if, and for over a list of facts; nothing that grows or takes long."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import TemplateSyntaxError, nodes

from publicity.lib.html import xml_text
from publicity.stories.fact_values import FactField, FactType
from publicity.stories.skeleton import environment, program
from publicity.stories.template_faults import of_jinja, unpaired

DEEPEST: Final = 20
LONGEST_STRING: Final = 200
LONGEST_SEPARATOR: Final = 20
LARGEST_NUMBER: Final = 1_000_000
_ALLOWED: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.If,
    nodes.For,
    nodes.CondExpr,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Filter,
    nodes.Getattr,
    nodes.Tuple,
    nodes.List,
)
_NOT_HERE: Final[tuple[tuple[type[nodes.Node], str], ...]] = (
    (nodes.Call, "函数调用"),
    (nodes.Assign, "set 赋值"),
    (nodes.Include, "include 引用别的文件"),
    (nodes.ImportedName, "import 引用别的文件"),
    (nodes.Import, "import 引用别的文件"),
    (nodes.FromImport, "import 引用别的文件"),
    (nodes.Macro, "macro 宏"),
    (nodes.Getitem, "方括号取值"),
    (nodes.Test, "is 判断"),
    (nodes.BinExpr, "加减乘除"),
    (nodes.Concat, "~ 连接，直接把两个要素挨着写"),
)
_LONG_NUMBER: Final = re.compile(r"[0-9_]{4000}")
_TOO_DEEP: Final = f"括号、if 和处理办法套得太深，最多{DEEPEST}层，请简化。"
_LOOPED: Final = (FactType.LIST, FactType.STEPS)


@dataclass(frozen=True, slots=True)
class _Known:
    """The names of the facts, of those that are lists, and of what the text's own for gives a name."""

    facts: frozenset[str]
    looped: frozenset[str]
    joined: frozenset[str]
    own: frozenset[str]


def check_body(body: str, facts: Iterable[FactField]) -> list[tuple[int, str]]:
    """(line from 1, sentence) for each thing a template may not say; empty when it is sound."""
    try:
        tree = environment().parse(body)
    except TemplateSyntaxError as error:
        return list(unpaired(body)) or [(error.lineno, of_jinja(error.message or ""))]
    except RecursionError:
        return [(1, _TOO_DEEP)]
    except ValueError:
        long = _LONG_NUMBER.search(body)
        return [(body.count("\n", 0, long.start() if long else 0) + 1, "大括号里的数字太长。")]
    standing = list(_walk(tree))
    deep = next((line for _node, line, depth in standing if depth > DEEPEST), 0)
    if deep:
        return [(deep, _TOO_DEEP)]
    known = _known(facts, [node for node, _line, _depth in standing])
    said = ((line, _wrong(node, known)) for node, line, _depth in standing)
    return [(line, sentence) for line, sentence in said if sentence] or _uncompiled(body)


def _walk(tree: nodes.Node) -> Iterator[tuple[nodes.Node, int, int]]:
    """Every node in order with its line, its parent's where it has none, and its depth, as far as one that is too deep.

    Without calling itself, which a long chain of `or` would make it do too often.
    """
    waiting = [(tree, 1, 0)]
    while waiting:
        node, above, depth = waiting.pop()
        line = node.lineno or above
        yield node, line, depth
        if depth > DEEPEST:
            return
        waiting.extend(reversed([(child, line, depth + 1) for child in node.iter_child_nodes()]))


def _known(facts: Iterable[FactField], standing: Iterable[nodes.Node]) -> _Known:
    asked = tuple(facts)
    stored = {node.name for node in standing if isinstance(node, nodes.Name) and node.ctx == "store"}
    return _Known(
        facts=frozenset(one.name for one in asked),
        looped=frozenset(one.name for one in asked if one.type in _LOOPED),
        joined=frozenset(one.name for one in asked if one.type is FactType.LIST),
        own=frozenset(stored | {"loop"}),
    )


def _wrong(node: nodes.Node, known: _Known) -> str:
    """Why the node may not stand here, "" where it may."""
    if not isinstance(node, _ALLOWED):
        return f"模板里不能用这种写法（{_named(node)}），只能用要素、if 和 for。"
    return next((rule(node, known) for kind, rule in _RULES if isinstance(node, kind)), "")


def _named(node: nodes.Node) -> str:
    return next((name for kind, name in _NOT_HERE if isinstance(node, kind)), type(node).__name__)


def _name(node: nodes.Name, known: _Known) -> str:
    if node.ctx == "load" and node.name not in known.facts | known.own:
        return f"正文用了“{node.name}”，要素里没有它。"
    return ""


def _constant(node: nodes.Const, _known: _Known) -> str:
    if isinstance(node.value, str) and xml_text(node.value) != node.value:
        return "引号里有看不见的控制字符，请删掉重打。"
    if isinstance(node.value, str):
        return f"引号里的文字最多{LONGEST_STRING}字，请直接写在正文里。" if len(node.value) > LONGEST_STRING else ""
    return "" if abs(node.value or 0) < LARGEST_NUMBER else "数字太大；金额、号码要加引号。"


def _listed(node: nodes.List | nodes.Tuple, _known: _Known) -> str:
    is_plain = all(isinstance(one, nodes.Const) for one in node.items)
    return "" if is_plain else "方括号里只能列出带引号的文字，例如：if outcome in ['执行完毕', '执行和解']。"


def _loop(node: nodes.For, known: _Known) -> str:
    if any(True for _inner in node.find_all(nodes.For)):
        return "for 里面不能再套 for。"
    if node.recursive:
        return "for 后面不能写 recursive。"
    if not isinstance(node.iter, nodes.Name) or node.iter.name not in known.looped:
        return "for 只能逐条写一个要素：in 后面写类型为 list 或 steps 的要素的代号。"
    return ""


def _filter(node: nodes.Filter, known: _Known) -> str:
    allowed = environment().filters
    if node.name not in allowed:
        return f"不能用“{node.name}”；可用：{'、'.join(sorted(allowed))}。"
    if node.name == "join":
        return _join(node, known)
    plain = not (node.args or node.kwargs or node.dyn_args or node.dyn_kwargs)
    return "" if plain else f"“{node.name}”后面不写括号。"


def _join(node: nodes.Filter, known: _Known) -> str:
    is_list = isinstance(node.node, nodes.Name) and node.node.name in known.joined
    between = [one.value if isinstance(one, nodes.Const) else None for one in node.args]
    is_short = all(isinstance(one, str) and len(one) <= LONGEST_SEPARATOR for one in between)
    if not is_list or len(between) > 1 or not is_short or node.kwargs or node.dyn_args or node.dyn_kwargs:
        return f"join 只能连接一个类型为 list 的要素，括号里写连接符，不超过{LONGEST_SEPARATOR}字，例如 join('、')。"
    return ""


def _uncompiled(body: str) -> list[tuple[int, str]]:
    """What shows only when the text is made into a program."""
    try:
        program(body)
    except TemplateSyntaxError as error:
        return [(error.lineno, of_jinja(error.message or ""))]
    except SyntaxError:
        return [(1, _TOO_DEEP)]
    return []


_RULES: Final[tuple[tuple[type[nodes.Node] | tuple[type[nodes.Node], ...], Callable[[Any, _Known], str]], ...]] = (
    (nodes.Name, _name),
    (nodes.Const, _constant),
    ((nodes.List, nodes.Tuple), _listed),
    (nodes.For, _loop),
    (nodes.Filter, _filter),
)

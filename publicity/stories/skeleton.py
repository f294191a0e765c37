"""The first draft: a template's text filled with the facts, inside a sandbox that knows little more than if and for."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publicity.stories.fact_values import DatedStep, FactField, in_words
from publicity.stories.template_faults import of_jinja, unpaired

FILTERS: Final = frozenset({"join", "sentence", "clause", "length", "first", "last"})
LOOP: Final = frozenset({"first", "last", "index", "length"})
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
    nodes.Concat,
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
)
_ENDS: Final = "。！？…”』】"
_TRAILING: Final = "。；;，,、 \n"
MOST_CHARACTERS: Final = 20_000


class Sandbox(ImmutableSandboxedEnvironment):
    """No attribute but a step's date and text and a loop's position; no calls, no globals, no arithmetic."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        if isinstance(obj, DatedStep):
            return attr in {"date", "text"}
        return isinstance(obj, LoopContext) and attr in LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False


def render(body: str, title: str, fields: Iterable[FactField], facts: Mapping[str, Any]) -> tuple[str, str]:
    """(title, Markdown text) of the first draft; a required fact that is missing stands as 【待补：…】."""
    words = in_words(fields, facts)
    return _fill(title, words).replace("\n", " ").strip(), _tidy(_fill(body, words))


def check_body(body: str, known: Collection[str]) -> list[tuple[int, str]]:
    """(line from 1, sentence) for each thing a template may not say; empty when it is sound."""
    try:
        tree = _environment().parse(body)
    except TemplateSyntaxError as error:
        return list(unpaired(body)) or [(error.lineno, of_jinja(error.message or ""))]
    found = [
        (
            node.lineno,
            f"模板里不能用这种写法（{_named(node)}），只能用要素、if 和 for。",
        )
        for node in tree.find_all(nodes.Node)
        if not isinstance(node, _ALLOWED)
    ]
    own = {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"} | {"loop"}
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name not in known and name.name not in own:
            found.append((name.lineno, f"正文用了“{name.name}”，要素里没有它。"))
    for used in tree.find_all(nodes.Filter):
        if used.name not in FILTERS:
            found.append((used.lineno, f"不能用“{used.name}”；可用：{'、'.join(sorted(FILTERS))}。"))
    for outer in tree.find_all(nodes.For):
        if outer.find(nodes.For) is not None:
            found.append((outer.lineno, "for 里面不能再套 for。"))
    return found


def _named(node: nodes.Node) -> str:
    return next((name for kind, name in _NOT_HERE if isinstance(node, kind)), type(node).__name__)


def sentence(text: str) -> str:
    """The text closed by a full stop, whatever marks it ended in."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else text.rstrip(_TRAILING) + "。"


def clause(text: str) -> str:
    """The text without its closing mark, to stand within a sentence."""
    return text.strip().rstrip(_TRAILING)


def _fill(source: str, words: Mapping[str, Any]) -> str:
    filled, size = [], 0
    for piece in _environment().from_string(source).generate(words):
        size += len(piece)
        if size > MOST_CHARACTERS:
            break
        filled.append(piece)
    return "".join(filled)[:MOST_CHARACTERS]


def _tidy(text: str) -> str:
    """No trailing spaces, one empty line between paragraphs, one line end at the end."""
    kept: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip()
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip("\n") + "\n"


@cache
def _environment() -> Sandbox:
    made = Sandbox(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, optimized=False)  # noqa: S701
    made.globals.clear()
    kept = {name: made.filters[name] for name in ("join", "length", "first", "last")}
    made.filters = kept | {"sentence": sentence, "clause": clause}
    return made

"""The first draft: a template's text filled with the facts, inside a sandbox that knows little more than if and for."""

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from publicity.errors import Invalid
from publicity.stories.fact_values import DatedStep, FactField, in_words

LOOP: Final = frozenset({"first", "last", "index", "length"})
_ENDS: Final = "。！？…”』】"
_TRAILING: Final = "。；;，,、 \n"
MOST_CHARACTERS: Final = 20_000
_FILLING_RAISES: Final = (TemplateError, TypeError, ValueError, LookupError, AttributeError, RecursionError)


class Sandbox(ImmutableSandboxedEnvironment):
    """No attribute but a step's date and text and a loop's position; no calls, no globals, no arithmetic."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002
        if isinstance(obj, DatedStep):
            return attr in {"date", "text"}
        return isinstance(obj, LoopContext) and attr in LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False


@cache
def environment() -> Sandbox:
    """Knows join, length, first, last, sentence and clause, and no other name."""
    made = Sandbox(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, autoescape=False, optimized=False)  # noqa: S701
    made.globals.clear()
    kept = {name: made.filters[name] for name in ("join", "length", "first", "last")}
    made.filters = kept | {"sentence": sentence, "clause": clause}
    return made


@lru_cache(maxsize=64)
def program(source: str) -> Template:
    """The text made into a program once: a trial fills it for each choice. Raises TemplateSyntaxError, SyntaxError."""
    return environment().from_string(source)


def render(body: str, title: str, fields: Iterable[FactField], facts: Mapping[str, Any]) -> tuple[str, str]:
    """(title, Markdown text) of the first draft; a required fact that is missing stands as 【待补：…】.

    Raises Invalid, what stopped it as the cause, for a text that does not go with what is filled in.
    """
    words = in_words(fields, facts)
    try:
        return _fill(title, words).replace("\n", " ").strip(), _tidy(_fill(body, words))
    except _FILLING_RAISES as error:
        raise Invalid("这个模板遇到现在填的内容写不出初稿，请告诉管理模板的人。") from error


def sentence(text: str) -> str:
    """The text closed by a full stop, whatever marks it ended in."""
    text = text.strip()
    return text if not text or text[-1] in _ENDS else text.rstrip(_TRAILING) + "。"


def clause(text: str) -> str:
    """The text without its closing mark, to stand within a sentence."""
    return text.strip().rstrip(_TRAILING)


def _fill(source: str, words: Mapping[str, Any]) -> str:
    filled, size = [], 0
    for piece in program(source).generate(words):
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

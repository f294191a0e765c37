"""The authored look and limits of a WeChat article, read from content/layouts/wechat.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publicity.errors import Invalid
from publicity.lib.yamls import load_yaml


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that fits: through the platform's interface, and in the editor that people paste into."""

    interface: int
    editor: int


@dataclass(frozen=True, slots=True)
class Style:
    """Inline styles and words by name, limits by counter (`title`, `digest`, `body` in characters, `bytes`)."""

    styles: Mapping[str, str]
    words: Mapping[str, str]
    limits: Mapping[str, Limits]
    digest_from_body: int


_LINES = frozenset({"body", "p", "h2", "h3", "h4", "blockquote", "ul", "li", "item", "table", "td", "th", "hr"})
_WORDS = frozenset({"strong", "em", "u", "s", "sup", "sub", "code"})
_PARTS = frozenset({"figure", "img", "caption", "notes", "note", "foot"})
STYLES = _LINES | _WORDS | _PARTS
COUNTERS = frozenset({"title", "digest", "body", "bytes"})


def load(path: Path) -> Style:
    """The style at `path`; raises Invalid naming what is missing."""
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf8"))
    missing = STYLES - data.get("styles", {}).keys() | COUNTERS - data.get("limits", {}).keys()
    if missing:
        raise Invalid(f"{path.name} 缺少：{'、'.join(sorted(missing))}。请补上后再导出。")
    return Style(
        styles=data["styles"],
        words=data["words"],
        limits={name: Limits(**both) for name, both in data["limits"].items()},
        digest_from_body=int(data["digest_from_body"]),
    )

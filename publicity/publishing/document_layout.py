"""The authored page layout of exported documents, read from content/layouts/*.yaml."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publicity.errors import Invalid
from publicity.lib.yamls import load_yaml

FONTS = frozenset({"title", "body", "level1", "level2", "level3", "level4", "quote", "caption", "table"})
_MARGINAL = frozenset({"page_number", "imprint"})
TWIPS_PER_MM = 1440 / 25.4
_WORDS = frozenset(
    {"attachments", "copies", "printed", "source", "supplied", "editor", "proofreader", "reviewer"},
)


@dataclass(frozen=True, slots=True)
class Font:
    """A face by its Chinese name and its size in pt (3号 is 16)."""

    face: str
    size: float


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins in mm."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """A page by GB/T 9704-2012 §5 or a variant of it; `pitch` is the line pitch in twips (1/20 pt), `footer` in mm."""

    name: str
    page: Page
    lines: int
    characters: int
    pitch: int
    footer: float
    latin: str
    fonts: Mapping[str, Font]
    words: Mapping[str, str]

    @property
    def text_width(self) -> int:
        """The type area's width in twips."""
        return round((self.page.width - self.page.left - self.page.right) * TWIPS_PER_MM)

    @property
    def character(self) -> float:
        """The width of one body character on the grid, in twips."""
        return self.text_width / self.characters

    @property
    def tightening(self) -> int:
        """What each body character is set closer (below 0) or wider, in twips, so that a line holds `characters`.

        One twip more than the width asks for: LibreOffice centres the grid and so has a little less room.
        """
        return math.floor(self.character - self.fonts["body"].size * 20) - 1

    @property
    def character_space(self) -> int:
        """What the grid adds to the body font's own width, in 1/4096 pt (ISO/IEC 29500-1 §17.6.5, charSpace)."""
        return int((self.character / 20 - self.fonts["body"].size) * 4096)


def load(path: Path) -> Layout:
    """The layout at `path`; raises Invalid naming what is missing or cannot be a page."""
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf8"))
    missing = (FONTS | _MARGINAL) - data.get("fonts", {}).keys() | _WORDS - data.get("words", {}).keys()
    missing |= {"name", "page", "grid", "footer", "latin"} - data.keys()
    if missing:
        raise Invalid(f"版式文件 {path.name} 缺少：{'、'.join(sorted(missing))}。请补上后再导出。")
    page = Page(**data["page"])
    if page.width <= page.left + page.right or page.height <= page.top + page.bottom:
        raise Invalid(f"版式文件 {path.name} 的页边距超出了纸张，请改小。")
    grid = data["grid"]
    height = int((page.height - page.top - page.bottom) * TWIPS_PER_MM)
    return Layout(
        name=data["name"],
        page=page,
        lines=grid["lines"],
        characters=grid["characters"],
        pitch=round(grid["pitch"] * 20) if "pitch" in grid else height // grid["lines"],
        footer=data["footer"],
        latin=data["latin"],
        fonts={name: Font(**font) for name, font in data["fonts"].items()},
        words=data["words"],
    )

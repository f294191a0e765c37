"""The authored looks of what is exported, read once at start-up from content/layouts/."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from publicity.errors import NotFound
from publicity.publishing import document_layout, media_pack, wechat_style
from publicity.publishing.document_layout import Layout
from publicity.publishing.media_pack import PackWords
from publicity.publishing.wechat_style import Style

NO_PAGES: Final = frozenset({"wechat", "media-pack"})
STANDARD: Final = "gb9704"


@dataclass(frozen=True, slots=True)
class Layouts:
    """`documents` maps a profile's key (its file's name) to its page, the one by GB/T 9704-2012 first."""

    wechat: Style
    pack: PackWords
    documents: Mapping[str, Layout]

    def document(self, key: str) -> Layout:
        """Raises NotFound for a profile that does not exist."""
        found = self.documents.get(key)
        if found is None:
            raise NotFound("没有这种版式。请从列表中选择。")
        return found


def load(folder: Path) -> Layouts:
    """Every profile in the folder; raises Invalid naming the file and what it lacks."""
    paths = [path for path in sorted(folder.glob("*.yaml")) if path.stem not in NO_PAGES]
    paths.sort(key=lambda path: path.stem != STANDARD)
    return Layouts(
        wechat=wechat_style.load(folder / "wechat.yaml"),
        pack=media_pack.load_words(folder / "media-pack.yaml"),
        documents=MappingProxyType({path.stem: document_layout.load(path) for path in paths}),
    )

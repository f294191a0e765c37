"""The folder of story templates, read once at start-up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from publicity.errors import NotFound
from publicity.stories.fact_values import FactField
from publicity.stories.template_file import StoryTemplate, Words, parse_shared, parse_template


@dataclass(frozen=True, slots=True)
class Library:
    """key → template in the folder's order, and the fact lists that templates share.

    `resting` are no longer offered for new stories; those written with them still find them.
    """

    templates: Mapping[str, StoryTemplate]
    shared: Mapping[str, tuple[FactField, ...]]
    words: Words
    resting: Mapping[str, StoryTemplate] = field(default_factory=lambda: MappingProxyType({}))

    def offered(self, key: str) -> StoryTemplate:
        """The template for a new story; raises NotFound for one that rests too."""
        if key in self.resting:
            raise NotFound("这个模板已经停用。请从模板列表里另选一个。")
        return self.get(key)

    def get(self, key: str) -> StoryTemplate:
        """Raises NotFound."""
        found = self.find(key)
        if found is None:
            raise NotFound("没有这个模板。请从模板列表里选择。")
        return found

    def find(self, key: str) -> StoryTemplate | None:
        return self.templates.get(key) or self.resting.get(key)


def load(folder: Path, words: Words) -> Library:
    """Reads _*.yaml (shared facts) and *.md; raises Invalid naming the file and the line of each fault."""
    shared = {
        path.stem.removeprefix("_"): parse_shared(path.stem, path.read_text(encoding="utf8"))
        for path in sorted(folder.glob("_*.yaml"))
    }
    templates = {}
    for path in sorted(folder.glob("*.md")):
        number, _, key = path.stem.partition("-")
        key = key if number.isdigit() else path.stem
        templates[key] = parse_template(key, path.read_text(encoding="utf8"), words=words, shared=shared)
    return Library(MappingProxyType(templates), MappingProxyType(shared), words)

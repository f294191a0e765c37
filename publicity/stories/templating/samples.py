"""Invented facts that fill a template for looking at it, read from content/template-samples.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from publicity.lib.yamls import load_yaml
from publicity.stories.fact_rows import BETWEEN
from publicity.stories.fact_values import FactField, FactType, parse
from publicity.stories.template_file import StoryTemplate


@dataclass(frozen=True, slots=True)
class Samples:
    """What one would type: by the fact's name, else by its type."""

    names: Mapping[str, str]
    types: Mapping[str, str]

    def facts(self, template: StoryTemplate) -> dict[str, Any]:
        """Every fact of the template filled; a sample that does not fit the fact's type gives way to the type's."""
        return {asked.name: self._value(asked) for asked in template.facts}

    def _value(self, asked: FactField) -> Any:
        for typed in (self.names.get(asked.name, ""), self._by_type(asked)):
            value, fault = parse(asked, typed)
            if typed and not fault:
                return value
        return ""

    def _by_type(self, asked: FactField) -> str:
        if asked.type is FactType.ROWS:
            return BETWEEN.join(self.types[f"column_{kind}"] for kind in asked.columns.values())
        return next(iter(asked.options)) if asked.type is FactType.CHOICE else self.types[asked.type.value]


def load(path: Path) -> Samples:
    """Raises KeyError at start-up for a missing group."""
    data = load_yaml(path.read_text(encoding="utf8"))
    return Samples(MappingProxyType(data["names"]), MappingProxyType(data["types"]))

"""The fixed words of the area (themes, forms, selection grounds), read once from content/vocabulary.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from publicity.lib.yamls import load_yaml


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Each maps a key that never changes to the Chinese words people read, in the file's order."""

    themes: Mapping[str, str]
    forms: Mapping[str, str]
    grounds: Mapping[str, str]
    polarities: Mapping[str, str]


def load(path: Path) -> Vocabulary:
    """Reads the file; a missing group is a KeyError at start-up."""
    data = load_yaml(path.read_text(encoding="utf8"))
    groups = ("themes", "forms", "grounds", "polarities")
    return Vocabulary(*(MappingProxyType(dict(data[group])) for group in groups))

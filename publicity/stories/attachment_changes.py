"""What became of the attachments between two revisions; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

WORDS: Final[Mapping[str, str]] = MappingProxyType(
    {"name": "文件名", "caption": "图说", "alt": "替代文字", "credit": "署名"}
)


class Fate(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    DESCRIBED = "described"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class FileChange:
    """One attachment; `words` lists (what, before, after) of its words that differ."""

    name: str
    fate: Fate
    words: tuple[tuple[str, str, str], ...] = ()


def attachment_changes(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[FileChange]:
    """Files added, described anew and removed; last the one that has come to the front of those kept."""
    old = {item["id"]: item for item in before}
    new = {item["id"]: item for item in after}
    found = [FileChange(_name(item), Fate.ADDED, _words({}, item)) for key, item in new.items() if key not in old]
    for key, item in new.items():
        if key in old and (words := _words(old[key], item)):
            found.append(FileChange(_name(old[key]), Fate.DESCRIBED, words))
    found += [FileChange(_name(item), Fate.REMOVED) for key, item in old.items() if key not in new]
    were, are = [key for key in old if key in new], [key for key in new if key in old]
    if were[:1] != are[:1]:
        found.append(FileChange(_name(new[are[0]]), Fate.FIRST))
    return found


def _name(item: Mapping[str, Any]) -> str:
    return str(item.get("name") or item["id"])


def _words(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    asked = [name for name in WORDS if old or name != "name"]
    pairs = ((WORDS[name], str(old.get(name, "")), str(new.get(name, ""))) for name in asked)
    return tuple((label, was, now) for label, was, now in pairs if was != now)

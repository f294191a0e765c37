"""Where personal data leaves the desk: what is written in words, and what files and links are called."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft
from publicity.checks.parts import all_parts
from publicity.checks.visible import HIDDEN, Passage

_TARGET: Final = re.compile(r"\]\((?P<target>(?:[^()\n\"']|\([^()\n]*\))*)")
_EXTENSION: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|heic|bmp|mp[34]|mov|wav|m4a|pdf|docx?)\b", re.I)


def leak_parts(draft: Draft) -> Iterator[Passage]:
    """Both: the words, then the names."""
    yield from written_parts(draft)
    yield from file_names(draft)


def written_parts(draft: Draft) -> Iterator[Passage]:
    """Every field but the names of attachments; the words of pictures in the text come apart."""
    return (part for part in all_parts(draft) if not part.field.endswith(":name"))


def file_names(draft: Draft) -> Iterator[Passage]:
    """Names of attachments, and of the text only what its links and pictures point at; endings hidden."""
    if "](" in draft.text:
        yield Passage("text", draft.text, _without_ending(_only_targets(draft.text)))
    for number, item in enumerate(draft.media):
        if item.name:
            yield Passage(f"media:{number}:name", item.name, _without_ending(item.name))


def _only_targets(text: str) -> str:
    shown = [HIDDEN] * len(text)
    for match in _TARGET.finditer(text):
        shown[slice(*match.span("target"))] = match["target"]
    return "".join(shown)


def _without_ending(name: str) -> str:
    return _EXTENSION.sub(lambda match: HIDDEN * len(match.group()), name)

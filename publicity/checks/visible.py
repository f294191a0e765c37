"""What a reader sees of a Markdown text, at the offsets of the text as written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from publicity.checks.finding import Draft, Place

HIDDEN: Final = "\u200b"
"""Stands for every code point of markup in the masked text: neither a space, nor a mark, nor a letter."""

_MARKUP: Final = re.compile(r"[#*_`~<>\[\]|\\=+-]")
_COMMENT: Final = re.compile(r"<!--(?:(?!-->|<!--).)*-->", re.S)
PICTURE: Final = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\("
    r"(?:[ \t]*(?P<source>[^\s()\"]+)[ \t]+[\"'](?P<caption>[^\"\n]*)[\"'][ \t]*|(?:[^()\n]|\([^()\n]*\))*)\)"
)
"""A picture written in the text: `![alt](source "caption")`; source and caption only in this form."""
_SPANS: Final = (
    re.compile(r"^ {0,3}(?:`{3,}|~{3,})[^\n]*$", re.M),
    _COMMENT,
    re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>\n]*)?/?>"),
    re.compile(r"!\[[^\[\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)"),
    re.compile(r"^ {0,3}\[[^\[\]\n]+\]:[ \t]+\S+[^\n]*$", re.M),
    re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+[ \t]*)$", re.M),
    re.compile(r"^ {0,3}\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)+\|?[ \t]*$", re.M),
    re.compile(r"^ {0,3}#{1,6}(?:[ \t]+|$)", re.M),
    re.compile(r"^(?: {0,3}>[ \t]?)+", re.M),
    re.compile(r"^[ \t]*[-*+][ \t]+(?=\S)", re.M),
    re.compile(r"\\(?=[!-/:-@\[-`{-~])"),
)
_CLOSING_HASHES: Final = re.compile(r"(?<=[ \t])#+[ \t]*$", re.M)
_LINK: Final = re.compile(r"(\[)[^\[\]\n]*(\]\((?:[^()\n]|\([^()\n]*\))*\))")
_AUTOLINK: Final = re.compile(r"(<)(?:https?://|mailto:)[^<>\s]+(>)")
_CODE: Final = re.compile(r"(?<!`)(`+)(?!`)[^`\n]+(?<!`)(\1)(?!`)")
_TABLE_ROW: Final = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.M)
_RUN: Final = re.compile(r"\*+|_+|~~|\n[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Passage:
    """One field of the draft: as written, and with its markup hidden. Both have the same length."""

    field: str
    raw: str
    shown: str

    def place(self, start: int, end: int) -> Place:
        """The place start..end in this field."""
        return Place(self.field, start, end)


def passages(draft: Draft) -> Iterator[Passage]:
    """What readers will see, never empty: title, summary, text, the words of its pictures, captions, alternative texts.

    The text comes once as running text and, where it has pictures, once more with nothing but their words shown.
    """
    for name, raw in (("title", draft.title), ("summary", draft.summary)):
        if raw:
            yield Passage(name, raw, raw)
    if draft.text:
        yield body(draft)
        if "![" in draft.text and (words := picture_words(draft.text)):
            yield Passage("text", draft.text, words)
    for number, item in enumerate(draft.media):
        for name, raw in ((f"media:{number}:caption", item.caption), (f"media:{number}:alt", item.alt)):
            if raw:
                yield Passage(name, raw, raw)


def body(draft: Draft) -> Passage:
    """The text alone, also when it is empty."""
    return Passage("text", draft.text, visible(draft.text))


@lru_cache(maxsize=64)
def picture_words(text: str) -> str:
    """`text` with all but the alternative texts and captions of its pictures hidden; "" when they have no words."""
    shown = [char if char in "\r\n" else HIDDEN for char in text]
    for picture in PICTURE.finditer(text):
        for start, end in (picture.span("alt"), picture.span("caption")):
            if start >= 0:
                shown[start:end] = text[start:end]
    return words if (words := "".join(shown)).strip(HIDDEN + "\r\n ") else ""


@lru_cache(maxsize=64)
def visible(text: str) -> str:
    """`text` with its markup (CommonMark subset, tables) replaced by HIDDEN; same length, lines kept."""
    if not _MARKUP.search(text):
        return text
    shown = list(text)
    for pattern in _SPANS:
        for match in pattern.finditer(text):
            _hide(shown, match.start(), match.end())
    for pattern in (_LINK, _AUTOLINK, _CODE):
        for match in pattern.finditer(text):
            _hide(shown, *match.span(1))
            _hide(shown, *match.span(2))
    for match in _TABLE_ROW.finditer(text):
        for offset in range(match.start(), match.end()):
            if text[offset] == "|":
                shown[offset] = HIDDEN
    for match in _CLOSING_HASHES.finditer(text):
        if text[text.rfind("\n", 0, match.start()) + 1 :].lstrip(" ").startswith("#"):
            _hide(shown, match.start(), match.end())
    _hide_emphasis(text, shown)
    return "".join(shown)


def _hide(shown: list[str], start: int, end: int) -> None:
    for offset in range(start, end):
        if shown[offset] not in "\r\n":
            shown[offset] = HIDDEN


def _hide_emphasis(text: str, shown: list[str]) -> None:
    """Hide paired runs of * _ ~~ by the flanking rules (CommonMark 0.31 §6.2); a run left open is text."""
    waiting: list[tuple[str, int, int]] = []
    for match in _RUN.finditer(text):
        start, end, mark = match.start(), match.end(), match.group()[0]
        if mark == "\n":
            waiting.clear()
            continue
        if shown[start] == HIDDEN or (start and text[start - 1] == "\\"):
            continue
        opens, closes = _flanks(text, start, end)
        partner = next((w for w in reversed(waiting) if w[0] == mark), None) if closes else None
        if partner:
            width = min(end - start, partner[2] - partner[1])
            _hide(shown, partner[2] - width, partner[2])
            _hide(shown, start, start + width)
            del waiting[waiting.index(partner) :]
        elif opens:
            waiting.append((mark, start, end))


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    opens = not after.isspace() and (_is_word(after) or before.isspace() or not _is_word(before))
    closes = not before.isspace() and (_is_word(before) or after.isspace() or not _is_word(after))
    if text[start] == "_":
        return opens and not (closes and _is_word(before)), closes and not (opens and _is_word(after))
    return opens, closes


def _is_word(char: str) -> bool:
    return char.isalnum()

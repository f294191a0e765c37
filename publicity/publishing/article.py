"""A story as the exports take it: plain values, no rows, files by their path."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture; `id` is what `media:ID` in the text names, `path` its file, as given or stripped."""

    id: str
    path: Path
    alt: str = ""
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Film:
    """A film or a sound with the extension that its content asks for."""

    id: str
    path: Path
    extension: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Credits:
    """Who stands in the foot line; names as they are to be printed, "" leaves one out."""

    source: str = ""
    supplied: str = ""
    editor: str = ""
    proofreader: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A story to be carried out: `text` is Markdown, `url` its public address ("" before release)."""

    title: str
    text: str
    summary: str = ""
    credits: Credits = Credits()
    day: date | None = None
    url: str = ""
    pictures: tuple[Picture, ...] = ()
    films: tuple[Film, ...] = ()

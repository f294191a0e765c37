"""What outlets download: the text as .docx and .txt, pictures in full size with captions and credits, and the terms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from publicity.errors import Invalid
from publicity.lib import markdown
from publicity.lib.files import safe_name
from publicity.lib.html import xml_text
from publicity.lib.yamls import load_yaml
from publicity.media import pictures
from publicity.publishing import document
from publicity.publishing.article import Article
from publicity.publishing.document_layout import Layout

_NAMES = frozenset({"document", "text", "captions", "terms", "pictures", "films"})
_LABELS = frozenset({"file", "caption", "alt", "credit", "source", "day", "url", "none"})


@dataclass(frozen=True, slots=True)
class PackWords:
    """Names of the files and the words in them, from content/layouts/media-pack.yaml; `terms` may name {source}."""

    names: Mapping[str, str]
    labels: Mapping[str, str]
    terms: str


def load_words(path: Path) -> PackWords:
    """The words at `path`; raises Invalid naming what is missing."""
    data: dict[str, Any] = load_yaml(path.read_text(encoding="utf8"))
    missing = _NAMES - data.get("names", {}).keys() | _LABELS - data.get("labels", {}).keys() | {"terms"} - data.keys()
    if missing:
        raise Invalid(f"{path.name} 缺少：{'、'.join(sorted(missing))}。请补上后再导出。")
    return PackWords(data["names"], data["labels"], data["terms"])


def members(article: Article, layout: Layout, words: PackWords) -> Iterator[tuple[str, bytes | Path]]:
    """Names and contents for `lib.files.zip_stream`, made one at a time as they are asked for.

    Pictures come in full size without marks of place and device, numbered in the order of the article; films as the
    files given, which the caller has had stripped.
    """
    yield words.names["document"], document.make(article, layout)
    yield words.names["text"], _as_text(article, words)
    notes = []
    for number, picture in enumerate(article.pictures, start=1):
        data, extension = pictures.full(picture.path)
        name = f"{words.names['pictures']}/{_numbered(number, picture.caption or picture.alt)}.{extension}"
        notes.append(_note(words, name, caption=picture.caption, alt=picture.alt, credit=picture.credit))
        yield name, data
    for number, film in enumerate(article.films, start=1):
        name = f"{words.names['films']}/{_numbered(number, film.caption)}.{film.extension}"
        notes.append(_note(words, name, caption=film.caption, credit=film.credit))
        yield name, film.path
    if notes:
        yield words.names["captions"], _encoded("\n\n".join(notes))
    terms = words.terms.replace("{source}", article.credits.source or words.labels["none"])
    yield words.names["terms"], _encoded(terms)


def _as_text(article: Article, words: PackWords) -> bytes:
    facts = (
        ("source", article.credits.source),
        ("day", document.chinese_day(article.day) if article.day else ""),
        ("url", article.url),
    )
    lines = [f"{words.labels[label]}：{value}" for label, value in facts if value]
    return _encoded("\n".join([article.title, "", markdown.plain(article.text), "", *lines]))


def _note(words: PackWords, name: str, **said: str) -> str:
    lines = [f"{words.labels['file']}：{name}"]
    lines += [f"{words.labels[label]}：{value or words.labels['none']}" for label, value in said.items()]
    return "\n".join(lines)


def _numbered(number: int, caption: str) -> str:
    return f"{number:02d}-{safe_name(caption, limit=30)}" if caption else f"{number:02d}"


def _encoded(text: str) -> bytes:
    """As Windows' own editor reads it: UTF-8 with its mark, CR LF."""
    return xml_text(text).strip().replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig") + b"\r\n"

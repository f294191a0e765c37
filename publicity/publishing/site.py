"""What one public side is made with: its addresses, words, page templates and the version of all that makes bytes."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from publicity.almanac.wording import day_text
from publicity.clock import SHANGHAI
from publicity.config import ROOT, Config
from publicity.lib.yamls import load_yaml
from publicity.publishing.models import TopicKind
from publicity.publishing.topics import EVERYTHING, Topic
from publicity.vocabulary import Vocabulary

TEMPLATES: Final = ROOT / "templates" / "public"
STATIC: Final = ROOT / "static" / "public"
CODE: Final = (ROOT / "publicity" / "publishing", ROOT / "publicity" / "feeds", ROOT / "publicity" / "lib")


@dataclass(frozen=True, slots=True)
class Site:
    """`fingerprint` changes with anything that could change a byte, so that a new version is projected whole."""

    base_url: str
    authority: str
    folder: Path
    media_folder: Path
    words: Mapping[str, str]
    vocabulary: Vocabulary
    pages: Environment
    fingerprint: str

    def url(self, path: str) -> str:
        """The absolute address of a path that begins with a slash."""
        return f"{self.base_url}{path}"

    def tag(self, rest: str) -> str:
        """A tag: URI (RFC 4151) that no change of host or title alters."""
        return f"tag:{self.authority}:{rest}"

    def title_of(self, topic: Topic) -> str:
        """The list's name as a heading."""
        return self.words[f"{topic.kind.value}_title"].format(name=topic.name) if topic.kind else self.words["name"]

    def fixed_topics(self) -> list[Topic]:
        """The lists that exist before anything is in them: everything, each theme, each form."""
        themes = [Topic(TopicKind.THEME, key, name) for key, name in self.vocabulary.themes.items()]
        forms = [Topic(TopicKind.FORM, key, name) for key, name in self.vocabulary.forms.items()]
        return [EVERYTHING, *themes, *forms]


def make_site(config: Config, vocabulary: Vocabulary) -> Site:
    """The site of this installation; reads the templates' folder once."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    pages.filters.update(day=_day, minute=_minute, iso=_iso)
    words: dict[str, str] = load_yaml((TEMPLATES / "words.yaml").read_text(encoding="utf8"))
    pages.globals["site_words"] = words
    return Site(
        base_url=config.base_url,
        authority=config.feed_authority,
        folder=config.public_folder,
        media_folder=config.media_folder,
        words=words,
        vocabulary=vocabulary,
        pages=pages,
        fingerprint=_fingerprint((TEMPLATES, STATIC, *CODE), (config.base_url, config.feed_authority, vocabulary)),
    )


def _fingerprint(folders: Iterable[Path], settings: Iterable[Any]) -> str:
    digest = hashlib.sha256(repr([*settings]).encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _day(instant: datetime) -> str:
    return day_text(instant.astimezone(SHANGHAI).date())


def _minute(instant: datetime) -> str:
    local = instant.astimezone(SHANGHAI)
    return f"{day_text(local.date())} {local:%H:%M}"


def _iso(instant: datetime) -> str:
    return instant.astimezone(SHANGHAI).isoformat()

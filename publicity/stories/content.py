"""What a revision of a story holds, before and after it is stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from publicity.lib.html import xml_text
from publicity.stories.models import Revision
from publicity.stories.rules import revision_hash

LONGEST_TITLE: Final = 200
LONGEST_TEXT: Final = 100_000


@dataclass(frozen=True, slots=True)
class Content:
    """All that a revision holds; `facts` by name, `media` as the revision keeps it."""

    title: str
    text: str
    summary: str = ""
    ground: str = ""
    polarity: str = ""
    themes: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    media: Sequence[Mapping[str, Any]] = ()

    def tidied(self) -> "Content":
        """Line ends as \\n, nothing but one line end after the last word; one-line fields on one line.

        Characters that no page and no feed may hold (XML 1.0 §2.2) are left out: they come with pasted text, unseen.
        """
        text = xml_text(self.text).replace("\r\n", "\n").replace("\r", "\n").rstrip()
        return replace(
            self,
            title=" ".join(xml_text(self.title).split()),
            text=f"{text}\n" if text else "",
            summary=xml_text(self.summary).replace("\r\n", "\n").strip(),
        )

    def cut(self) -> "Content":
        """No longer than what may be saved."""
        return replace(self, text=self.text[:LONGEST_TEXT], summary=self.summary[:LONGEST_TEXT])

    def hash(self) -> str:
        """The hash that a revision of this content bears."""
        return revision_hash(
            title=self.title,
            summary=self.summary,
            text=self.text,
            ground=self.ground,
            polarity=self.polarity,
            themes=self.themes,
            facts=self.facts,
            media=self.media,
        )


def content_of(revision: Revision) -> Content:
    """What the revision holds."""
    return Content(
        title=revision.title,
        text=revision.text,
        summary=revision.summary,
        ground=revision.ground,
        polarity=revision.polarity,
        themes=tuple(revision.themes),
        facts=revision.facts,
        media=revision.media,
    )

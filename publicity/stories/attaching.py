"""Which files of the library a story carries: a frozen entry per file, in order; each change is a revision."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy.orm import Session

from publicity.errors import Invalid
from publicity.media.models import MediaFile
from publicity.media.probe import MediaKind
from publicity.media.queries import entry, get_visible
from publicity.people.permissions import Person
from publicity.stories.actions import save
from publicity.stories.content import content_of
from publicity.stories.models import Revision
from publicity.stories.picture_words import reference
from publicity.stories.queries import newest_revision

MOST: Final = 60


class Change(StrEnum):
    """What can be done with one file of a story; REFRESH saves anew, as every save takes the descriptions of now."""

    ATTACH = "attach"
    DETACH = "detach"
    FIRST = "first"
    REFRESH = "refresh"


NOTES: Final[Mapping[Change, str]] = MappingProxyType(
    {
        Change.ATTACH: "添加附件",
        Change.DETACH: "移除附件",
        Change.FIRST: "调整附件次序",
        Change.REFRESH: "更新附件说明",
    }
)


def change(
    session: Session, *, now: datetime, actor: Person, story_id: int, base: int, change: Change, media_id: int
) -> Revision:
    """The revision with the attachments changed; raises what `save` raises, NotFound for a file not to be seen."""
    before = content_of(newest_revision(session, story_id))
    kept = [dict(item) for item in before.media]
    if change is Change.ATTACH:
        kept = _attached(kept, get_visible(session, actor, media_id))
    elif change is Change.DETACH:
        kept = [item for item in kept if item["id"] != str(media_id)]
    elif change is Change.FIRST:
        kept = sorted(kept, key=lambda item: item["id"] != str(media_id))
    content = replace(before, media=kept)
    return save(session, now=now, actor=actor, story_id=story_id, base=base, content=content, note=NOTES[change])


def placed(file: MediaFile) -> str:
    """The Markdown that puts the file into a text, "" for what is not a picture."""
    return reference(file.id, file.alt, file.caption) if file.kind is MediaKind.IMAGE else ""


def _attached(kept: list[dict[str, Any]], file: MediaFile) -> list[dict[str, Any]]:
    if len(kept) >= MOST:
        raise Invalid(f"一篇稿件最多{MOST}个附件，请先移除不用的。")
    if any(item["id"] == str(file.id) for item in kept):
        return kept
    return [*kept, dict(entry(file))]

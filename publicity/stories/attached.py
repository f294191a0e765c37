"""What a story's attachments still lack before a review, and which of them are described anew since the last save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from publicity.media.queries import as_described_now, missing_for_approval


@dataclass(frozen=True, slots=True)
class OpenFile:
    """An attachment somebody has to see to; `said` says in sentences what is missing."""

    id: int
    name: str
    said: str = ""


def unlooked(session: Session, media: Sequence[Mapping[str, Any]], today: date) -> list[OpenFile]:
    """The attachments not yet looked through by eye or without a consent that holds on `today`, in their order."""
    missing = missing_for_approval(session, [int(item["id"]) for item in media], today) if media else {}
    return [_file(item, "".join(missing[int(item["id"])])) for item in media if int(item["id"]) in missing]


def described_anew(session: Session, media: Sequence[Mapping[str, Any]]) -> list[OpenFile]:
    """The attachments whose words in the library differ from those that the revision keeps, in their order."""
    now = as_described_now(session, media)
    return [_file(kept) for kept, newer in zip(media, now, strict=True) if dict(kept) != newer]


def _file(item: Mapping[str, Any], said: str = "") -> OpenFile:
    return OpenFile(int(item["id"]), str(item.get("name") or item["id"]), said)

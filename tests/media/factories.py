"""Rows of media that a test needs; every default can be overridden."""

from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from publicity.media.models import MediaFile
from publicity.media.probe import MediaKind
from tests.factories import NOON, make_account, make_organisation

numbers = count(1)


def make_media(session: Session, **overrides: Any) -> MediaFile:
    """A picture that is known to the database; its bytes are not on any disk."""
    number = next(numbers)
    if "organisation_id" not in overrides:
        overrides["organisation_id"] = make_organisation(session).id
    if "uploaded_by_id" not in overrides:
        overrides["uploaded_by_id"] = make_account(session).id
    values: dict[str, Any] = {
        "name": f"照片{number}.jpg",
        "sha256": f"{number:064x}",
        "kind": MediaKind.IMAGE,
        "mime": "image/jpeg",
        "extension": "jpg",
        "size": 1000,
        "width": 640,
        "height": 480,
        "crops": {},
        "version": 1,
        "created_at": NOON,
        "changed_at": NOON,
    }
    row = MediaFile(**(values | overrides))
    session.add(row)
    session.flush()
    return row

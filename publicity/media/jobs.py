"""The timed work of media: uploads that were given up."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from publicity.db import OpenSession
from publicity.media.intake import uploads_folder
from publicity.media.models import Upload

KEPT_FOR = timedelta(days=2)


def discard_upload(open_session: OpenSession, *, now: datetime, media_folder: Path) -> bool:
    """Forgets one upload begun more than two days ago, with the bytes that arrived; False when there is none."""
    with open_session() as session:
        stale = session.scalar(select(Upload).where(Upload.created_at < now - KEPT_FOR).order_by(Upload.id).limit(1))
        if stale is None:
            return False
        (uploads_folder(media_folder) / stale.token).unlink(missing_ok=True)
        session.delete(stale)
    return True

"""Reading the documents that wait, one at a time, with progress that the page can show."""

from datetime import datetime
from pathlib import Path

from publicity.db import OpenSession
from publicity.errors import Invalid
from publicity.media.storage import address
from publicity.plans.actions import claim, keep_reading, refuse_document, show_progress
from publicity.plans.intake import read_file
from publicity.plans.models import ReadingState
from publicity.plans.proposal import read_plan

STEPS = 20


def read_one(open_session: OpenSession, *, now: datetime, folder: Path) -> bool:
    """Reads the next waiting document from `folder` (content-addressed); False when none waits.

    The claim on the row decides: a second reader, or one that comes back late, changes nothing.
    """
    with open_session() as session:
        document = claim(session, now=now)
        if document is None:
            return False
        if document.state is not ReadingState.READING:
            return True
        document_id, sha256, issued = document.id, document.sha256, document.issued_given

    def tell(done: int, total: int) -> None:
        if done % max(1, total // STEPS) == 0:
            with open_session() as session:
                show_progress(session, document_id, done=done, total=total)

    try:
        intake = read_file(_content(folder, sha256), on_page=tell)
    except Invalid as refusal:
        with open_session() as session:
            refuse_document(session, now=now, document_id=document_id, claimed_at=now, refusal=str(refusal))
        return True
    reading = read_plan(intake.text, issued=issued)
    with open_session() as session:
        keep_reading(session, now=now, document_id=document_id, claimed_at=now, intake=intake, reading=reading)
    return True


def _content(folder: Path, sha256: str) -> bytes:
    try:
        return address(folder, sha256).read_bytes()
    except FileNotFoundError as error:
        raise Invalid("存下的原文件不见了。请重新上传。") from error

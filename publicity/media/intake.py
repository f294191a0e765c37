"""From arrived bytes to a kept file with its facts; no database here, so that no lock is held while it works."""

from dataclasses import dataclass
from pathlib import Path

from publicity.errors import Invalid
from publicity.lib.files import fingerprint
from publicity.media import storage
from publicity.media.models import MediaFile
from publicity.media.probe import MediaFacts, probe
from publicity.media.renditions import prepare
from publicity.media.rules import refuse_size


@dataclass(frozen=True, slots=True)
class Taken:
    """A kept file: hex SHA-256 and the facts of its content."""

    sha256: str
    facts: MediaFacts


def uploads_folder(media_folder: Path) -> Path:
    """Where pieces wait until their file is whole."""
    return media_folder / "uploads"


def take(upload: Path, media_folder: Path, expected_size: int) -> Taken:
    """Probe the whole upload, move it to its place, and make the renditions that pages and releases will ask for.

    Raises WrongOffset while bytes are missing (nothing is lost then), Invalid for what may not be kept: that upload is
    removed.
    """
    if storage.received(upload) != expected_size:
        raise storage.WrongOffset(storage.received(upload))
    try:
        facts = probe(upload)
        refuse_size(facts.kind, facts.size)
    except Invalid:
        upload.unlink(missing_ok=True)
        raise
    sha256 = fingerprint(upload)
    is_new = not storage.address(media_folder, sha256).is_file()
    stored = storage.keep_upload(upload, media_folder, expected_size)
    try:
        prepare(media_folder, MediaFile(sha256=sha256, kind=facts.kind, extension=facts.extension, crops={}))
    except Invalid:
        if is_new:
            stored.path.unlink(missing_ok=True)
        raise
    return Taken(sha256, facts)

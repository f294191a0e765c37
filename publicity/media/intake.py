"""From arrived bytes to a kept file with its facts; no database here, so that no lock is held while it works."""

from dataclasses import dataclass
from pathlib import Path

from publicity.errors import Invalid
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
    """Probe the whole upload, make the renditions that pages and releases will ask for, and move it to its place.

    Nobody can add to it meanwhile, and what nothing can be made of never gets there. Raises WrongOffset while bytes are
    missing and Busy while another request holds it (nothing is lost then), Invalid for what may not be kept: that
    upload is removed.
    """
    with storage.held(upload) as file:
        sha256 = storage.whole(file, expected_size)
        try:
            facts = probe(upload)
            refuse_size(facts.kind, facts.size)
            media = MediaFile(sha256=sha256, kind=facts.kind, extension=facts.extension, crops={})
            prepare(media_folder, media, upload)
        except Invalid:
            upload.unlink(missing_ok=True)
            raise
        storage.settle(upload, media_folder, sha256)
    return Taken(sha256, facts)

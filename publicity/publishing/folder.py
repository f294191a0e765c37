"""The folder of plain files: each replaced whole and only where bytes change, with a gzip twin for text."""

import fcntl
import gzip
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PACKED: Final = frozenset({".html", ".rss", ".atom", ".json", ".opml", ".css", ".txt", ".xml", ".svg", ".ics"})
STATE: Final = ".projection.json"
LOCK: Final = ".lock"
PARTS: Final = ".parts"
LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class PublicFile:
    """A file for readers: `path` from the folder's root, and either its bytes or the file to copy."""

    path: str
    body: bytes = b""
    source: Path | None = None


@dataclass(frozen=True, slots=True)
class Projected:
    """How far the folder has come: the log's last line it shows, and by which version of site and code."""

    number: int
    fingerprint: str


class PublicFolder:
    """Writes are atomic (temporary file, fsync, rename); a crash leaves every file whole, old or new."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._unsynced: set[Path] = set()

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Holds the folder against other writers; yields False, at once, when another holds it."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / LOCK).open("wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                shutil.rmtree(self.root / PARTS, ignore_errors=True)
                yield True

    def projected(self) -> Projected:
        """Where the folder stands; number -1 when that is not known and it must be made whole."""
        try:
            kept = json.loads((self.root / STATE).read_bytes())
            return Projected(int(kept["number"]), str(kept["fingerprint"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return Projected(-1, "")

    def note_projected(self, projected: Projected) -> None:
        """Notes where the folder stands, once all that was renamed before is sure to last."""
        self._sync_folders()
        kept = {"number": projected.number, "fingerprint": projected.fingerprint}
        self._put(STATE, (json.dumps(kept) + "\n").encode())
        self._sync_folders()

    def put(self, file: PublicFile) -> bool:
        """Makes the folder hold the file; False when it did already. A copied file is named by its content."""
        if file.source is not None:
            return self._copy(file.path, file.source)
        # The twin goes first: while the file itself is still the old one, the pair is written again after a crash.
        if Path(file.path).suffix not in PACKED:
            return self._put(file.path, file.body)
        if self._holds(file.path, file.body) and (self.root / f"{file.path}.gz").is_file():
            return False
        self._put(f"{file.path}.gz", gzip.compress(file.body, LEVEL, mtime=0))
        return self._put(file.path, file.body)

    def remove(self, path: str) -> None:
        """Takes a file and its twin away, with the folders that are left empty."""
        for place in (self.root / path, self.root / f"{path}.gz"):
            place.unlink(missing_ok=True)
        folder = (self.root / path).parent
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent

    def prune(self, keep: set[str]) -> None:
        """Removes every file that is not in `keep`, gzip twins of kept files apart."""
        for path in sorted(self.paths() - keep):
            if not (path.endswith(".gz") and path.removesuffix(".gz") in keep):
                self.remove(path)

    def paths(self) -> set[str]:
        """All files from the folder's root, the folder's own notes apart."""
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        return {str(path) for path in found if not path.parts[0].startswith(".")}

    def _holds(self, path: str, body: bytes) -> bool:
        place = self.root / path
        try:
            return place.stat().st_size == len(body) and place.read_bytes() == body
        except (FileNotFoundError, NotADirectoryError):
            return False

    def _put(self, path: str, body: bytes) -> bool:
        if self._holds(path, body):
            return False
        part = self._part(path)
        with part.open("wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        self._settle(part, path)
        return True

    def _copy(self, path: str, source: Path) -> bool:
        place = self.root / path
        if place.is_file() and place.stat().st_size == source.stat().st_size:
            return False
        part = self._part(path)
        with source.open("rb") as reading, part.open("wb") as file:
            shutil.copyfileobj(reading, file, 1024 * 1024)
            file.flush()
            os.fsync(file.fileno())
        self._settle(part, path)
        return True

    def _part(self, path: str) -> Path:
        parts = self.root / PARTS
        parts.mkdir(exist_ok=True)
        return parts / path.replace("/", "~")

    def _settle(self, part: Path, path: str) -> None:
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            before = int(place.stat().st_mtime)
        except FileNotFoundError:
            before = 0
        if int(part.stat().st_mtime) <= before:
            # Last-Modified has whole seconds: two versions of a file must never share one.
            os.utime(part, (before + 1, before + 1))
        os.replace(part, place)
        self._unsynced.add(place.parent)

    def _sync_folders(self) -> None:
        for folder in sorted(self._unsynced):
            if folder.is_dir():
                _sync(folder)
        self._unsynced.clear()


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

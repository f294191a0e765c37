"""Files as given, kept by their SHA-256: streamed in bounded memory, resumed after a cut, never changed."""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO

from publicity.errors import Conflict, Invalid
from publicity.lib.files import CHUNK, fingerprint


@dataclass(frozen=True, slots=True)
class Stored:
    """A kept file: lower-case hex SHA-256, size in bytes, and where it lies."""

    sha256: str
    size: int
    path: Path


class WrongOffset(Conflict):
    """409: the piece does not continue what has arrived; `received` says from which byte to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(f"上传位置不对：已收到 {received} 字节，请从这里接着传。")
        self.received = received


class Busy(Conflict):
    """409: another request holds the upload, or has just finished it; in a moment one may ask again how far it is."""

    def __init__(self) -> None:
        super().__init__("这个文件正由另一个页面或刚才断开的连接上传，请等几秒再接着传。")


def address(folder: Path, sha256: str) -> Path:
    """Where the file of this SHA-256 lies, or would lie, under `folder`; ValueError for anything but 64 hex digits."""
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in lower-case hex")
    return folder / sha256[:2] / sha256[2:]


def store_stream(stream: BinaryIO, folder: Path, limit: int) -> Stored:
    """Keep what `stream` gives, at most `limit` bytes, holding no more than one piece in memory.

    The same content is kept once. Raises Invalid beyond `limit` and for nothing at all; then nothing is left behind.
    """
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=".upload-")
    part = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            sha256, size = _copy(stream, file, limit)
        if not size:
            raise Invalid("文件是空的，请检查后重新上传。")
        return settle(part, folder, sha256)
    finally:
        part.unlink(missing_ok=True)


def received(upload: Path) -> int:
    """How many bytes of a piecewise upload have arrived; 0 before the first."""
    return upload.stat().st_size if upload.is_file() else 0


def append_chunk(upload: Path, offset: int, stream: BinaryIO, limit: int) -> int:
    """Append a piece that begins at byte `offset`; returns the size then reached.

    Raises WrongOffset unless `offset` is exactly what has arrived, Busy while another request holds the upload, Invalid
    beyond `limit` bytes in all (the piece is then taken back). What arrived before a cut stays, so that the sender can
    go on from `received`.
    """
    upload.parent.mkdir(parents=True, exist_ok=True)
    if not offset:
        upload.touch()
    with held(upload) as file:
        size = file.seek(0, os.SEEK_END)
        if size != offset:
            raise WrongOffset(size)
        try:
            _copy(stream, file, limit - offset)
        except Invalid:
            if _is_at(file, upload):
                file.truncate(offset)
            raise
        return file.tell()


@contextmanager
def held(upload: Path) -> Iterator[BufferedRandom]:
    """The upload, which nobody else may add to, finish or take in meanwhile; never waits.

    Raises Busy when somebody else holds it or has moved it to its place, WrongOffset when nothing of it has arrived.
    """
    try:
        file = upload.open("r+b")
    except FileNotFoundError:
        raise WrongOffset(0) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        # Between opening and locking, the one who held it may have moved it away: then this is a kept original.
        if not _is_at(file, upload):
            raise Busy
        yield file


def whole(file: BufferedRandom, expected_size: int) -> str:
    """The hex SHA-256 of an upload that is held; raises WrongOffset unless it has `expected_size` bytes."""
    size = file.seek(0, os.SEEK_END)
    if size != expected_size:
        raise WrongOffset(size)
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


def settle(part: Path, folder: Path, sha256: str) -> Stored:
    """Move `part`, which has this SHA-256 and which nobody writes to any more, to its place under `folder`.

    A file that stands there is kept when it has the same content and replaced when it is damaged.
    """
    place, size = address(folder, sha256), part.stat().st_size
    if place.is_file() and place.stat().st_size == size and fingerprint(place) == sha256:
        part.unlink(missing_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.chmod(0o444)
        os.replace(part, place)
    return Stored(sha256, size, place)


def discard_stale(folder: Path, before: datetime) -> int:
    """Remove the piecewise uploads in `folder` untouched since `before` (aware); returns how many."""
    stale = [upload for upload in folder.glob("*") if upload.is_file() and upload.stat().st_mtime < before.timestamp()]
    for upload in stale:
        upload.unlink(missing_ok=True)
    return len(stale)


def _copy(stream: BinaryIO, file: BinaryIO, limit: int) -> tuple[str, int]:
    digest = hashlib.sha256()
    size = 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > limit:
            raise Invalid(f"文件太大：最多 {_in_words(limit)}，请压缩或剪短后再传。")
        digest.update(piece)
        file.write(piece)
    file.flush()
    os.fsync(file.fileno())
    return digest.hexdigest(), size


def _is_at(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except FileNotFoundError:
        return False


def _in_words(size: int) -> str:
    return f"{size // (1024 * 1024)} MB" if size >= 1024 * 1024 else f"{max(size, 0) // 1024} KB"

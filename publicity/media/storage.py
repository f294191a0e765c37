"""Files as given, kept by their SHA-256: streamed in bounded memory, resumed after a cut, never changed."""

import fcntl
import hashlib
import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
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
        return Stored(sha256, size, _settle(part, folder, sha256))
    finally:
        part.unlink(missing_ok=True)


def received(upload: Path) -> int:
    """How many bytes of a piecewise upload have arrived; 0 before the first."""
    return upload.stat().st_size if upload.is_file() else 0


def append_chunk(upload: Path, offset: int, stream: BinaryIO, limit: int) -> int:
    """Append a piece that begins at byte `offset`; returns the size then reached.

    Raises WrongOffset unless `offset` is exactly what has arrived, Invalid beyond `limit` bytes in all (the piece is
    then taken back). What arrived before a cut stays, so that the sender can go on from `received`.
    """
    upload.parent.mkdir(parents=True, exist_ok=True)
    with upload.open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0, os.SEEK_END)
        if file.tell() != offset:
            raise WrongOffset(file.tell())
        try:
            _copy(stream, file, limit - offset)
        except Invalid:
            file.truncate(offset)
            raise
        return file.tell()


def keep_upload(upload: Path, folder: Path, expected_size: int) -> Stored:
    """Move a finished piecewise upload to its place; raises WrongOffset while bytes are missing, Invalid when empty."""
    size = received(upload)
    if size != expected_size:
        raise WrongOffset(size)
    if not size:
        raise Invalid("文件是空的，请检查后重新上传。")
    folder.mkdir(parents=True, exist_ok=True)
    sha256 = fingerprint(upload)
    return Stored(sha256, size, _settle(upload, folder, sha256))


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


def _settle(part: Path, folder: Path, sha256: str) -> Path:
    place = address(folder, sha256)
    if place.is_file():
        part.unlink(missing_ok=True)
    else:
        place.parent.mkdir(parents=True, exist_ok=True)
        part.chmod(0o444)
        os.replace(part, place)
    return place


def _in_words(size: int) -> str:
    return f"{size // (1024 * 1024)} MB" if size >= 1024 * 1024 else f"{max(size, 0) // 1024} KB"

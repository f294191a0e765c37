"""Files: content-addressed names, writing only what changed, safe names for downloads, and zips that are not bombs."""

import hashlib
import os
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, BinaryIO, Final, cast

from publicity.errors import Invalid

CHUNK: Final = 1024 * 1024
_PACKED: Final = (".txt", ".html", ".xml", ".csv", ".json")
_NOT_IN_A_NAME: Final = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u2028\u2029\u202a-\u202e\u2066-\u2069]+')
_RESERVED: Final = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def fingerprint(path: Path) -> str:
    """The file's SHA-256 in lower-case hex, read in pieces of `CHUNK` bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_if_changed(path: Path, data: bytes) -> bool:
    """Put `data` at `path` by an atomic rename, making its folders; False, with nothing touched, where it stands."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def safe_name(name: str, *, limit: int = 80) -> str:
    """`name` fit for a file on any system and in a zip: no path, no control or direction marks, never empty."""
    kept = " ".join(_NOT_IN_A_NAME.sub(" ", name).split()).strip(". ")
    stem, dot, extension = kept.rpartition(".")
    if dot and stem and len(extension) <= 8:
        kept = f"{stem[: limit - len(extension) - 1].rstrip('. ')}.{extension}"
    else:
        kept = kept[:limit].rstrip(". ")
    if not kept or _RESERVED.fullmatch(kept):
        return f"_{kept}"
    return kept


def refuse_archive_bomb(file: BinaryIO | Path, *, entries: int, unpacked: int, ratio: int = 200) -> list[str]:
    """The names in the zip `file`; raises Invalid for more than `entries` names or `unpacked` bytes, or a packing
    beyond `ratio`, or for what is not a whole zip. Reads the directory only."""
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Invalid("文件不完整或已损坏，请用 Word 或 WPS 打开后另存一份再上传。") from error
    size = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > entries or size > unpacked or size > ratio * max(packed, 50_000):
        raise Invalid("文件解开后过大，可能有问题，未予接收；请用 Word 或 WPS 打开后另存一份再上传。")
    return [member.filename for member in members]


def zip_stream(members: Iterable[tuple[str, bytes | Path]], *, stamp: datetime) -> Iterator[bytes]:
    """The pieces of a zip, made as they are asked for: one member at a time, files in pieces of `CHUNK` bytes.

    Pictures and film are stored as they are, texts packed. Members are dated `stamp` (as it reads, zips know no zone),
    so the same members give the same bytes. Names twice are numbered.
    """
    sink = _Sink()
    taken: set[str] = set()
    with zipfile.ZipFile(cast(IO[bytes], sink), "w") as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(_unused(name, taken), stamp.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED if name.endswith(_PACKED) else zipfile.ZIP_STORED
            entry.external_attr = 0o644 << 16
            with archive.open(entry, "w", force_zip64=isinstance(content, Path)) as member:
                for piece in _pieces(content):
                    member.write(piece)
                    yield from sink.taken()
            yield from sink.taken()
    yield from sink.taken()


class _Sink:
    """What a zip is written into when nobody can go back in it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    def taken(self) -> Iterator[bytes]:
        pieces, self._pieces = self._pieces, []
        yield from pieces


def _pieces(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece


def _unused(name: str, taken: set[str]) -> str:
    stem, dot, extension = name.rpartition(".")
    candidate, number = name, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{extension}"
    taken.add(candidate)
    return candidate

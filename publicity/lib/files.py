"""Files: content-addressed names, writing only what changed, safe names for downloads, and zips that are not bombs."""

import hashlib
import os
import re
import tempfile
import zipfile
from pathlib import Path
from typing import BinaryIO, Final

from publicity.errors import Invalid

CHUNK: Final = 1024 * 1024
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

"""Files are kept once, by content, in pieces, and go on after a cut."""

import hashlib
import os
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, RawIOBase
from pathlib import Path

import pytest

from publicity.errors import Invalid
from publicity.media import storage

CONTENT = "一段素材".encode() * 1000


class Endless(RawIOBase):
    """As many bytes as are asked for, up to a length, without ever holding them."""

    def __init__(self, length: int) -> None:
        self._left = length

    def read(self, size: int = -1) -> bytes:
        piece = b"\xab" * min(size, self._left)
        self._left -= len(piece)
        return piece


class Cut(RawIOBase):
    """A line that breaks after the first piece."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)

    def read(self, size: int = -1) -> bytes:
        piece = next(self._pieces, None)
        if piece is None:
            raise ConnectionResetError
        return piece


def test_a_file_is_kept_by_its_content(tmp_path: Path) -> None:
    stored = storage.store_stream(BytesIO(CONTENT), tmp_path, 10**6)
    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()
    assert stored.size == len(CONTENT)
    assert stored.path == storage.address(tmp_path, stored.sha256)
    assert stored.path.read_bytes() == CONTENT


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    first = storage.store_stream(BytesIO(CONTENT), tmp_path, 10**6)
    second = storage.store_stream(BytesIO(CONTENT), tmp_path, 10**6)
    assert first == second
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [first.path]


@pytest.mark.parametrize(("content", "limit", "said"), [(b"x" * 2_000_000, 1_048_576, "最多 1 MB"), (b"", 100, "空的")])
def test_too_much_and_nothing_leave_nothing_behind(tmp_path: Path, content: bytes, limit: int, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        storage.store_stream(BytesIO(content), tmp_path, limit)
    assert list(tmp_path.iterdir()) == []


def test_exactly_the_limit_is_taken(tmp_path: Path) -> None:
    assert storage.store_stream(BytesIO(b"x" * 100), tmp_path, 100).size == 100


def test_a_long_film_costs_little_memory(tmp_path: Path) -> None:
    tracemalloc.start()
    storage.store_stream(Endless(64 * 1024 * 1024), tmp_path, 10**9)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * 1024 * 1024


def test_a_broken_line_leaves_nothing_half_kept(tmp_path: Path) -> None:
    with pytest.raises(ConnectionResetError):
        storage.store_stream(Cut(b"half"), tmp_path, 100)
    assert list(tmp_path.iterdir()) == []


def test_pieces_add_up(tmp_path: Path) -> None:
    upload, middle = tmp_path / "uploads" / "7", len(CONTENT) // 3
    assert storage.received(upload) == 0
    assert storage.append_chunk(upload, 0, BytesIO(CONTENT[:middle]), 10**6) == middle
    assert storage.append_chunk(upload, middle, BytesIO(CONTENT[middle:]), 10**6) == len(CONTENT)
    stored = storage.keep_upload(upload, tmp_path / "media", len(CONTENT))
    assert stored.path.read_bytes() == CONTENT
    assert not upload.exists()


@pytest.mark.parametrize("offset", [0, 3, 6, 100])
def test_a_piece_at_the_wrong_place_is_refused_and_told_the_right_one(tmp_path: Path, offset: int) -> None:
    upload = tmp_path / "7"
    storage.append_chunk(upload, 0, BytesIO(b"12345"), 100)
    with pytest.raises(storage.WrongOffset, match="5 字节") as refusal:
        storage.append_chunk(upload, offset, BytesIO(b"67"), 100)
    assert refusal.value.received == 5
    assert upload.read_bytes() == b"12345"


def test_what_arrived_before_a_cut_stays(tmp_path: Path) -> None:
    upload = tmp_path / "7"
    with pytest.raises(ConnectionResetError):
        storage.append_chunk(upload, 0, Cut(b"123", b"45"), 100)
    assert storage.append_chunk(upload, storage.received(upload), BytesIO(b"67"), 100) == 7
    assert upload.read_bytes() == b"1234567"


def test_a_piece_beyond_the_limit_is_taken_back(tmp_path: Path) -> None:
    upload = tmp_path / "7"
    storage.append_chunk(upload, 0, BytesIO(b"12345"), 8)
    with pytest.raises(Invalid, match="太大"):
        storage.append_chunk(upload, 5, BytesIO(b"6789"), 8)
    assert upload.read_bytes() == b"12345"


def test_an_unfinished_upload_cannot_be_kept(tmp_path: Path) -> None:
    storage.append_chunk(tmp_path / "7", 0, BytesIO(b"12345"), 100)
    with pytest.raises(storage.WrongOffset):
        storage.keep_upload(tmp_path / "7", tmp_path / "media", 6)
    with pytest.raises(Invalid, match="空的"):
        storage.keep_upload(tmp_path / "8", tmp_path / "media", 0)


def test_only_stale_uploads_are_discarded(tmp_path: Path) -> None:
    for name, day in (("old", 1), ("new", 3)):
        (tmp_path / name).write_bytes(b"x")
        moment = datetime(2018, 7, day, tzinfo=UTC).timestamp()
        os.utime(tmp_path / name, (moment, moment))
    assert storage.discard_stale(tmp_path, datetime(2018, 7, 2, tzinfo=UTC)) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "g" * 64, "a" * 63])
def test_only_a_fingerprint_is_an_address(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        storage.address(tmp_path, name)

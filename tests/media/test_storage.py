"""Files are kept once, by content, in pieces, and go on after a cut."""

import fcntl
import hashlib
import os
import tracemalloc
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO, RawIOBase
from pathlib import Path
from threading import Event

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
    with storage.held(upload) as file:
        stored = storage.settle(upload, tmp_path / "media", storage.whole(file, len(CONTENT)))
    assert (stored.sha256, stored.size) == (hashlib.sha256(CONTENT).hexdigest(), len(CONTENT))
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


def test_an_unfinished_upload_is_not_whole(tmp_path: Path) -> None:
    storage.append_chunk(tmp_path / "7", 0, BytesIO(b"12345"), 100)
    with storage.held(tmp_path / "7") as file, pytest.raises(storage.WrongOffset, match="5 字节"):
        storage.whole(file, 6)
    with pytest.raises(storage.WrongOffset, match="0 字节"), storage.held(tmp_path / "8"):
        pass


class Held(RawIOBase):
    """A sender that has sent its bytes and keeps the line open: the last byte comes when it is told to."""

    def __init__(self, content: bytes) -> None:
        self.waiting, self.go_on = Event(), Event()
        self._pieces = iter([content, b"x", b""])

    def read(self, size: int = -1) -> bytes:
        piece = next(self._pieces)
        if piece == b"x":
            self.waiting.set()
            assert self.go_on.wait(10)
        return piece


@pytest.fixture
def half_sent(tmp_path: Path) -> Iterator[tuple[Path, Held, "Future[int]"]]:
    """An upload whose announced bytes have all arrived, from a sender that is about to send one too many."""
    upload, sender = tmp_path / "uploads" / "7", Held(CONTENT)
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(storage.append_chunk, upload, 0, sender, len(CONTENT))
        assert sender.waiting.wait(10)
        yield upload, sender, sent
        sender.go_on.set()


def test_nobody_waits_for_a_piece_that_does_not_end(half_sent: tuple[Path, Held, "Future[int]"]) -> None:
    upload, sender, sent = half_sent
    with pytest.raises(storage.Busy, match="等几秒"):
        storage.append_chunk(upload, len(CONTENT), BytesIO(b""), 10**6)
    with pytest.raises(storage.Busy), storage.held(upload):
        pass
    sender.go_on.set()
    with pytest.raises(Invalid, match="太大"):
        sent.result(10)
    assert storage.received(upload) == 0


def test_a_sender_who_comes_too_late_cannot_touch_what_was_kept(
    tmp_path: Path, half_sent: tuple[Path, Held, "Future[int]"]
) -> None:
    upload, sender, sent = half_sent
    place = storage.settle(upload, tmp_path / "media", hashlib.sha256(CONTENT).hexdigest()).path
    sender.go_on.set()
    with pytest.raises(Invalid, match="太大"):
        sent.result(10)
    assert place.read_bytes() == CONTENT


def test_an_upload_moved_away_while_one_waited_for_it_is_not_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = tmp_path / "uploads" / "7"
    storage.append_chunk(upload, 0, BytesIO(CONTENT), 10**6)
    lock = fcntl.flock

    def late(file: object, how: int) -> None:
        upload.rename(tmp_path / "kept")
        lock(file, how)  # type: ignore[arg-type]

    monkeypatch.setattr(fcntl, "flock", late)
    with pytest.raises(storage.Busy):
        storage.append_chunk(upload, len(CONTENT), BytesIO(b"x" * 10), len(CONTENT) + 5)
    assert (tmp_path / "kept").read_bytes() == CONTENT


@pytest.mark.parametrize("damaged", [b"", CONTENT[:-1], b"x" * len(CONTENT)])
def test_a_damaged_original_is_replaced_by_the_next_good_copy(tmp_path: Path, damaged: bytes) -> None:
    place = storage.store_stream(BytesIO(CONTENT), tmp_path, 10**6).path
    place.chmod(0o644)
    place.write_bytes(damaged)
    again = storage.store_stream(BytesIO(CONTENT), tmp_path, 10**6)
    assert again.path.read_bytes() == CONTENT
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [place]


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

"""A file gets to its place whole or not at all, whoever else is sending to it."""

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest

from publicity.errors import Invalid
from publicity.media import intake, storage
from tests.media import samples
from tests.media.test_storage import Held


def arrived(folder: Path, name: str, content: bytes) -> Path:
    upload = intake.uploads_folder(folder) / name
    storage.append_chunk(upload, 0, BytesIO(content), len(content))
    return upload


def test_a_file_is_not_finished_while_a_piece_is_still_coming(tmp_path: Path) -> None:
    content, upload = samples.encoded("JPEG"), intake.uploads_folder(tmp_path) / "7"
    sender = Held(content)
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(storage.append_chunk, upload, 0, sender, len(content))
        assert sender.waiting.wait(10)
        with pytest.raises(storage.Busy, match="等几秒"):
            intake.take(upload, tmp_path, len(content))
        sender.go_on.set()
        with pytest.raises(Invalid, match="太大"):
            sent.result(10)
    taken = intake.take(arrived(tmp_path, "7", content), tmp_path, len(content))
    assert storage.address(tmp_path, taken.sha256).read_bytes() == content


def test_two_who_finish_one_upload_at_once_keep_one_whole_file(tmp_path: Path) -> None:
    content = samples.encoded("JPEG")
    upload = arrived(tmp_path, "7", content)

    def finish(_turn: int) -> str:
        try:
            return intake.take(upload, tmp_path, len(content)).sha256
        except (storage.Busy, storage.WrongOffset):
            return ""

    with ThreadPoolExecutor(6) as pool:
        (sha256,) = filter(None, pool.map(finish, range(6)))
    assert storage.address(tmp_path, sha256).read_bytes() == content


def test_the_next_good_copy_heals_a_damaged_original(tmp_path: Path) -> None:
    content = samples.encoded("JPEG")
    place = storage.address(tmp_path, intake.take(arrived(tmp_path, "7", content), tmp_path, len(content)).sha256)
    place.chmod(0o644)
    place.write_bytes(b"")
    intake.take(arrived(tmp_path, "8", content), tmp_path, len(content))
    assert place.read_bytes() == content

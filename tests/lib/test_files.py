"""Files are written only when they change, and names and zips from outside do no harm."""

import hashlib
import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from publicity.errors import Invalid
from publicity.lib import files


def test_a_file_is_written_once(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.html"
    assert files.write_if_changed(path, b"one")
    os.utime(path, (1, 1))
    assert not files.write_if_changed(path, b"one")
    assert path.stat().st_mtime == 1
    assert files.write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in path.parent.iterdir()] == ["b.html"]


def test_the_fingerprint_is_the_sha256(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 3_000_000)
    assert files.fingerprint(tmp_path / "a") == hashlib.sha256(b"x" * 3_000_000).hexdigest()


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("现场照片.jpg", "现场照片.jpg"),
        ("../../etc/passwd", "etc passwd"),
        ("C:\\temp\\a.jpg", "C temp a.jpg"),
        ("a\x00b\r\nc.jpg", "a b c.jpg"),
        ("照片\u202egpj.exe", "照片 gpj.exe"),
        ("", "_"),
        ("...", "_"),
        ("CON.txt", "_CON.txt"),
        ("长" * 200 + ".jpg", "长" * 76 + ".jpg"),
        ('稿件"一"：<题>', "稿件 一 ： 题"),
    ],
)
def test_names_are_made_safe(given: str, safe: str) -> None:
    assert files.safe_name(given) == safe


def archive(*members: tuple[str, bytes]) -> BytesIO:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members:
            made.writestr(name, body)
    out.seek(0)
    return out


def test_a_sound_zip_gives_its_names() -> None:
    assert files.refuse_archive_bomb(archive(("a", b"x"), ("b", b"y")), entries=2, unpacked=2) == ["a", "b"]


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ([(str(number), b"") for number in range(3)], "过大"),
        ([("a", b"x" * 2_000)], "过大"),
    ],
)
def test_a_bomb_is_refused(members: list[tuple[str, bytes]], said: str) -> None:
    with pytest.raises(Invalid, match=said):
        files.refuse_archive_bomb(archive(*members), entries=2, unpacked=1_000)


def test_an_extreme_packing_is_refused() -> None:
    with pytest.raises(Invalid, match="过大"):
        files.refuse_archive_bomb(archive(("a", b"0" * 20_000_000)), entries=9, unpacked=10**9)


def test_a_broken_zip_is_refused() -> None:
    with pytest.raises(Invalid, match="损坏"):
        files.refuse_archive_bomb(BytesIO(b"PK\x03\x04rubbish"), entries=9, unpacked=9)

"""A file is what its content says, whatever its name; what poses as something else is refused in words."""

import struct
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publicity.errors import Invalid
from publicity.media.probe import MediaFacts, MediaKind, probe
from tests.media import samples


def png_header(width: int, height: int) -> bytes:
    """A PNG that claims to be huge and holds next to nothing."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("format_name", "mode", "mime", "extension"),
    [
        ("JPEG", "RGB", "image/jpeg", "jpg"),
        ("JPEG", "CMYK", "image/jpeg", "jpg"),
        ("PNG", "RGBA", "image/png", "png"),
        ("GIF", "P", "image/gif", "gif"),
        ("WEBP", "RGB", "image/webp", "webp"),
        ("BMP", "RGB", "image/bmp", "bmp"),
        ("TIFF", "RGB", "image/tiff", "tif"),
    ],
)
def test_pictures_are_known_by_content(tmp_path: Path, format_name: str, mode: str, mime: str, extension: str) -> None:
    path = tmp_path / "说明.txt"
    path.write_bytes(samples.encoded(format_name, mode))
    facts = probe(path)
    assert (facts.kind, facts.mime, facts.extension) == (MediaKind.IMAGE, mime, extension)
    assert (facts.width, facts.height, facts.size) == (640, 480, path.stat().st_size)


def test_an_iphone_picture_is_read(tmp_path: Path) -> None:
    facts = probe(samples.heic(tmp_path / "a.heic"))
    assert (facts.mime, facts.extension, facts.width, facts.height) == ("image/heic", "heic", 640, 480)


@pytest.mark.parametrize(("orientation", "size"), [(1, (640, 480)), (3, (640, 480)), (6, (480, 640)), (8, (480, 640))])
def test_a_picture_is_measured_as_it_is_seen(tmp_path: Path, orientation: int, size: tuple[int, int]) -> None:
    facts = probe(samples.jpeg(tmp_path / "a.jpg", orientation=orientation))
    assert (facts.width, facts.height) == size


def test_a_film_gives_its_facts(tmp_path: Path) -> None:
    facts = probe(samples.film(tmp_path / "a.mp4", seconds=2))
    assert (facts.kind, facts.mime, facts.codec) == (MediaKind.VIDEO, "video/mp4", "h264")
    assert (facts.width, facts.height) == (320, 240)
    assert facts.duration == pytest.approx(2.0, abs=0.2)
    assert facts.bit_rate
    assert facts.plays_everywhere


@pytest.mark.parametrize(
    ("name", "codec", "mime", "plays"),
    [
        ("a.webm", "libvpx", "video/webm", False),
        ("a.mkv", "mpeg4", "video/x-matroska", False),
        ("a.avi", "mpeg4", "video/x-msvideo", False),
        ("a.mov", "libx264", "video/quicktime", False),
    ],
)
def test_other_films_are_known_too(tmp_path: Path, name: str, codec: str, mime: str, plays: bool) -> None:
    facts = probe(samples.film(tmp_path / name, codec=codec))
    assert (facts.kind, facts.mime, facts.plays_everywhere) == (MediaKind.VIDEO, mime, plays)


@pytest.mark.parametrize(
    ("name", "codec", "mime", "plays"),
    [
        ("a.mp3", "libmp3lame", "audio/mpeg", True),
        ("a.m4a", "aac", "audio/mp4", True),
        ("a.wav", "pcm_s16le", "audio/x-wav", False),
        ("a.flac", "flac", "audio/x-flac", False),
    ],
)
def test_sound_gives_its_facts(tmp_path: Path, name: str, codec: str, mime: str, plays: bool) -> None:
    facts = probe(samples.sound(tmp_path / name, codec=codec))
    assert (facts.kind, facts.mime, facts.plays_everywhere) == (MediaKind.AUDIO, mime, plays)
    assert facts.width is None
    assert facts.duration == pytest.approx(1.0, abs=0.2)


def test_sound_in_an_mp4_is_sound(tmp_path: Path) -> None:
    samples.sound(tmp_path / "a.mp4", codec="aac")
    assert probe(tmp_path / "a.mp4").kind is MediaKind.AUDIO


def test_papers_are_known(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.jpg"))
    assert probe(tmp_path / "a.jpg").extension == "docx"
    assert probe(samples.pdf(tmp_path / "b.jpg")) == MediaFacts(
        MediaKind.DOCUMENT, "application/pdf", "pdf", (tmp_path / "b.jpg").stat().st_size
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "网页"),
        (b"\n  <html><body>x", "网页"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "网页"),
        (b'<?xml version="1.0"?><svg></svg>', "网页"),
        (b"\xef\xbb\xbf<script>alert(1)</script>", "网页"),
        (b"MZ" + b"\0" * 400, "程序"),
        (b"\x7fELF" + b"\0" * 400, "程序"),
        (b"#!/bin/sh\nrm -rf /\n", "程序"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 400, "压缩包"),
        (b"7z\xbc\xaf\x27\x1c" + b"\0" * 400, "压缩包"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".doc"),
        (b"", "空的"),
        ("一段文字".encode(), "认不出"),
        (b"#EXTM3U\n#EXTINF:1,\n/etc/passwd\n", "认不出"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "认不出"),
        (samples.encoded("JPEG")[:400], "打不开"),
        (samples.encoded("PNG")[:300], "打不开"),
        (b"\xff\xd8\xff\xe0<script>alert(1)</script>", "打不开"),
        (b"GIF89a<script>alert(1)</script>", "打不开"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 100, "打不开"),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 100, "打不开"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "打不开"),
        (b"%PDF-1.4\ncut off", "不完整"),
        (b"%PDF-1.4\ntrailer<</Encrypt 3 0 R>>\n%%EOF", "密码"),
        (b"PK\x03\x04" + b"\0" * 400, "损坏"),
        (png_header(12_000, 12_000), "像素太大"),
        (png_header(60_000, 60_000), "像素太大"),
        (png_header(40_000, 10), "像素太大"),
    ],
)
def test_what_is_not_what_it_should_be_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "照片.jpg"
    path.write_bytes(content)
    with pytest.raises(Invalid, match=said):
        probe(path)


def test_a_zip_a_bomb_and_macros_are_no_documents(tmp_path: Path) -> None:
    def archive(name: str, **members: bytes) -> Path:
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as made:
            for member, body in members.items():
                made.writestr(member.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), body)
        return tmp_path / name

    with pytest.raises(Invalid, match="压缩包"):
        probe(archive("a.zip", photo=b"x"))
    with pytest.raises(Invalid, match="过大"):
        probe(archive("b.docx", word__document_xml=b"0" * 60_000_000))
    with pytest.raises(Invalid, match="宏"):
        probe(archive("c.docx", word__document_xml=b"<x/>", word__vbaProject_bin=b"x"))


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"]),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 255)), max_size=12),
    st.integers(12, 4000),
)
def test_a_damaged_picture_is_read_or_refused_and_nothing_else(
    tmp_path: Path, format_name: str, damage: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(samples.encoded(format_name)[:length])
    for step, (where, value) in enumerate(damage):
        content[(step * 37 + where * 11 + 8) % len(content)] = value
    path = tmp_path / "a"
    path.write_bytes(content)
    with suppress(Invalid):
        assert probe(path).kind in {MediaKind.IMAGE, MediaKind.AUDIO}

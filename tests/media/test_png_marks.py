"""A PNG keeps its pixels and loses every word."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageCms, PngImagePlugin

from publicity.errors import Invalid
from publicity.media import pictures, png_marks
from tests.media import samples

SECRET = b"desk-secret+25.0173+098.0511/"
PROFILE = zlib.compress(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def same_pixels(one: bytes, other: bytes) -> bool:
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        return ImageChops.difference(first.convert("RGBA"), second.convert("RGBA")).getbbox() is None


def test_a_png_loses_its_words_alone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "desk-secret")
    words.add_itxt("XML:com.adobe.xmp", "desk-secret")
    exif = Image.Exif()
    exif[0x010F] = "desk-secret"
    given = samples.encoded("PNG", "RGBA", pnginfo=words, exif=exif) + b"desk-secret"
    made = png_marks.strip_png(given)
    assert b"desk-secret" in given
    assert b"desk-secret" not in made
    assert b"eXIf" not in made
    assert same_pixels(given, made)


@pytest.mark.parametrize("name", [b"eXIf", b"tEXt", b"iTXt", b"tIME", b"sPLT", b"sBIT", b"pHYs", b"gAMA", b"abCd"])
def test_a_chunk_of_the_wrong_length_or_kind_goes(name: bytes) -> None:
    given = samples.encoded("PNG")
    made = png_marks.strip_png(given[:33] + chunk(name, SECRET) + given[33:])
    assert made == png_marks.strip_png(given)


def test_the_name_of_the_profile_goes() -> None:
    given = samples.encoded("PNG")
    made = png_marks.strip_png(given[:33] + chunk(b"iCCP", SECRET + b"\0\0" + PROFILE) + given[33:])
    assert SECRET not in made
    with Image.open(BytesIO(made)) as picture:
        assert picture.info["icc_profile"]


@pytest.mark.parametrize("packed", [SECRET, zlib.compress(SECRET * 20), PROFILE[:50]], ids=range(3))
def test_what_is_no_profile_goes(packed: bytes) -> None:
    given = samples.encoded("PNG")
    made = png_marks.strip_png(given[:33] + chunk(b"iCCP", b"icc\0\0" + packed) + given[33:])
    assert made == png_marks.strip_png(given)


def test_what_stands_behind_the_pixels_and_the_end_goes() -> None:
    given = samples.encoded("PNG")
    behind = given[:-12] + chunk(b"IDAT", SECRET) + chunk(b"tEXt", SECRET) + chunk(b"IEND", SECRET) + SECRET
    assert png_marks.strip_png(behind) == png_marks.strip_png(given)
    (length,) = struct.unpack_from(">I", given, given.index(b"IDAT") - 4)
    start = given.index(b"IDAT") + 4
    within = given[: start - 8] + chunk(b"IDAT", given[start : start + length] + SECRET) + given[start + length + 4 :]
    assert png_marks.strip_png(within) == png_marks.strip_png(given)


def test_more_lines_than_the_header_tells_are_refused() -> None:
    lines = zlib.compress(b"\0" * (641 * 3 * 481) + SECRET)
    header = struct.pack(">IIBBBBB", 640, 480, 8, 2, 0, 0, 0)
    given = png_marks.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")
    with pytest.raises(Invalid, match="打不开"):
        png_marks.strip_png(given)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "P", "I;16"])
def test_every_kind_of_png_keeps_its_pixels(mode: str) -> None:
    out = BytesIO()
    shown = Image.new("I;16", (33, 21), 4711) if mode == "I;16" else samples.picture(33, 21).convert(mode)
    shown.save(out, "PNG", **({"transparency": 0} if mode in {"P", "L"} else {}))
    assert same_pixels(out.getvalue(), png_marks.strip_png(out.getvalue()))


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (8, 8), (17, 5)])
def test_interlaced_pixels_are_counted_too(size: tuple[int, int]) -> None:
    width, height = size
    passes = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))
    lines = b""
    for left, across, top, down in passes:
        columns = len(range(left, width, across))
        lines += b"".join(b"\0" + b"\x80" * columns for _ in range(top, height, down) if columns)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 1)
    given = png_marks.PNG + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")
    assert same_pixels(given, png_marks.strip_png(given))


def test_a_turned_png_stays_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[samples.ORIENTATION], exif[0x010F] = 6, "desk-secret"
    path = tmp_path / "a.png"
    path.write_bytes(samples.encoded("PNG", exif=exif))
    with Image.open(BytesIO(pictures.full(path)[0])) as picture:
        assert dict(picture.getexif()) == {samples.ORIENTATION: 6}
    assert pictures.measure(path)[:2] == (480, 640)


@pytest.mark.parametrize("length", [4, 30, 200, 400])
def test_half_a_picture_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="打不开"):
        png_marks.strip_png(samples.encoded("PNG")[:length])

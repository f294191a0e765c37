"""Marks go, the picture stays to the last pixel."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, PngImagePlugin

from publicity.errors import Invalid
from publicity.media import marks, pictures
from tests.media import samples


def same_pixels(one: bytes, other: bytes) -> bool:
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_blocks": 4}])
def test_a_jpeg_loses_its_marks_alone(tmp_path: Path, options: dict[str, object]) -> None:
    given = samples.encoded(
        "JPEG", exif=samples.jpeg(tmp_path / "a.jpg", with_place=True).read_bytes()[24:200], **options
    )
    given = given + b"trailing film with a place"
    made = marks.strip_jpeg(given)
    assert same_pixels(given, made)
    assert made.endswith(b"\xff\xd9")
    assert b"Exif" not in made
    assert b"trailing" not in made


def test_comment_place_and_device_go_and_the_orientation_stays(tmp_path: Path) -> None:
    given = samples.jpeg(tmp_path / "a.jpg", orientation=6, with_place=True).read_bytes()
    made = marks.strip_jpeg(given)
    assert b"desk comment" not in made
    with Image.open(BytesIO(made)) as picture:
        assert dict(picture.getexif()) == {samples.ORIENTATION: 6}
    assert same_pixels(given, made)


def test_the_colour_profile_stays() -> None:
    given = samples.encoded("JPEG", icc_profile=b"profile" * 20)
    with Image.open(BytesIO(marks.strip_jpeg(given))) as picture:
        assert picture.info["icc_profile"] == b"profile" * 20


def test_a_png_loses_its_words_alone() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "desk-secret")
    words.add_itxt("XML:com.adobe.xmp", "desk-secret")
    exif = Image.Exif()
    exif[0x010F] = "desk-secret"
    given = samples.encoded("PNG", "RGBA", pnginfo=words, exif=exif) + b"desk-secret"
    made = marks.strip_png(given)
    assert b"desk-secret" in given
    assert b"desk-secret" not in made
    assert b"eXIf" not in made
    assert same_pixels(given, made)


@pytest.mark.parametrize("length", [4, 30, 200, 400])
def test_half_a_picture_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="打不开"):
        marks.strip_jpeg(samples.encoded("JPEG")[:length])
    with pytest.raises(Invalid, match="打不开"):
        marks.strip_png(samples.encoded("PNG")[:length])


@pytest.mark.parametrize(("name", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "jpg"), ("GIF", "jpg")])
def test_full_size_is_full_size(tmp_path: Path, name: str, extension: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(samples.encoded(name, "P" if name == "GIF" else "RGB"))
    data, made_extension = pictures.full(path)
    assert made_extension == extension
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (640, 480)

"""Marks go, the picture stays to the last pixel."""

import struct
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageCms

from publicity.errors import Invalid
from publicity.media import marks, pictures
from tests.media import samples

SECRET = b"desk-secret+25.0173+098.0511/"


def same_pixels(one: bytes, other: bytes) -> bool:
    with Image.open(BytesIO(one)) as first, Image.open(BytesIO(other)) as second:
        return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def with_segments(picture: bytes, *segments: bytes) -> bytes:
    return picture[:2] + b"".join(segments) + picture[2:]


def placed_thumbnail(tmp_path: Path) -> bytes:
    return samples.jpeg(tmp_path / "thumbnail.jpg", 160, 120, with_place=True).read_bytes()


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


@pytest.mark.parametrize(
    "hidden",
    [
        pytest.param(segment(0xE0, b"JFXX\0\x10" + SECRET), id="JFXX thumbnail"),
        pytest.param(segment(0xE0, b"OCAD" + SECRET), id="another APP0"),
        pytest.param(segment(0xE0, b"AVI1\0" + SECRET), id="AVI1 and more"),
        pytest.param(segment(0xEE, b"XXXX" + SECRET), id="another APP14"),
        pytest.param(segment(0xEE, b"Adobe\0\x64\0\0\0\0\x01" + SECRET), id="Adobe with a tail"),
        pytest.param(segment(0xEE, b"Adobe" + SECRET[:6] + b"\x01"), id="Adobe with other numbers"),
        pytest.param(segment(0xE2, b"ICC_PROFILE\0\x01\x01" + SECRET * 9), id="no profile"),
        pytest.param(segment(0xE2, b"MPF\0" + SECRET), id="several pictures"),
        pytest.param(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + SECRET), id="XMP"),
        pytest.param(segment(0xED, b"Photoshop 3.0\0" + SECRET), id="IPTC"),
        pytest.param(segment(0xFE, SECRET), id="comment"),
    ],
)
@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file")
def test_nothing_is_hidden_in_a_jpeg(hidden: bytes) -> None:
    given = with_segments(samples.encoded("JPEG"), hidden)
    made = marks.strip_jpeg(given)
    assert SECRET[:6] in given
    assert SECRET[:6] not in made
    assert same_pixels(samples.encoded("JPEG"), made)


def test_a_thumbnail_with_a_place_of_its_own_goes(tmp_path: Path) -> None:
    thumbnail = placed_thumbnail(tmp_path)
    made = marks.strip_jpeg(with_segments(samples.encoded("JPEG"), segment(0xE0, b"JFXX\0\x10" + thumbnail)))
    assert made == marks.strip_jpeg(samples.encoded("JPEG"))


def test_the_thumbnail_that_shows_what_was_cut_goes_and_the_density_stays() -> None:
    given = samples.encoded("JPEG", dpi=(300, 300))
    header = b"JFIF\0\x01\x01\x01\x01\x2c\x01\x2c"
    assert header in given
    made = marks.strip_jpeg(
        given.replace(segment(0xE0, header + b"\0\0"), segment(0xE0, header + b"\x08\x04" + SECRET))
    )
    assert made == marks.strip_jpeg(given)
    with Image.open(BytesIO(made)) as picture:
        assert picture.info["dpi"] == (300, 300)


def test_pictures_behind_the_first_go(tmp_path: Path) -> None:
    out = BytesIO()
    samples.picture().save(out, "MPO", save_all=True, append_images=[samples.picture(320, 240)])
    with Image.open(BytesIO(out.getvalue())) as picture:
        assert picture.n_frames == 2  # type: ignore[attr-defined]
    with Image.open(BytesIO(marks.strip_jpeg(out.getvalue()))) as picture:
        assert picture.format == "JPEG"


def test_adobe_pictures_keep_their_colours() -> None:
    given = samples.encoded("JPEG", "CMYK")
    assert b"Adobe" in given
    assert same_pixels(given, marks.strip_jpeg(given))


def test_the_colour_profile_stays_without_its_words() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for given in (samples.encoded("JPEG", icc_profile=profile), samples.encoded("PNG", icc_profile=profile)):
        data = marks.strip_jpeg(given) if given.startswith(b"\xff\xd8") else pictures.png_marks.strip_png(given)
        with Image.open(BytesIO(data)) as picture:
            kept = picture.info["icc_profile"]
        assert ImageCms.getProfileDescription(BytesIO(kept)).strip() == "colour"


@pytest.mark.parametrize("length", [4, 30, 200, 400])
def test_half_a_picture_is_refused(length: int) -> None:
    with pytest.raises(Invalid, match="打不开"):
        marks.strip_jpeg(samples.encoded("JPEG")[:length])


@pytest.mark.parametrize(("name", "extension"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "jpg"), ("GIF", "jpg")])
def test_full_size_is_full_size(tmp_path: Path, name: str, extension: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(samples.encoded(name, "P" if name == "GIF" else "RGB"))
    data, made_extension = pictures.full(path)
    assert made_extension == extension
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (640, 480)


def secretive() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(samples.GPS).update({1: "N", 2: (25.0, 1.0, 2.0)})
    return exif


@pytest.mark.parametrize("name", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "HEIF"])
def test_no_format_tells_anything_in_full_size(tmp_path: Path, name: str) -> None:
    path, picture = tmp_path / "a", samples.picture()
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    if name == "HEIF":
        heif = pillow_heif.from_pillow(picture)
        heif[0].info.update(exif=secretive().tobytes(), xmp=xmp, thumbnails=[256])
        heif.save(path)
    elif name == "GIF":
        picture.save(path, name, comment=SECRET)
    else:
        picture.save(path, name, exif=secretive(), **({} if name == "TIFF" else {"xmp": xmp}))
    assert SECRET in path.read_bytes()
    data, _extension = pictures.full(path)
    assert SECRET not in data
    with Image.open(BytesIO(data)) as made:
        assert (made.size, dict(made.getexif())) == ((640, 480), {})
        assert not {"xmp", "comment", "exif", "icc_profile"} & set(made.info)


def test_a_picture_that_decoders_read_though_it_is_not_whole_is_drawn_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    whole = samples.encoded("JPEG")
    path.write_bytes(whole[:-2] + b"\0" * 8)
    with pytest.raises(Invalid):
        marks.strip_jpeg(path.read_bytes())
    data, extension = pictures.full(path)
    assert extension == "jpg"
    with Image.open(BytesIO(data)) as picture:
        assert picture.size == (640, 480)


@pytest.mark.parametrize("name", ["JPEG", "PNG"])
def test_exif_that_nobody_can_read_is_no_reason_to_refuse(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(samples.encoded(name, exif=b"Exif\0\0" + SECRET))
    assert pictures.measure(path)[:2] == (640, 480)
    assert pictures.page(path).width == 640
    assert SECRET not in pictures.full(path)[0]

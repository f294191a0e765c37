"""A colour profile keeps its colours and loses its words."""

import struct
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms

from publicity.media import icc
from tests.media import samples

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def of_version_two(profile: bytes) -> bytes:
    return profile[:8] + b"\x02\x10" + profile[10:]


def with_device(profile: bytes, said: bytes) -> bytes:
    """The profile with a maker, a private element and something behind the last one."""
    (count,) = struct.unpack_from(">I", profile, 128)
    table, body = profile[132 : 132 + 12 * count], profile[132 + 12 * count :]
    moved = bytearray()
    for number in range(count):
        name, start, length = struct.unpack_from(">4sII", table, 12 * number)
        moved += struct.pack(">4sII", name, start + 12, length)
    moved += struct.pack(">4sII", b"mmod", len(profile) + 12, len(said))
    made = profile[:48] + b"MAKEmode" + profile[56:128] + struct.pack(">I", count + 1) + bytes(moved) + body + said
    return struct.pack(">I", len(made)) + made[4:]


@pytest.mark.parametrize(
    "given", [SRGB, of_version_two(SRGB), with_device(SRGB, b"serial 4711 and a place")], ids=range(3)
)
def test_colours_stay_and_words_go(given: bytes) -> None:
    made = icc.bare(given)
    assert made is not None
    assert not [word for word in (b"serial", b"MAKE", b"lcms") if word in made]
    assert ImageCms.getProfileDescription(BytesIO(made)).strip() == "colour"
    assert icc.bare(made) == made
    gradient = Image.linear_gradient("L")
    picture = Image.merge("RGB", [gradient, gradient.rotate(90), samples.picture(256, 256, "L")])
    target = ImageCms.createProfile("LAB")
    shown = [
        ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), target, outputMode="LAB")
        for profile in (given, made)
    ]
    assert ImageChops.difference(*shown).getbbox() is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"profile" * 40,
        SRGB[:-1],
        SRGB + b"x",
        SRGB[:36] + b"ACSP" + SRGB[40:],
        SRGB[:128] + struct.pack(">I", 4_000_000_000) + SRGB[132:],
        struct.pack(">I", 132) + SRGB[4:128] + bytes(4),
    ],
    ids=range(7),
)
def test_what_is_no_whole_profile_goes(given: bytes) -> None:
    assert icc.bare(given) is None

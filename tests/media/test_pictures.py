"""Renditions stand upright, carry nothing about place or device, and have the sizes asked for."""

from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms

from publicity.errors import Invalid
from publicity.media import pictures
from publicity.media.pictures import Cover, Crop
from tests.media import samples


def opened(rendition: pictures.Rendition) -> Image.Image:
    picture = Image.open(BytesIO(rendition.data))
    assert picture.size == (rendition.width, rendition.height)
    return picture


def is_red(picture: Image.Image, x: float, y: float) -> bool:
    red, green, _blue = picture.convert("RGB").getpixel((int(x * picture.width), int(y * picture.height)))
    return red > 200 and green < 90


@pytest.mark.parametrize("make", [pictures.page, pictures.thumbnail, lambda path: pictures.cover(path, Cover.WIDE)])
def test_nothing_about_place_or_device_is_published(tmp_path: Path, make: object) -> None:
    path = samples.jpeg(tmp_path / "a.jpg", with_place=True)
    before = path.read_bytes()
    with Image.open(path) as original:
        assert original.getexif().get_ifd(samples.GPS)
    made = opened(make(path))  # type: ignore[operator]
    assert made.format == "JPEG"
    assert not made.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(made.info)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("orientation", "corner"),
    [(1, (0.1, 0.1)), (2, (0.9, 0.1)), (3, (0.9, 0.9)), (4, (0.1, 0.9)), (6, (0.9, 0.1)), (8, (0.1, 0.9))],
)
def test_a_picture_is_turned_before_its_marks_go(tmp_path: Path, orientation: int, corner: tuple[float, float]) -> None:
    made = opened(pictures.page(samples.jpeg(tmp_path / "a.jpg", orientation=orientation)))
    assert is_red(made, *corner)
    assert (made.width < made.height) is (orientation in {6, 8})


@pytest.mark.parametrize(
    ("given", "page", "thumbnail"),
    [
        ((4000, 3000), (1600, 1200), (320, 240)),
        ((3000, 4000), (1200, 1600), (240, 320)),
        ((640, 480), (640, 480), (320, 240)),
        ((100, 50), (100, 50), (100, 50)),
    ],
)
def test_sizes(tmp_path: Path, given: tuple[int, int], page: tuple[int, int], thumbnail: tuple[int, int]) -> None:
    path = samples.jpeg(tmp_path / "a.jpg", *given)
    assert opened(pictures.page(path)).size == page
    assert opened(pictures.thumbnail(path)).size == thumbnail


@pytest.mark.parametrize("kind", list(Cover))
@pytest.mark.parametrize("given", [(4000, 3000), (300, 900), (900, 300), (60, 40)])
def test_a_cover_has_its_exact_size(tmp_path: Path, kind: Cover, given: tuple[int, int]) -> None:
    assert opened(pictures.cover(samples.jpeg(tmp_path / "a.jpg", *given), kind)).size == kind.size


def test_a_cover_is_cut_where_the_box_stands(tmp_path: Path) -> None:
    path = samples.jpeg(tmp_path / "a.jpg", 1000, 1000)
    corner = opened(pictures.cover(path, Cover.SQUARE, Crop(0, 0, 0.25)))
    assert is_red(corner, 0.5, 0.5)
    assert is_red(corner, 0.9, 0.9)
    assert not is_red(opened(pictures.cover(path, Cover.SQUARE, Crop(0.5, 0.5, 0.5))), 0.1, 0.1)


def test_a_cover_of_a_turned_picture_counts_from_its_upright_corner(tmp_path: Path) -> None:
    path = samples.jpeg(tmp_path / "a.jpg", 800, 600, orientation=6)
    assert is_red(opened(pictures.cover(path, Cover.SQUARE, Crop(0.75, 0, 0.25))), 0.5, 0.5)


@pytest.mark.parametrize(
    "crop", [Crop(0.8, 0, 0.5), Crop(0, 0.9, 0.5), Crop(-0.1, 0, 0.5), Crop(0, 0, 0), Crop(0, 0, float("nan"))]
)
def test_a_box_outside_the_picture_is_refused(tmp_path: Path, crop: Crop) -> None:
    with pytest.raises(Invalid, match="裁切框"):
        pictures.cover(samples.jpeg(tmp_path / "a.jpg"), Cover.SQUARE, crop)


def test_the_default_box_is_the_largest_and_never_leaves_the_picture() -> None:
    assert pictures.default_crop(1000, 1000, Cover.SQUARE) == Crop(0.0, 0.0, 1.0)
    assert pictures.default_crop(2000, 1000, Cover.SQUARE) == Crop(0.25, 0.0, 0.5)
    tall = pictures.default_crop(1000, 2000, Cover.SQUARE)
    assert (tall.left, tall.top, tall.width) == (0.0, pytest.approx(0.2), 1.0)


def test_iphone_pictures_become_jpeg(tmp_path: Path) -> None:
    made = opened(pictures.page(samples.heic(tmp_path / "a.heic", 2000, 1500)))
    assert (made.format, made.size) == ("JPEG", (1600, 1200))
    assert is_red(made, 0.1, 0.1)


@pytest.mark.parametrize(("orientation", "corner"), [(3, (0.9, 0.9)), (6, (0.9, 0.1)), (8, (0.1, 0.9))])
def test_an_iphone_picture_is_turned_once(tmp_path: Path, orientation: int, corner: tuple[float, float]) -> None:
    exif = Image.Exif()
    exif[samples.ORIENTATION] = orientation
    heif = pillow_heif.from_pillow(samples.picture())
    heif[0].info["exif"] = exif.tobytes()
    heif.save(tmp_path / "a.heic")
    made = opened(pictures.page(tmp_path / "a.heic"))
    assert is_red(made, *corner)
    assert made.size == pictures.measure(tmp_path / "a.heic")[:2]


@pytest.mark.parametrize(
    ("name", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("GIF", "P"), ("TIFF", "CMYK")]
)
def test_odd_modes_become_rgb_on_white(tmp_path: Path, name: str, mode: str) -> None:
    path = tmp_path / "a"
    if mode == "RGBA":
        Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(path, name)
    else:
        Image.new("RGB", (50, 50), "white").convert(mode).save(path, name)
    made = opened(pictures.page(path))
    assert made.mode == "RGB"
    assert min(made.getpixel((25, 25))) > 240


def test_colours_are_brought_to_srgb(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    samples.picture().save(tmp_path / "a.jpg", icc_profile=profile)
    assert opened(pictures.page(tmp_path / "a.jpg")).size == (640, 480)


def test_a_rendition_stays_below_one_megabyte(tmp_path: Path) -> None:
    noise = Image.effect_noise((2400, 2400), 120).convert("RGB")
    noise.save(tmp_path / "a.png")
    assert len(pictures.page(tmp_path / "a.png").data) < 1_000_000


def test_renditions_are_the_same_each_time(tmp_path: Path) -> None:
    path = samples.jpeg(tmp_path / "a.jpg")
    assert pictures.page(path) == pictures.page(path)

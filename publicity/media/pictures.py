"""Pictures: measured within pixel limits, and turned into stripped renditions; the original is never touched."""

import math
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

import pillow_heif
from PIL import Image, ImageCms, ImageOps

from publicity.errors import Invalid
from publicity.media import marks, png_marks

# A baseline JPEG is decoded small by its DCT; everything else stands in memory whole, at 3 to 6 bytes a pixel.
MAX_PIXELS_JPEG: Final = 89_000_000
MAX_PIXELS: Final = 50_000_000
MAX_SIDE: Final = 30_000
PAGE: Final = 1600
THUMBNAIL: Final = 320
# WeChat's uploadimg takes pictures in a body below 1 MB.
MAX_RENDITION: Final = 1_000_000
_LYING: Final = frozenset({5, 6, 7, 8})
_FORMATS: Final = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_TOO_LARGE: Final = "图片像素太大（最多约 5000 万像素），请缩小到长边 6000 像素以内再上传。"
_DECODING: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    struct.error,
    IndexError,
    TypeError,
    KeyError,
    RuntimeError,
)
_BOMB: Final = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class Cover(StrEnum):
    """The two covers WeChat asks for: 2.35:1 (900×383 px) for the first article, 1:1 (500×500 px) for the others."""

    WIDE = "wide"
    SQUARE = "square"

    @property
    def size(self) -> tuple[int, int]:
        return (900, 383) if self is Cover.WIDE else (500, 500)


@dataclass(frozen=True, slots=True)
class Crop:
    """A box on the upright picture in shares (0..1) of its width and height; the cover's ratio gives its height."""

    left: float
    top: float
    width: float


@dataclass(frozen=True, slots=True)
class Rendition:
    """A stripped JPEG: its bytes and its size in px."""

    data: bytes
    width: int
    height: int


def measure(path: Path) -> tuple[int, int, str]:
    """Width and height in px as seen upright, and the format's name in lower case; the picture has then been decoded.

    Raises Invalid for broken pictures and for those beyond `MAX_PIXELS`, `MAX_PIXELS_JPEG` or `MAX_SIDE`.
    """
    with _opened(path) as picture:
        name = (picture.format or "HEIF").lower()
        turned = marks.orientation(picture) in _LYING
        width, height = picture.size
        _load(picture, 64)
    return (height, width, name) if turned else (width, height, name)


def page(path: Path) -> Rendition:
    """The picture for a page: upright, at most 1600 px on its longer side, never enlarged, under 1 MB."""
    return fit(_upright(path, PAGE), PAGE)


def full(path: Path) -> tuple[bytes, str]:
    """The picture in full size without marks, and its extension.

    A JPEG or PNG is written anew from what draws it, to the last pixel; other formats, and those that decoders read
    although they are not quite whole, become JPEG of high quality.
    """
    measure(path)
    data = path.read_bytes()
    with suppress(Invalid):
        if data.startswith(b"\xff\xd8"):
            return marks.strip_jpeg(data), "jpg"
        if data.startswith(png_marks.PNG):
            return png_marks.strip_png(data), "png"
    return _encode(_upright(path, MAX_SIDE), (93,)).data, "jpg"


def thumbnail(path: Path) -> Rendition:
    """The picture for a list: at most 320 px on its longer side, never enlarged."""
    return fit(_upright(path, THUMBNAIL), THUMBNAIL)


def cover(path: Path, kind: Cover, crop: Crop | None = None) -> Rendition:
    """The picture cut to `crop` (the middle when None) and scaled to the cover's size exactly.

    Raises Invalid for a box that leaves the picture.
    """
    width, height, _name = measure(path)
    crop = crop or default_crop(width, height, kind)
    share = refuse_outside(crop, width, height, kind)
    picture = _upright(path, math.ceil(kind.size[0] / crop.width * max(width, height) / width))
    left, top = round(crop.left * picture.width), round(crop.top * picture.height)
    box = (left, top, left + round(crop.width * picture.width), top + round(share * picture.height))
    return _encode(picture.resize(kind.size, Image.Resampling.LANCZOS, box=_inside(box, picture.size)))


def default_crop(width: int, height: int, kind: Cover) -> Crop:
    """The largest box of the cover's ratio in the middle of a picture of this size in px; higher in tall ones."""
    ratio = kind.size[0] / kind.size[1]
    if width / height >= ratio:
        share = height * ratio / width
        return Crop((1 - share) / 2, 0.0, share)
    return Crop(0.0, (1 - width / ratio / height) * 0.4, 1.0)


def fit(picture: Image.Image, longest: int) -> Rendition:
    """An upright RGB picture, at most `longest` px on its longer side, without any metadata."""
    smaller = picture.copy()
    smaller.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return _encode(smaller)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """The picture at `path`, not yet decoded; whatever fails while it is open is told as Invalid."""
    with path.open("rb") as file:
        try:
            picture = _open_heif(file) if _is_heif(file) else Image.open(file, formats=_FORMATS)
            _refuse_large(picture)
            yield picture
        except _BOMB as error:
            raise Invalid(_TOO_LARGE) from error
        except _DECODING as error:
            raise Invalid(marks.BROKEN) from error


def _refuse_large(picture: Image.Image) -> None:
    plain_jpeg = picture.format in {"JPEG", "MPO"} and not picture.info.get("progressive")
    if picture.width * picture.height > (MAX_PIXELS_JPEG if plain_jpeg else MAX_PIXELS) or max(picture.size) > MAX_SIDE:
        raise Invalid(_TOO_LARGE)


def _open_heif(file: BinaryIO) -> Image.Image:
    heif = pillow_heif.open_heif(file, convert_hdr_to_8bit=True)
    if heif.size[0] * heif.size[1] > MAX_PIXELS:
        raise Image.DecompressionBombError
    picture: Image.Image = heif.to_pillow()
    return picture


def _is_heif(file: BinaryIO) -> bool:
    head = file.read(12)
    file.seek(0)
    return head[4:8] == b"ftyp"


def _load(picture: Image.Image, longest: int) -> None:
    share = longest / max(picture.size)
    picture.draft("RGB", (math.ceil(picture.width * share), math.ceil(picture.height * share)))
    picture.load()


def _upright(path: Path, longest: int) -> Image.Image:
    """Decoded at no less than `longest` px where it has them, turned as its EXIF says, in sRGB on white."""
    with _opened(path) as picture:
        _load(picture, longest)
        turned = ImageOps.exif_transpose(picture) if marks.orientation(picture) != 1 else picture
        return _on_white(_in_srgb(turned))


def _in_srgb(picture: Image.Image) -> Image.Image:
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        return picture
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    return picture.convert("RGB")


def _encode(picture: Image.Image, qualities: tuple[int, ...] = (85, 75, 65, 50)) -> Rendition:
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    for quality in qualities:
        out = BytesIO()
        bare.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() < MAX_RENDITION:
            break
    return Rendition(out.getvalue(), *bare.size)


def refuse_outside(crop: Crop, width: int, height: int, kind: Cover) -> float:
    """The box's height in shares of a picture of this size in px; raises Invalid when the box leaves the picture."""
    height_share = crop.width * width * kind.size[1] / kind.size[0] / height
    slack = 1.0001
    inside = (
        0 <= crop.left <= 1
        and 0 <= crop.top <= 1
        and crop.width > 0
        and crop.left + crop.width <= slack
        and crop.top + height_share <= slack
    )
    if not inside:
        raise Invalid("封面裁切框超出了图片，请把框移回图片之内。", {f"crop_{kind.value}": "请把框移回图片之内"})
    return height_share


def _inside(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top = min(box[0], size[0] - 1), min(box[1], size[1] - 1)
    return left, top, max(min(box[2], size[0]), left + 1), max(min(box[3], size[1]), top + 1)

"""Stripped copies for showing, made from the original when first asked for and kept beside it."""

import os
import tempfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from PIL import Image

from publicity.errors import NotFound
from publicity.lib.files import fingerprint, write_if_changed
from publicity.media import film, pictures, storage
from publicity.media.models import MediaFile
from publicity.media.pictures import Cover
from publicity.media.probe import MediaKind
from publicity.media.rules import crop_of

JPEG: Final = "image/jpeg"
# A QuickTime film is an MP4 in all but name once its own marks are gone.
_REMUXED: Final = MappingProxyType({"mov": ("mp4", "video/mp4"), "m4v": ("mp4", "video/mp4")})
# Counts what `film.strip` takes out: copies made before it took out more are made anew.
_EDITION: Final = "-2"
_STILLS: Final = (MediaKind.IMAGE, MediaKind.VIDEO)


class RenditionKind(StrEnum):
    PAGE = "page"
    THUMBNAIL = "thumbnail"
    WIDE = "wide"
    SQUARE = "square"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """What readers may be given: a stripped file with its own fingerprint (hex SHA-256), MIME type and extension.

    `size` in bytes, width and height in px, duration in seconds (None where the kind has none).
    """

    path: Path
    sha256: str
    mime: str
    extension: str
    size: int
    width: int | None = None
    height: int | None = None
    duration: float | None = None


def original(folder: Path, media: MediaFile) -> Path:
    """Where the file as given lies; raises NotFound when it is gone from the disk."""
    path = storage.address(folder, media.sha256)
    if not path.is_file():
        raise NotFound("原文件不在存储里，请联系管理员从备份恢复。")
    return path


def rendition(folder: Path, media: MediaFile, kind: RenditionKind) -> Path:
    """The rendition's file, made now if it is not there; raises NotFound for a kind that this file has none of."""
    place = _place(folder, media, kind)
    if not place.is_file():
        _make(original(folder, media), media, kind, place)
    return place


def prepare(folder: Path, media: MediaFile, source: Path) -> None:
    """Make at intake, from the file at `source`, what the list and a release will ask for; raises Invalid when its
    content does not give it."""
    kinds = {
        MediaKind.IMAGE: (RenditionKind.PAGE, RenditionKind.THUMBNAIL),
        MediaKind.VIDEO: (RenditionKind.FILM, RenditionKind.PAGE, RenditionKind.THUMBNAIL),
        MediaKind.AUDIO: (RenditionKind.FILM,),
    }
    for kind in kinds.get(media.kind, ()):
        place = _place(folder, media, kind)
        if not place.is_file():
            _make(source, media, kind, place)


def public_copy(folder: Path, media: MediaFile) -> PublicCopy | None:
    """The copy that may leave the desk: a page picture, a film or a sound without marks; None for papers."""
    if media.kind is MediaKind.DOCUMENT:
        return None
    kind = RenditionKind.PAGE if media.kind is MediaKind.IMAGE else RenditionKind.FILM
    path = rendition(folder, media, kind)
    size = path.stat().st_size
    if media.kind is MediaKind.IMAGE:
        with Image.open(path) as picture:
            width, height = picture.size
        return PublicCopy(path, fingerprint(path), JPEG, "jpg", size, width, height)
    extension, mime = _REMUXED.get(media.extension, (media.extension, media.mime))
    return PublicCopy(path, fingerprint(path), mime, extension, size, media.width, media.height, media.duration)


def _place(folder: Path, media: MediaFile, kind: RenditionKind) -> Path:
    suffix, cut = "jpg", ""
    if kind is RenditionKind.FILM:
        suffix, cut = _REMUXED.get(media.extension, (media.extension, ""))[0], _EDITION
    if kind in {RenditionKind.WIDE, RenditionKind.SQUARE}:
        crop = crop_of(media.crops, Cover(kind.value))
        cut = "-" + "-".join(f"{share:.4f}" for share in (crop.left, crop.top, crop.width)) if crop else ""
    return folder / "renditions" / media.sha256[:2] / f"{media.sha256}-{kind.value}{cut}.{suffix}"


def _make(source: Path, media: MediaFile, kind: RenditionKind, place: Path) -> None:
    if kind is RenditionKind.FILM and media.kind in {MediaKind.VIDEO, MediaKind.AUDIO}:
        _strip(source, media.extension, place)
    elif kind is not RenditionKind.FILM and media.kind in _STILLS:
        write_if_changed(place, _picture(source, media, kind).data)
    else:
        raise NotFound("这个文件没有这种图样。")


def _picture(source: Path, media: MediaFile, kind: RenditionKind) -> pictures.Rendition:
    if media.kind is MediaKind.VIDEO:
        longest = pictures.THUMBNAIL if kind is RenditionKind.THUMBNAIL else pictures.PAGE
        return pictures.fit(film.still(source, media.extension), longest)
    if kind is RenditionKind.PAGE:
        return pictures.page(source)
    if kind is RenditionKind.THUMBNAIL:
        return pictures.thumbnail(source)
    cover = Cover(kind.value)
    return pictures.cover(source, cover, crop_of(media.crops, cover))


def _strip(source: Path, extension: str, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".part-") as working:
        copy = Path(working) / place.name
        film.strip(source, extension, copy)
        copy.chmod(0o644)
        os.replace(copy, place)

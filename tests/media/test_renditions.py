"""Renditions are made once, follow the crop, and only they may leave the desk."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publicity.errors import Invalid, NotFound
from publicity.lib.files import fingerprint
from publicity.media import intake, renditions, storage
from publicity.media.models import MediaFile
from publicity.media.probe import MediaKind
from publicity.media.renditions import RenditionKind
from tests.media import samples


def kept(folder: Path, content: bytes) -> MediaFile:
    """Taken in as an upload is."""
    upload = intake.uploads_folder(folder) / "one"
    size = storage.append_chunk(upload, 0, BytesIO(content), 10**9)
    taken = intake.take(upload, folder, size)
    facts = taken.facts
    return MediaFile(
        sha256=taken.sha256,
        kind=facts.kind,
        mime=facts.mime,
        extension=facts.extension,
        width=facts.width,
        height=facts.height,
        duration=facts.duration,
        crops={},
    )


@pytest.fixture
def picture(tmp_path: Path) -> MediaFile:
    return kept(tmp_path, samples.jpeg(tmp_path / "a.jpg", 2000, 1000, with_place=True).read_bytes())


def test_a_picture_leaves_as_a_stripped_page_picture(tmp_path: Path, picture: MediaFile) -> None:
    copy = renditions.public_copy(tmp_path, picture)
    assert copy is not None
    assert (copy.mime, copy.extension, copy.width, copy.height) == ("image/jpeg", "jpg", 1600, 800)
    assert (copy.sha256, copy.size) == (fingerprint(copy.path), copy.path.stat().st_size)
    assert b"Exif" not in copy.path.read_bytes()


def test_a_quicktime_film_leaves_as_mp4_without_its_place(tmp_path: Path) -> None:
    media = kept(tmp_path, samples.film(tmp_path / "a.mov").read_bytes())
    copy = renditions.public_copy(tmp_path, media)
    assert copy is not None
    assert (copy.mime, copy.extension, copy.width, copy.height) == ("video/mp4", "mp4", 320, 240)
    assert b"+25.0173" not in copy.path.read_bytes()


def test_a_copy_from_before_more_was_taken_out_is_not_given_away(tmp_path: Path) -> None:
    media = kept(tmp_path, samples.film(tmp_path / "a.mp4").read_bytes())
    older = tmp_path / "renditions" / media.sha256[:2] / f"{media.sha256}-film.mp4"
    older.write_bytes(b"desk-secret")
    copy = renditions.public_copy(tmp_path, media)
    assert copy is not None
    assert b"desk-secret" not in copy.path.read_bytes()


def test_sound_leaves_as_it_is_and_papers_stay(tmp_path: Path) -> None:
    sound = renditions.public_copy(
        tmp_path, kept(tmp_path, samples.sound(tmp_path / "a.mp3", codec="libmp3lame").read_bytes())
    )
    assert sound is not None
    assert (sound.mime, sound.extension, sound.width) == ("audio/mpeg", "mp3", None)
    assert renditions.public_copy(tmp_path, kept(tmp_path, samples.pdf(tmp_path / "a.pdf").read_bytes())) is None


def test_what_pages_and_releases_ask_for_stands_ready(tmp_path: Path, picture: MediaFile) -> None:
    ready = sorted(path.name.split("-")[1] for path in (tmp_path / "renditions").rglob("*.jpg"))
    assert ready == ["page.jpg", "thumbnail.jpg"]
    assert picture.kind is MediaKind.IMAGE


def test_a_cover_follows_its_crop(tmp_path: Path, picture: MediaFile) -> None:
    middle = renditions.rendition(tmp_path, picture, RenditionKind.SQUARE)
    picture.crops = {"square": [0.0, 0.0, 0.1]}
    corner = renditions.rendition(tmp_path, picture, RenditionKind.SQUARE)
    assert middle != corner
    with Image.open(corner) as shown:
        red, green, _blue = shown.getpixel((250, 250))
    assert (red > 200, green < 90) == (True, True)


def test_a_rendition_is_made_once(tmp_path: Path, picture: MediaFile) -> None:
    first = renditions.rendition(tmp_path, picture, RenditionKind.PAGE)
    made = first.stat().st_mtime_ns
    assert renditions.rendition(tmp_path, picture, RenditionKind.PAGE).stat().st_mtime_ns == made
    first.unlink()
    assert renditions.rendition(tmp_path, picture, RenditionKind.PAGE).is_file()


def test_a_file_gone_from_the_disk_is_told(tmp_path: Path, picture: MediaFile) -> None:
    storage.address(tmp_path, picture.sha256).unlink()
    with pytest.raises(NotFound, match="备份"):
        renditions.rendition(tmp_path, picture, RenditionKind.WIDE)


def test_a_film_that_cannot_be_shown_is_not_taken_in(tmp_path: Path) -> None:
    whole = samples.film(tmp_path / "a.mp4", seconds=3).read_bytes()
    with pytest.raises(Invalid, match="打不开"):
        kept(tmp_path, whole[: len(whole) // 2])
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path.name != "a.mp4"]

"""A film gives a still, and a copy that tells nothing about where and with what it was taken."""

from pathlib import Path

import av
import pytest

from publicity.errors import Invalid
from publicity.media import film
from publicity.media.probe import probe
from tests.media import samples


def test_a_still_shows_the_film(tmp_path: Path) -> None:
    assert film.still(samples.film(tmp_path / "a.mp4"), "mp4").size == (320, 240)


def test_sound_has_no_still(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="打不开"):
        film.still(samples.sound(tmp_path / "a.mp3", codec="libmp3lame"), "mp3")


def test_a_stripped_copy_says_nothing_of_place_and_title(tmp_path: Path) -> None:
    given, copy = samples.film(tmp_path / "a.mp4"), tmp_path / "b.mp4"
    assert b"desk-secret" in given.read_bytes()
    film.strip(given, "mp4", copy)
    content = copy.read_bytes()
    assert b"desk-secret" not in content
    assert b"+25.0173" not in content
    before, after = probe(given), probe(copy)
    assert (after.width, after.codec) == (before.width, before.codec)
    assert after.duration == pytest.approx(before.duration, abs=0.11)
    assert content.index(b"moov") < content.index(b"mdat")


def test_every_frame_is_in_the_copy(tmp_path: Path) -> None:
    film.strip(samples.film(tmp_path / "a.mp4", seconds=3), "mp4", tmp_path / "b.mp4")
    with av.open(str(tmp_path / "b.mp4")) as copy:
        assert sum(1 for _ in copy.decode(video=0)) == 30


def test_sound_is_copied_too(tmp_path: Path) -> None:
    film.strip(samples.sound(tmp_path / "a.m4a", codec="aac"), "m4a", tmp_path / "b.m4a")
    assert probe(tmp_path / "b.m4a").codec == "aac"


def test_what_is_no_film_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"\0" * 1000)
    with pytest.raises(Invalid):
        film.strip(tmp_path / "a.mp4", "mp4", tmp_path / "b.mp4")
    assert not (tmp_path / "b.mp4").exists()

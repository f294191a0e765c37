"""A film is silent about where, when and with what it was taken, in its packets too, and keeps every frame."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from av.bitstream import BitStreamFilterContext
from PIL import Image

from publicity.errors import Invalid
from publicity.media import film, marks
from publicity.media.probe import MediaKind, probe
from tests.media import samples

SECRET = b"desk-secret+25.0173+098.0511/"
USER_DATA = b"\0\0\x01\xb2" + SECRET
EXIF = b"\xff\xe1" + struct.pack(">H", len(SECRET) + 8) + b"Exif\0\0" + SECRET


def tampered(
    given: Path, path: Path, change: Callable[[bytes], bytes], *, header: Callable[[bytes], bytes] | None = None
) -> Path:
    """The film with each packet changed, and its codec's header."""
    with av.open(str(given)) as source, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(source.streams[0], opaque=True)
        if header:
            stream.codec_context.extradata = header(stream.codec_context.extradata)
        for packet in source.demux(source.streams[0]):
            if packet.size:
                made: Any = av.Packet(change(bytes(packet)))
                made.pts, made.dts, made.duration = packet.pts, packet.dts, packet.duration
                made.time_base, made.is_keyframe, made.stream = packet.time_base, packet.is_keyframe, stream
                out.mux(made)
    return path


def frames(path: Path) -> list[tuple[float, bytes]]:
    """When each is shown, in seconds, and its pixels."""
    with av.open(str(path)) as opened:
        return [(round(frame.time or 0, 3), frame.to_image().tobytes()) for frame in opened.decode(video=0)]


def stripped(given: Path) -> Path:
    extension = probe(given).extension
    copy = given.with_name(f"copy.{'mp4' if extension in {'mov', 'm4v'} else extension}")
    film.strip(given, extension, copy)
    return copy


def with_sei(given: Path, path: Path) -> Path:
    with av.open(str(given)) as source, av.open(str(path), "w") as out:
        stream = out.add_stream_from_template(source.streams.video[0], opaque=True)
        said = f"h264_metadata=sei_user_data=086f3693-b7b3-4f2c-9653-21492feee5b8+{SECRET.decode()}"
        tag = stream.codec_context.codec_tag
        mark = BitStreamFilterContext(said, source.streams.video[0], stream)
        stream.codec_context.codec_tag = tag
        for packet in source.demux(video=0):
            for made in mark.filter(packet if packet.size else None):
                made.stream = stream
                out.mux(made)
    return path


@pytest.mark.parametrize("container", ["mp4", "mov", "mkv", "flv", "avi"])
def test_h264_says_nothing_between_its_pictures(tmp_path: Path, container: str) -> None:
    given = with_sei(samples.film(tmp_path / "a.mp4"), tmp_path / f"b.{container}")
    assert SECRET in given.read_bytes()
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert b"x264" not in copy.read_bytes()
    assert frames(copy) == frames(given)


@pytest.mark.parametrize("container", ["mp4", "mkv"])
def test_h265_says_nothing_and_keeps_its_first_frames(tmp_path: Path, container: str) -> None:
    given = samples.film(tmp_path / f"a.{container}", codec="libx265", seconds=3)
    assert b"x265" in given.read_bytes()
    copy = stripped(given)
    assert b"x265" not in copy.read_bytes()
    assert [shown for _time, shown in frames(copy)] == [shown for _time, shown in frames(given)]
    if container == "mp4":
        assert b"hvc1" in copy.read_bytes()


@pytest.mark.parametrize("container", ["avi", "mov", "mkv"])
def test_the_frames_of_motion_jpeg_lose_their_exif(tmp_path: Path, container: str) -> None:
    given = tampered(
        samples.film(tmp_path / "a.avi", codec="mjpeg"),
        tmp_path / f"b.{container}",
        lambda frame: frame[:2] + EXIF + frame[2:] + SECRET,
    )
    assert given.read_bytes().count(SECRET) == 40
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert frames(copy) == frames(given)


def test_both_fields_of_an_interlaced_frame_stay_and_a_preview_behind_goes(tmp_path: Path) -> None:
    field, preview = samples.encoded("JPEG"), samples.jpeg(tmp_path / "a.jpg", 160, 120).read_bytes()
    order = b"\xff\xe0\x00\x10AVI1\x01" + SECRET[:9]
    both = marks.strip_frame(field[:2] + order + field[2:] + bytes(3) + field[:2] + EXIF + field[2:])
    assert both.count(b"\xff\xd8\xff") == 2
    assert b"AVI1\x01" + bytes(9) in both
    assert SECRET[:9] not in both
    assert marks.strip_frame(field + preview).count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize(
    ("name", "codec"), [("a.mpg", "mpeg1video"), ("a.mpg", "mpeg2video"), ("a.avi", "mpeg4"), ("a.mp4", "mpeg4")]
)
def test_user_data_of_mpeg_films_goes(tmp_path: Path, name: str, codec: str) -> None:
    made = samples.film(tmp_path / f"given-{name}", codec=codec, rate=25)
    given = tampered(made, tmp_path / name, lambda packet: packet + USER_DATA, header=lambda said: said + USER_DATA)
    assert SECRET in given.read_bytes()
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert frames(copy) == frames(given)


def test_a_decoder_still_knows_who_made_an_mpeg_4_film(tmp_path: Path) -> None:
    made = samples.film(tmp_path / "given.avi", codec="mpeg4")
    given = tampered(made, tmp_path / "a.avi", lambda packet: b"\0\0\x01\xb2DivX503b1393p" + packet + USER_DATA)
    content = stripped(given).read_bytes()
    assert b"DivX503b1393p" in content
    assert SECRET not in content


def test_av1_says_nothing_between_its_pictures(tmp_path: Path) -> None:
    made = samples.film(
        tmp_path / "given.mp4", codec="libsvtav1" if "libsvtav1" in av.codecs_available else "libaom-av1"
    )
    given = tampered(made, tmp_path / "a.mp4", lambda packet: bytes((0x2A, len(SECRET))) + SECRET + packet)
    assert SECRET in given.read_bytes()
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert frames(copy) == frames(given)


def test_words_in_the_header_of_a_sound_go(tmp_path: Path) -> None:
    def commented(header: bytes) -> bytes:
        first, second = header[1], header[2]
        comment = b"\x03vorbis" + struct.pack("<III", 0, 1, len(SECRET)) + SECRET + b"\x01"
        return bytes((2, first, len(comment))) + header[3 : 3 + first] + comment + header[3 + first + second :]

    made = samples.sound(tmp_path / "given.webm", codec="vorbis")
    given = tampered(made, tmp_path / "a.webm", bytes, header=commented)
    assert SECRET in given.read_bytes()
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert probe(copy).codec == "vorbis"


@pytest.mark.parametrize(("name", "codec"), [("a.mp3", "libmp3lame"), ("a.flac", "flac"), ("a.mp4", "aac")])
def test_the_picture_and_the_words_of_a_sound_go(tmp_path: Path, name: str, codec: str) -> None:
    given = samples.sound(tmp_path / name, codec=codec, cover=samples.encoded("JPEG", comment=SECRET))
    content = given.read_bytes()
    assert SECRET in content
    assert b"desk-title" in content
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert b"desk-title" not in copy.read_bytes()
    assert probe(copy).kind is MediaKind.AUDIO


def test_a_film_of_an_older_phone_is_kept_as_3gp(tmp_path: Path) -> None:
    made = samples.film(tmp_path / "a.3gp", codec="h263", size=(176, 144))
    facts = probe(made)
    assert (facts.mime, facts.extension, facts.codec) == ("video/3gpp", "3gp", "h263")
    assert not facts.plays_everywhere
    copy = stripped(made)
    assert SECRET[:11] not in copy.read_bytes()
    assert frames(copy) == frames(made)


def test_the_sound_of_an_older_phone_is_kept_as_3gp(tmp_path: Path) -> None:
    (tmp_path / "a.amr").write_bytes(b"#!AMR\n" + (b"\x3c" + bytes(31)) * 50)
    made = tmp_path / "a.mp4"
    with av.open(str(tmp_path / "a.amr")) as source, av.open(str(made), "w", format="3gp") as out:
        stream = out.add_stream_from_template(source.streams.audio[0], opaque=True)
        for packet in source.demux(audio=0):
            if packet.size:
                packet.stream = stream
                out.mux(packet)
    facts = probe(made)
    assert (facts.kind, facts.mime, facts.extension) == (MediaKind.AUDIO, "audio/3gpp", "3gp")
    assert probe(stripped(made)).codec == "amr_nb"


def test_a_whole_film_that_no_reader_could_play_is_not_called_broken(tmp_path: Path) -> None:
    made = samples.film(tmp_path / "a.mov", codec="prores_ks", pixels="yuv422p10le")
    with pytest.raises(Invalid, match="prores.*文件没有坏.*MP4"):
        stripped(made)
    assert not (tmp_path / "copy.mp4").exists()


def test_a_film_that_tells_what_nobody_can_take_out_is_refused(tmp_path: Path) -> None:
    made = samples.film(tmp_path / "a.avi", codec="dvvideo", size=(720, 576), rate=25)
    with pytest.raises(Invalid, match="dvvideo.*文件没有坏"):
        stripped(made)


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_film_stays_turned(tmp_path: Path, turned: int) -> None:
    made = samples.film(tmp_path / "a.mp4", turned=turned)
    before, after = probe(made), probe(stripped(made))
    assert (after.width, after.height) == (before.width, before.height) == ((320, 240) if turned == 180 else (240, 320))


def test_a_frame_that_is_no_picture_is_left_out(tmp_path: Path) -> None:
    number = iter(range(100))
    made = samples.film(tmp_path / "given.avi", codec="mjpeg")
    given = tampered(made, tmp_path / "a.avi", lambda frame: SECRET if next(number) == 5 else frame)
    copy = stripped(given)
    assert SECRET not in copy.read_bytes()
    assert len(frames(copy)) == 19
    assert isinstance(film.still(copy, "avi"), Image.Image)

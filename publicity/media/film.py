"""Film and sound: their facts, a still for the list, and a copy without place and device marks."""

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

import av
from PIL import Image

from publicity.errors import Invalid
from publicity.media.film_marks import Cleaner, cleaner, unfit

_BROKEN: Final = "视频或音频打不开，可能没有传完或已损坏，请在电脑上播放确认后重新上传。"
_MAX_SIDE: Final = 8192
CONTAINERS: Final = MappingProxyType(
    {
        "mp4": "mov",
        "m4v": "mov",
        "mov": "mov",
        "3gp": "mov",
        "m4a": "mov",
        "webm": "matroska",
        "mkv": "matroska",
        "avi": "avi",
        "wmv": "asf",
        "flv": "flv",
        "mpg": "mpeg",
        "mp3": "mp3",
        "wav": "wav",
        "amr": "amr",
        "ogg": "ogg",
        "flac": "flac",
        "aac": "aac",
    }
)
_COPIED: Final = frozenset({"video", "audio"})
# Codecs of older phones that MP4 has no place for and 3GP (3GPP TS 26.244) has.
_OF_PHONES: Final = frozenset({"h263", "amr_nb", "amr_wb"})


@dataclass(frozen=True, slots=True)
class Shot:
    """Width and height in px as seen upright (None for sound), duration in seconds, codec name, bit rate in bit/s.

    `extension` is the one given, or 3gp for an MP4 that only 3GP can hold.
    """

    width: int | None
    height: int | None
    duration: float | None
    codec: str
    bit_rate: int | None
    extension: str


def measure(path: Path, extension: str) -> Shot:
    """The facts of the film or sound at `path`, which is of the kind `extension` says; its first frame is decoded.

    Raises Invalid for what cannot be decoded, has neither picture nor sound, or is larger than 8,192 px on a side.
    """
    try:
        with _open(path, extension) as film:
            return _facts(film, extension)
    except (av.error.FFmpegError, OSError, ValueError, OverflowError, StopIteration) as error:
        raise Invalid(_BROKEN) from error


def still(path: Path, extension: str) -> Image.Image:
    """One upright RGB frame from a tenth into the film, for lists and covers; raises Invalid where there is none."""
    try:
        with _open(path, extension) as film:
            if film.duration:
                film.seek(film.duration // 10)
            frame = next(film.decode(video=0))
            picture: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
            return picture.rotate(frame.rotation, expand=True).convert("RGB")
    except (av.error.FFmpegError, OSError, ValueError, StopIteration, IndexError) as error:
        raise Invalid(_BROKEN) from error


def strip(path: Path, extension: str, target: Path) -> None:
    """Copy picture and sound from `path` to `target` (its suffix names the container) without place, device, author.

    Nothing is encoded anew, memory does not grow with the length. Raises Invalid for what cannot be copied.
    """
    try:
        with _open(path, extension) as film, av.open(f"file:{target}", "w", options=_options(target)) as copy:
            streams = [stream for stream in film.streams if stream.type in _COPIED and not _is_cover(stream)]
            copied = {stream.index: _copied(stream, copy) for stream in streams}
            _begin(copy, streams)
            told = False
            for packet in film.demux(*streams):
                stream, clean = copied[packet.stream.index]
                for kept in clean(packet) if packet.size else ():
                    kept.stream, told = stream, True
                    copy.mux(kept)
            if not told:
                raise Invalid(_BROKEN)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        target.unlink(missing_ok=True)
        raise Invalid(_BROKEN) from error
    except Invalid:
        target.unlink(missing_ok=True)
        raise


def _copied(source: av.stream.Stream, copy: av.container.OutputContainer) -> tuple[av.stream.Stream, Cleaner]:
    """The stream of `copy` for a stream of the film, and what cleans its packets."""
    try:
        # Opaque: the codec is only named, a film is copied even where nobody here could make one like it.
        stream = copy.add_stream_from_template(source, opaque=True)
    except ValueError as error:
        raise Invalid(_unfit(source)) from error
    stream.metadata.clear()
    clean = cleaner(source, stream)
    if _codec(source) == "hevc" and copy.format.name == "mp4":
        # Phones and browsers play H.265 in MP4 under this name alone.
        stream.codec_context.codec_tag = "hvc1"
    return stream, clean


def _begin(copy: av.container.OutputContainer, streams: list[av.stream.Stream]) -> None:
    try:
        copy.start_encoding()
    except av.error.FFmpegError as error:
        raise Invalid(_unfit(streams[0]) if streams else _BROKEN) from error


def _unfit(stream: av.stream.Stream) -> str:
    return unfit(_codec(stream), stream.type)


def _codec(stream: av.stream.Stream) -> str:
    return str(stream.codec_context.codec.canonical_name) if stream.codec_context else "?"


def _open(path: Path, extension: str) -> av.container.InputContainer:
    # The demuxer is named and the address is a file's: nothing in the content can make FFmpeg open something else.
    return av.open(f"file:{path}", format=CONTAINERS[extension])


def _facts(film: av.container.InputContainer, extension: str) -> Shot:
    picture = next((stream for stream in film.streams.video if not _is_cover(stream)), None)
    sound = next(iter(film.streams.audio), None)
    duration = film.duration / av.time_base if film.duration else None
    if CONTAINERS[extension] == "mov" and any(_codec(stream) in _OF_PHONES for stream in (picture, sound) if stream):
        extension = "3gp"
    if picture is None:
        if sound is None:
            raise Invalid("文件里没有图像也没有声音，请检查后重新上传。")
        next(film.decode(sound))
        return Shot(None, None, duration, _codec(sound), film.bit_rate or None, extension)
    if max(picture.width, picture.height) > _MAX_SIDE:
        raise Invalid(f"视频画面超过 {_MAX_SIDE} 像素，请导出为 1080p 后再上传。")
    frame = next(film.decode(picture))
    width, height = (frame.height, frame.width) if frame.rotation % 180 else (frame.width, frame.height)
    return Shot(width, height, duration, _codec(picture), film.bit_rate or None, extension)


def _is_cover(stream: av.stream.Stream) -> bool:
    return stream.type == "video" and bool(stream.disposition & av.stream.Disposition.attached_pic)


def _options(target: Path) -> dict[str, str]:
    return {"movflags": "+faststart"} if target.suffix in {".mp4", ".m4v", ".mov"} else {}

"""What a film's packets may tell beside picture and sound, taken out packet by packet without decoding."""

import re
from collections.abc import Callable, Iterable
from types import MappingProxyType
from typing import Any, Final, TypeAlias

import av
from av.bitstream import BitStreamFilterContext

from publicity.errors import Invalid
from publicity.media import codec_units, marks, png_marks

Packet: TypeAlias = "av.Packet[Any]"
Cleaner: TypeAlias = Callable[[Packet], Iterable[Packet]]

# The units that draw the picture, by ITU-T H.264 table 7-1, ITU-T H.265 table 7-1 (and 62: Dolby Vision's tones), AV1
# §6.2.2; what cameras and editors say (place, day, device, settings) stands in the others.
_UNITS: Final = MappingProxyType(
    {
        "h264": frozenset({1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 13, 19}),
        "hevc": frozenset({*range(10), *range(16, 22), *range(32, 38), 62}),
        "av1": frozenset({1, 2, 3, 4, 6, 7}),
        "mpeg2video": frozenset(range(256)) - {0xB2},
    }
)
# User data between start codes (ISO/IEC 11172-2 §2.4.2, 14496-2 §6.2.2, SMPTE 421M annex E). Decoders need to know who
# made an MPEG-4 film: that mark stays.
_SAID: Final = MappingProxyType(
    {
        "mpeg1video": re.compile(rb"\0\0\x01\xb2.*?(?=\0\0\x01|\Z)", re.S),
        "mpeg4": re.compile(
            rb"\0\0\x01\xb2(?!(?:DivX|XviD|Lavc)[\w.]{1,24}\0*(?:\0\0\x01|\Z)).*?(?=\0\0\x01|\Z)", re.S
        ),
        "vc1": re.compile(rb"\0\0\x01[\x1b-\x1f].*?(?=\0\0\x01|\Z)", re.S),
    }
)
_PICTURES: Final = MappingProxyType({"mjpeg": marks.strip_frame, "png": png_marks.strip_png})
# Nothing but picture has a place in these.
_SILENT: Final = frozenset(
    {
        *("vp6", "vp6f", "vp6a", "vp8", "vp9", "theora", "h261", "h263", "h263p", "flv1", "flashsv", "flashsv2"),
        *("wmv1", "wmv2", "wmv3", "msmpeg4v1", "msmpeg4v2", "msmpeg4v3", "msvideo1", "msrle", "rv10", "rv20"),
        *("rv30", "rv40", "svq1", "svq3", "qtrle", "cinepak", "indeo3", "indeo4", "indeo5", "prores"),
        *("rawvideo", "v210", "huffyuv", "ffvhuff", "ffv1", "utvideo", "magicyuv"),
    }
)
_OFFSPRING: Final = "matroska_block_additional"


def cleaner(source: av.stream.Stream, copy: av.stream.Stream) -> Cleaner:
    """What turns each packet of `source` into those of `copy`, whose header is cleaned now.

    Raises Invalid for a codec whose packets may tell things that nothing here can take out.
    """
    codec = source.codec_context.codec.canonical_name
    if codec in _UNITS:
        return _by_units(source, copy, codec)
    if codec in _SAID:
        return _by_marks(copy, _SAID[codec])
    if codec in _PICTURES:
        return _by_pictures(_PICTURES[codec])
    if source.type == "video" and codec not in _SILENT:
        raise Invalid(unfit(codec, source.type))
    if codec in {"vorbis", "theora"}:
        copy.codec_context.extradata = _without_comments(copy.codec_context.extradata or b"")
    return _as_it_is


def unfit(codec: str, kind: str) -> str:
    """The sentence for a film or sound (`kind` of the stream) that is whole and cannot be published as it is."""
    if kind == "audio":
        return f"这种声音编码（{codec}）不能直接发布：文件没有坏，请用转换软件转成 MP3，视频转成 MP4（H.264）后再上传。"
    return f"这种视频编码（{codec}）不能直接发布：文件没有坏，请用剪辑或转换软件另存为 MP4（H.264）后再上传。"


def _by_units(source: av.stream.Stream, copy: av.stream.Stream, codec: str) -> Cleaner:
    header = copy.codec_context
    tag, kept = header.codec_tag, _UNITS[codec]
    try:
        bitstream = BitStreamFilterContext(f"filter_units=pass_types={_ranges(kept)}", source, copy)
    except av.error.FFmpegError as error:
        raise Invalid(unfit(codec, "video")) from error
    # The filter brings the source's tag with it, which the copy's container need not know, and leaves the header whole.
    header.codec_tag = tag
    header.extradata = codec_units.only(header.extradata or b"", codec, kept) or None

    def clean(packet: Packet) -> Iterable[Packet]:
        try:
            return [_alone(made) for made in bitstream.filter(packet)]
        except av.error.InvalidDataError:
            return []

    return clean


def _ranges(kept: frozenset[int]) -> str:
    return "|".join(str(kind) for kind in sorted(kept))


def _by_marks(copy: av.stream.Stream, said: re.Pattern[bytes]) -> Cleaner:
    copy.codec_context.extradata = said.sub(b"", copy.codec_context.extradata or b"") or None

    def clean(packet: Packet) -> Iterable[Packet]:
        data = bytes(packet)
        kept = said.sub(b"", data)
        return [_alone(packet) if kept == data else _replaced(packet, kept)] if kept else []

    return clean


def _by_pictures(strip: Callable[[bytes], bytes]) -> Cleaner:
    def clean(packet: Packet) -> Iterable[Packet]:
        try:
            return [_replaced(packet, strip(bytes(packet)))]
        except Invalid:
            return []

    return clean


def _as_it_is(packet: Packet) -> Iterable[Packet]:
    return [_alone(packet)]


def _alone(packet: Packet) -> Packet:
    """The packet without what Matroska lets a writer add to it."""
    return _replaced(packet, bytes(packet)) if packet.has_sidedata(_OFFSPRING) else packet


def _replaced(packet: Packet, data: bytes) -> Packet:
    made = av.Packet(data)
    made.pts, made.dts, made.duration, made.time_base = packet.pts, packet.dts, packet.duration, packet.time_base
    made.is_keyframe = packet.is_keyframe
    return made


def _without_comments(headers: bytes) -> bytes:
    """The three headers of Vorbis or Theora (Vorbis I §4.2, laced as Xiph does) with an empty second one."""
    lengths: list[int] = []
    position = 1
    while len(lengths) < 2 and position < len(headers) and headers[0] == 2:
        length = 0
        while position < len(headers) and headers[position] == 255:
            length, position = length + 255, position + 1
        if position < len(headers):
            lengths.append(length + headers[position])
        position += 1
    if len(lengths) < 2 or position + sum(lengths) > len(headers):
        return headers
    first = headers[position : position + lengths[0]]
    third = headers[position + sum(lengths) :]
    comment = b"\x03vorbis" + bytes(8) + b"\x01" if first.startswith(b"\x01vorbis") else b"\x81theora" + bytes(8)
    laced = b"\xff" * (len(first) // 255) + bytes((len(first) % 255, len(comment)))
    return b"\x02" + laced + first + comment + third

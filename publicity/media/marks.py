"""Taking place, device, author and comments out of a JPEG without decoding it: what draws the picture is written anew,
everything else goes; pure bytes to bytes."""

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image, UnidentifiedImageError

from publicity.errors import Invalid
from publicity.media import icc

BROKEN: Final = "图片打不开，可能没有传完或已损坏，请重新导出后再上传。"
_ORIENTATION: Final = 0x0112
_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_APP0, _EXIF, _ICC, _ADOBE = 0xE0, 0xE1, 0xE2, 0xEE
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
# ITU-T T.81 table B.1: frames (not JPG, C8), Huffman tables, arithmetic conditioning, scans, quantisation, lines,
# restarts. The other markers hold what is said about the picture.
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_DRAWING: Final = _FRAMES | {0xC4, 0xCC, _SCAN, 0xDB, 0xDC, 0xDD}
_PROFILE: Final = b"ICC_PROFILE\0"
_PROFILE_PART: Final = 65_519


class Segment(NamedTuple):
    """A marker's code with the bytes from its mark to the next one's; a scan holds its entropy-coded data."""

    marker: int
    data: bytes
    end: int

    @property
    def body(self) -> bytes:
        return self.data[4:]


def strip_jpeg(data: bytes) -> bytes:
    """The JPEG with its picture, colours and orientation alone (ITU-T T.81 §B.1); what follows its end goes too.

    Raises Invalid for what is not a whole JPEG.
    """
    return _bare(data, list(_segments(data)))


def strip_frame(data: bytes) -> bytes:
    """The same for one frame of a Motion JPEG film, which may be two fields of equal size one after the other."""
    segments = list(_segments(data))
    frame, rest = _bare(data, segments), data[segments[-1].end :].lstrip(b"\0")
    if rest.startswith(b"\xff\xd8"):
        second = list(_segments(rest))
        if _headers(second) == _headers(segments):
            frame += _bare(rest, second)
    return frame


def orientation_of(data: bytes, format_name: str) -> int:
    """1 to 8 (CIPA DC-008 §4.6.4); 1 where none is told; raises Invalid for what is no picture of this format."""
    try:
        with Image.open(BytesIO(data), formats=(format_name,)) as picture:
            return orientation(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as error:
        raise Invalid(BROKEN) from error


def orientation(picture: Image.Image) -> int:
    """1 to 8; 1 where none is told or what is told cannot be read."""
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except (SyntaxError, ValueError, struct.error, TypeError, KeyError, IndexError):
        return 1
    return found if found in range(1, 9) else 1


def orientation_exif(turned: int) -> bytes:
    """Exif that holds the orientation and nothing else (CIPA DC-008 §4.5)."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)


def _bare(data: bytes, segments: Sequence[Segment]) -> bytes:
    out = bytearray(b"\xff\xd8" + _jfif(segments))
    turned = orientation_of(data, "JPEG")
    if turned != 1:
        out += _segment(_EXIF, b"Exif\0\0" + orientation_exif(turned))
    out += _profile(segments)
    for segment in segments:
        if segment.marker in _DRAWING:
            out += segment.data
        elif segment.marker == _ADOBE:
            out += _adobe(segment.body)
        elif segment.marker == _APP0:
            out += _field_order(segment.body)
    return bytes(out + b"\xff\xd9")


def _jfif(segments: Sequence[Segment]) -> bytes:
    """The JFIF header with its version and density, without its thumbnail (ITU-T T.871 §10.1)."""
    for segment in segments:
        if segment.marker == _APP0 and segment.body.startswith(b"JFIF\0") and len(segment.body) >= 14:
            return _segment(_APP0, segment.body[:12] + b"\0\0")
    return b""


def _adobe(body: bytes) -> bytes:
    """Adobe's segment with its colour transform alone; without it some pictures turn negative."""
    if not body.startswith(b"Adobe") or len(body) < 12:
        return b""
    return _segment(_ADOBE, b"Adobe\0\x64\0\0\0\0" + body[11:12])


def _field_order(body: bytes) -> bytes:
    """Which of the two fields of a film's frame comes first, as AVI files tell it."""
    return _segment(_APP0, b"AVI1" + body[4:5] + bytes(9)) if body.startswith(b"AVI1") else b""


def _profile(segments: Sequence[Segment]) -> bytes:
    """The colour profile, put together from its numbered parts (ICC.1:2022 §B.4), bare, and cut into parts again."""
    bodies = [segment.body for segment in segments if segment.marker == _ICC and segment.body.startswith(_PROFILE)]
    parts = sorted((body[12], body[14:]) for body in bodies if len(body) > 14)
    profile = icc.bare(b"".join(part for _number, part in parts))
    if profile is None:
        return b""
    cut = [profile[start : start + _PROFILE_PART] for start in range(0, len(profile), _PROFILE_PART)]
    if len(cut) > 255:
        return b""
    numbered = enumerate(cut, start=1)
    return b"".join(_segment(_ICC, _PROFILE + bytes((number, len(cut))) + part) for number, part in numbered)


def _headers(segments: Sequence[Segment]) -> list[bytes]:
    return [segment.data for segment in segments if segment.marker in _FRAMES]


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _segments(data: bytes) -> Iterator[Segment]:
    """Each segment after SOI up to and with EOI."""
    if not data.startswith(b"\xff\xd8"):
        raise Invalid(BROKEN)
    position = 2
    while position + 2 <= len(data) and data[position] == 0xFF:
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        if marker == _START:
            break
        end = position + 2 if marker in _ALONE or marker == _END else _segment_end(data, position)
        if marker == _SCAN:
            end = _scan_end(data, end)
        yield Segment(marker, data[position:end], end)
        if marker == _END:
            return
        position = end
    raise Invalid(BROKEN)


def _segment_end(data: bytes, position: int) -> int:
    if position + 4 > len(data):
        raise Invalid(BROKEN)
    (length,) = struct.unpack_from(">H", data, position + 2)
    return position + 2 + max(int(length), 2)


def _scan_end(data: bytes, position: int) -> int:
    while (position := data.find(b"\xff", position)) >= 0 and position + 1 < len(data):
        following = data[position + 1]
        if following and following != 0xFF and following not in _ALONE:
            return position
        position += 1 if following == 0xFF else 2
    raise Invalid(BROKEN)

"""Taking place, device, author and comments out of a JPEG or PNG without decoding it; pure bytes to bytes."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from PIL import Image, UnidentifiedImageError

from publicity.errors import Invalid

PNG: Final = b"\x89PNG\r\n\x1a\n"
_BROKEN: Final = "图片打不开，可能没有传完或已损坏，请重新导出后再上传。"
_ORIENTATION: Final = 0x0112
_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
# APP0 says JFIF, APP2 holds the colour profile, APP14 Adobe's colour transform: what the picture looks like.
_KEPT_APPS: Final = frozenset({0xE0, 0xE2, 0xEE})
_APPS: Final = range(0xE0, 0xF0)
_ALONE: Final = frozenset({0x01, *range(0xD0, 0xD8)})
_SEEN: Final = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs"}
)


def strip_jpeg(data: bytes) -> bytes:
    """The JPEG with its picture, colour profile and orientation alone (ITU-T T.81 §B.1); what follows its end goes too.

    Raises Invalid for what is not a whole JPEG.
    """
    out = bytearray(b"\xff\xd8")
    turned = _turned(data)
    if turned != 1:
        out += _orientation_segment(turned)
    for marker, piece in _segments(data):
        if marker == _COMMENT or (marker in _APPS and not _is_kept(marker, piece)):
            continue
        out += piece
    return bytes(out)


def strip_png(data: bytes) -> bytes:
    """The PNG with the chunks that make its look alone (ISO/IEC 15948 §11); raises Invalid for what is not whole."""
    out, position = bytearray(PNG), len(PNG)
    while position + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, position)
        name, end = data[position + 4 : position + 8], position + 12 + length
        if end > len(data):
            break
        if name in _SEEN:
            out += data[position:end]
        if name == b"IEND":
            return bytes(out)
        position = end
    raise Invalid(_BROKEN)


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and bytes of each segment after SOI up to and with EOI; a scan's segment holds its entropy-coded data."""
    position = 2
    while position + 2 <= len(data):
        if data[position] != 0xFF:
            break
        marker = data[position + 1]
        if marker == 0xFF:
            position += 1
            continue
        end = position + 2 if marker in _ALONE or marker == _END else _segment_end(data, position)
        if marker == _SCAN:
            end = _scan_end(data, end)
        yield marker, data[position:end]
        if marker == _END:
            return
        position = end
    raise Invalid(_BROKEN)


def _segment_end(data: bytes, position: int) -> int:
    if position + 4 > len(data):
        raise Invalid(_BROKEN)
    (length,) = struct.unpack_from(">H", data, position + 2)
    return position + 2 + max(int(length), 2)


def _scan_end(data: bytes, position: int) -> int:
    while (position := data.find(b"\xff", position)) >= 0 and position + 1 < len(data):
        following = data[position + 1]
        if following and following != 0xFF and following not in _ALONE:
            return position
        position += 1 if following == 0xFF else 2
    raise Invalid(_BROKEN)


def _is_kept(marker: int, piece: bytes) -> bool:
    if marker == 0xE2:
        return piece[4:].startswith(b"ICC_PROFILE\0")
    return marker in _KEPT_APPS


def _turned(data: bytes) -> int:
    try:
        with Image.open(BytesIO(data), formats=("JPEG",)) as picture:
            found = picture.getexif().get(_ORIENTATION, 1)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as error:
        raise Invalid(_BROKEN) from error
    return found if found in range(1, 9) else 1


def _orientation_segment(orientation: int) -> bytes:
    """An Exif segment that holds the orientation and nothing else (CIPA DC-008 §4.5)."""
    tiff = struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
    body = b"Exif\0\0" + tiff
    return struct.pack(">HH", 0xFFE1, len(body) + 2) + body

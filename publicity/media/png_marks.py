"""Taking words, place and leftovers out of a PNG without changing a pixel; pure bytes to bytes."""

import struct
import zlib
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from publicity.errors import Invalid
from publicity.lib.files import CHUNK
from publicity.media import icc
from publicity.media.marks import BROKEN, orientation_exif, orientation_of

PNG: Final = b"\x89PNG\r\n\x1a\n"
_PROFILE_LIMIT: Final = 8 * 1024 * 1024
# Samples in a pixel by colour type (ISO/IEC 15948 §11.2.2); 3 is a palette.
_SAMPLES: Final = MappingProxyType({0: 1, 2: 3, 3: 1, 4: 2, 6: 4})
_PALETTE: Final = 3
_LENGTHS: Final = MappingProxyType({b"gAMA": {4}, b"cHRM": {32}, b"sRGB": {1}, b"pHYs": {9}, b"cICP": {4}})
# Start and step, across and down, of the seven passes of Adam7 (§8.2).
_PASSES: Final = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2), (0, 1, 1, 2))


def strip_png(data: bytes) -> bytes:
    """The PNG with the chunks that make its look alone (ISO/IEC 15948 §11), each at the length it should have.

    Raises Invalid for what is not whole, or whose pixels are more than its header says.
    """
    chunks = _chunks(data)
    name, header = next(chunks, (b"", b""))
    if name != b"IHDR" or len(header) != 13 or header[9] not in _SAMPLES:
        raise Invalid(BROKEN)
    out, written, pixels = bytearray(PNG + _chunk(b"IHDR", header)), {b"IHDR"}, _Pixels(_raw_size(header))
    turned = orientation_of(data, "PNG")
    if turned != 1:
        out += _chunk(b"eXIf", orientation_exif(turned))
    for name, body in chunks:
        if name == b"IDAT":
            out += _chunk(name, used) if (used := pixels.used(body)) else b""
        elif name not in written and b"IDAT" not in written and (kept := _kept(name, body, header)):
            out += _chunk(name, kept)
        written.add(name)
    return bytes(out + _chunk(b"IEND", b""))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and body of each chunk before IEND; raises Invalid when there is no end."""
    position = len(PNG)
    while position + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, position)
        name, end = data[position + 4 : position + 8], position + 12 + length
        if name == b"IEND":
            return
        if end > len(data):
            break
        yield name, data[position + 8 : end - 4]
        position = end
    raise Invalid(BROKEN)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _kept(name: bytes, body: bytes, header: bytes) -> bytes:
    """The chunk's body as it is written anew; empty when the chunk goes."""
    colour = header[9]
    if name == b"iCCP":
        return _profile(body)
    if name == b"PLTE":
        return body if colour == _PALETTE and len(body) % 3 == 0 and len(body) <= 768 else b""
    if name == b"tRNS":
        fits = len(body) <= 256 if colour == _PALETTE else len(body) == 2 * _SAMPLES[colour] and colour in {0, 2}
        return body if fits else b""
    if name == b"sBIT":
        return body if len(body) == (3 if colour == _PALETTE else _SAMPLES[colour]) else b""
    return body if len(body) in _LENGTHS.get(name, ()) else b""


def _profile(body: bytes) -> bytes:
    """The colour profile under a name that says nothing (§11.3.2.3)."""
    _name, _mark, packed = body.partition(b"\0")
    unpacking = zlib.decompressobj()
    try:
        profile = icc.bare(unpacking.decompress(packed[1:], _PROFILE_LIMIT))
    except zlib.error:
        return b""
    return b"icc\0\0" + zlib.compress(profile) if profile else b""


class _Pixels:
    """The packed pixels, followed to their end: what comes behind it shows nowhere."""

    def __init__(self, size: int) -> None:
        self._unpacking, self._left = zlib.decompressobj(), size

    def used(self, body: bytes) -> bytes:
        if self._unpacking.eof:
            return b""
        packed, piece = body, b"."
        try:
            while packed or len(piece) == CHUNK:
                piece = self._unpacking.decompress(packed, CHUNK)
                packed = self._unpacking.unconsumed_tail
                self._left -= len(piece)
                if self._left < 0:
                    raise Invalid(BROKEN)
                if self._unpacking.eof:
                    break
        except zlib.error as error:
            raise Invalid(BROKEN) from error
        return body[: len(body) - len(self._unpacking.unused_data)]


def _raw_size(header: bytes) -> int:
    """Bytes of the unpacked pixels with the filter byte of each line (§7.2, §8)."""
    width, height, depth, colour, _packing, _filter, interlaced = struct.unpack(">IIBBBBB", header)
    passes = _PASSES if interlaced else ((0, 1, 0, 1),)
    total = 0
    for left, across, top, down in passes:
        columns, lines = max(-(-(width - left) // across), 0), max(-(-(height - top) // down), 0)
        total += lines * (1 + (columns * depth * _SAMPLES[colour] + 7) // 8) if columns else 0
    return total

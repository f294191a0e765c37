"""The units of which the header of a film's codec is made, picked by their kind; pure bytes to bytes."""

import re
from collections.abc import Callable, Iterator
from types import MappingProxyType
from typing import Final

_START: Final = re.compile(rb"\0*\0\0\x01")
# Where the kind of a unit stands in its first byte: ITU-T H.264 §7.3.1, ITU-T H.265 §7.3.1.2, ISO/IEC 13818-2 §6.2.1.
_KINDS: Final[MappingProxyType[str, Callable[[int], int]]] = MappingProxyType(
    {"h264": lambda first: first & 31, "hevc": lambda first: first >> 1 & 63, "mpeg2video": lambda first: first}
)


def only(header: bytes, codec: str, kinds: frozenset[int]) -> bytes:
    """The header with the units of these kinds alone; as it is when it is not in start codes (ITU-T H.264 annex B)."""
    if codec == "av1":
        return b"".join(unit for kind, unit in _open_units(header) if kind in kinds)
    if not header.startswith((b"\0\0\x01", b"\0\0\0\x01")):
        return header
    units = [unit for unit in _START.split(header) if unit]
    return b"".join(b"\0\0\0\x01" + unit for unit in units if _KINDS[codec](unit[0]) in kinds)


def _open_units(header: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and bytes of each unit that tells its length (AV1 §5.3.1, §4.10.5)."""
    position = 0
    while position + 2 <= len(header) and header[position] & 2:
        start, length, shift = position, 0, 0
        position += 2 if header[position] & 4 else 1
        while position < len(header):
            byte = header[position]
            length, shift, position = length | (byte & 127) << shift, shift + 7, position + 1
            if byte < 128:
                break
        position += length
        yield header[start] >> 3 & 15, header[start:position]

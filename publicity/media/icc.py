"""Colour profiles (ICC.1:2022) brought down to what they do to colours: no device, serial number or words."""

import struct
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

_HEADER, _ENTRY, _MOST_TAGS = 128, 12, 100
_TAGS: Final = frozenset(
    {
        *(b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"wtpt", b"bkpt", b"chad", b"cicp", b"gamt"),
        *(b"A2B0", b"A2B1", b"A2B2", b"B2A0", b"B2A1", b"B2A2", b"D2B0", b"D2B1", b"D2B2", b"B2D0", b"B2D1", b"B2D2"),
    }
)
_TABLES: Final = frozenset({b"mft1", b"mft2", b"mAB ", b"mBA ", b"mpet"})
_FIXED: Final = MappingProxyType({b"XYZ ": 20, b"sf32": 44, b"cicp": 12})
_CURVE_NUMBERS: Final = (1, 3, 4, 5, 7)
_NAME: Final = b"colour"
# Day of making 2000-01-01; illuminant D50 (ICC.1:2022 §7.2.16).
_DAY: Final = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_D50: Final = struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)


def bare(profile: bytes) -> bytes | None:
    """The profile rebuilt from its curves, matrices and tables alone; None for what is no whole profile."""
    if len(profile) < _HEADER + 4 or profile[36:40] != b"acsp":
        return None
    size, count = struct.unpack_from(">I", profile)[0], struct.unpack_from(">I", profile, _HEADER)[0]
    if size != len(profile) or count > _MOST_TAGS or _HEADER + 4 + count * _ENTRY > size:
        return None
    tags = list(_tags(profile, count))
    if not tags:
        return None
    return _assembled(profile, [*_words(profile[8]), *tags])


def _tags(profile: bytes, count: int) -> Iterator[tuple[bytes, bytes]]:
    for number in range(count):
        name, start, length = struct.unpack_from(">4sII", profile, _HEADER + 4 + number * _ENTRY)
        element = profile[start : start + length]
        if name in _TAGS and start >= _HEADER and len(element) == length >= 12 and (kept := _element(element)):
            yield name, kept


def _element(element: bytes) -> bytes:
    """The element without what follows its numbers; empty for a type that holds no colour."""
    kind, number = element[:4], struct.unpack_from(">I", element, 8)[0]
    if kind in _TABLES:
        return element
    length = _FIXED.get(kind, 0)
    if kind == b"curv":
        length = 12 + 2 * number
    if kind == b"para" and (number >> 16) < len(_CURVE_NUMBERS):
        length = 12 + 4 * _CURVE_NUMBERS[number >> 16]
    return element[:length] if length <= len(element) else b""


def _words(version: int) -> Iterator[tuple[bytes, bytes]]:
    """The description and the copyright that a reader may insist upon, the same in every profile (§9.2.41, §9.2.22)."""
    if version >= 4:
        said = _NAME.decode().encode("utf-16-be")
        element = struct.pack(">4s4xII2s2sII", b"mluc", 1, 12, b"en", b"US", len(said), 28) + said
        yield from ((b"desc", element), (b"cprt", element))
    else:
        counted = struct.pack(">I", len(_NAME) + 1) + _NAME
        yield b"desc", b"desc" + bytes(4) + counted + bytes(1 + 4 + 4 + 2 + 1 + 67)
        yield b"cprt", b"text" + bytes(4) + _NAME + bytes(1)


def _assembled(profile: bytes, tags: list[tuple[bytes, bytes]]) -> bytes:
    table, body, places = bytearray(), bytearray(), dict[bytes, int]()
    start = _HEADER + 4 + len(tags) * _ENTRY
    for name, element in tags:
        if element not in places:
            places[element] = start + len(body)
            body += element + bytes(-len(element) % 4)
        table += struct.pack(">4sII", name, places[element], len(element))
    header = bytes(4) + profile[8:24] + _DAY + b"acsp" + bytes(24) + profile[64:68] + _D50
    return struct.pack(">I", start + len(body)) + header + bytes(48) + struct.pack(">I", len(tags)) + table + body

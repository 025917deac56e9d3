"""Rows that PostgreSQL answers no question with any more, as they lie in the files of its tables until something writes over them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final, NamedTuple

PAGE, HEADER = 8192, 24
NORMAL: Final = 1
HAS_NULLS: Final = 1
COLUMNS: Final = 0x07FF


class Version(NamedTuple):
    """One version of a row, living or dead."""

    at: tuple[int, int]
    """Its page, and its place among those of the page."""
    xmin: int
    """The transaction by which it came."""
    whole: bytes

    def texts(self) -> list[bytes | None]:
        """Its columns, if all of them are of text and none is kept elsewhere."""
        columns = struct.unpack_from("<H", self.whole, 18)[0] & COLUMNS
        nulls = struct.unpack_from("<H", self.whole, 20)[0] & HAS_NULLS
        place, found = self.whole[22], list[bytes | None]()
        for number in range(columns):
            if nulls and not self.whole[23 + number // 8] >> number % 8 & 1:
                found.append(None)
                continue
            begins = place + 1
            if self.whole[place] & 1:
                ends = place + (self.whole[place] >> 1)
            else:
                place += -place % 4
                begins, ends = place + 4, place + (struct.unpack_from("<I", self.whole, place)[0] >> 2)
            found.append(self.whole[begins:ends])
            place = ends
        return found


def versions(table: bytes) -> Iterator[Version]:
    """All that lie in a table's file."""
    for number in range(len(table) // PAGE):
        page = table[number * PAGE : (number + 1) * PAGE]
        ends = struct.unpack_from("<H", page, 12)[0]
        for place in range(HEADER, ends, 4):
            pointer = struct.unpack_from("<I", page, place)[0]
            begins, kind, length = pointer & 0x7FFF, pointer >> 15 & 3, pointer >> 17
            if kind == NORMAL:
                whole = page[begins : begins + length]
                yield Version((number, (place - HEADER) // 4 + 1), struct.unpack_from("<I", whole)[0], whole)

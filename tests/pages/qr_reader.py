"""Reads a QR code from its modules, after ISO/IEC 18004: format, mask, path of the bits, blocks, bytes.

Errors are not corrected: what is drawn on a screen has none, and a wrong module must be seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_FORMAT_MASK = 0x5412
_LEVELS = {1: 0, 0: 1, 3: 2, 2: 3}
"""The two bits of the format → level L, M, Q, H as a column below."""
_MASKS = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)
_DATA_BLOCKS_OF_M = {
    2: [28], 3: [44], 4: [32] * 2, 5: [43] * 2, 6: [27] * 4, 7: [31] * 4, 8: [38] * 2 + [39] * 2,
    9: [36] * 3 + [37] * 2, 10: [43] * 4 + [44], 11: [50] + [51] * 4,
    12: [36] * 6 + [37] * 2, 13: [37] * 8 + [38], 14: [40] * 4 + [41] * 5,
}  # fmt: skip
"""Version → bytes of data in each block at level M."""


def qr_text(dark: Sequence[Sequence[bool]]) -> str:
    """The text of a code of level M in bytes; rows of modules, without the margin around them."""
    size = len(dark)
    version = (size - 17) // 4
    written = [
        *(dark[8][column] for column in (0, 1, 2, 3, 4, 5, 7, 8)),
        *(dark[row][8] for row in (7, 5, 4, 3, 2, 1, 0)),
    ]
    form = int("".join("01"[bit] for bit in written), 2) ^ _FORMAT_MASK
    assert _LEVELS[form >> 13] == 1, "the code is of another level"
    mask = _MASKS[form >> 10 & 7]
    bits = [dark[row][column] ^ (mask(row, column) == 0) for row, column in _places(size, version)]
    words = [int("".join("01"[bit] for bit in bits[at : at + 8]), 2) for at in range(0, len(bits) - 7, 8)]
    blocks: list[list[int]] = [[] for _ in _DATA_BLOCKS_OF_M[version]]
    taken = iter(words)
    for place in range(max(_DATA_BLOCKS_OF_M[version])):
        for block, length in zip(blocks, _DATA_BLOCKS_OF_M[version], strict=True):
            if place < length:
                block.append(next(taken))
    data = "".join(f"{word:08b}" for block in blocks for word in block)
    assert data[:4] == "0100", "the code holds no bytes"
    counted = 16 if version > 9 else 8
    length = int(data[4 : 4 + counted], 2)
    start = 4 + counted
    return bytes(int(data[start + 8 * at : start + 8 * at + 8], 2) for at in range(length)).decode()


def _places(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The places of the bits in their order: upwards and downwards in pairs of columns, from the right."""
    reserved = _reserved(size, version)
    upwards = True
    for right in (column for column in range(size - 1, 0, -2)):
        pair = right if right > 6 else right - 1  # the timing pattern is a column of its own
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for column in (pair, pair - 1):
                if (row, column) not in reserved:
                    yield row, column
        upwards = not upwards


def _reserved(size: int, version: int) -> set[tuple[int, int]]:
    def box(top: int, left: int, height: int, width: int) -> set[tuple[int, int]]:
        return {(row, column) for row in range(top, top + height) for column in range(left, left + width)}

    found = box(0, 0, 9, 9) | box(0, size - 8, 9, 8) | box(size - 8, 0, 8, 9)
    found |= {(6, at) for at in range(size)} | {(at, 6) for at in range(size)}
    centers = _centers(size, version)
    corners = {(6, 6), (6, size - 7), (size - 7, 6)}
    for row in centers:
        for column in centers:
            if (row, column) not in corners:
                found |= box(row - 2, column - 2, 5, 5)
    if version >= 7:
        found |= box(0, size - 11, 6, 3) | box(size - 11, 0, 3, 6)
    return found


def _centers(size: int, version: int) -> list[int]:
    """Rows and columns of the alignment patterns."""
    if version == 1:
        return []
    count = version // 7 + 2
    step = -(-(size - 13) // (2 * count - 2)) * 2
    return [6, *sorted(size - 7 - step * place for place in range(count - 1))]

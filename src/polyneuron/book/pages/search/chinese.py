"""Traditional characters of a text that is written with simplified ones, so that both find it."""

from __future__ import annotations

from functools import cache

import opencc

_HAN = range(0x4E00, 0xA000)
"""CJK Unified Ideographs, without the extensions, which no lesson needs."""


def traditional_characters(text: str) -> str:
    """Pairs of characters in one string: a traditional one, and the simplified one of the text that it stands for."""
    there = set(text)
    return "".join(f"{other}{plain}" for other, plain in _simplified() if plain in there)


@cache
def _simplified() -> tuple[tuple[str, str], ...]:
    converter = opencc.OpenCC("t2s")
    pairs = ((chr(code), converter.convert(chr(code))) for code in _HAN)
    return tuple((other, plain) for other, plain in pairs if other != plain)

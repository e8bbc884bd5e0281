"""Traditional characters and the words of Taiwan, for a text in simplified characters, so that both find it."""

from __future__ import annotations

import re
from functools import cache

import opencc

_HAN = range(0x4E00, 0xA000)
"""CJK Unified Ideographs, without the extensions, which no lesson needs."""
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_RARELY = 10
_LONGEST = 4
"""Characters of the words that are compared; longer ones are made of these."""


def traditional_characters(text: str) -> str:
    """Pairs of characters in one string: a traditional one, and the simplified one of the text that it stands for."""
    there = set(text)
    return "".join(f"{other}{plain}" for other, plain in _simplified() if plain in there)


def taiwan_words(text: str) -> list[tuple[str, str]]:
    """What Taiwan has another word for: the word, in simplified characters, and that of the text; long ones first.

    A word that the text has itself is left out, but where it stands there by chance: 机率 in 随机率.
    """
    runs = set(_RUN.findall(text))
    pieces = sorted(
        {run[at : at + size] for size in range(2, _LONGEST + 1) for run in runs for at in range(len(run) - size + 1)},
        key=lambda piece: (len(piece), piece),
    )
    if not pieces:  # an edition of which only pages without searched text were made
        return []
    lines = "\n".join(pieces)
    plain = opencc.OpenCC("t2s")
    by_characters, by_words = (
        plain.convert(opencc.OpenCC(way).convert(lines)).split("\n") for way in ("s2tw", "s2twp")
    )
    found: dict[str, str] = {}
    for piece, same, other in zip(pieces, by_characters, by_words, strict=True):
        if other == same or _replaced(other, found) == piece:
            continue
        if other not in found or text.count(piece) > text.count(found[other]):
            found[other] = piece
    rare = [(other, piece) for other, piece in found.items() if text.count(other) * _RARELY < text.count(piece)]
    return sorted(rare, key=lambda pair: (-len(pair[0]), pair))


def _replaced(text: str, words: dict[str, str]) -> str:
    for other, word in words.items():
        text = text.replace(other, word)
    return text


@cache
def _simplified() -> tuple[tuple[str, str], ...]:
    converter = opencc.OpenCC("t2s")
    pairs = ((chr(code), converter.convert(chr(code))) for code in _HAN)
    return tuple((other, plain) for other, plain in pairs if other != plain)

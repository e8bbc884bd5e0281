"""The name of a file in a zip, as a path: whichever system packed it, and in whichever alphabet.

A zip says only of UTF-8 what its names are in. Others come from Windows in Chinese, Russian and Polish, and from old
programs: that encoding is taken in which they are names of known students, else the first that gives whole words.
"""

from __future__ import annotations

import re
import unicodedata
import zipfile
from collections.abc import Collection, Sequence

_UTF8_FLAG = 0x800
_AS_READ = "cp437"
"""As which `zipfile` reads names that are not said to be UTF-8."""
_ENCODINGS = ("gb2312", "cp866", "cp1250", "cp852", _AS_READ, "gbk")
"""Common Chinese characters before the Cyrillic of Windows, whose words are hardly ever such pairs; rare ones last."""


def names_in_zip(archive: zipfile.ZipFile, known: Collection[str] = ()) -> dict[zipfile.ZipInfo, str]:
    """Entry → its path with slashes."""
    entries = archive.infolist()
    unsure = [one for one in entries if not one.flag_bits & _UTF8_FLAG and not one.filename.isascii()]
    encoding = _encoding([one.filename.encode(_AS_READ) for one in unsure], known) if unsure else _AS_READ
    names = {one: one.filename for one in entries}
    names |= {one: one.filename.encode(_AS_READ).decode(encoding) for one in unsure}
    return {one: name.replace("\\", "/") for one, name in names.items()}


def _encoding(names: Sequence[bytes], known: Collection[str]) -> str:
    possible = {}
    for encoding in ("utf-8", *_ENCODINGS):
        try:
            possible[encoding] = "/".join(name.decode(encoding) for name in names)
        except UnicodeDecodeError:
            continue
    if "utf-8" in possible:
        return "utf-8"
    telling = [name for name in known if not name.isascii()]

    def fitness(encoding: str) -> tuple[int, bool]:
        text = unicodedata.normalize("NFC", possible[encoding])
        return sum(name in text for name in telling), _has_words(text)

    best = max(possible, key=fitness)
    return best if any(fitness(best)) else _AS_READ


def _has_words(text: str) -> bool:
    """Whether signs beyond ASCII are letters, and each word has letters of one script and no capital in its middle."""
    if any(not sign.isascii() and not unicodedata.category(sign).startswith(("L", "M")) for sign in text):
        return False
    return all(_is_word(one) for one in re.findall(r"[^\W\d_]+", text) if not one.isascii())


def _is_word(word: str) -> bool:
    rest = word[1:]
    return rest in (rest.lower(), rest.upper()) and len({unicodedata.name(sign, "?").split()[0] for sign in word}) == 1

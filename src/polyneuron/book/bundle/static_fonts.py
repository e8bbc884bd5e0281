"""Two fonts with one weight each in the place of the one with many: Chromium prints that one as drawings.

As drawings ("Type 3") the letters of a Persian chapter take a quarter more kilobytes, and no program that opens the PDF
knows their name.
"""

from __future__ import annotations

import re
from pathlib import Path

from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.book.tools.web_fonts import ARABIC_WEIGHTS, arabic_font

_FACE = re.compile(r"@font-face\s*{[^}]*Vazirmatn[^}]*}")
_WEIGHTS = re.compile(r"font-weight:[\d ]+")
_ADDRESS = re.compile(r"url\([^)]*\)")
_BOLD_FROM = 550
"""The first weight that is printed as bold."""


def static_fonts(root: Path, site: Path, address: str) -> dict[str, str | bytes]:
    """Address → what the browser gets while it prints: the style sheet with two faces, and their fonts.

    Parameters
    ----------
    site
        The built site.
    address
        Where the browser finds it.
    """
    folder = f"{address}/{SHARED_FOLDER}"
    (sheet,) = (site / SHARED_FOLDER).glob("site.*.css")
    normal, bold = ARABIC_WEIGHTS
    ranges = {normal: f"{normal} {_BOLD_FROM - 1}", bold: f"{_BOLD_FROM} {bold}"}
    files = {weight: f"arabic-{weight}.woff2" for weight in ARABIC_WEIGHTS}

    def two(found: re.Match[str]) -> str:
        return "".join(
            _ADDRESS.sub(f"url({files[weight]})", _WEIGHTS.sub(f"font-weight:{ranges[weight]}", found[0]))
            for weight in ARABIC_WEIGHTS
        )

    style, replaced = _FACE.subn(two, sheet.read_text(encoding="utf-8"))
    if replaced != 1:
        raise AssertionError(f"{sheet.name}: {replaced} faces of the Arabic font")
    fonts: dict[str, str | bytes] = {
        f"{folder}/{files[weight]}": arabic_font(root, (weight, weight)) for weight in ARABIC_WEIGHTS
    }
    return {f"{folder}/{sheet.name}": style, **fonts}

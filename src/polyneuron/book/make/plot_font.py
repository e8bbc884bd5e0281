"""Make the Chinese font of the plots: a subset of Noto Sans CJK SC that a wheel can carry.

Matplotlib ships DejaVu Sans, which has the letters of every edition but Chinese. The subset holds the characters
of GB 2312 level 1 (the 3 755 most common ones, so that learners' own labels work too), the punctuation and Latin
letters that stand beside them, and every other character that the Chinese catalogues use.

The input is Debian's package `fonts-noto-cjk` (SIL Open Font License 1.1; the licence stands beside the subset).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from polyneuron.book.make.font_sources import check_source
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.texts.po_reader import open_catalog

SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
SOURCE_SHA256 = "b76b0433203017ca80401b2ee0dd69350349871c4b19d504c34dbdd80541690a"
FAMILY = "Noto Sans CJK SC"
SCRIPT = "Hans"
"""ISO 15924."""

GB2312_ROWS, GB2312_LEVEL_1 = range(1, 95), range(16, 56)
"""All rows of GB 2312, and those of its 3 755 most common characters (ordered there by pronunciation)."""


def gb2312(rows: range) -> set[str]:
    """The characters in these rows of GB 2312."""
    characters = set()
    for row in rows:
        for column in range(1, 95):
            try:
                characters.add(bytes([0xA0 + row, 0xA0 + column]).decode("gb2312"))
            except UnicodeDecodeError:
                continue  # an empty place
    return characters


def companions() -> set[str]:
    """Latin, Greek, digits, mathematical signs and full-width punctuation that plots put beside Chinese."""
    ranges = ((0x20, 0x7E), (0xA0, 0xFF), (0x391, 0x3C9), (0x3000, 0x3011), (0xFF01, 0xFF5E))
    signs = "–—‘’“”…‰′″←↑→↓∂∇∑−√∞∫≈≠≤≥·×÷°²³⁰ᵀ₀₁₂₃"
    return {chr(code) for first, last in ranges for code in range(first, last + 1)} | set(signs)


def catalog_characters(configuration: Configuration) -> set[str]:
    """Every character of the catalogues of languages that are written in this font's script."""
    codes = [language.code for language in configuration.languages.values() if language.script == SCRIPT]
    paths = (path for code in codes for path in (configuration.locales / code / "LC_MESSAGES").glob("*.po"))
    catalogs = [open_catalog(path) for path in paths]
    return {character for catalog in catalogs for entry in catalog for character in entry.msgstr}


def font_number(path: Path, family: str) -> int:
    """The place of `family` in a font collection."""
    for number in range(64):
        with TTFont(path, fontNumber=number, lazy=True) as font:
            if font["name"].getDebugName(1) == family:
                return number
    raise LookupError(f"{path} holds no font named {family}")


def make_plot_font(target: Path, characters: Iterable[str]) -> int:
    """Write the subset with `characters` and the standing ones to `target`; return its size in bytes."""
    check_source(SOURCE, SOURCE_SHA256, "fonts-noto-cjk")
    options = subset.Options()
    options.font_number = font_number(SOURCE, FAMILY)
    options.layout_features = ["kern"]
    options.hinting = False
    options.desubroutinize = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(SOURCE), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text="".join(sorted(set(characters) | gb2312(GB2312_LEVEL_1) | companions())))
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return target.stat().st_size

"""Every character of an edition is in the fonts that its plots and pages use: no empty boxes.

Plots: the fonts of `polyneuron.fonts`, which travel with the package. Pages: Persian letters come from the font that
the site serves; all else comes from the reader's system. What those fonts hold cannot be known here, so two sets stand
for them that every system has: the characters of GB 2312 for Chinese, and those of DejaVu Sans for the others. Blind on
purpose to formulas, which KaTeX sets in fonts of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib import font_manager

from polyneuron.book.lint.findings import CannotRun, Finding, Gate, Level, finding_in
from polyneuron.book.lint.masking import MARK
from polyneuron.book.lint.texts import Text
from polyneuron.book.lint.word_lists import ROOT
from polyneuron.book.make.plot_font import GB2312_ROWS, gb2312
from polyneuron.book.model.messages import DISPLAYED_NAME, PLOT_TEXT
from polyneuron.fonts import CHINESE_FILE

PERSIAN_FILE = ROOT / "node_modules/@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2"
"""The file that `polyneuron.book.pages.site` puts beside the Persian pages."""

_INVISIBLE = frozenset("\n\u200b\u200c\u200d\u2060\u2066\u2067\u2068\u2069\u200e\u200f")
"""What needs no glyph: joiners, directions, line ends."""


@cache
def characters_of(font_file: Path) -> frozenset[str]:
    """The characters that a font has a glyph for."""
    with TTFont(font_file, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def dejavu() -> frozenset[str]:
    """The characters of DejaVu Sans, the font that Matplotlib carries."""
    return characters_of(Path(font_manager.findfont("DejaVu Sans", fallback_to_default=False)))


@cache
def plot_characters(language: str) -> frozenset[str]:
    """What the plots of an edition can show."""
    return dejavu() | characters_of(CHINESE_FILE) if language == "zh" else dejavu()


def page_characters(language: str, character: str) -> frozenset[str]:
    """What the pages of an edition can show, for characters of the script of this one."""
    if language == "fa" and unicodedata.name(character, "").startswith("ARABIC"):
        if not PERSIAN_FILE.exists():
            raise CannotRun(f"{PERSIAN_FILE.name} is not there", "make environment")
        return characters_of(PERSIAN_FILE)
    return _system_characters(language)


@cache
def _system_characters(language: str) -> frozenset[str]:
    return dejavu() | gb2312(GB2312_ROWS) if language == "zh" else dejavu()


def _lacking(texts: Sequence[Text]) -> Iterator[Finding]:
    for text in texts:
        visible = set(text.translation) - _INVISIBLE
        in_plots = visible - plot_characters(text.language) if text.role in (PLOT_TEXT, DISPLAYED_NAME) else set()
        shown = set(text.plain) - _INVISIBLE - {MARK}
        on_pages = {letter for letter in shown if letter not in page_characters(text.language, letter)}
        for where, letters in (("plots", in_plots), ("pages", on_pages)):
            if letters:
                listed = ", ".join(
                    f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, '?').lower()})"
                    for letter in sorted(letters)
                )
                remedy = "Write another character; for a Chinese one in plots run: python -m polyneuron.book plot-font"
                what = f"the fonts of the {where} lack {listed}"
                yield finding_in(text, "fonts", what, remedy)


GATES = (Gate("fonts", Level.ERROR, (), _lacking, "every character is in the fonts of pages and plots"),)

"""Every character of an edition is in the fonts that its plots and pages use: no empty boxes.

Plots: the fonts of `polyneuron.fonts`, which travel with the package. Pages: Persian letters come from the font that
the site serves; all else comes from the reader's system. What those fonts hold cannot be known here, so two sets stand
for them that every system has: the characters of GB 2312 for Chinese, and those of DejaVu Sans for the others. Blind on
purpose to formulas, which KaTeX sets in fonts of its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from fontTools.ttLib import TTFont
from matplotlib import font_manager

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import CannotRun, Finding, Gate, Level, NotKnown, finding_in
from polyneuron.book.lint.masking import MARK
from polyneuron.book.make.plot_font import GB2312_ROWS, gb2312
from polyneuron.book.model.messages import DISPLAYED_NAME, PLOT_TEXT
from polyneuron.book.tools.web_fonts import ARABIC_CHARACTERS, ARABIC_FILE
from polyneuron.fonts import FONTS

_KNOWN_SCRIPTS = ("Latn", "Cyrl", "Grek", "Arab", "Hans")
"""Scripts (ISO 15924) for which it is known what the fonts of pages hold."""

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
def plot_characters(script: str) -> frozenset[str]:
    """What the plots of an edition in this script can show."""
    return dejavu() | characters_of(FONTS[script][1]) if script in FONTS else dejavu()


def page_characters(root: Path, script: str, character: str) -> frozenset[str]:
    """What the pages of an edition in this script can show, for characters like this one."""
    if script == "Arab" and unicodedata.name(character, "").startswith("ARABIC"):
        file = root / ARABIC_FILE
        if not file.exists():
            raise CannotRun(f"{file.name} is not there", "make environment")
        return characters_of(file) & ARABIC_CHARACTERS
    return _system_characters(script)


@cache
def _system_characters(script: str) -> frozenset[str]:
    return dejavu() | gb2312(GB2312_ROWS) if script == "Hans" else dejavu()


def _lacking(context: Context) -> Iterator[Finding]:
    script = context.language.script
    is_known, can_show = script in _KNOWN_SCRIPTS, partial(page_characters, context.root, script)
    for text in context.texts:
        visible = set(text.translation) - _INVISIBLE
        in_plots = visible - plot_characters(script) if text.role in (PLOT_TEXT, DISPLAYED_NAME) else set()
        shown = set(text.plain) - _INVISIBLE - {MARK}
        on_pages = {letter for letter in shown if is_known and letter not in can_show(letter)}
        for where, letters in (("plots", in_plots), ("pages", on_pages)):
            if letters:
                listed = ", ".join(
                    f"{letter} (U+{ord(letter):04X} {unicodedata.name(letter, '?').lower()})"
                    for letter in sorted(letters)
                )
                remedy = "Write another character; for a Chinese one in plots run: python -m polyneuron.book plot-font"
                what = f"the fonts of the {where} lack {listed}"
                yield finding_in(text, "fonts", what, remedy)
    if not is_known:
        raise NotKnown(f"which fonts readers' systems have for the script {script} (plots were looked at)")


GATES = (Gate("fonts", Level.ERROR, (), "every character is in the fonts of pages and plots", _lacking),)

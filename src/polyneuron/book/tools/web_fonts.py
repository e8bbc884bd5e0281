"""The fonts that pages load, cut to what pages show: each kilobyte of them is waited for before the first line stands.

Formulas need the letters, Greek ones too, the digits and a few signs of KaTeX's fonts. Persian and Arabic need half of
Vazirmatn's letters and the weights between its normal and its bold: 21 KB in the place of 46.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ARABIC_FILE = Path("node_modules/@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2")
"""Below the project's root: the letters of the Arabic script, with all weights."""
FORMULA_FONTS = Path("node_modules/katex/dist/fonts")
ARABIC_CHARACTERS = frozenset(
    {chr(code) for first, last in ((0x621, 0x63A), (0x640, 0x655), (0x660, 0x66C), (0x6F0, 0x6F9))
     for code in range(first, last + 1)}
    | set("،؛؟پچژکگیۀ«» \u200c\u200d\u200e\u200f\u2010\u2011")
)  # fmt: skip
"""Letters, vowel marks, digits and signs of Persian and Arabic."""
ARABIC_WEIGHTS = (400, 700)
FORMULA_CHARACTERS = frozenset(
    {chr(code) for code in (*range(0x20, 0x7F), *range(0x391, 0x3AA), *range(0x3B1, 0x3CA))}
    | set("\u00a0±·×÷ϕϵ′…ℓℝ→←↦⇒∂∇∈∏∑−√∞∣∥∫≈≠≤≥≪≫⊙⊤⋅⋯⋮⋱⌊⌋⌈⌉⟨⟩")
)
"""Letters, digits and signs: whoever writes a formula with another sign adds it here."""


@cache
def arabic_font(root: Path, weights: tuple[int, int] = ARABIC_WEIGHTS) -> bytes:
    """The font of pages in the Arabic script, as WOFF2, with the weights from one to the other."""
    font = _with(root / ARABIC_FILE, ARABIC_CHARACTERS)
    instancer.instantiateVariableFont(font, {"wght": weights}, inplace=True)
    return _woff2(font)


@cache
def formula_font(file: Path) -> bytes:
    """One of KaTeX's fonts, as WOFF2."""
    return _woff2(_with(file, FORMULA_CHARACTERS))


def _with(file: Path, characters: frozenset[str]) -> TTFont:
    """A font with no more than these characters, and what their shapes and places need."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    font = subset.load_font(str(file), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=map(ord, characters))
    subsetter.subset(font)
    # Written and read once: what changes a font further does not know glyphs that are left out.
    plain = io.BytesIO()
    font.flavor = None
    font.save(plain)
    plain.seek(0)
    return TTFont(plain, recalcTimestamp=False)


def _woff2(font: TTFont) -> bytes:
    content = io.BytesIO()
    font.flavor = "woff2"
    font.save(content)
    return content.getvalue()

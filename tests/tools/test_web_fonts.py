"""The fonts that pages load hold what pages show, and not much more."""

from __future__ import annotations

import io
import re

import pytest
from fontTools.ttLib import TTFont

from polyneuron.book.tools.web_fonts import (
    ARABIC_CHARACTERS,
    ARABIC_FILE,
    ARABIC_WEIGHTS,
    FORMULA_CHARACTERS,
    FORMULA_FONTS,
    arabic_font,
    formula_font,
)
from tests.conftest import ROOT


def read(content: bytes) -> TTFont:
    return TTFont(io.BytesIO(content))


def test_the_arabic_font_is_half_as_large_and_has_all_that_it_promises():
    content = arabic_font(ROOT)
    assert len(content) < (ROOT / ARABIC_FILE).stat().st_size / 2
    with read(content) as font, TTFont(ROOT / ARABIC_FILE) as whole:
        assert ARABIC_CHARACTERS & {chr(code) for code in whole.getBestCmap()} == {*map(chr, font.getBestCmap())}
        assert ARABIC_CHARACTERS - {*map(chr, font.getBestCmap())} <= set(" «»\u200f\u200d")
        (axis,) = font["fvar"].axes
        assert (axis.minValue, axis.maxValue) == ARABIC_WEIGHTS
        assert {"init", "medi", "fina", "rlig"} <= {
            record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord
        }


def test_the_style_sheet_asks_for_the_letters_and_the_weights_of_the_arabic_font():
    style = (ROOT / "assets" / "fonts.css").read_text(encoding="utf-8")
    (face,) = re.findall(r'{\s*font-family: "Vazirmatn";[^}]*}', style)
    (asked,) = re.findall(r"unicode-range: ([^;]+);", face)
    ranges = [[int(code, 16) for code in part.removeprefix("U+").split("-")] for part in asked.split(", ")]
    with read(arabic_font(ROOT)) as font:
        codes = [code for code in font.getBestCmap() if code not in (0x20, 0xA0, 0xAB, 0xBB)]
    assert [hex(code) for code in codes if not any(each[0] <= code <= each[-1] for each in ranges)] == []
    assert "font-weight: {} {};".format(*ARABIC_WEIGHTS) in face


@pytest.mark.parametrize("name", ["Main-Regular", "Main-Bold", "Math-Italic", "SansSerif-Regular", "AMS-Regular"])
def test_a_font_of_formulas_keeps_its_letters_and_signs(name):
    file = ROOT / FORMULA_FONTS / f"KaTeX_{name}.woff2"
    content = formula_font(file)
    assert len(content) < file.stat().st_size * 0.81
    with read(content) as font, TTFont(file) as whole:
        promised = {*whole.getBestCmap()} & {*map(ord, FORMULA_CHARACTERS)}
        assert promised <= {*font.getBestCmap()} <= promised | {ord("∋")}  # turned from ∈

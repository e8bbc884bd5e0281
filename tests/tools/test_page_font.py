"""The Latin font of pages: made from one version of Noto Sans, with its rules for placing marks."""

from __future__ import annotations

import re
from pathlib import Path

import matplotlib
import pytest
from fontTools.ttLib import TTFont

from polyneuron.book.make import page_font
from polyneuron.book.tools.files import file_digest
from tests.conftest import ROOT

YORUBA = "abdeẹfghijklmnoọprsṣtuwyàáèéìíòóùúńǹ\u0300\u0301"
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"


def test_a_missing_or_another_font_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(page_font, "SOURCE_FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match="apt-get install fonts-noto-core"):
        page_font.make_page_fonts(tmp_path)
    (tmp_path / next(iter(page_font.SOURCES))).write_bytes(b"another")
    with pytest.raises(ValueError, match="another version"):
        page_font.make_page_fonts(tmp_path)


def test_the_subset_keeps_letters_and_the_places_of_their_marks(tmp_path, monkeypatch):
    """With a font that is everywhere in the place of Noto Sans."""
    source = FONTS / "DejaVuSans.ttf"
    monkeypatch.setattr(page_font, "SOURCE_FOLDER", FONTS)
    monkeypatch.setattr(page_font, "SOURCES", {source.name: file_digest(source)})
    size = page_font.make_page_fonts(tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == "DejaVuSans-Subset.woff2"
    assert size == file.stat().st_size < source.stat().st_size / 5
    with TTFont(file) as font:
        letters = font.getBestCmap()
        assert {ord(letter) for letter in "ẹọṣńẸỌṢ\u0300\u0301\u0323"} <= letters.keys()
        assert ord("ш") not in letters
        assert "mark" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_the_style_sheet_asks_for_what_the_subsets_hold():
    style = (ROOT / "assets" / "fonts.css").read_text(encoding="utf-8")
    for family, ranges in (("Marked Latin", page_font.RANGES), ("Marked Mono", page_font.MONO_RANGES)):
        asked = re.findall(rf'font-family: "{family}";[^}}]*?unicode-range: ([^;]+);', style)
        assert asked
        assert set(asked) == {", ".join(f"U+{first:04X}-{last:04X}" for first, last in ranges)}


def test_the_fonts_of_the_site_have_what_yoruba_needs():
    for name in ("NotoSans-Regular", "NotoSans-Bold", "NotoSansMono-Regular"):
        with TTFont(ROOT / "assets" / "fonts" / f"{name}-Subset.woff2") as font:
            letters = {letter for letter in YORUBA + YORUBA.upper() if name.startswith("NotoSans-") or letter > "~"}
            assert {ord(letter) for letter in letters} <= font.getBestCmap().keys()
            assert "mark" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}

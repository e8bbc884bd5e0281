"""Letters for plots: which fonts Matplotlib needs for the language of an edition."""

from __future__ import annotations

from pathlib import Path

FONT_FILES = Path(__file__).parent / "font_files"
CHINESE_FAMILY = "Noto Sans CJK SC"
CHINESE_FILE = FONT_FILES / "NotoSansCJKsc-Subset.otf"

FONTS = {"Hans": (CHINESE_FAMILY, CHINESE_FILE)}
"""Script (ISO 15924) → the font of this package that plots need beside DejaVu Sans: its family and its file."""


def use_fonts_for(script: str) -> None:
    """Set Matplotlib's font families for a language that is written in `script` (ISO 15924, such as `Latn`).

    DejaVu Sans, which Matplotlib carries, has every letter of the editions but the Chinese ones. Those come from
    the subset of Noto Sans CJK SC in this package (GB 2312 level 1, so that a learner's own labels work too).
    """
    import matplotlib

    matplotlib.rcParams["font.family"] = families_for(script)


def families_for(script: str) -> list[str]:
    """The font families that have the letters of a script, made known to Matplotlib; see `use_fonts_for`."""
    from matplotlib import font_manager

    families = ["DejaVu Sans"]
    if script in FONTS:
        family, file = FONTS[script]
        font_manager.fontManager.addfont(file)
        families.insert(0, family)
    return families

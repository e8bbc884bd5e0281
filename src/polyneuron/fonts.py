"""Letters for plots: which fonts Matplotlib needs for the language of an edition."""

from __future__ import annotations

from pathlib import Path

import matplotlib
from matplotlib import font_manager

FONT_FILES = Path(__file__).parent / "font_files"
CHINESE_FAMILY = "Noto Sans CJK SC"
CHINESE_FILE = FONT_FILES / "NotoSansCJKsc-Subset.otf"


def use_fonts_for(language: str) -> None:
    """Set Matplotlib's font families for `language` (`en`, `yo`, `zh`, `fa`, `ru` or `pl`).

    DejaVu Sans, which Matplotlib carries, has every letter of the editions but the Chinese ones. Those come from
    the subset of Noto Sans CJK SC in this package (GB 2312 level 1, so that a learner's own labels work too).
    """
    families = ["DejaVu Sans"]
    if language == "zh":
        font_manager.fontManager.addfont(CHINESE_FILE)
        families.insert(0, CHINESE_FAMILY)
    matplotlib.rcParams["font.family"] = families

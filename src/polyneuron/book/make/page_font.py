"""Make the Latin font of pages whose letters carry a mark above and one below: a subset of Noto Sans.

Yoruba's ẹ̀, ọ́ and ṣ need a font that places both marks on their letter, and a device's own often puts the tone mark
beside it. The subset holds Latin letters, the marks that stand on them, and the signs of prose; its rules for placing
marks are kept. Two weights, a file each; and of Noto Sans Mono, for code, no more than the letters with marks.

The input are Debian's packages `fonts-noto-core` and `fonts-noto-mono` (SIL Open Font License 1.1; the licence stands
beside the subsets).
"""

from __future__ import annotations

from pathlib import Path

from fontTools import subset

from polyneuron.book.make.font_sources import check_source

SOURCE_FOLDER = Path("/usr/share/fonts/truetype/noto")
SOURCES = {
    "NotoSans-Regular.ttf": "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
    "NotoSans-Bold.ttf": "e83493c945848ecd4a9ad0f6d19164541a0d3e23a9c952304a00a46e00272ac5",
    "NotoSansMono-Regular.ttf": "6b692c4b6d15ccf59f1c1fe8d11cb8a92f51960f3e9f1f523781755a3af7e29f",
}
"""File → its SHA-256."""
_MONO = "NotoSansMono-Regular.ttf"
_NASALS = ((0x143, 0x144), (0x1F8, 0x1F9))  # ń ǹ
_DOTTED = ((0x1E44, 0x1E45), (0x1E62, 0x1E63), (0x1EB8, 0x1EB9), (0x1ECA, 0x1ECD), (0x1EE4, 0x1EE5))  # ṅ ṣ ẹ ị ọ ụ
_MARKED = (*_NASALS, *_DOTTED, (0x300, 0x304), (0x323, 0x323))
MONO_RANGES = ((0xC0, 0xFF), *_MARKED)
RANGES = ((0x20, 0x7E), (0xA0, 0xFF), *_MARKED, (0x2010, 0x2026), (0x2030, 0x203A))
"""Code points of the subset, with the letters of Yoruba and Igbo: `unicode-range` in `assets/fonts.css` names the
same. All Latin letters would be twice as many kilobytes."""


def make_page_fonts(target: Path) -> int:
    """Write the subsets as WOFF2 into the folder `target`; return their size in bytes."""
    size = 0
    for name, digest in SOURCES.items():
        source = SOURCE_FOLDER / name
        check_source(source, digest, "fonts-noto-core fonts-noto-mono")
        options = subset.Options()
        options.flavor = "woff2"
        options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "tnum"]
        options.hinting = False
        options.recalc_timestamp = False
        font = subset.load_font(str(source), options)
        ranges = MONO_RANGES if name == _MONO else RANGES
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=[code for first, last in ranges for code in range(first, last + 1)])
        subsetter.subset(font)
        target.mkdir(parents=True, exist_ok=True)
        file = target / f"{source.stem}-Subset.woff2"
        subset.save_font(font, str(file), options)
        size += file.stat().st_size
    return size

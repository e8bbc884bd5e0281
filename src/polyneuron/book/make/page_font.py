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
_MARKED = ((0x1E00, 0x1EFF), (0x300, 0x30C), (0x323, 0x331))
MONO_RANGES = ((0xC0, 0x17F), *_MARKED)
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), *_MARKED, (0x2010, 0x2027), (0x2030, 0x203A))
"""Code points of the subset: `unicode-range` in `assets/fonts.css` names the same."""


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

"""What Persian is written with: its letters, and what stands in their place in texts from elsewhere."""

from __future__ import annotations

import re
import unicodedata

from polyneuron.book.lint.masking import MARK

CODE = "fa"
ZWNJ = "\u200c"

PERSIAN = "\u0620-\u065f\u066e-\u06d3\u06d5\u06ee-\u06ff"
"""Letters, their marks, and digits."""
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ۀ": "ه\u0654",
        "ە": "ه",
        "ہ": "ه",
        "ھ": "ه",
        "ـ": "",  # tatweel
        **{chr(0x0660 + digit): chr(0x06F0 + digit) for digit in range(10)},
    }
)
"""What stands in texts from elsewhere → the Persian letter or digit."""
_SHAPE = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
"""Letters as single shapes, which come out of PDF files."""
INVISIBLE = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\u200b\u200d\u2060\ufeff]+")
"""Direction marks and others; the zero-width non-joiner alone belongs to the orthography."""


def mended(plain: str) -> str:
    """A text with Persian letters in the place of their look-alikes, and without invisible characters."""
    plain = _SHAPE.sub(lambda shape: unicodedata.normalize("NFKC", shape[0]), plain)
    plain = unicodedata.normalize("NFC", plain).translate(_LETTERS)
    plain = re.sub(rf"(?<=[{PERSIAN}]){INVISIBLE.pattern}(?=[{PERSIAN}])", ZWNJ, plain)  # what it was typed for
    return INVISIBLE.sub("", plain)


def visible(plain: str) -> str:
    """A masked text as a report shows it."""
    return plain.replace(MARK, "`…`").replace(ZWNJ, "<ZWNJ>")

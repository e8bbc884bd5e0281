"""Forms of Persian words: with their endings, and without the joiners, spaces and vowel marks that writers set as they
like."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_MARKS = re.compile("[\u064b-\u0655\u0670\u0640]")
_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ۀ": "ه", "أ": "ا", "\u200c": " "})
_ENDING = "(?:ها\\w*|ی?(?:ی|ش|شان|م|مان|ت|تان)|ای|ات|ان|اند|ست)?"
"""Plurals, possessives, *a*, *is*, where they are written without a joiner."""


def has_term(text: str, term: str) -> bool:
    """Whether a text has a term: in one piece, or each of its words."""
    plain, words = _plain(text), [re.escape(word) for word in _plain(term).split()]
    return _has_word(plain, " ?".join(words)) or all(_has_word(plain, word) for word in words)


@cache
def _plain(text: str) -> str:
    """Without vowel marks; joiners are spaces."""
    return _MARKS.sub("", unicodedata.normalize("NFC", text).translate(_LETTERS)).lower()


def _has_word(text: str, pattern: str) -> bool:
    return bool(re.search(rf"(?<!\w){pattern}{_ENDING}(?!\w)", text))

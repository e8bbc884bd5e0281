"""What the lint knows of one language; `polyneuron.book.lint.languages` has a module for each that it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from polyneuron.book.lint.findings import Gate


@dataclass(frozen=True)
class Knowledge:
    """One language, as its module describes it."""

    code: str
    gates: tuple[Gate, ...]
    """Those that guard this language only."""
    has_term: Callable[[str, str], bool]
    """Whether a text has a term of the term base in one of its forms."""
    number_words: Mapping[str, str]
    """0 and 1 → a pattern of the words (or their beginnings) that a translation may have in the digit's place."""

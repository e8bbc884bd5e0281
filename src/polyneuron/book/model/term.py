"""A term of the field as data; `polyneuron.book.source.glossary` reads the term base."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from polyneuron.book.model.configuration import SOURCE_LANGUAGE

_ABBREVIATION = re.compile(r"[A-Z](?=\w*[A-Z])[A-Za-z]*")
"""One word of Latin letters that begins with a capital and has another."""


@dataclass(frozen=True)
class Term:
    """A row of the term base."""

    names: dict[str, str]
    """Language code → the term, for the languages that have it; `en` is its name in `{term}` roles."""
    variants: dict[str, tuple[str, ...]]
    """Language code → other words for it, for every language of the course: plural or short forms, synonyms."""
    definition: str
    """One English sentence."""
    line: int
    note: str = field(default="", compare=False, repr=False)
    """For translators, in English; no notebook and no lesson shows it."""

    @property
    def english(self) -> str:
        """The English term, by which everything else finds it."""
        return self.names[SOURCE_LANGUAGE]

    def has(self, code: str) -> bool:
        """Whether this language has a word of its own for the term."""
        return code in self.names

    def name(self, code: str) -> str:
        """The term in a language; in English where that has no word for it yet."""
        return self.names.get(code, self.english)

    def abbreviation(self, code: str) -> str:
        """The short form in capitals that readers meet in code and in other books, such as ReLU; empty without one.

        It stands among the other words of the language, or else among the English ones.
        """
        words = (*self.variants.get(code, ()), *self.variants.get(SOURCE_LANGUAGE, ()))
        return next((word for word in words if _ABBREVIATION.fullmatch(word) and word != self.name(code)), "")

    @property
    def anchor(self) -> str:
        """Where the glossary page shows it: the same in all languages."""
        return "term-" + re.sub(r"[^a-z0-9]+", "-", self.english.lower()).strip("-")

    @property
    def is_code(self) -> bool:
        """Whether the term is a name in code, such as `from_logits`, and the same in all languages."""
        return "_" in self.english

"""The language that a notebook speaks: the package's own messages, and the letters and direction of its plots."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from polyneuron import messages, printed_direction

FILE = Path(__file__).parent / "languages.json"
"""Made from the course's settings and Unicode's CLDR when the package is built; see hatch_build.py."""


@dataclass(frozen=True)
class Language:
    """What a notebook has to know of its language."""

    tag: str
    """BCP 47 tag, such as `zh-Hans`."""
    direction: str
    """`ltr` or `rtl`."""
    script: str
    """What it is written in (ISO 15924), such as `Latn`."""
    digits: str
    """The ten digits that prose is written with, from 0 on."""
    list_separator: str
    """What stands between the items of a list within a sentence."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return self.direction == "rtl"

    def in_digits(self, text: str) -> str:
        """A text with the digits that this language writes in prose."""
        return text.translate(str.maketrans("0123456789", self.digits))


@cache
def languages() -> dict[str, Language]:
    """Code of each language of the course → what a notebook has to know of it; English is the source.

    Raises
    ------
    RuntimeError
        When the package was never built, as in a fresh copy of the repository.
    """
    try:
        stored = json.loads(FILE.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RuntimeError(f"{FILE} is missing: this package was never built. Remedy: make environment") from None
    return {code: Language(**facts) for code, facts in stored.items()}


def language_of(code: str) -> Language:
    """The language with this code.

    Raises
    ------
    ValueError
        When the course has no edition in that language; the text lists those that it has.
    """
    if code not in languages():
        raise ValueError(f"Unknown language {code!r}. This course speaks: {', '.join(languages())}.")
    return languages()[code]


def chosen() -> Language:
    """The language that the notebook has chosen; English before."""
    return language_of(messages.chosen_language())


def use_language(code: str) -> None:
    """Choose the language of the package's messages, and make plots and printed lines fit for it: letters, direction.

    Parameters
    ----------
    code
        One of the course's, such as `fa`.

    Raises
    ------
    ValueError
        When the course has no edition in that language.
    ImportError
        When plots in that language need a library that is missing; the text says which.
    """
    language = language_of(code)
    from polyneuron import fonts, plot_direction  # not above: they import Matplotlib, which takes a second

    messages.speak(code)
    fonts.use_fonts_for(language.script)
    plot_direction.use_direction(language.direction)
    printed_direction.use_direction(language.direction)

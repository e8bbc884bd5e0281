"""What everything made in one language needs: the language, its interface texts, and addresses."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field, fields, replace

from polyneuron.book.model.exercise import USUAL_SEED
from polyneuron.book.model.language import Language
from polyneuron.book.model.package import LearnersPackage
from polyneuron.book.model.term import Term


class Interface:
    """The interface texts of one language; English where a translation is missing."""

    def __init__(self, translated: dict[str, str], known: Collection[str]):
        """`translated` is English → translation; `known` are all texts that there are, in English."""
        self.translated = translated
        self.known = known

    def __call__(self, text: str) -> str:
        """The text in this language."""
        if text not in self.known:
            raise KeyError(f"{text!r} is not in interface_messages.py")
        return self.translated.get(text, text)


@dataclass(frozen=True)
class Links:
    """Where the references of a launched notebook lead."""

    labels: dict[str, str] = field(default_factory=dict)
    """Label → the notebook or the page that holds it."""
    glossary: str = ""
    """Address of the published glossary of this edition."""
    terms: dict[str, Term] = field(default_factory=dict)
    """English term → its row in the term base."""
    definitions: dict[str, str] = field(default_factory=dict)
    """English definition → the one of this edition."""
    documents: dict[str, str] = field(default_factory=dict)
    """Name of a lesson or page → the notebook or the page that it is."""
    site: str = ""
    """Address of this edition on the published site."""
    pictures: dict[str, str] = field(default_factory=dict)
    """Name of a picture → the address under which a notebook shows it."""

    @property
    def digest(self) -> str:
        """Changes when a term or a definition does."""
        return hashlib.sha256(repr((self.terms, self.definitions)).encode()).hexdigest()

    @functools.cached_property
    def _identity(self) -> str:
        values = (getattr(self, one.name) for one in fields(self))
        return hashlib.sha256(repr(tuple(values)).encode()).hexdigest()

    def __repr__(self) -> str:
        """Short, because it is asked for every cell of a notebook; it changes when anything here does."""
        return f"Links({self._identity})"

    def document(self, name: str) -> str:
        """Where a lesson or a page is."""
        return self.documents.get(name, f"{name}.ipynb")

    def published(self) -> Links:
        """Where the same references lead on the published site.

        What a cell shows stands in a frame of its own on Colab, which knows no notebook beside it.
        """

        def on_site(file: str) -> str:
            return f"{self.site}/{file.removesuffix('.ipynb')}.html" if file.endswith(".ipynb") else file

        return replace(
            self,
            labels={label: on_site(file) for label, file in self.labels.items()},
            documents={name: on_site(file) for name, file in self.documents.items()},
        )

    def definition(self, term: Term) -> str:
        """What a term means, in the language of the edition where it is translated."""
        return self.definitions.get(term.definition, term.definition)


@dataclass(frozen=True)
class Edition:
    """What every notebook of a language needs beside its lesson."""

    language: Language
    interface: Interface
    links: Links
    """Where references and terms lead."""
    wheel_address: str
    """Where a notebook that lacks the package installs it from; ends with the digest."""
    mirrors: tuple[str, ...] = ()
    """Addresses of copies of the site, where the wheel lies too."""
    package: LearnersPackage | None = None
    """What a launched notebook has to know of the package that it installs."""
    seed: int = USUAL_SEED
    """What the numbers of exercises with variants are drawn with."""

"""What everything made in one language needs: the language, its interface texts, and addresses."""

from __future__ import annotations

from dataclasses import dataclass

from polyneuron.book.configuration import Language
from polyneuron.book.interface import Interface


@dataclass(frozen=True)
class Edition:
    """What every notebook of a language needs beside its lesson."""

    language: Language
    interface: Interface
    labels: dict[str, str]
    """Label → name of the lesson that holds it."""
    wheel_address: str
    """Where a notebook that lacks the package installs it from; ends with the digest."""

    @property
    def requirement(self) -> str:
        """What pip installs where the package is missing (PEP 508)."""
        extra = "[rtl]" if self.language.direction == "rtl" else ""
        return f"polyneuron{extra} @ {self.wheel_address}"

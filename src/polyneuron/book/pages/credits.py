"""Who translated a page, and how much of it: from its catalogue."""

from __future__ import annotations

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.catalogs import catalog_path, read_catalog
from polyneuron.book.texts.merging import NO_TRANSLATOR

_MACHINE = "by machine"
"""In the header of a catalogue whose translator is a machine."""


def credit_of(configuration: Configuration, language: Language, interface: Interface, page: str) -> str:
    """A line for the end of a page; empty for the source edition, and for pages without a catalogue of their own."""
    path = catalog_path(configuration.locales, language.code, page)
    if language.code == SOURCE_LANGUAGE or not path.exists():
        return ""
    catalog, _ = read_catalog(path, language.code, configuration.root)
    entries = [entry for entry in catalog if not entry.obsolete]
    done = sum(1 for entry in entries if entry.translated())
    if not done:
        return ""
    translator = catalog.metadata.get("Last-Translator", "").partition("<")[0].strip()
    by_machine = _MACHINE in translator or translator in ("", NO_TRANSLATOR)
    line = interface(interface_messages.CREDIT_MACHINE if by_machine else interface_messages.CREDIT)
    share = language.number(100 * done // len(entries))
    return line.replace("{names}", translator).replace("{share}", share)

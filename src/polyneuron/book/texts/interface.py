"""The interface catalogue of a language, read once and compiled into the catalogue that Sphinx uses.

Sphinx's templates and scripts put these texts into HTML without escaping them: see
`polyneuron.book.texts.invariants` for what they may hold.
"""

from __future__ import annotations

from pathlib import Path

import polib

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.domains import Domain
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.problems import ProblemsFound, relative
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.catalogs import catalog_path, read_catalog, translations
from polyneuron.book.texts.localization import broken_entry
from polyneuron.book.tools.files import write_if_changed


def read_interface(language: str, configuration: Configuration) -> Interface:
    """Read a language's interface catalogue; raises `ProblemsFound` where it is broken."""
    if language == SOURCE_LANGUAGE:
        return Interface({}, interface_messages.ALL)
    path = catalog_path(configuration.locales, language, Domain.INTERFACE)
    if not path.exists():
        return Interface({}, interface_messages.ALL)
    catalog, problems = read_catalog(path, language, configuration.root)
    translated = {}
    for (_, text), entry in translations(catalog).items():
        # Sphinx's templates know more texts, some with tags in them, which could become tags of another kind.
        if text not in interface_messages.ALL:
            continue
        problems += broken_entry(entry, relative(path, configuration.root), language, interface_messages.INTERFACE_ROLE)
        translated[text] = entry.msgstr
    if problems:
        raise ProblemsFound(problems)
    return Interface(translated, interface_messages.ALL)


def compile_interface(interface: Interface, locale: str, plural_forms: str, folder: Path) -> None:
    """Write `<folder>/<locale>/LC_MESSAGES/sphinx.mo` for Sphinx's `locale_dirs`."""
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_forms}
    for text, translation in interface.translated.items():
        catalog.append(polib.POEntry(msgid=text, msgstr=translation))
    write_if_changed(folder / locale / "LC_MESSAGES" / "sphinx.mo", catalog.to_binary())

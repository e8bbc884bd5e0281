"""The interface catalogue of a language, read once and compiled into every catalogue that Sphinx and its themes use."""

from __future__ import annotations

import json
import re
from pathlib import Path

import polib

from polyneuron.book.model.configuration import SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.domains import Domain
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.problems import Problem, ProblemsFound, relative
from polyneuron.book.texts import interface_messages as texts
from polyneuron.book.texts.catalogs import catalog_path, read_catalog, translations
from polyneuron.book.tools.files import write_if_changed

DOMAINS = ("sphinx", "booktheme", "togglebutton")
"""Catalogues that Sphinx, sphinx-book-theme and sphinx-togglebutton look into."""

PLACEHOLDER = re.compile(r"%s|%\(\w+\)s|\$?\{\w+\}")
"""What is replaced by a number or a name."""

_AS_WRITTEN_IN_TEMPLATES = {
    "Please activate JavaScript to enable the search functionality.": (
        "Please activate JavaScript to enable the search\n    functionality."
    ),
    "Searching for multiple words only shows matches that contain all words.": (
        "Searching for multiple words only shows matches that contain\n    all words."
    ),
}


def read_interface(language: str, configuration: Configuration) -> Interface:
    """Read a language's interface catalogue; raises `ProblemsFound` where it is broken."""
    if language == SOURCE_LANGUAGE:
        return Interface({}, texts.ALL)
    path = catalog_path(configuration.locales, language, Domain.INTERFACE)
    if not path.exists():
        return Interface({}, texts.ALL)
    catalog, problems = read_catalog(path, language, configuration.root)
    file = relative(path, configuration.root)
    translated = {}
    for (_, text), entry in translations(catalog).items():
        for mark in sorted(set(PLACEHOLDER.findall(text)) ^ set(PLACEHOLDER.findall(entry.msgstr))):
            if mark in text:
                what, remedy = f"the translation lost: {mark}", "Copy it from the English text."
            else:
                what, remedy = f"the translation has what the source has not: {mark}", "Remove it."
            problems.append(Problem(file, entry.linenum, what, remedy, language))
        translated[text] = entry.msgstr
    if problems:
        raise ProblemsFound(problems)
    return Interface(translated, texts.ALL)


def compile_interface(interface: Interface, locale: str, plural_forms: str, folder: Path) -> None:
    """Write `<folder>/<locale>/LC_MESSAGES/*.mo` and `sphinx.js` for Sphinx's `locale_dirs`."""
    target = folder / locale / "LC_MESSAGES"
    catalog = polib.POFile()
    catalog.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": plural_forms}
    for text, translation in interface.translated.items():
        catalog.append(polib.POEntry(msgid=_AS_WRITTEN_IN_TEMPLATES.get(text, text), msgstr=translation))
    for domain in DOMAINS:
        write_if_changed(target / f"{domain}.mo", catalog.to_binary())
    messages = {text: interface(text) for text in texts.SEARCH_SCRIPT if text in interface.translated}
    script = {"locale": locale, "messages": messages, "plural_expr": "(n != 1)"}
    content = f"Documentation.addTranslations({json.dumps(script, ensure_ascii=False)});"
    write_if_changed(target / "sphinx.js", content)

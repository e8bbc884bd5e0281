"""The part of the project's Sphinx extension that makes the search, in the place of Sphinx's own.

Sphinx has no stemmer for Persian, Polish and Yoruba, splits Yoruba at its marks, finds no part of a Chinese compound,
and its results lead to the top of a page.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.pages.navigation import FOOTER_PAGES, TEACHING_PAGES, navigation
from polyneuron.book.pages.search.chinese import taiwan_words, traditional_characters
from polyneuron.book.pages.search.families import families
from polyneuron.book.pages.search.sections import Section, sections_of
from polyneuron.book.tools.escaping import script_value
from polyneuron.book.tools.files import content_key
from polyneuron.book.tools.node import run_node

SEARCH_FOLDER = "_search"
"""Beside an edition's pages."""
PAGE = "search"
_WORD = re.compile(r"(?:(?![\u4e00-\u9fff])[\w\u0300-\u036f\u064b-\u065f\u0670\u200c])+")
"""As `assets/words.js` has it, with the marks that our languages use."""
_LETTERS = r"(?:(?![\u4e00-\u9fff])(?:[^\W\d_]|[\u0300-\u036f])){2,}"
_JOINED = re.compile(rf"{_LETTERS}(?:[-\u2010\u2011]{_LETTERS})+")
_HYPHENS = re.compile(r"[-\u2010\u2011]")
_PARTS = re.compile(r"[_\u200c]+|(?<=[a-z])(?=[A-Z])")


NOT_COVERED = frozenset((*TEACHING_PAGES, *FOOTER_PAGES))
"""Pages for those who teach and translate. They name every subject, so readers would find them before the chapters."""


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.connect("builder-inited", _without_sphinx_search)
    app.connect("build-finished", _write_search)


def _without_sphinx_search(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _write_search(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or not isinstance(app.builder, StandaloneHTMLBuilder):
        return
    configuration, language, interface = edition_of(app.config)
    output = Path(app.outdir)
    found = {
        link.name: sections_of((output / f"{link.name}.html").read_text(encoding="utf-8"))
        for group in navigation(configuration, interface, app.env)
        for link in group.links
        if link.name not in NOT_COVERED
    }
    folder = output / SEARCH_FOLDER
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    index = search_index([section for sections in found.values() for section in sections], language, configuration.root)
    index["pages"] = [
        {
            "name": name,
            "title": sections[0].title if sections else name,
            "texts": _put(folder, name, [section.text for section in sections]),
        }
        for name, sections in found.items()
    ]
    index["sections"] = [
        {"id": section.id, "title": section.title, "level": section.level, "page": page, "place": place}
        for page, sections in enumerate(found.values())
        for place, section in enumerate(sections)
    ]
    app.builder.handle_page(PAGE, {"search_index": _put(folder, "index", index)}, "search.html")


def search_index(sections: Sequence[Section], language: Language, root: Path) -> dict[str, Any]:
    """What `assets/search.js` needs to find sections: see `index.mjs` beside this module.

    Raises
    ------
    ProblemsFound
        Where Node or MiniSearch is not there.
    """
    text = _text(sections)
    has_other_characters = language.script == "Hans"
    request = {
        "words": (root / "assets" / "words.js").read_text(encoding="utf-8"),
        "sections": [{"title": section.title, "text": section.text} for section in sections],
        "families": families(words_of(sections), language.code, language.script),
        "characters": traditional_characters(text) if has_other_characters else "",
        "otherWords": taiwan_words(text) if has_other_characters else [],
    }
    program = Path(__file__).with_name("index.mjs").read_text(encoding="utf-8")
    process = run_node(["--input-type=module", "--eval", program], json.dumps(request), root)
    if process.returncode:
        remedy = "Run `make environment`, which installs it, or `.venv/bin/npm ci --ignore-scripts`."
        what = f"The index of the search cannot be made: {process.stderr.strip()[-500:]}"
        raise ProblemsFound([Problem("package.json", 0, what, remedy, language.code)])
    return json.loads(process.stdout)


def words_of(sections: Sequence[Section]) -> set[str]:
    """The words that sections may be found by, in lower case: whole, in parts, and without their hyphens."""
    text = _text(sections)
    found = {*_WORD.findall(text), *(_HYPHENS.sub("", word) for word in _JOINED.findall(text))}
    return {part.lower() for word in found for part in (word, *_PARTS.split(word)) if part}


def _text(sections: Sequence[Section]) -> str:
    return "\n".join(f"{section.title}\n{section.text}" for section in sections)


def _put(folder: Path, name: str, content: Any) -> str:
    """Write a script that hands over `content`; returns its address as a page of the edition has it."""
    script = f"polyneuronSearch({script_value(name)},{script_value(content)});\n"
    file = f"{name}.{content_key(script.encode())}.js"
    (folder / file).write_text(script, encoding="utf-8")
    return f"{SEARCH_FOLDER}/{file}"

"""What tables and settings say to readers: the term base, the course map, the settings of the book, its citation.

They reach pages and notebooks without a catalogue, and the same rules hold for them as for translations
(`polyneuron.book.source.plain_texts`). Guards only against what a text may never hold; the form of each file is
checked where it is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from polyneuron.book.model.configuration import CONFIG_FILE, Configuration
from polyneuron.book.model.domains import COURSE_MAP_FILE, GLOSSARY_FILE
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.citation import CITATION_FILE
from polyneuron.book.source.plain_texts import Wrong, unsafe_characters, unsafe_parts
from polyneuron.book.source.yaml_files import Place, read_yaml

_NOT_SHOWN = ("note",)
"""Columns of the term base that no page shows; they may name addresses, as sources of a word."""
_IN_TEMPLATES = frozenset({"title", "author", "copyright"})
"""Settings that templates of Sphinx's themes put into HTML without escaping them."""


def table_problems(configuration: Configuration) -> list[Problem]:
    """What the cells of tables and the texts of settings may not hold; nothing for a file that cannot be read."""
    root = configuration.root
    problems = []
    for line, column, text in _cells(root / GLOSSARY_FILE):
        code = column.removeprefix("variants_")
        language = code if code in configuration.languages else ""
        found = unsafe_characters(text) if column in _NOT_SHOWN else unsafe_parts(text)
        problems += [Problem(GLOSSARY_FILE, line, what, remedy, language) for what, remedy in found]
    for file in (COURSE_MAP_FILE, CITATION_FILE, CONFIG_FILE):
        for line, place, text in _values(root / file, root):
            found = list(unsafe_parts(text) if file == COURSE_MAP_FILE else unsafe_characters(text))
            if file == CONFIG_FILE:
                found += _signs_of_html(place, text)
            problems += [Problem(file, line, what, remedy) for what, remedy in found]
    return problems


def _signs_of_html(place: Place, text: str) -> list[Wrong]:
    shown = place[-1] in _IN_TEMPLATES if len(place) == 1 else place[0] == "polyneuron" and place[-1] == "name"
    if shown and (signs := "".join(sorted(set(text) & set('<>&"`{}')))):
        return [(f"{place[-1]}: holds {signs}, which mean something in HTML", "Write words only.")]
    return []


def _cells(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, column and text of every cell below the head of a CSV file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            for row in reader:
                for column, text in row.items():
                    if isinstance(column, str) and isinstance(text, str):
                        yield reader.line_num, column, text.strip()
    except (OSError, UnicodeDecodeError, csv.Error):
        return


def _values(path: Path, root: Path) -> Iterator[tuple[int, Place, str]]:
    """Line, place and text of every name and value of a YAML file; nothing where it cannot be read."""
    try:
        content = read_yaml(path, root, elsewhere=())
    except ProblemsFound:
        return
    queue: list[tuple[Place, object]] = [((), content.values)]
    while queue:
        place, value = queue.pop(0)
        if isinstance(value, str):
            # A folded text ends with the line break that YAML gives it.
            yield content.line(place), place, value.removesuffix("\n")
        elif isinstance(value, list):
            queue += [((*place, number), one) for number, one in enumerate(value)]
        elif isinstance(value, dict):
            for name, one in value.items():
                yield content.line((*place, str(name))), (*place, ""), str(name)
                queue.append(((*place, str(name)), one))

"""What tables and settings say to readers: the term base, the course map, the settings of the book, its citation.

They reach pages and notebooks without a catalogue, and the same rules hold for them as for translations
(`polyneuron.book.source.plain_texts`). Guards only against what a text may never hold; the form of each file is
checked where it is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import yaml

from polyneuron.book.model.configuration import CONFIG_FILE, Configuration
from polyneuron.book.model.domains import COURSE_MAP_FILE, GLOSSARY_FILE
from polyneuron.book.model.problems import Problem
from polyneuron.book.source.citation import CITATION_FILE
from polyneuron.book.source.plain_texts import Wrong, unsafe_characters, unsafe_parts

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
        for line, path, text in _values(root / file):
            found = list(unsafe_parts(text) if file == COURSE_MAP_FILE else unsafe_characters(text))
            if file == CONFIG_FILE:
                found += _signs_of_html(path, text)
            problems += [Problem(file, line, what, remedy) for what, remedy in found]
    return problems


def _signs_of_html(path: tuple[str, ...], text: str) -> list[Wrong]:
    shown = path[-1] in _IN_TEMPLATES if len(path) == 1 else path[0] == "polyneuron" and path[-1] == "name"
    if shown and (signs := "".join(sorted(set(text) & set('<>&"`{}')))):
        return [(f"{path[-1]}: holds {signs}, which mean something in HTML", "Write words only.")]
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


def _values(path: Path) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Line, keys and text of every scalar of a YAML file."""
    try:
        top = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return
    seen: set[int] = set()
    queue: list[tuple[yaml.Node | None, tuple[str, ...]]] = [(top, ())]
    while queue:
        node, keys = queue.pop(0)
        if node is None or id(node) in seen:  # an alias points to a node that was met already, or to its own owner
            continue
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            # A folded text ends with the line break that YAML gives it.
            yield node.start_mark.line + 1, keys, node.value.removesuffix("\n")
        elif isinstance(node, yaml.SequenceNode):
            queue += [(child, keys) for child in node.value]
        elif isinstance(node, yaml.MappingNode):
            for key, child in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else ""
                queue += [(key, (*keys, "")), (child, (*keys, name))]

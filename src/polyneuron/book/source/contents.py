"""The table of contents `_toc.yml`: which lessons and pages the book has, in their order."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from polyneuron.book.model.configuration import PAGES_FOLDER, TOC_FILE
from polyneuron.book.model.domains import Domain
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.myst import is_label
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import Place, YamlFile, read_yaml

_FILE = {"type": "string", "minLength": 1, "description": "a file, such as chapters/01-neurons"}
_TITLE = {"type": "string", "minLength": 1, "description": "a text"}
_ENTRIES = {
    "type": "array",
    "minItems": 1,
    "items": {"$ref": "#/definitions/entry"},
    "description": "a list of entries such as - file: chapters/01-neurons",
}
_NUMBERED = {"type": ["boolean", "integer"], "description": "true or false"}
_SCHEMA = {
    "type": "object",
    "description": "format: jb-book, root: and chapters:",
    "required": ["format", "root"],
    "additionalProperties": False,
    "definitions": {
        "entry": {
            "type": "object",
            "description": "an entry such as - file: chapters/01-neurons",
            "required": ["file"],
            "additionalProperties": False,
            "properties": {"file": _FILE, "title": _TITLE, "sections": _ENTRIES},
        }
    },
    "properties": {
        "format": {"const": "jb-book", "description": "jb-book"},
        "root": _FILE,
        "chapters": _ENTRIES,
        "parts": {
            "type": "array",
            "minItems": 1,
            "description": "a list of parts such as - chapters: …",
            "items": {
                "type": "object",
                "description": "a part such as - caption: … with chapters: …",
                "required": ["chapters"],
                "additionalProperties": False,
                "properties": {"caption": _TITLE, "numbered": _NUMBERED, "chapters": _ENTRIES},
            },
        },
    },
}
"""What the book uses of https://sphinx-external-toc.readthedocs.io: no addresses, no patterns of file names."""
_CATALOGUES = {
    Domain.GLOSSARY: f"{PAGES_FOLDER}/{Domain.GLOSSARY}",
    Domain.COURSE_MAP: f"{PAGES_FOLDER}/{Domain.COURSE_MAP}",
    Domain.INTERFACE: None,
    Domain.PACKAGE: None,
}
"""Name of a catalogue → the one page that may have it."""
_SITE_FILES = frozenset({"genindex", "index", "search"})
"""Names of pages that Sphinx makes."""


@dataclass(frozen=True)
class Contents:
    """The files of the book without extension, relative to the root, in their order."""

    chapters: tuple[str, ...]
    pages: tuple[str, ...]


def read_contents(root: Path) -> Contents:
    """Read `_toc.yml`; raises `ProblemsFound` with everything that is wrong with it."""
    toc = read_yaml(root / TOC_FILE, root)
    if problems := schema_problems(toc, _SCHEMA):
        raise ProblemsFound(problems)
    if "chapters" in toc.values and "parts" in toc.values:
        what = "Here stand chapters: and parts:, and a book has one of them"
        raise ProblemsFound([Problem(TOC_FILE, toc.line(("parts",)), what, "Move the chapters into a part.")])
    files: dict[str, int] = {}
    names: dict[str, str] = {}
    for written, place in _files(toc):
        line = toc.line(place)
        file = written.removesuffix(".md")
        found = _broken_name(file, line) or _twice(file, line, files, names) or _not_there(root, file, line)
        problems += found
        files.setdefault(file, line)
        names.setdefault(PurePosixPath(file).name, file)
    pages = tuple(file for file in files if PurePosixPath(file).parent.name == PAGES_FOLDER)
    chapters = tuple(file for file in files if file not in pages)
    if not problems:
        problems += [
            problem for number, file in enumerate(chapters) for problem in _other_number(file, files[file], number)
        ]
    if pages and not problems and next(iter(files)) in pages:
        what = f"The book begins with the page {pages[0]}, and not with a lesson"
        problems.append(Problem(TOC_FILE, toc.line(("root",)), what, "Name a lesson as root: chapters/…"))
    if problems:
        raise ProblemsFound(problems)
    return Contents(chapters, pages)


def _files(toc: YamlFile) -> list[tuple[str, Place]]:
    """Every file that is named, the root first, with its place."""
    found: list[tuple[str, Place]] = [(toc.values["root"], ("root",))]

    def entries(items: list, place: Place) -> None:
        for number, entry in enumerate(items):
            here = (*place, number)
            found.append((entry["file"], (*here, "file")))
            entries(entry.get("sections", []), (*here, "sections"))

    entries(toc.values.get("chapters", []), ("chapters",))
    for number, part in enumerate(toc.values.get("parts", [])):
        entries(part["chapters"], ("parts", number, "chapters"))
    return found


def _broken_name(file: str, line: int) -> list[Problem]:
    path = PurePosixPath(file)
    if path.is_absolute() or ".." in path.parts or "\\" in file or file != path.as_posix():
        what = f"{file!r} is no path below the project's root"
        return [Problem(TOC_FILE, line, what, "Write it as folder/name, with /, such as chapters/01-neurons.")]
    if not is_label(path.name):
        what = f"The name of {file!r} is not made of small ASCII letters, digits and single hyphens (50 at most)"
        return [Problem(TOC_FILE, line, what, "Rename the file: its name is an address on the web.")]
    reserved = path.name in _CATALOGUES and _CATALOGUES[Domain(path.name)] != file
    if reserved or path.name in _SITE_FILES:
        what = f"The name of {file!r} is taken by what the build makes itself"
        return [Problem(TOC_FILE, line, what, "Rename the file.")]
    return []


def _other_number(file: str, line: int, number: int) -> list[Problem]:
    """A name that begins with a number begins with that of the chapter: its address and its folder show it."""
    begins, _, rest = PurePosixPath(file).name.partition("-")
    if not begins.isdecimal() or int(begins) == number:
        return []
    place = f"it is chapter {number} of the book" if number else "it is the start page, which is 0"
    what = f"The name of {file!r} begins with {begins}, and {place}"
    return [Problem(TOC_FILE, line, what, f"Rename the file to {number:02}-{rest}.md, or move it to its place.")]


def _twice(file: str, line: int, files: dict[str, int], names: dict[str, str]) -> list[Problem]:
    if file in files:
        what = f"{file} stands here for the second time (first in line {files[file]})"
        return [Problem(TOC_FILE, line, what, "Take one of the two out.")]
    name = PurePosixPath(file).name
    if name in names:
        what = f"{file} has the same file name as {names[name]} (line {files[names[name]]})"
        return [Problem(TOC_FILE, line, what, "Rename one of the two: in an edition all files lie in one folder.")]
    return []


def _not_there(root: Path, file: str, line: int) -> list[Problem]:
    path = root / f"{file}.md"
    if path.is_file():
        return []
    remedy = "Write it, mend its name, or take it out of the list."
    why = f"no file {file}.md"
    if path.is_dir():
        why = f"{file}.md is a folder"
    elif path.is_symlink():
        why = f"{file}.md is a link to {os.readlink(path)}, which is not there"
    return [Problem(TOC_FILE, line, f"The chapter {file} is not there: {why}", remedy)]

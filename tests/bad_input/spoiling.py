"""More ways to spoil the small project of a row."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.bad_input import Spoil, replacing, writing

LESSON = "chapters/small.md"
TOC = "_toc.yml"
CONFIG = "_config.yml"
GLOSSARY = "locales/glossary.csv"
MAP = "chapters/course-map.yml"
FRONT_MATTER = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n"
PAGE = "---\nfile_format: mystnb\n---\n\n"


def several(*spoils: Spoil) -> Spoil:
    """One after the other."""

    def spoil(project) -> None:
        for one in spoils:
            one(project)

    return spoil


def in_lesson(before: str, after: str) -> Spoil:
    """A replacement in the small lesson."""
    return replacing(LESSON, before, after)


def in_prose(text: str) -> Spoil:
    """Markdown more at the end of the small lesson, whose last line is 36; `text` begins in line 38."""

    def spoil(project) -> None:
        path = project.root / LESSON
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")

    return spoil


def in_languages(before: str, after: str) -> Spoil:
    """A replacement in the settings."""
    return replacing(CONFIG, before, after)


def removing(file: str) -> Spoil:
    """Takes a file away."""
    return lambda project: (project.root / file).unlink()


def a_folder(file: str) -> Spoil:
    """Puts a folder in the place of a file."""

    def spoil(project) -> None:
        (project.root / file).unlink(missing_ok=True)
        (project.root / file).mkdir(parents=True)

    return spoil


def a_link(file: str, target: str) -> Spoil:
    """Puts a link in the place of a file."""

    def spoil(project) -> None:
        path = project.root / file
        _take_away(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)

    return spoil


def a_file(folder: str) -> Spoil:
    """Puts a file in the place of a folder."""

    def spoil(project) -> None:
        _take_away(project.root / folder)
        (project.root / folder).write_text("x", encoding="utf-8")

    return spoil


def _take_away(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def with_glossary(table: str | bytes) -> Spoil:
    """A term base, and a lesson that names the terms weight and bias."""
    return several(
        writing(GLOSSARY, table),
        writing("pages/glossary.md", f"{PAGE}(glossary)=\n# Glossary\n\n```{{generated}} glossary\n```\n"),
        writing(TOC, "format: jb-book\nroot: chapters/small\nchapters:\n- file: pages/glossary\n"),
        in_prose("Sums need {term}`weight` and {term}`bias`."),
    )


def with_map(text: str | bytes) -> Spoil:
    """A course map, and its page."""
    return several(
        writing(MAP, text),
        writing("pages/course-map.md", f"{PAGE}(course-map)=\n# Course map\n\n```{{generated}} course-map\n```\n"),
        writing(TOC, "format: jb-book\nroot: chapters/small\nchapters:\n- file: pages/course-map\n"),
    )


def copying(file: str, target: str) -> Spoil:
    """Copies a file."""

    def spoil(project) -> None:
        (project.root / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(project.root / file, project.root / target)

    return spoil

"""The project's settings as data; `polyneuron.book.source.settings` reads them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import Problem, ProblemsFound

CONFIG_FILE = "_config.yml"
TOC_FILE = "_toc.yml"
SOURCE_LANGUAGE = "en"
BUILD_FOLDER = "_build"
"""Where everything generated goes."""
PAGES_FOLDER = "pages"
"""What lies here is prose with generated parts, and no notebook."""


@dataclass(frozen=True)
class Configuration:
    """All settings that the steps of a build need."""

    root: Path
    languages: dict[str, Language]
    released: tuple[str, ...]
    chapters: tuple[str, ...]
    """Paths of the lessons without extension, relative to `root`, in the order of the book."""
    pages: tuple[str, ...]
    """Paths of the pages beside the lessons, in the same form."""
    site_url: str
    cell_timeout: int
    """Seconds."""
    book: dict
    """`_config.yml` without the project's own part: what Jupyter Book reads."""

    @property
    def build(self) -> Path:
        """Where everything generated goes."""
        return self.root / BUILD_FOLDER

    @property
    def locales(self) -> Path:
        """The catalogues."""
        return self.root / "locales"

    @property
    def chapter_names(self) -> tuple[str, ...]:
        """File names of the lessons without extension."""
        return tuple(Path(chapter).name for chapter in self.chapters)

    def chapter_path(self, name: str) -> Path:
        """The file of a lesson."""
        chapter = next(chapter for chapter in self.chapters if Path(chapter).name == name)
        return self.root / f"{chapter}.md"

    @property
    def page_names(self) -> tuple[str, ...]:
        """File names of the pages without extension."""
        return tuple(Path(page).name for page in self.pages)

    def page_path(self, name: str) -> Path:
        """The file of a page."""
        return self.root / f"{self.pages[self.page_names.index(name)]}.md"

    def language(self, code: str) -> Language:
        """The language with this code; raises `ProblemsFound` when the course has no such edition."""
        if code not in self.languages:
            raise ProblemsFound([unknown_language(code, self.languages)])
        return self.languages[code]


def unknown_language(code: str, known: Collection[str], line: int = 0) -> Problem:
    """A language that the course does not have; `line` is that of the settings where it stands there."""
    return Problem(
        CONFIG_FILE,
        line,
        f"Unknown language code {code!r}",
        f"Use one of {', '.join(known)}, or add {code!r} to polyneuron: languages: in {CONFIG_FILE}.",
        language=code,
    )

"""The project's settings as data; `polyneuron.book.source.settings` reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
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
class Mirror:
    """A second place that holds what is published, for readers who cannot reach the first."""

    site_url: str
    """Address of a static host with the same files as the site."""
    repository_url: str = ""
    """Address of a git repository with the same branch of notebooks; empty where there is none."""


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
    mirrors: tuple[Mirror, ...] = ()
    """Second places, in the order in which they are tried."""
    contact: str = ""
    """The e-mail address to which readers and translators write; empty where there is none."""

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

    @property
    def chapter_numbers(self) -> dict[str, int]:
        """Name of a lesson → its number, which is its place in the book; that of the start page is 0 and not shown."""
        return {name: number for number, name in enumerate(self.chapter_names)}

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

    def choose(self, wanted: Iterable[str], *, pages: bool) -> tuple[str, ...]:
        """The names of chosen chapters in the order of the book; raises `ProblemsFound` with those that are unknown.

        Parameters
        ----------
        wanted
            Names such as `03-losses`, or numbers such as `03`.
        pages
            Whether pages beside the lessons may be chosen too.
        """
        known = (*self.chapter_names, *(self.page_names if pages else ()))
        wanted = list(wanted)
        unknown = [one for one in wanted if not any(answers_to(name, one) for name in known)]
        if unknown:
            remedy = f"Use one of {', '.join(known)}; a chapter's number is enough."
            raise ProblemsFound(
                Problem(TOC_FILE, 0, f"There is no notebook of the page {one!r}", remedy)
                if one in self.page_names
                else Problem(TOC_FILE, 0, f"Unknown chapter {one!r}", remedy)
                for one in unknown
            )
        return tuple(name for name in known if any(answers_to(name, one) for one in wanted))

    def language(self, code: str) -> Language:
        """The language with this code; raises `ProblemsFound` when the course has no such edition."""
        if code not in self.languages:
            raise ProblemsFound([unknown_language(code, self.languages)])
        return self.languages[code]


def answers_to(name: str, wanted: str) -> bool:
    """Whether somebody who writes `wanted` means this document: `03-losses` by its name, or by `03` or `3`."""
    number = name.partition("-")[0]
    return wanted == name or (number.isdecimal() and wanted.isdecimal() and int(wanted) == int(number))


def unknown_language(code: str, known: Collection[str], line: int = 0) -> Problem:
    """A language that the course does not have; `line` is that of the settings where it stands there."""
    return Problem(
        CONFIG_FILE,
        line,
        f"Unknown language code {code!r}",
        f"Use one of {', '.join(known)}, or add {code!r} to polyneuron: languages: in {CONFIG_FILE}.",
        language=code,
    )

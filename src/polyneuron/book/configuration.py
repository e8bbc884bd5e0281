"""The project's settings: `_config.yml` and `_toc.yml`, read once and checked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from polyneuron.book.problems import Problem, ProblemsFound

CONFIG_FILE = "_config.yml"
TOC_FILE = "_toc.yml"
SOURCE_LANGUAGE = "en"
PAGES_FOLDER = "pages"
"""What lies here is prose with generated parts, and no notebook."""


@dataclass(frozen=True)
class Language:
    """An edition's language."""

    code: str
    """The edition's folder on the site and in `locales/`, such as `zh`."""
    name: str
    """Its own name for itself."""
    locale: str
    """gettext's and Sphinx's name, such as `zh_CN`."""
    tag: str
    """BCP 47 tag for the web, such as `zh-Hans`."""
    direction: str
    """`ltr` or `rtl`."""
    plural_forms: str
    digits: str = "0123456789"
    """The ten digits that prose is written with, from 0 on."""

    def number(self, value: int) -> str:
        """A number as prose of this language writes it, with its own digits."""
        return self.in_digits(str(value))

    def in_digits(self, text: str) -> str:
        """A text with the digits of this language in the place of 0 to 9."""
        return text.translate(str.maketrans("0123456789", self.digits))


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
        return self.root / "_build"

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
            raise ProblemsFound([_unknown_language(code, self.languages)])
        return self.languages[code]


def _unknown_language(code: str, known: dict) -> Problem:
    return Problem(
        CONFIG_FILE,
        0,
        f"Unknown language code {code!r}",
        f"Use one of {', '.join(known)}, or add {code!r} to polyneuron: languages: in {CONFIG_FILE}.",
        language=code,
    )


def read_configuration(root: Path) -> Configuration:
    """Read the settings below `root`; raises `ProblemsFound` with everything that is wrong with them."""
    problems: list[Problem] = []
    config = _read_yaml(root / CONFIG_FILE, problems)
    toc = _read_yaml(root / TOC_FILE, problems)
    if problems:
        raise ProblemsFound(problems)
    own = config.pop("polyneuron", None) or {}
    languages = {}
    for code, settings in (own.get("languages") or {}).items():
        try:
            languages[code] = Language(code, **settings)
        except TypeError as error:
            problems.append(
                Problem(CONFIG_FILE, _line_of(root / CONFIG_FILE, f"{code}:"), f"Language {code!r}: {error}",
                        "Give it name, locale, tag, direction and plural_forms.", code)
            )  # fmt: skip
    if SOURCE_LANGUAGE not in languages:
        remedy = "Copy the part polyneuron: from the repository's history."
        problems.append(Problem(CONFIG_FILE, 0, "polyneuron: languages: lacks the source language en", remedy))
    released = tuple(own.get("released") or ())
    problems += [_unknown_language(code, languages) for code in released if code not in languages]
    files = _chapters(toc)
    pages = tuple(file for file in files if Path(file).parent.name == PAGES_FOLDER)
    chapters = tuple(file for file in files if file not in pages)
    if not chapters:
        problems.append(Problem(TOC_FILE, 0, "The book has no chapters", "Name at least a root: chapters/…"))
    for chapter in files:
        if not (root / f"{chapter}.md").is_file():
            problems.append(
                Problem(
                    TOC_FILE,
                    _line_of(root / TOC_FILE, chapter),
                    f"The chapter {chapter} is not there: no file {chapter}.md",
                    "Write it, mend its name, or take it out of the list.",
                )
            )
    if problems:
        raise ProblemsFound(problems)
    return Configuration(
        root,
        languages,
        released,
        chapters,
        pages,
        str(own.get("site_url", "")).rstrip("/"),
        int(own.get("cell_timeout", 300)),
        config,
    )


def _read_yaml(path: Path, problems: list[Problem]) -> dict:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.append(Problem(path.name, 0, "This file is missing", "Run the command in the project's root."))
        return {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.append(Problem(path.name, mark.line + 1 if mark else 0, f"No valid YAML: {error}", "Mend the line."))
        return {}
    return content or {}


def _chapters(toc: dict) -> list[str]:
    """The files of a table of contents (https://sphinx-external-toc.readthedocs.io), the root first."""
    found = [toc["root"]] if toc.get("root") else []
    queue = [*toc.get("chapters", [])]
    for part in toc.get("parts", []):
        queue += part.get("chapters", [])
    while queue:
        entry = queue.pop(0)
        if "file" in entry:
            found.append(entry["file"])
        queue = [*entry.get("sections", []), *queue]
    return [chapter.removesuffix(".md") for chapter in found]


def _line_of(path: Path, text: str) -> int:
    """The first line of a file that holds `text`, counted from 1; 0 when there is none."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if text in line:
            return number
    return 0

"""Read the project's settings: `_config.yml` and `_toc.yml`, once and checked."""

from __future__ import annotations

from pathlib import Path

import yaml

from polyneuron.book.model.configuration import (
    CONFIG_FILE,
    PAGES_FOLDER,
    TOC_FILE,
    Configuration,
    unknown_language,
)
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.languages import read_languages


def read_configuration(root: Path) -> Configuration:
    """Read the settings below `root`; raises `ProblemsFound` with everything that is wrong with them."""
    problems: list[Problem] = []
    config = _read_yaml(root / CONFIG_FILE, problems)
    toc = _read_yaml(root / TOC_FILE, problems)
    if problems:
        raise ProblemsFound(problems)
    own = config.pop("polyneuron", None) or {}
    languages, found = read_languages((root / CONFIG_FILE).read_text(encoding="utf-8"))
    problems += found
    released = tuple(own.get("released") or ())
    if not found:  # else a language may be unknown because of its own mistake
        problems += [unknown_language(code, languages) for code in released if code not in languages]
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

"""What the output of a notebook depends on besides its own code, each part with its name.

Guards against two things at once: an output kept although something that it shows has changed, and minutes of training
run again for a docstring. So a notebook depends on the modules that it uses of the learner's package, and on those
that they use, by their syntax trees; on the messages of its own language that stand in those modules; on the data and
on the versions of what it imports. It does not depend on other languages, on words of quizzes, on scripts and style
sheets of figures (pages load them as files), on a figure that it does not name, or on the tools that make and check
the editions. Blind on purpose to data in a cache or on the network: the loaders check their contents.
"""

from __future__ import annotations

import functools
import itertools
import json
import os
import platform
from collections.abc import Iterable
from pathlib import Path

import nbformat

from polyneuron.book.model.domains import Domain
from polyneuron.book.model.problems import ProblemsFound, relative
from polyneuron.book.texts.catalogs import catalog_path, read_catalog, translations
from polyneuron.book.tools.files import digest_of, file_digest
from polyneuron.book.tools.kernels import QUIET
from polyneuron.book.tools.locked import locked_versions, named_requirements
from polyneuron.book.tools.python_code import Package, code_digest, names_used, strings
from polyneuron.fonts import FONTS

PACKAGE = "polyneuron"
LOCK_FILE, REQUIREMENTS_FILE = "requirements.lock", "requirements.txt"
LESSONS_SECTION = "# What the lessons import"
"""The line of requirements.txt under which the packages stand that a learner needs."""
BINDER_SECTION = "# What Binder has besides"
"""The line under which the packages stand that Binder installs too."""

_ALSO_IMPORTED = ("ipykernel", "jinja2")
"""The kernel itself, and what pandas draws styled tables with where it is there."""
_OTHERS = ("book", "locales", "quizzes", "quiz_files", "figure_files", "sites.json")
"""What no output comes from, of the package's folders and files; `locales` is read as catalogues."""
_READ_BY = {"benchmarks.json": "polyneuron.benchmarks", "datasets": "polyneuron.datasets.sample"}
"""Files of the package that one module reads: their first folder, or their name → the module."""
_FONTS, _LANGUAGES = "font_files", "languages.json"
"""What languages of some scripts read only; and what each reads its own entry of, so that a new language runs nothing
again."""
_FIGURES = "polyneuron.figures"
_DATA_SETS = ("mnist", "imdb")
"""Names of loaders' modules, and how the names of their files begin."""


class Dependencies:
    """What the notebooks of a project depend on; reads every file once."""

    def __init__(self, root: Path):
        """`root` is the project's folder."""
        self.root = root
        self.folder = root / "src" / PACKAGE
        self.package = Package(self.folder, PACKAGE, _OTHERS)
        self._said: dict[Path, dict[str, str]] = {}

    def of(self, notebook: nbformat.NotebookNode, language: str) -> dict[str, str]:
        """Name of a part → what it is at present; names of files are paths seen from the project's folder."""
        codes = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
        try:
            used, texts = names_used("\n".join(codes), PACKAGE), strings("\n".join(codes))
        except SyntaxError:  # a magic, or a mistake that the kernel will name
            used, texts = {(PACKAGE, "*")}, {module.rpartition(".")[2] for module in self.package.paths}
        modules = self._modules(used, texts)
        return {
            **self._versions,
            **self._data(modules),
            **{self._named(path): code_digest(path.read_bytes()) for path in modules.values()},
            **{self._named(path): file_digest(path) for path in self._files(modules, language)},
            **self._messages(modules, language),
            f"{self._named(self.folder / _LANGUAGES)} ({language})": digest_of(self._languages.get(language, {})),
        }

    def _modules(self, used: Iterable[tuple[str, str]], texts: set[str]) -> dict[str, Path]:
        """The modules of the package that code sees which uses these names, and holds these strings."""
        names = {text.replace("-", "_") for text in texts}
        scripts = {path.stem.replace("-", "_") for path in (self.folder / "figure_files").glob("*.js")}
        unseen = [f"{_FIGURES}.{script}" for script in scripts - names]  # a figure is chosen by its name
        called = self.package.read_by(PACKAGE)  # when it is imported
        found = {name: module.path for name, module in self.package.needed({*used, *called}, unseen).items()}
        return {PACKAGE: self.package.paths[PACKAGE], **found}

    def _files(self, modules: dict[str, Path], language: str) -> list[Path]:
        """The package's files besides its code that somebody sees; a file that nobody here knows counts for all."""
        found = []
        for path in sorted(self.folder.rglob("*")):
            first = path.relative_to(self.folder).parts[0]
            if not path.is_file() or first in (*_OTHERS, _LANGUAGES) or path.suffix in (".py", ".pyc", ".md", ".txt"):
                continue
            if first == _FONTS and self._languages.get(language, {}).get("script") not in FONTS:
                continue
            if _READ_BY.get(first) in (None, *modules):
                found.append(path)
        return found

    def _messages(self, modules: dict[str, Path], language: str) -> dict[str, str]:
        """A digest of what the package says in this language, of the messages that stand in these modules."""
        path = catalog_path(self.root / "locales", language, Domain.PACKAGE)
        said = self._translations(path, language)
        if not said:
            return {}
        texts = set().union(*(strings(module.read_bytes()) for module in modules.values()))
        return {self._named(path): digest_of({text: said[text] for text in texts & said.keys()})}

    def _translations(self, path: Path, language: str) -> dict[str, str]:
        if path not in self._said and path.exists():
            catalog, problems = read_catalog(path, language, self.root)
            if problems:
                raise ProblemsFound(problems)
            self._said[path] = {text: entry.msgstr for (_, text), entry in translations(catalog).items()}
        return self._said.get(path, {})

    @functools.cached_property
    def _languages(self) -> dict[str, dict[str, str]]:
        """Code → what the package knows of the language; nothing where it was never built."""
        path = self.folder / _LANGUAGES
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}

    @functools.cached_property
    def _versions(self) -> dict[str, str]:
        """Python's version and those of the packages that notebooks import; how their kernels are set up."""
        wanted = [*named_requirements(lesson_requirements(self.root) or ()), *_ALSO_IMPORTED]
        locked = locked_versions("\n".join(_lines(self.root / LOCK_FILE)), wanted)
        return {
            "Python": platform.python_version(),
            "environment of the kernels": str(sorted(QUIET.items())),
            **{f"{LOCK_FILE}: {name}": version for name, version in locked.items()},
        }

    def _data(self, modules: Iterable[str]) -> dict[str, str]:
        """Sizes of the files in `POLYNEURON_DATA` that these modules load; the loaders check what is in them."""
        folder = os.environ.get("POLYNEURON_DATA")
        names = [name for name in _DATA_SETS if f"{PACKAGE}.datasets.{name}" in modules]
        files = {path for name in names for path in Path(folder).glob(f"{name}*")} if folder else set()
        return {f"POLYNEURON_DATA/{path.name}": f"{path.stat().st_size} bytes" for path in files}

    def _named(self, path: Path) -> str:
        return relative(path, self.root)


def lesson_requirements(root: Path, section: str = LESSONS_SECTION) -> list[str] | None:
    """The lines of requirements.txt that a learner needs, or of another part; None where that part is missing."""
    lines = _lines(root / REQUIREMENTS_FILE)
    start = next((number for number, line in enumerate(lines) if line.startswith(section)), None)
    return None if start is None else list(itertools.takewhile(bool, lines[start + 1 :]))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def differences(before: dict[str, str], now: dict[str, str]) -> list[str]:
    """A sentence for each part that changed; short values are shown."""
    said = []
    for name in sorted(before.keys() | now.keys()):
        old, new = before.get(name), now.get(name)
        if old == new:
            continue
        if old is None or new is None:
            said.append(f"{name} is {'gone' if new is None else 'new'}")
        elif max(len(old), len(new)) < 64:
            said.append(f"{name} changed: {old} → {new}")
        else:
            said.append(f"{name} changed")
    return said

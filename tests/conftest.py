"""What the tests share: the real project, and small projects made of real parts."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from textwrap import dedent

import pytest
import yaml
from click.testing import CliRunner, Result
from playwright.sync_api import Browser

from polyneuron.book.cli import main
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.po_reader import open_catalog
from tests.browser import chromium, served
from tests.large_tests import is_large

ROOT = Path(__file__).parent.parent
MEASURED = "measured"
"""Name of a test's property that is shown at the end of a run."""
FRONT_MATTER = "---\nfile_format: mystnb\nkernelspec:\n  name: python3\n---\n\n"

SMALL_LESSON = FRONT_MATTER + dedent(
    """\
    (small)=
    # A small lesson

    Two numbers and `x + y`, see [the site](https://example.org), with $a^2$.

    ```{code-cell} ipython3
    :tags: [set-up]
    import polyneuron

    polyneuron.use_language("en")
    ```

    ```{code-cell} ipython3
    :tags: [parameters]
    :quick: {count: 2}
    count = 5
    ```

    (sum)=
    ## The sum

    :::{note}
    This is **important**.
    :::

    ```{code-cell} ipython3
    :tags: [nbval-check-output]
    # add them
    print(f"Sum: {1 + 2}")
    ```
    """
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is not counted in tests of the real book: they would take twice as long."""
    for item in items:
        if is_large(item):
            item.add_marker("no_cover")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what tests have measured, those of all workers."""
    reports = [report for found in terminalreporter.stats.values() for report in found if hasattr(report, "when")]
    lines = [text for report in reports for name, text in report.user_properties if name == MEASURED]
    if lines:
        terminalreporter.section(MEASURED)
        terminalreporter.write_line("\n".join(dict.fromkeys(lines)))


@pytest.fixture(scope="session")
def configuration() -> Configuration:
    """The real project's settings."""
    return read_configuration(ROOT)


@pytest.fixture(scope="session")
def lessons(configuration) -> list[Lesson]:
    """The real lessons, in English."""
    return [read_lesson(configuration.chapter_path(name), ROOT)[0] for name in configuration.chapter_names]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Address of a local server that shows the real project's site."""
    site = ROOT / "_build" / "site"
    assert (site / "index.html").exists(), "There is no site. Remedy: make site"
    with served(site) as address:
        yield address


class SmallProject:
    """A project in a folder of its own, with one short lesson and two languages, run by the real command line."""

    def __init__(self, root: Path):
        self.root = root
        for name in ("assets", "docs", "node_modules", "pyproject.toml", "hatch_build.py", "requirements.txt"):
            (root / name).symlink_to(ROOT / name)
        # A copy, not a link: building a wheel compiles this project's catalogues into it.
        left_out = shutil.ignore_patterns("book", "locales", "quizzes", "__pycache__")
        shutil.copytree(ROOT / "src" / "polyneuron", root / "src" / "polyneuron", ignore=left_out)
        shutil.copy(ROOT / "requirements.lock", root)
        settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
        known = settings["polyneuron"]["languages"]
        settings["polyneuron"]["languages"] = {code: known[code] for code in ("en", "fa")}
        settings["polyneuron"]["released"] = ["en"]
        settings["polyneuron"]["mirrors"] = settings["polyneuron"].pop("mirrors")  # below what most tests change
        self.write("_config.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False))
        self.write("_toc.yml", "format: jb-book\nroot: chapters/small\n")
        self.write("chapters/small.md", SMALL_LESSON)
        (root / "locales" / "fa" / "LC_MESSAGES").mkdir(parents=True)

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def replace(self, name: str, before: str, after: str) -> None:
        text = (self.root / name).read_text(encoding="utf-8")
        assert before in text, f"{before!r} is not in {name}"
        self.write(name, text.replace(before, after))

    def run(self, *arguments: str) -> Result:
        return CliRunner().invoke(main, ["--root", str(self.root), *arguments])

    def translate(self, translations: Mapping[str, str]) -> None:
        """Write the Persian catalogue of the lesson: a translation for each of its messages."""
        assert self.run("catalogs").exit_code == 0
        catalog = open_catalog(self.catalog)
        for entry in catalog:
            entry.msgstr = translations[entry.msgid]
        catalog.save()

    def copy_interface(self) -> None:
        """Take over the real Persian interface texts."""
        name = "locales/fa/LC_MESSAGES/interface.po"
        (self.root / name).write_bytes((ROOT / name).read_bytes())

    @property
    def configuration(self) -> Configuration:
        return read_configuration(self.root)

    @property
    def catalog(self) -> Path:
        return self.root / "locales" / "fa" / "LC_MESSAGES" / "small.po"


def own_assets(project: SmallProject) -> Path:
    """The folder of pictures, as a copy that a test may write to, in the place of the link to the real one."""
    folder = project.root / "assets"
    if folder.is_symlink():
        real = folder.resolve()
        folder.unlink()
        shutil.copytree(real, folder)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> SmallProject:
    """A small project, in English and Persian, not yet translated."""
    return SmallProject(tmp_path)


TRANSLATIONS = {
    "A small lesson": "درسی کوچک",
    "Two numbers and `x + y`, see [the site](https://example.org), with $a^2$.": (
        "دو عدد و `x + y`، با $a^2$؛ [سایت](https://example.org) را ببینید."
    ),
    "The sum": "مجموع",
    "This is **important**.": "این **مهم** است.",
    "add them": "آن‌ها را جمع کنید",
    "Sum: {1 + 2}": "مجموع: {1 + 2}",
}


@pytest.fixture
def translated_project(project: SmallProject) -> SmallProject:
    """The small project with a complete Persian catalogue."""
    project.translate(TRANSLATIONS)
    return project

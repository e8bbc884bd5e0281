"""`--chapter` beside `--language`: only what is asked for is made, as a whole build would make it."""

from pathlib import Path
from unittest.mock import Mock

import polib
import pytest

from polyneuron.book import book as book_module
from polyneuron.book.lint.findings import Finding
from polyneuron.book.lint.run import EditionReport, of_chapters
from tests.conftest import SMALL_LESSON, TRANSLATIONS, SmallProject
from tests.small_exercise import LESSON as EXERCISES

SECOND = SMALL_LESSON.replace("(small)=", "(second)=").replace("(sum)=", "(second-sum)=")
SECOND = SECOND.replace("A small", "A second").replace("with $a^2$.", "with $a^2$ and {ref}`one <small>`.")
PAGE = (
    "---\nfile_format: mystnb\n---\n\n(about)=\n# About\n\nHow far the translations are.\n\n"
    "```{generated} translations\n```\n"
)
WORDS = {
    **TRANSLATIONS,
    "A second lesson": "درس دوم",
    "Two numbers and `x + y`, see [the site](https://example.org), with $a^2$ and {ref}`one <small>`.": (
        "دو عدد و `x + y`، با $a^2$ و {ref}`یکی <small>`؛ [سایت](https://example.org) را ببینید."
    ),
}
CATALOGS = Path("locales") / "fa" / "LC_MESSAGES"


@pytest.fixture
def two(project: SmallProject) -> SmallProject:
    """A project with two chapters and a page, translated into Persian; the second chapter refers to the first."""
    project.write(
        "_toc.yml",
        "format: jb-book\nroot: chapters/00-small\nchapters:\n- file: chapters/01-second\n- file: pages/about\n",
    )
    (project.root / "chapters" / "small.md").rename(project.root / "chapters" / "00-small.md")
    project.write("chapters/01-second.md", SECOND)
    project.write("pages/about.md", PAGE)
    result = project.run("catalogs")
    assert result.exit_code == 0, result.output
    for path in (project.root / CATALOGS).glob("0*.po"):
        catalog = polib.pofile(str(path), wrapwidth=100)
        for entry in catalog:
            entry.msgstr = WORDS[entry.msgid]
        catalog.save()
    return project


def run(project: SmallProject, *arguments: str) -> str:
    result = project.run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items()}


def edit(project: SmallProject, name: str, after: str = "این **خیلی مهم** است.") -> None:
    """Change a translated sentence of a chapter."""
    project.replace(str(CATALOGS / f"{name}.po"), "این **مهم** است.", after)


@pytest.mark.parametrize("command", ["catalogs", "notebooks", "execute", "exercises", "site", "lint"])
def test_an_unknown_chapter_is_named_with_those_that_there_are(two, command):
    result = two.run(command, "--chapter", "07")
    assert result.exit_code == 1
    assert "_toc.yml: Unknown chapter '07'" in result.output
    assert "Use one of 00-small, 01-second" in result.output


def test_a_chapter_answers_to_its_name_and_its_number_in_the_order_of_the_book(two):
    configuration = two.configuration
    for wanted in (["01-second", "0"], ["1", "00"], ["01", "00-small", "0"]):
        assert configuration.choose(wanted, pages=False) == ("00-small", "01-second")
    assert configuration.choose(["about"], pages=True) == ("about",)
    assert configuration.choose([], pages=True) == ()


def test_a_page_has_no_notebook(two):
    result = two.run("notebooks", "--chapter", "about")
    assert result.exit_code == 1
    assert "There is no notebook of the page 'about'" in result.output


def test_catalogs_writes_those_of_the_chapter(two):
    for name in ("00-small", "01-second"):
        two.replace(f"chapters/{name}.md", "This is **important**.", "This is **quite important**.")
    before = files(two.root / CATALOGS)
    assert "1 catalogues changed" in run(two, "catalogs", "--chapter", "01")
    after = files(two.root / CATALOGS)
    assert {name for name in after if after[name] != before[name]} == {"01-second.po"}
    assert b"quite important" in after["01-second.po"]


def test_catalogs_does_not_lose_what_came_from_another_chapter(two):
    two.replace("chapters/00-small.md", "This is **important**.\n", "")
    two.replace("chapters/00-small.md", ":::{note}\n:::\n", "")
    two.replace("chapters/01-second.md", "This is **important**.", "This is **important**.\n\nMoved.")
    two.replace(str(CATALOGS / "00-small.po"), "این **مهم** است.", "این **مهم** بود.")
    run(two, "catalogs", "--chapter", "01")
    run(two, "catalogs", "--chapter", "00")
    assert "این **مهم** بود." in (two.root / CATALOGS / "00-small.po").read_text(encoding="utf-8")


def test_status_shows_those_of_the_chapter(two):
    output = run(two, "catalogs", "--status", "--chapter", "01")
    assert "01-second" in output
    assert "00-small" not in output
    assert "interface" not in output


def test_notebooks_writes_that_of_the_chapter_as_a_whole_run_would(two):
    run(two, "notebooks")
    folder = two.root / "_build" / "notebooks"
    before = files(folder)
    edit(two, "00-small")
    edit(two, "01-second")
    run(two, "notebooks", "--language", "fa", "--chapter", "01")
    after = files(folder)
    assert {name for name in after if after[name] != before[name]} == {"fa/01-second.ipynb"}
    run(two, "notebooks")
    assert files(folder)["fa/01-second.ipynb"] == after["fa/01-second.ipynb"]
    assert files(folder)["fa/00-small.ipynb"] != after["fa/00-small.ipynb"]


def test_a_mistake_in_another_chapters_translation_does_not_stop_this_one(two):
    two.replace(str(CATALOGS / "00-small.po"), "دو عدد و `x + y`", "دو عدد و x + y")
    run(two, "notebooks", "--language", "fa", "--chapter", "01")
    assert "the translation lost: code `x + y`" in two.run("notebooks", "--language", "fa").output


def test_quizzes_of_other_chapters_stay_in_the_package(two):
    question = (
        "\n## Quiz\n\n:::::{question}\n:name: quiz-NAME\n:kind: single\n\nIs it?\n\n"
        "::::{correct} Yes\nIt is.\n::::\n\n::::{incorrect} Not\nIt is.\n::::\n:::::\n"
    )
    for name in ("00-small", "01-second"):
        path = two.root / "chapters" / f"{name}.md"
        label = f"\n(quiz-of-{name[3:]})="
        path.write_text(path.read_text(encoding="utf-8") + label + question.replace("NAME", name[3:]), encoding="utf-8")
    run(two, "notebooks")
    folder = two.root / "src" / "polyneuron" / "quizzes"
    before = files(folder)
    assert set(before) == {f"{code}/{name}.html" for code in ("en", "fa") for name in ("00-small", "01-second")}
    two.replace("chapters/01-second.md", "Is it?", "Is it so?")
    run(two, "notebooks", "--language", "fa", "--chapter", "01")
    after = files(folder)
    assert {name for name in before if after.get(name) != before[name]} == {"en/01-second.html", "fa/01-second.html"}


# nbclient leaves the event loops of its threads open.
leaves_loops = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@leaves_loops
def test_execute_and_exercises_run_the_chapter_alone(two):
    two.write("chapters/00-small.md", EXERCISES)
    run(two, "execute", "--quick", "--language", "en", "--chapter", "01")
    assert set(files(two.root / "_build" / "quick")) == {"en/01-second.ipynb"}
    assert "Exercises proved: 0" in run(two, "exercises", "--language", "en", "--chapter", "01")


@leaves_loops
def test_site_makes_the_page_of_the_chapter_and_keeps_all_others(two, monkeypatch):
    read = Mock(wraps=book_module.read_book)
    monkeypatch.setattr(book_module, "read_book", read)
    run(two, "site")
    assert read.call_count == 1, "the book is read once in a build"
    site = two.root / "_build" / "site"
    before = files(site)
    edit(two, "00-small", "این **بسیار مهم** است.")
    edit(two, "01-second")
    output = run(two, "site", "--language", "fa", "--chapter", "01", "--explain")
    assert "Made: 01-second in fa. All else is as the last build left it." in output
    after = files(site)
    changed = {name for name in after.keys() | before.keys() if after.get(name) != before.get(name)}
    changed -= {name for name in changed if name.startswith("packages")}  # the notebooks for one's own computer
    assert {"fa/01-second.html", "fa/_sources/01-second.ipynb"} <= changed
    changed -= {name for name in changed if name.startswith("fa/_search/")}
    made = {"fa/01-second.html", "fa/_sources/01-second.ipynb", "fa/slides/01-second.html"}
    assert changed <= made | {"fa/search.html", "fa/offline.json"}
    assert "خیلی مهم" in after["fa/01-second.html"].decode()
    run(two, "site", "--language", "fa")
    whole = files(site)
    assert whole["fa/01-second.html"] == after["fa/01-second.html"]
    assert "بسیار مهم" in whole["fa/00-small.html"].decode()


@leaves_loops
def test_a_chapter_alone_becomes_a_book_where_there_was_none(two):
    two.replace("chapters/01-second.md", "This is **important**.", "This is **important**: {ref}`one <small>`.")
    run(two, "site", "--language", "en", "--chapter", "01")
    site = two.root / "_build" / "site"
    assert (site / "en" / "01-second.html").is_file()
    assert not (site / "en" / "00-small.html").exists()
    assert 'href="en/01-second.html"' in (site / "index.html").read_text(encoding="utf-8")
    assert "01-second.html" in (site / "en" / "index.html").read_text(encoding="utf-8")
    run(two, "site", "--language", "en", "--chapter", "about", "--chapter", "00")
    assert {path.stem for path in (site / "en").glob("*.html")} >= {"00-small", "01-second", "about"}
    assert 'href="00-small.html#small"' in (site / "en" / "01-second.html").read_text(encoding="utf-8")
    assert 'href="en/00-small.html"' in (site / "index.html").read_text(encoding="utf-8")


def test_lint_reports_the_catalogue_of_the_chapter():
    findings = [
        Finding("fa", f"{CATALOGS}/{name}.po", 7, "numbers", "", "a number is lost", "Write it.")
        for name in ("00-small", "01-second")
    ]
    report = EditionReport("fa", {one.file: 1 for one in findings}, findings, [], {}, {}, {})
    one = of_chapters(report, ["01-second"])
    assert (one.findings, one.messages) == (findings[1:], {findings[1].file: 1})
    assert of_chapters(report, []) == report


@leaves_loops
def test_pages_of_quick_copies_show_their_outputs_and_say_that_they_are_not_for_readers(two):
    lesson = (two.root / "chapters/01-second.md").read_text(encoding="utf-8")
    shown = "```{code-cell} ipython3\nprint(count * 1111)\n```\n"
    two.write("chapters/01-second.md", f"{lesson}\n{shown}")
    page = two.root / "_build" / "site" / "en" / "01-second.html"
    assert "for tests, not for readers" in run(two, "site", "--language", "en", "--quick")
    assert "2222" in page.read_text(encoding="utf-8")
    assert not (two.root / "_build" / "executed").exists()
    assert "for tests" not in run(two, "site", "--language", "en")
    assert "5555" in page.read_text(encoding="utf-8")

"""Bad input gets clear errors, all of a run together, and never costs what was there before."""

import os
import signal
import subprocess
import sys
import time

import pytest

from polyneuron.book.pages import site
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.tools.progress import Progress
from tests.conftest import FRONT_MATTER, ROOT, TRANSLATIONS


def failure(project, *arguments: str) -> str:
    """Run a command that must fail; return what it says."""
    result = project.run(*arguments)
    assert result.exit_code == 1, result.output
    assert "Remedy:" in result.output
    return result.output


def test_an_unknown_language_code(project):
    for command in (("catalogs",), ("notebooks",), ("execute",), ("site",)):
        output = failure(project, *command, "--language", "xx")
        assert "Unknown language code 'xx'" in output
        assert "Use one of en, fa" in output


def test_a_chapter_of_the_table_of_contents_that_is_not_there(project):
    project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/gone\n")
    assert "_toc.yml:4: The chapter chapters/gone is not there" in failure(project, "notebooks")


def test_settings_that_are_no_yaml(project):
    project.write("_toc.yml", "format: jb-book\nroot: [chapters\n")
    assert "_toc.yml:3: No valid YAML" in failure(project, "notebooks")


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (":::\n\n```{code-cell}", "\n```{code-cell}", "chapters/small.md:28: The directive {note} is opened here"),
        ('{1 + 2}")\n```', '{1 + 2}")\n', "chapters/small.md:32: The directive {code-cell} is opened here"),
        (":::{note}", ":::{nota}", "chapters/small.md:28: Unknown directive {nota}"),
        ("(sum)=\n", "", "chapters/small.md:25: This heading has no label: ## The sum"),
        ("(sum)=", "(small)=", "chapters/small.md:25: The label 'small' is used twice"),
        ("(sum)=", "(Süm)=", "chapters/small.md:25: The label 'Süm' is not made of small ASCII letters"),
        ("count = 5", "count = = 5", "chapters/small.md:22 (cell small-3): This cell is no valid Python"),
        ("count = 5", "%time count = 5", "chapters/small.md:22 (cell small-3): This cell is no valid Python"),
        (":quick: {count: 2}", ":quick: {count: 2", "chapters/small.md:19: The options of this directive cannot"),
        ('print(f"Sum: {1 + 2}")', 'print("Sum"\n      " of it")', "chapters/small.md:35 (cell sum-2): a text for"),
        ("file_format: mystnb", "file_format: other", "chapters/small.md:1: The front matter does not say"),
    ],
)
def test_a_lesson_with_a_mistake_is_named_with_its_line(project, before, after, found):
    project.replace("chapters/small.md", before, after)
    assert found in failure(project, "notebooks")


@pytest.mark.parametrize(
    ("text", "before", "after", "found"),
    [
        ("Sum: {1 + 2}", "{1 + 2}", "{1 + 3}", "the translation lost: {1 + 2}"),
        ("Two numbers", "$a^2$", "a²", "the translation lost: math $a^2$"),
        ("Two numbers", "(https://example.org)", "(https://example.com)", "lost: link target https://example.org"),
        ("Two numbers", "`x + y`", "`y + x`", "the translation lost: code `x + y`"),
        ("This is", "این", ":::{note} این", "would become another block"),
    ],
)
def test_a_translation_that_loses_something_is_named_with_its_line(translated_project, text, before, after, found):
    original = next(value for key, value in TRANSLATIONS.items() if key.startswith(text))
    translated_project.replace("locales/fa/LC_MESSAGES/small.po", original, original.replace(before, after))
    lines = translated_project.catalog.read_text(encoding="utf-8").splitlines()
    last = next(number for number, line in enumerate(lines, 1) if after in line)
    output = failure(translated_project, "notebooks")
    assert found in output
    named = int(output.split("small.po:")[1].split(" ")[0])
    assert last - 8 <= named <= last


def test_all_problems_of_a_run_are_listed_together(translated_project):
    for text in ("Sum: {1 + 2}", "This is **important**."):
        good = TRANSLATIONS[text]
        bad = good.replace("{1 + 2}", "{2 + 1}") if "{" in good else f"- {good}"
        translated_project.replace("locales/fa/LC_MESSAGES/small.po", good, bad)
    translated_project.write("chapters/other.md", FRONT_MATTER + "# No label\n\n:::{nota}\nx\n:::\n")
    translated_project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/other\n")
    output = failure(translated_project, "notebooks")
    for found in ("lost: {1 + 2}", "another block", "Unknown directive {nota}", "no label"):
        assert found in output
    assert "5 problems found" in output


def test_a_cell_that_raises_stops_the_build_before_the_site(project):
    project.replace("chapters/small.md", "count = 5", "count = 1 / 0")
    output = failure(project, "site", "--language", "en")
    assert "chapters/small.md:22 (cell small-3, en): small: ZeroDivisionError: division by zero" in output
    assert "count = 1 / 0" in output
    assert not (project.root / "_build" / "site").exists()


def test_a_build_that_fails_leaves_the_last_good_site(project):
    good = project.root / "_build" / "site" / "index.html"
    good.parent.mkdir(parents=True)
    good.write_text("the last good site")
    project.replace("chapters/small.md", "(sum)=\n## The sum", "(sum)=\n## The sum\n\n```nolanguage\nx\n```")
    output = failure(project, "site", "--language", "en")
    assert "Jupyter Book failed" in output
    assert "nolanguage" in output
    assert good.read_text() == "the last good site"


def test_a_build_that_is_killed_leaves_the_last_good_site(project):
    good = project.root / "_build" / "site" / "index.html"
    good.parent.mkdir(parents=True)
    good.write_text("the last good site")
    command = [sys.executable, "-m", "polyneuron.book", "--root", str(project.root), "site", "--language", "en"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        for _ in range(600):
            if (project.root / "_build" / "books" / "en" / "_build").exists() or process.poll() is not None:
                break
            time.sleep(0.1)
        os.killpg(process.pid, signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL, "the build was over before it could be interrupted"
    assert good.read_text() == "the last good site"
    assert project.run("site", "--language", "en").exit_code == 0
    assert "Polyneuron" in good.read_text()


def test_missing_style_sheets_are_named(project):
    (project.root / "node_modules").unlink()
    (project.root / "node_modules").mkdir()
    with pytest.raises(Exception, match="make site"):
        site.build_books(read_configuration(project.root), [], Progress(), 1, {})


def test_help_is_there_for_every_command(project):
    output = project.run("--help").output
    for command in ("catalogs", "notebooks", "execute", "site", "serve", "publish-data", "plot-font", "clean"):
        assert command in output
        assert "Usage:" in project.run(command, "--help").output


def test_serve_without_a_site_says_what_to_do(project):
    result = project.run("serve")
    assert result.exit_code == 1
    assert "Remedy: make site" in result.output

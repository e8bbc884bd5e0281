"""Faults that a row cannot show: what changes while a command runs, and what the command's surroundings are like."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable

import pytest

import polyneuron.book.book as book
from polyneuron.book.lint import run as lint
from polyneuron.book.lint.findings import Finding
from polyneuron.book.lint.run import EditionReport
from polyneuron.book.model.problems import ProblemsFound
from tests.conftest import SmallProject

SAVED = "خلاصه"
"""A translation that somebody saves while a command runs."""


def saving(project: SmallProject) -> Callable[[], None]:
    """A translator's program, which saves the catalogue once."""

    def save() -> None:
        text = project.catalog.read_text(encoding="utf-8")
        project.catalog.write_text(text.replace('msgstr "مجموع"', f'msgstr "{SAVED}"'), encoding="utf-8")

    return save


def test_a_catalogue_that_is_saved_during_catalogs_is_not_written_over(translated_project, monkeypatch):
    translated_project.replace("chapters/small.md", "# A small lesson", "# A small lesson now")
    interface = translated_project.catalog.with_name("interface.po")
    interface.unlink()
    (translated_project.root / "_build" / "catalogs" / "fa" / "interface.po").unlink()
    merge, save = book.merge, saving(translated_project)

    def merging(*arguments: object) -> object:
        save()
        return merge(*arguments)

    monkeypatch.setattr(book, "merge", merging)
    result = translated_project.run("catalogs")
    assert result.exit_code == 1
    assert "small.po: This catalogue changed while it was being worked on" in result.output
    assert "Run the command again" in result.output
    assert f'msgstr "{SAVED}"' in translated_project.catalog.read_text(encoding="utf-8")
    assert not interface.exists()  # nothing is written where not all can be
    monkeypatch.undo()
    assert translated_project.run("catalogs").exit_code == 0
    text = translated_project.catalog.read_text(encoding="utf-8")
    assert f'msgstr "{SAVED}"' in text
    assert 'msgid "A small lesson now"' in text


def test_a_catalogue_that_appears_or_goes_during_catalogs_is_left_alone(translated_project, monkeypatch):
    catalog = translated_project.catalog
    other = catalog.with_name("interface.po")
    text, merge = other.read_bytes(), book.merge
    for gone, there in ((catalog, other), (other, catalog)):
        kept = gone.read_bytes()
        gone.unlink()
        (translated_project.root / "_build" / "catalogs" / "fa" / gone.name).unlink(missing_ok=True)

        def merging(*arguments: object, gone=gone, there=there) -> object:
            gone.write_bytes(text.replace(b"\n\n", b"\n# somebody's\n\n", 1))
            there.unlink(missing_ok=True)
            return merge(*arguments)

        before = there.read_bytes()
        monkeypatch.setattr(book, "merge", merging)
        result = translated_project.run("catalogs")
        monkeypatch.undo()
        assert result.exit_code == 1
        assert result.output.count("changed while it was being worked on") == 2, result.output
        assert b"somebody's" in gone.read_bytes()
        assert not there.exists()
        there.write_bytes(before)
        gone.write_bytes(kept)


def test_what_a_killed_run_of_catalogs_left_is_removed_and_what_another_writes_is_not(translated_project):
    folder = translated_project.catalog.parent
    with subprocess.Popen(["true"]) as ended:
        ended.wait()
    left, written = (folder / f".small.po.{number}-1.new" for number in (ended.pid, os.getpid()))
    for path in (left, written):
        path.write_text("half", encoding="utf-8")
    assert translated_project.run("catalogs").exit_code == 0
    assert not left.exists()
    assert written.exists()


def test_two_runs_of_catalogs_that_agree_both_succeed(translated_project, monkeypatch):
    translated_project.replace("chapters/small.md", "# A small lesson", "# A small lesson now")
    write = book.write_catalogs

    def twice(*arguments: object) -> object:
        write(*arguments)
        return write(*arguments)

    monkeypatch.setattr(book, "write_catalogs", twice)
    assert translated_project.run("catalogs").exit_code == 0


@pytest.mark.parametrize("moved", [False, True])
def test_mending_writes_to_the_message_that_was_looked_at_and_to_no_other(translated_project, moved):
    catalog = translated_project.catalog
    lines = catalog.read_text(encoding="utf-8").split("\n")
    line = next(number for number, text in enumerate(lines) if text == 'msgid "The sum"') - 2
    finding = Finding("fa", "locales/fa/LC_MESSAGES/small.po", line, "x", "مجموع", "what", "how", "جمع")
    if moved:  # somebody has put the message before it into the comment's lines meanwhile
        lines[line - 1 : line - 1] = lines[line + 5 : line + 11]
        del lines[line + 11 : line + 17]
        catalog.write_text("\n".join(lines), encoding="utf-8")
    before = catalog.read_text(encoding="utf-8")
    report = EditionReport("fa", 1, [finding], [], {}, {}, {})
    changed = lint.fix_edition(translated_project.configuration, report)
    after = catalog.read_text(encoding="utf-8")
    assert after == (before if moved else before.replace('مجموع"\n\n', 'جمع"\n\n', 1))
    assert bool(changed) is not moved


def test_mending_does_not_write_over_what_is_saved_meanwhile(translated_project, monkeypatch):
    catalog = translated_project.catalog
    lines = catalog.read_text(encoding="utf-8").split("\n")
    line = lines.index('msgid "This is **important**."') - 2
    finding = Finding(
        "fa", "locales/fa/LC_MESSAGES/small.po", line, "x", "این **مهم** است.", "what", "how", "**مهم** است."
    )
    write, save = lint.write_catalogs, saving(translated_project)

    def late(*arguments: object) -> object:
        save()
        return write(*arguments)

    monkeypatch.setattr(lint, "write_catalogs", late)
    with pytest.raises(ProblemsFound, match="changed while it was being worked on"):
        lint.fix_edition(translated_project.configuration, EditionReport("fa", 1, [finding], [], {}, {}, {}))
    assert f'msgstr "{SAVED}"' in catalog.read_text(encoding="utf-8")


def test_the_repository_is_that_of_the_folder_whatever_git_s_variables_say(translated_project, tmp_path_factory):
    """In a hook of git they name another one, whose catalogues would seem to be lost here."""
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(translated_project.root / "locales", other / "locales")
    interface = other / "locales" / "fa" / "LC_MESSAGES" / "interface.po"
    interface.write_text(interface.read_text(encoding="utf-8").replace('msgstr ""\n\n', 'msgstr "واژه"\n\n'))
    name = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    for command in (["init", "-q"], ["add", "locales"], [*name, "commit", "-q", "-m", "Translated"]):
        subprocess.run(["git", *command], cwd=other, check=True, capture_output=True)
    environment = {"GIT_DIR": str(other / ".git"), "GIT_WORK_TREE": str(translated_project.root)}
    done = run(["--root", str(translated_project.root), "catalogs", "--status"], environment)
    assert done.returncode == 0, done.stderr


def run(arguments: list[str], environment: dict[str, str], before: str = "") -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    program = (
        f"{before}\nimport runpy, sys; sys.argv[0] = 'x'; runpy.run_module('polyneuron.book', run_name='__main__')"
    )
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment})


def test_problems_are_shown_where_the_terminal_has_only_ascii(translated_project):
    translated_project.replace("chapters/small.md", "(sum)=", "(مجموع)=")
    environment = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run(["--root", str(translated_project.root), "catalogs", "--status"], environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "chapters/small.md:25: The label '\\u0645" in done.stderr
    assert "Remedy:" in done.stderr


def test_a_folder_that_is_gone_is_said_in_a_sentence(tmp_path):
    gone = tmp_path / "gone"
    gone.mkdir()
    done = run(["catalogs"], {}, f"import os; os.chdir({str(gone)!r}); os.rmdir({str(gone)!r})")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "There is no such file or folder" in done.stderr


@pytest.mark.parametrize("port", ["0", "-1", "99999"])
def test_a_port_that_there_is_not_is_refused(project, port):
    result = project.run("serve", "--port", port)
    assert result.exit_code == 2
    assert "is not in the range" in result.output

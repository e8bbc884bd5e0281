"""`python -m polyneuron learn`: the chapters of a language, offline, and nobody's changes are lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyneuron import learn, messages
from polyneuron.book.notebooks.wheel import build_notebooks_wheel

NAMES = ("01-neurons", "03-losses")


@pytest.fixture
def installed(tmp_path, monkeypatch) -> Path:
    """The package with the notebooks of two languages, as an installation has it."""
    package = tmp_path / "site packages" / "polyneuron_notebooks"
    for code in ("fa", "pl"):
        (package / code).mkdir(parents=True)
        for name in NAMES:
            (package / code / f"{name}.ipynb").write_text(f"{code} {name}", encoding="utf-8")
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(package.parent))
    monkeypatch.delitem(sys.modules, "polyneuron_notebooks", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    yield package
    messages.speak("en")


def run(*arguments: str) -> int:
    return learn.main(["learn", "--no-browser", *arguments])


def test_the_notebooks_of_a_language_lie_in_a_folder_of_ones_own(installed, tmp_path, capsys):
    folder = tmp_path / "Ọmọ ẹ̀kọ́ 中文"
    assert run("--language", "fa", "--folder", str(folder)) == 0
    assert {path.name: path.read_text() for path in folder.glob("*.ipynb")} == {f"{n}.ipynb": f"fa {n}" for n in NAMES}
    assert "نوت‌بوک‌ها در این پوشه‌اند" in capsys.readouterr().out


def test_an_update_replaces_what_nobody_changed_and_puts_the_rest_beside(installed, tmp_path, capsys):
    where = ("--language", "pl", "--folder", str(tmp_path / "mine"))
    assert run(*where) == 0
    mine = tmp_path / "mine" / "01-neurons.ipynb"
    mine.write_text("my answers")
    for name in NAMES:
        (installed / "pl" / f"{name}.ipynb").write_text(f"new {name}")
    capsys.readouterr()
    assert run(*where) == 0
    assert mine.read_text() == "my answers"
    assert (tmp_path / "mine" / "03-losses.ipynb").read_text() == "new 03-losses"
    (beside,) = (tmp_path / "mine").glob("01-neurons-*.ipynb")
    assert beside.read_text() == "new 01-neurons"
    said = capsys.readouterr().out
    assert "01-neurons.ipynb zawiera twoje zmiany" in said
    assert beside.name in said
    beside.unlink()
    assert run(*where) == 0  # it is offered once
    assert not list((tmp_path / "mine").glob("01-neurons-*.ipynb"))
    assert mine.read_text() == "my answers"


def test_a_state_that_is_damaged_loses_no_answers(installed, tmp_path):
    where = ("--language", "pl", "--folder", str(tmp_path))
    assert run(*where) == 0
    (tmp_path / "01-neurons.ipynb").write_text("my answers")
    (tmp_path / learn.STATE_FILE).write_text("{")
    assert run(*where) == 0
    assert (tmp_path / "01-neurons.ipynb").read_text() == "my answers"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--language", "xx"], "There is no edition in this language: xx. There are: en, "),
        (["--language", "fa", "--chapter", "9"], "چنین فصلی وجود ندارد: 9. فصل\u200cهای موجود: 01-neurons, 03-losses"),
        (["--langage", "fa"], "This is not understood. Write it like this: python -m polyneuron learn --language fa"),
        (["--language"], "This is not understood."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(installed, tmp_path, capsys, arguments, says):
    assert run("--folder", str(tmp_path / "mine"), *arguments) == 1
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1
    assert not (tmp_path / "mine").exists()


def test_a_folder_that_takes_nothing_is_named(installed, tmp_path, capsys):
    (tmp_path / "file").write_text("in the way")
    assert run("--language", "pl", "--folder", str(tmp_path / "file" / "mine")) == 1
    assert "Nie można zapisywać w tym folderze" in capsys.readouterr().err


def test_without_the_notebooks_or_jupyterlab_it_says_what_to_type(installed, tmp_path, capsys, monkeypatch):
    really = learn.importlib.util.find_spec
    monkeypatch.setattr(learn.importlib.util, "find_spec", lambda name: None)
    assert run("--language", "pl") == 1
    assert "python -m pip install -r https://polyneuron.github.io/polyneuron/packages.txt" in capsys.readouterr().err
    monkeypatch.setattr(learn.importlib.util, "find_spec", lambda name: None if name == "jupyterlab" else really(name))
    assert learn.main(["learn", "--language", "pl", "--folder", str(tmp_path / "mine")]) == 1
    assert "python -m pip install jupyterlab" in capsys.readouterr().err


def test_jupyterlab_opens_the_chapter_in_the_folder(installed, tmp_path, monkeypatch, capsys):
    called = []
    monkeypatch.setattr(learn.subprocess, "call", lambda command: called.append(command) or 0)
    assert learn.main(["learn", "--language", "pl", "--chapter", "3", "--folder", str(tmp_path / "mine")]) == 0
    (command,) = called
    assert command[1:3] == ["-m", "jupyterlab"]
    assert command[3] == f"--ServerApp.root_dir={tmp_path / 'mine'}"
    assert command[-1] == str(tmp_path / "mine" / "03-losses.ipynb")


POOR_TERMINALS = [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize("environment", POOR_TERMINALS)
def test_praise_needs_no_sign_that_a_terminal_lacks(environment):
    """In a plain script, outside a notebook."""
    program = "import polyneuron; polyneuron.use_language('fa')\nwith polyneuron.checking(): pass"
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout


@pytest.mark.parametrize("environment", [*POOR_TERMINALS, {"LC_ALL": "fa_IR.UTF-8"}])
def test_it_runs_whatever_the_terminal_can_show(installed, tmp_path, environment):
    """In a process of its own; the language is that of the computer where none is named."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    path = os.pathsep.join([str(installed.parent), *filter(None, [os.environ.get("PYTHONPATH")])])
    named = [] if "fa" in environment["LC_ALL"] else ["--language", "fa"]
    command = [sys.executable, "-m", "polyneuron", "learn", "--no-browser", "--folder", str(tmp_path / "ñ"), *named]
    done = subprocess.run(command, env=plain | {"PYTHONPATH": path} | environment, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "ñ" / "01-neurons.ipynb").read_text() == "fa 01-neurons"


def test_the_wheel_of_the_notebooks_is_the_same_from_the_same_notebooks(tmp_path):
    for code in ("fa", "pl"):
        (tmp_path / "notebooks" / code).mkdir(parents=True)
        (tmp_path / "notebooks" / code / "01-neurons.ipynb").write_text(json.dumps({"code": code}))
    one, two = (
        build_notebooks_wheel(tmp_path / "notebooks", tmp_path / "_build", tmp_path / folder) for folder in ("a", "b")
    )
    assert (one.path.name, one.sha256) == (two.path.name, two.sha256)
    target = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--target", str(target), str(one.path)]
    subprocess.run(command, check=True, capture_output=True)
    assert json.loads((target / "polyneuron_notebooks" / "pl" / "01-neurons.ipynb").read_text()) == {"code": "pl"}


def test_what_was_put_beside_is_never_written_over(tmp_path):
    """A learner may have worked in it; also when the state is lost, or an older version comes back."""
    source, mine = tmp_path / "source", tmp_path / "mine"
    source.mkdir()

    def update(text: str) -> None:
        (source / "a.ipynb").write_text(text)
        learn.bring_notebooks(source, mine)

    update("A")
    (mine / "a.ipynb").write_text("my answers")
    update("B")
    (beside,) = mine.glob("a-*.ipynb")
    beside.write_text("hours of work")
    update("C")
    update("B")
    (mine / learn.STATE_FILE).unlink()
    update("B")
    assert beside.read_text() == "hours of work"
    assert (mine / "a.ipynb").read_text() == "my answers"
    assert "B" in {path.read_text() for path in mine.glob("a-*.ipynb")}


def test_the_state_is_kept_after_each_notebook(installed, tmp_path, monkeypatch):
    really = learn._write

    def full(path: Path, content: bytes) -> None:
        if path.name == "03-losses.ipynb":
            raise OSError(28, "No space left on device")
        really(path, content)

    monkeypatch.setattr(learn, "_write", full)
    assert run("--language", "pl", "--folder", str(tmp_path / "mine")) == 1
    assert list(json.loads((tmp_path / "mine" / learn.STATE_FILE).read_text())) == ["language", "01-neurons.ipynb"]


def test_a_person_without_a_home_is_told_to_name_a_folder(installed, monkeypatch, capsys):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(learn.Path, "home", homeless)
    assert run("--language", "pl") == 1
    assert "--folder" in capsys.readouterr().err


def test_one_folder_for_two_languages_mixes_nothing(installed, tmp_path):
    folder = tmp_path / "mine"
    assert run("--language", "pl", "--folder", str(folder)) == 0
    assert run("--language", "fa", "--folder", str(folder)) == 0
    assert (folder / "01-neurons.ipynb").read_text() == "pl 01-neurons"
    assert (folder / "fa" / "01-neurons.ipynb").read_text() == "fa 01-neurons"

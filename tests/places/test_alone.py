"""Launched notebooks in other places: alone in an empty folder, on Binder, on the versions that are promised."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
from nbformat import v4

from polyneuron.book.book import localize_books
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER, build_wheel
from polyneuron.book.steps import BINDER_PYTHON
from tests.conftest import ROOT
from tests.places.alone import quick_launched_notebook, run_alone, site_with, wrong_outputs
from tests.places.binder import MEMORY, detected_python, split_requirements
from tests.places.set_up_cell import bare_kernel

NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
EXACT = re.compile(r"^([\w.-]+)==([\w.]+)", re.MULTILINE)


def exact(file: str) -> dict[str, str]:
    """Package → version that a file of the tests pins."""
    return dict(EXACT.findall((ROOT / "tests" / file).read_text(encoding="utf-8")))


def release(version: str) -> tuple[int, ...]:
    """A version's numbers without zeros at the end, so that 3.1 is 3.1.0."""
    return tuple(map(int, re.sub(r"(\.0)+$", "", version).split(".")))


def promised() -> dict[str, str]:
    """Package → oldest version that pyproject.toml promises to learners, as far as it is installed on Linux."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [one.partition(";")[0].strip() for one in (*project["dependencies"], *extras["rtl"], *extras["course"])]
    found = {NAME.match(one)[0]: one.partition(">=")[2] for one in wanted}
    assert all(found.values()), "a requirement without its oldest version"
    return {name: version for name, version in found.items() if name not in ("jupyterlab", "tensorflow")}


@pytest.mark.parametrize("file", ["oldest.txt", "oldest.lock"])
def test_the_oldest_versions_that_are_tried_are_those_that_are_promised(file):
    tried = exact(file)
    assert {name: release(tried[name]) for name in promised()} == {
        name: release(version) for name, version in promised().items()
    }


def test_both_tensorflows_are_promised_from_the_same_version():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert len(set(re.findall(r'"tensorflow(?:-cpu)?>=([\d.]+);', text))) == 1


def test_the_plots_are_tried_on_the_same_oldest_versions():
    assert exact("oldest-plots.txt").items() <= exact("oldest.txt").items()


@pytest.mark.parametrize("name", ["oldest", "oldest-plots", "colab"])
def test_a_lock_holds_what_its_list_names(name):
    assert exact(f"{name}.txt").items() <= exact(f"{name}.lock").items()


def test_colab_ships_nothing_older_than_what_is_promised():
    """Python-bidi and arabic-reshaper are what the set-up cell adds."""
    shipped = exact("colab.txt")
    for name, version in promised().items():
        if name in shipped:
            assert release(shipped[name]) >= release(version), name
    assert set(promised()) - set(shipped) == {"arabic-reshaper", "python-bidi"}
    comment = (ROOT / "tests" / "colab.txt").read_text(encoding="utf-8").partition("\n")[0]
    assert re.search(r"[A-Z][a-z]+ 20\d\d", comment), "the list says of what month it is"


def test_the_smallest_chapter_runs_alone_in_an_empty_folder(configuration, monkeypatch, tmp_path):
    wheel = build_wheel(ROOT, tmp_path / "site" / WHEEL_FOLDER)
    (book,) = localize_books(configuration, ["en"], wheel.address("https://example.org"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    kernel, folder = bare_kernel(tmp_path), tmp_path / "empty"
    folder.mkdir()
    with site_with(wheel) as address:
        notebook = quick_launched_notebook(book.lessons[0], book, address)
        run_alone(notebook, folder, tmp_path / "cache", kernel)
    unanswered, problems = wrong_outputs(notebook)
    assert problems == []
    assert unanswered > 0
    assert list((tmp_path / "cache" / "course" / "packages").iterdir())
    assert json.loads((folder / "notebook.ipynb").read_text(encoding="utf-8"))["metadata"]["polyneuron"]


def test_other_errors_and_warnings_are_found():
    def cell(name: str, *outputs: dict):
        return v4.new_code_cell("", id=name, outputs=[v4.new_output(**output) for output in outputs])

    def error(name: str) -> dict:
        return {"output_type": "error", "ename": name, "evalue": "why", "traceback": []}

    def stream(name: str, text: str) -> dict:
        return {"output_type": "stream", "name": name, "text": text}

    notebook = v4.new_notebook(
        cells=[
            cell("exercise-sum-check", error("AnswerError")),
            cell("exercise-sum-answer", error("SyntaxError")),
            cell("sum-1", error("NameError")),
            cell("sum-2", stream("stderr", "/a/b.py:3: FutureWarning: later\n  x = 1\n")),
            cell("sum-3", stream("stdout", "UWAGA: próbka\n"), stream("stderr", "WARNING:absl:old\n")),
        ]
    )
    unanswered, problems = wrong_outputs(notebook)
    assert unanswered == 1
    assert problems == [
        "cell exercise-sum-answer: SyntaxError: why",
        "cell sum-1: NameError: why",
        "cell sum-2: FutureWarning: later",
        "cell sum-3: WARNING:absl:old",
    ]


def test_binder_takes_the_python_for_which_the_requirements_are_made(tmp_path):
    folder = ROOT / "_build" / "notebooks"
    assert (folder / "runtime.txt").exists(), "There are no notebooks. Remedy: make notebooks"
    for name in ("requirements.txt", "runtime.txt"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    assert detected_python(tmp_path) == BINDER_PYTHON
    requirements, wheels = split_requirements(folder)
    assert "jupyterlab" in requirements
    (wheel,) = wheels
    assert Path(wheel).is_file()
    (tmp_path / "runtime.txt").unlink()
    assert detected_python(tmp_path) != BINDER_PYTHON  # why the branch has that file


def test_every_chapter_fits_into_the_memory_that_binder_gives(configuration):
    measured = json.loads((ROOT / "docs" / "benchmarks.json").read_text(encoding="utf-8"))["parts"]["memory"][
        "chapters"
    ]
    assert set(measured) == set(configuration.chapter_names)
    for name, chapter in measured.items():
        assert chapter["peak_bytes"] < MEMORY, name

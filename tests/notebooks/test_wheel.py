"""Wheels: named by their contents, always whole, and never gone while a notebook may name them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from packaging.utils import parse_wheel_filename
from packaging.version import Version

from polyneuron.book.notebooks.wheel import build_wheel, copy_wheels
from polyneuron.book.tools.files import file_digest
from tests.conftest import SmallProject
from tests.package.quiz.sample import QUIZ
from tests.places.set_up_cell import set_up_source, wanted_of


def wanted(project: SmallProject, code: str) -> dict:
    """What the launched notebook of an edition needs."""
    return wanted_of(set_up_source(nbformat.read(project.root / "_build" / "notebooks" / code / "small.ipynb", 4)))


def named_wheel(found: dict, folder: Path) -> Path:
    """The file in `folder` that a notebook names, which must have the digest that it names."""
    wheel = folder / found["file"]
    assert unquote(urlsplit(found["addresses"][0]).path.rpartition("/")[2]) == wheel.name
    assert found["sha256"] == file_digest(wheel)
    return wheel


def test_the_name_changes_with_the_contents_and_with_nothing_else(project, tmp_path):
    one = build_wheel(project.root, tmp_path / "a wheel ñ")
    again = build_wheel(project.root, tmp_path / "again")
    assert (one.path.name, one.path.read_bytes()) == (again.path.name, again.path.read_bytes())
    (project.root / "src" / "polyneuron" / "quizzes" / "fa").mkdir(parents=True)
    project.write("src/polyneuron/quizzes/fa/new.html", "new")
    other = build_wheel(project.root, one.path.parent)
    assert other.path.name != one.path.name
    assert sorted(one.path.parent.iterdir()) == sorted([one.path, other.path])
    assert file_digest(one.path) == one.sha256


def test_the_version_is_one_that_installers_understand(project, tmp_path):
    wheel = build_wheel(project.root, tmp_path)
    name, version, _, _ = parse_wheel_filename(wheel.path.name)
    assert name == "polyneuron"
    assert re.fullmatch(r"g[0-9a-f]{10}", version.local)
    assert str(version) == wheel.path.name.split("-")[1]  # nothing is normalised away
    assert version > Version("0.1.0")
    with zipfile.ZipFile(wheel.path) as archive:
        assert archive.testzip() is None
        folder = f"polyneuron-{version}.dist-info"
        assert f"\nVersion: {version}\n" in archive.read(f"{folder}/METADATA").decode()
        recorded = {line.rsplit(",", 2)[0] for line in archive.read(f"{folder}/RECORD").decode().splitlines()}
        assert recorded == set(archive.namelist())


@pytest.mark.parametrize("extra", ["", "[rtl]"])
def test_pip_installs_it_by_its_address_and_digest_only(project, tmp_path, extra):
    wheel = build_wheel(project.root, tmp_path / "course" / "wheels")
    address = wheel.address((tmp_path / "course").as_uri())
    target = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target)]

    def install(wanted: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*command, f"polyneuron{extra} @ {wanted}"], capture_output=True, text=True)

    assert install(address.replace(wheel.sha256, "0" * 64)).returncode != 0
    done = install(address)
    assert done.returncode == 0, done.stderr
    program = "import importlib.metadata as m, polyneuron; print(m.version('polyneuron'), polyneuron.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(target)}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    version, place = said.stdout.split(maxsplit=1)
    assert version == wheel.path.name.split("-")[1]
    assert Path(place.strip()).is_relative_to(target)


def test_notebooks_of_all_editions_name_a_wheel_that_is_there_after_a_part_build(project):
    project.write("chapters/small.md", (project.root / "chapters/small.md").read_text(encoding="utf-8") + QUIZ)
    for code in ("en", "fa"):
        assert project.run("notebooks", "--language", code).exit_code == 0
    wheels = project.root / "_build" / "notebooks" / "wheels"
    before = wanted(project, "en")
    first = named_wheel(before, wheels)
    project.replace("chapters/small.md", "That would be a smaller weight.", "A smaller weight does that.")
    assert project.run("notebooks", "--language", "fa").exit_code == 0
    assert wanted(project, "en") == before
    assert named_wheel(before, wheels) == first
    assert named_wheel(wanted(project, "fa"), wheels) != first
    lines = (wheels.parent / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert f"./wheels/{named_wheel(wanted(project, 'fa'), wheels).name}" in lines
    assert (wheels.parent / "runtime.txt").read_text() == "python-3.11\n"


def test_the_wheel_holds_the_quizzes_of_all_editions_from_the_first_build_on(project):
    project.write("chapters/small.md", (project.root / "chapters/small.md").read_text(encoding="utf-8") + QUIZ)
    assert project.run("notebooks", "--language", "fa").exit_code == 0
    wheel = named_wheel(wanted(project, "fa"), project.root / "_build" / "notebooks" / "wheels")
    with zipfile.ZipFile(wheel) as archive:
        quizzes = {name for name in archive.namelist() if "/quizzes/" in name}
    assert quizzes == {f"polyneuron/quizzes/{code}/small.html" for code in ("en", "fa")}
    assert not (project.root / "_build" / "notebooks" / "en").exists()


def test_a_word_of_a_quiz_another_wheel_or_prose_runs_no_notebook_again(project):
    project.write("chapters/small.md", (project.root / "chapters/small.md").read_text(encoding="utf-8") + QUIZ)
    assert project.run("execute", "--language", "en").exit_code == 0
    project.replace("chapters/small.md", "That would be a smaller weight.", "A smaller weight does that.")
    project.replace("chapters/small.md", "Two numbers", "2 numbers")
    project.write("src/polyneuron/figure_files/loss.js", "// another wheel")
    again = project.run("execute", "--language", "en")
    assert "en/small unchanged" in again.output
    wheels = project.root / "_build" / "wheels"
    assert len(list(wheels.iterdir())) == 2
    executed = nbformat.read(project.root / "_build" / "executed" / "en" / "small.ipynb", 4)
    assert not any("make_ready" in cell.source for cell in executed.cells)
    project.replace("chapters/small.md", "count = 5", "count = 6")
    project.replace("src/polyneuron/quiet.py", '"3"', '"2"')
    changed = project.run("execute", "--language", "en", "--explain").output
    assert "en/small: src/polyneuron/quiet.py changed" in changed
    assert "en/small: chapters/small.md: cell small-3 changed" in changed
    assert "unchanged" not in changed


def test_wheels_of_earlier_builds_stay(tmp_path):
    for folder, names in (("store", ["a.whl", "b.whl"]), ("site", ["b.whl", "old.whl"])):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text(folder)
    copy_wheels(tmp_path / "store", tmp_path / "site")
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["a.whl", "b.whl", "old.whl"]

"""Two builds of one source, in two folders, are equal to the byte: notebooks, course, wheel, catalogues, pages."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, TRANSLATIONS, SmallProject
from tests.package.quiz.sample import QUIZ

MORE = """
(picture)=
## A picture

```{code-cell} ipython3
:tags: [hide-input]
:alt: A line that goes up.
import matplotlib.pyplot as plt

figure, axes = plt.subplots()
axes.plot([1, 2, 3])
axes.set_title("A line")
plt.show()
```

```{code-cell} ipython3
{"b", "a", "c"}
```

```{code-cell} ipython3
polyneuron.show_figure("softmax")
```
"""


def make(root: Path, seed: str) -> SmallProject:
    """A project with a picture, a set, a figure and a quiz, built in a process with this seed for hashes."""
    root.mkdir(parents=True)
    project = SmallProject(root)
    lesson = root / "chapters" / "small.md"
    lesson.write_text(lesson.read_text(encoding="utf-8") + MORE + QUIZ, encoding="utf-8")
    environment = {**os.environ, "PYTHONHASHSEED": seed}

    def run(*arguments: str) -> None:
        command = [sys.executable, "-m", "polyneuron.book", "--root", str(root), *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr

    run("catalogs")
    catalog = project.catalog.read_text(encoding="utf-8")
    for text, translation in TRANSLATIONS.items():
        if "\\" not in text:
            catalog = catalog.replace(f'msgid "{text}"\nmsgstr ""', f'msgid "{text}"\nmsgstr "{translation}"')
    project.catalog.write_text(catalog, encoding="utf-8")
    run("site")
    return project


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def two_builds(tmp_path_factory) -> tuple[SmallProject, SmallProject]:
    here = tmp_path_factory.mktemp("two")
    return make(here / "one", "1"), make(here / "a b ñ 中" / "two", "2")


@pytest.mark.parametrize("part", ["locales", "_build/notebooks", "_build/course", "_build/wheels", "_build/site"])
def test_two_builds_in_different_folders_are_equal_to_the_byte(two_builds, part):
    one, two = (contents(project.root / part) for project in two_builds)
    assert one.keys() == two.keys()
    different = [name for name in one if one[name] != two[name]]
    shown = [
        "\n".join(
            list(
                difflib.unified_diff(
                    one[name].decode(errors="replace").splitlines(),
                    two[name].decode(errors="replace").splitlines(),
                    lineterm="",
                    n=0,
                )
            )[:6]
        )[:1500]
        for name in different
    ]
    assert different == [], "\n".join(shown)


def test_no_file_that_is_published_names_a_folder_of_this_machine(two_builds):
    for project in two_builds:
        for folder in ("site", "notebooks", "course"):
            for name, data in contents(project.root / "_build" / folder).items():
                assert str(project.root).encode() not in data, name
                assert str(ROOT).encode() not in data, name

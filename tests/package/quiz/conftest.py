"""A small site with a quiz of all four kinds, in English and Persian, and what its notebooks show."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.package.quiz.sample import quiz_project


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A small site with a quiz, in English and Persian, and what its notebooks show."""
    project = quiz_project(tmp_path_factory.mktemp("quiz"))
    result = project.run("site")
    assert result.exit_code == 0, result.output
    site = project.root / "_build" / "site"
    for code in ("en", "fa"):
        (site / f"notebook-{code}.html").write_text(notebook_page(project.root, code), encoding="utf-8")
    return project


def notebook_page(root: Path, code: str, chapter: str = "small") -> str:
    """A bare page that holds what `show_quiz` shows, made in a Python of its own, as a notebook makes it."""
    program = f"import polyneuron; polyneuron.use_language({code!r}); print(polyneuron.show_quiz({chapter!r}).data)"
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin"}, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
    output = done.stdout.decode()
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Output</title><body>{output}</body></html>'

"""What `pyproject.toml` says of the learner's package: its version, and the oldest versions of what it works with.

They stand there once. The set-up cell, the launch menu and the README take them from here.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from polyneuron.book.model.package import LearnersPackage, requirement_name
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source.python_code import PROJECT_FILE

_RIGHT_TO_LEFT, _COURSE = "rtl", "course"
_ALREADY_IN = ("numpy", "matplotlib")
"""What the package itself needs and a notebook may import too."""


def read_package(root: Path) -> LearnersPackage:
    """Read `pyproject.toml`; raises `ProblemsFound` where something is missing in it."""
    try:
        project = tomllib.loads((root / PROJECT_FILE).read_text(encoding="utf-8"))["project"]
        extras = project["optional-dependencies"]
        dependencies = {requirement_name(one): one for one in project["dependencies"]}
        course = {requirement_name(one): one.partition(";")[0].strip() for one in extras[_COURSE]}
        return LearnersPackage(
            project["version"],
            project["requires-python"].removeprefix(">="),
            tuple(one for name, one in dependencies.items() if name not in _ALREADY_IN),
            tuple(extras[_RIGHT_TO_LEFT]),
            {name: one for name, one in (dependencies | course).items() if name not in dependencies}
            | {name: dependencies[name] for name in _ALREADY_IN},
        )
    except KeyError as lacking:
        remedy = "Bring the file back from the repository's history."
        raise ProblemsFound([Problem(PROJECT_FILE, 0, f"project: {lacking.args[0]}: is missing", remedy)]) from lacking

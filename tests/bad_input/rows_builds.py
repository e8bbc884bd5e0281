"""Bad input to the steps that run other programs."""

from __future__ import annotations

from collections.abc import Callable

from tests.bad_input import Row
from tests.conftest import SmallProject


def instead_of(file: str, content: str) -> Callable[[SmallProject], object]:
    """Puts a file in the place of the link that a small project has to the real one."""

    def spoil(project: SmallProject) -> None:
        (project.root / file).unlink()
        project.write(file, content)

    return spoil


ROWS = [
    Row(
        "settings of the package that are no TOML",
        instead_of("pyproject.toml", "[project\n"),
        ("notebooks",),
        ("pyproject.toml:1: No valid TOML",),
        problems=1,
    ),
    Row(
        "a build hook that raises",
        instead_of("hatch_build.py", "raise RuntimeError('a mistake in the hook')\n"),
        ("notebooks", "--language", "fa"),
        ("pyproject.toml: The wheel cannot be built", "a mistake in the hook"),
        problems=1,
    ),
]

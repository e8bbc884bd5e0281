"""Would Binder build the folder of launched notebooks?

    python -m tests.places.binder _build/notebooks

repo2docker says which Python it would take, without building anything, and the requirements are resolved for it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.places.resolve import PLATFORMS, resolve

MEMORY = 2 * 10**9
"""Bytes that mybinder.org promises a reader at most."""


def detected_python(folder: Path) -> str:
    """The Python that repo2docker takes for a folder, such as `3.11`; empty where it takes none, or ignores pip's."""
    program = Path(sysconfig.get_path("scripts")) / "jupyter-repo2docker"
    command = [program, "--no-build", "--debug", folder]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    said = done.stdout + done.stderr
    found = re.search(r"environment for python=(\S+)", said)
    installs = re.search(r"pip install .*-r \"?requirements\.txt", said)
    return found[1] if found and installs and not done.returncode else ""


def split_requirements(folder: Path) -> tuple[str, list[Path]]:
    """The requirements of a folder without the wheels that lie in it, and those wheels."""
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wheels = [folder / line for line in lines if line.startswith("./")]
    return "\n".join(line for line in lines if not line.startswith("./")), wheels


def main(arguments: Sequence[str]) -> int:
    """Say what Binder would do; 1 where that fails."""
    folder = Path(arguments[0])
    python = detected_python(folder)
    if not python:
        print(f"repo2docker would not build {folder}; see jupyter-repo2docker --no-build --debug {folder}")
        return 1
    print(f"Binder takes Python {python}.")
    requirements, wheels = split_requirements(folder)
    missing = [str(wheel) for wheel in wheels if not wheel.is_file()]
    with tempfile.TemporaryDirectory() as copy:
        Path(copy, "requirements.txt").write_text(requirements, encoding="utf-8")
        found, why = resolve("requirements.txt", python, PLATFORMS[0], folder=Path(copy))
    print(why or f"The requirements resolve to {len(found)} packages.")
    if missing or not wheels:
        print(f"A wheel is missing: {', '.join(missing) or 'requirements.txt names none'}")
    return 1 if why or missing or not wheels else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

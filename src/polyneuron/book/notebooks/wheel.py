"""The wheel of the learner's half, built reproducibly: notebooks install it by its address and SHA-256.

The package is not on PyPI and its name there is free for anybody to take, so a notebook never installs it by name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.tools.files import file_digest


@dataclass(frozen=True)
class Wheel:
    """A built wheel."""

    path: Path
    sha256: str

    def address(self, site_url: str) -> str:
        """Where notebooks install it from, with its digest (the URL of a PEP 508 direct reference)."""
        return f"{site_url}/{self.path.name}#sha256={self.sha256}"


def build_wheel(root: Path, target: Path) -> Wheel:
    """Build the wheel into the folder `target`, without network, the same bytes from the same sources.

    Raises `RuntimeError` with the builder's output when it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1577836800"}
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"The wheel cannot be built:\n{done.stdout}{done.stderr}")
        (built,) = Path(folder).glob("*.whl")
        target.mkdir(parents=True, exist_ok=True)
        for old in target.glob("polyneuron-*.whl"):
            old.unlink()
        path = Path(shutil.copy(built, target / built.name))
    return Wheel(path, file_digest(path))

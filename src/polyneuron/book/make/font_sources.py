"""The fonts of the system that subsets are made from: one version each, so that a subset can be made again."""

from __future__ import annotations

from pathlib import Path

from polyneuron.book.tools.files import file_digest


def check_source(source: Path, sha256: str, packages: str) -> None:
    """Refuse a font that is missing or of another version; `packages` are Debian's that bring it."""
    if not source.exists():
        raise FileNotFoundError(f"{source} is missing. Remedy: apt-get install {packages}")
    if file_digest(source) != sha256:
        raise ValueError(f"{source} is another version than the one that this subset is made from.")

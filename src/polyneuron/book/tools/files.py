"""Files: written in one move and only when they change; digests that tell whether something has to be made again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def write_if_changed(path: Path, text: str) -> bool:
    """Write a text file in one move; return False, and leave the file alone, when it holds the same already."""
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.new")
    aside.write_text(text, encoding="utf-8")
    os.replace(aside, path)
    return True


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def folder_digest(folder: Path, *patterns: str) -> str:
    """SHA-256 over names and contents of the files in a folder that match a pattern; Python's caches do not count."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(file_digest(path).encode())
    return digest.hexdigest()

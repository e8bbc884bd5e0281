"""Digests of files: whether something has to be made again."""

from __future__ import annotations

import hashlib
from pathlib import Path


def folder_digest(folder: Path, *patterns: str) -> str:
    """SHA-256 over names and contents of the files in a folder that match a pattern; Python's caches do not count."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

"""Files: written in one move and only when they change; digests that tell whether something has to be made again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

ASIDE = ".new"
"""How the names of files end that are being written; what a killed build left of them is removed by the next one."""


@contextlib.contextmanager
def aside(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to. It becomes `path` in one move when the block ends, and is gone when it fails.

    So a full disk, a kill or a second writer never leaves half a file under a name that somebody reads.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}{ASIDE}")
    try:
        yield fresh
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def write_if_changed(path: Path, content: str | bytes) -> bool:
    """Write a file in one move; return False, and leave the file alone, when it holds the same already."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    with aside(path) as fresh:
        fresh.write_bytes(data)
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

"""Files: written aside and moved to their place, and only when they change; digests of them."""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil

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


def copy_if_changed(source: Path, target: Path) -> bool:
    """Copy a file in one move; return False, and leave the copy alone, when it holds the same already."""
    if target.is_file() and file_digest(target) == file_digest(source):
        return False
    with aside(target) as fresh:
        shutil.copyfile(source, fresh)
    return True


def remove_unfinished(folder: Path) -> None:
    """Remove what a killed process was writing; only for a folder in which nobody else writes."""
    for path in folder.rglob(f".*{ASIDE}"):
        if path.is_file():
            path.unlink(missing_ok=True)


def remove_abandoned(folder: Path) -> None:
    """Remove what killed processes were writing directly into a folder in which others may write at this moment."""
    for path in folder.glob(f".*{ASIDE}"):
        writer = path.name.removesuffix(ASIDE).rpartition(".")[2].partition("-")[0]
        if writer.isdigit() and not psutil.pid_exists(int(writer)) and path.is_file():
            path.unlink(missing_ok=True)


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders change names, so that both names are there at every moment.

    Returns False, with nothing done, where the system or the file system cannot (Linux: `renameat2(2)` with
    RENAME_EXCHANGE, macOS: `renamex_np(2)` with RENAME_SWAP).
    """
    system = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        swap = 2
        return hasattr(system, "renamex_np") and system.renamex_np(first, second, swap) == 0
    at_working_folder, swap = -100, 2
    return (
        hasattr(system, "renameat2")
        and system.renameat2(at_working_folder, first, at_working_folder, second, swap) == 0
    )


def replace_folder(fresh: Path, place: Path) -> None:
    """Put the folder `fresh` where `place` is. Somebody who looks finds the old or the new one, at every moment.

    Where the system cannot exchange them there is a moment between two moves; `recover` mends it if the process dies
    in it.
    """
    old = place.with_name(f"{place.name}.old")
    if place.exists() and exchange(fresh, place):
        _remove_folder(fresh)
        return
    if place.exists():
        _remove_folder(old)
        os.rename(place, old)
    os.rename(fresh, place)
    _remove_folder(old)


def recover(place: Path) -> None:
    """Bring a folder back when a process died between the two moves of `replace_folder`."""
    old = place.with_name(f"{place.name}.old")
    if not place.exists() and old.exists():
        os.rename(old, place)


def _remove_folder(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    else:
        shutil.rmtree(folder, ignore_errors=True)


def file_digest(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_key(content: bytes) -> str:
    """What stands in the name of a file that browsers keep for ever: `site.0123456789abcdef.css`.

    `assets/service-worker.js` knows such files by these sixteen digits.
    """
    return hashlib.sha256(content).hexdigest()[:16]


def file_digests(folder: Path, *patterns: str) -> dict[str, str]:
    """The SHA-256 of every file in a folder that matches a pattern, by its path seen from there; in sorted order.

    Python's caches do not count.
    """
    paths = sorted({path for pattern in patterns for path in folder.glob(pattern)})
    return {
        path.relative_to(folder).as_posix(): file_digest(path)
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    }


def folder_digest(folder: Path, *patterns: str) -> str:
    """SHA-256 over names and contents of the files in a folder that match a pattern."""
    return digest_of(file_digests(folder, *patterns))


def digest_of(parts: dict[str, str]) -> str:
    """SHA-256 over names and their values, in hexadecimal; the order does not matter."""
    digest = hashlib.sha256()
    for name in sorted(parts):
        digest.update(name.encode() + b"\0" + parts[name].encode() + b"\0")
    return digest.hexdigest()

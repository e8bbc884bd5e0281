"""Reading and writing data files so that nothing foreign runs and nothing half-written is ever seen.

Guards against two real defects: `np.load(allow_pickle=True)` runs what a file tells it to run, and a program that
is stopped while writing leaves a file that looks whole. Content is read from memory, so that what was checked is
what is used. Whether the numbers are the right ones is for `canonical` to say.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import tempfile
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from polyneuron.datasets.errors import DamagedFileError, StorageError
from polyneuron.messages import gettext

LARGEST_UNPACKED = 400_000_000
"""Bytes that an archive may unpack to; the largest of ours, MNIST, has 55 million."""


def read_arrays(content: bytes, names: Iterable[str]) -> dict[str, np.ndarray]:
    """Read the named arrays from the bytes of an `.npz` file, without pickle.

    Raises
    ------
    DamagedFileError
        When the bytes are no such archive, an array is missing, holds Python objects, or would fill the memory.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            unpacked = sum(member.file_size for member in members.infolist())
        if unpacked > LARGEST_UNPACKED:
            raise DamagedFileError(
                gettext("The file is larger than it should be (bytes): {size}").format(size=unpacked)
            )
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            return {name: arrays[name] for name in names}
    except (
        ValueError, KeyError, EOFError, OSError, MemoryError, RuntimeError, zipfile.BadZipFile, zlib.error
    ) as error:  # fmt: skip
        raise DamagedFileError(gettext("The file is damaged: {problem}").format(problem=error)) from error


def store(content: bytes, path: Path) -> None:
    """Write `content` to `path` in one step: another program sees the old file, no file, or the whole new one.

    Raises
    ------
    StorageError
        When the folder does not take it; nothing is left behind.
    """
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f"{path.name}.", suffix=".new", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise storage_error(error, path.parent, len(content)) from error


def storage_error(error: OSError, folder: Path, size: int) -> StorageError:
    """Say what to do about a folder that does not take `size` bytes."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        text = gettext(
            "The disk is full. Make room, or set POLYNEURON_CACHE to a folder on another disk.\n"
            "Folder: {folder}\nNeeded (MB): {megabytes}"
        )
    else:
        text = gettext(
            "The folder cannot be written to. Set POLYNEURON_CACHE to a folder of your own.\n"
            "Folder: {folder}\nProblem: {problem}"
        )
    return StorageError(
        text.format(folder=folder, megabytes=max(1, round(size / 1e6)), problem=error.strerror or error)
    )

"""The bytes of a file that is arriving: on the disk, so that a broken transfer can be gone on with, or in memory.

A disk that takes no more costs nothing that has arrived: from then on the bytes are kept in memory, and are used.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

from polyneuron.datasets.archive import storage_error
from polyneuron.datasets.errors import StorageError


class Arriving:
    """Takes bytes one piece after the other.

    Attributes
    ----------
    problem
        Why they are not on the disk; None while they are.
    """

    def __init__(self, part: Path, received: int, size: int, forget: Callable[[], None]) -> None:
        """Go on after the first `received` bytes of the file `part`, which will have `size`.

        `forget` removes what lies on the disk, when that takes no more.
        """
        self.problem: StorageError | None = None
        self._part, self._received, self._size, self._forget = part, received, size, forget
        self._memory = bytearray()
        self._descriptor = -1
        try:
            self._descriptor = os.open(part, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            os.ftruncate(self._descriptor, received)
            os.lseek(self._descriptor, received, os.SEEK_SET)
        except OSError as error:
            self._leave_disk(error)

    def write(self, piece: bytes) -> None:
        """Keep one piece more."""
        rest = memoryview(piece)
        while rest and self.problem is None:
            try:
                written = os.write(self._descriptor, rest)
            except OSError as error:
                self._leave_disk(error)
            else:
                rest, self._received = rest[written:], self._received + written
        self._memory += rest

    def close(self) -> None:
        """Leave the bytes safe on the disk, or in memory."""
        if self.problem is None:
            try:
                os.fsync(self._descriptor)
            except OSError as error:
                self._leave_disk(error)
        self._close_file()

    def empty(self) -> None:
        """Keep nothing of it."""
        self._memory.clear()
        if self.problem is None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, 0)

    def content(self) -> bytes:
        """All bytes, those of earlier transfers included."""
        return self._part.read_bytes() if self.problem is None else bytes(self._memory)

    def _leave_disk(self, error: OSError) -> None:
        """Take into memory what the disk has taken so far."""
        self.problem = storage_error(error, self._part.parent, self._size)
        self._close_file()
        with contextlib.suppress(OSError):
            self._memory += self._part.read_bytes()[: self._received]
        self._forget()

    def _close_file(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

"""One program at a time brings a file; the others wait, and say that they wait.

The operating system's lock is used, not the existence of a file: it ends with the program that holds it, however that
ends. Where a file system knows no locks the work goes on without: files are replaced in one step in any case, so that
only effort is doubled.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from polyneuron.datasets.archive import storage_error
from polyneuron.datasets.errors import TransferError
from polyneuron.messages import gettext

_BUSY = (errno.EWOULDBLOCK, errno.EACCES, errno.EAGAIN, errno.EDEADLK)
_POLL_SECONDS = 0.1


@contextmanager
def only_one_program(
    path: Path, *, wait_seconds: float, notice_seconds: float, tell: Callable[[str], None]
) -> Iterator[bool]:
    """Hold the lock file `path` for the length of a `with` block; gives False where locks are unknown.

    Raises
    ------
    TransferError
        When another program still holds it after `wait_seconds`.
    StorageError
        When the lock file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise storage_error(error, path.parent, 0) from error
    try:
        yield _wait_for(handle, path, wait_seconds, notice_seconds, tell)
    finally:
        os.close(handle)  # which also gives the lock back


def _wait_for(handle: int, path: Path, wait_seconds: float, notice_seconds: float, tell: Callable[[str], None]) -> bool:
    start = time.monotonic()
    next_notice = start
    while True:
        try:
            _try_to_lock(handle)
            return True
        except OSError as error:
            if error.errno not in _BUSY:
                return False
        now = time.monotonic()
        if now - start >= wait_seconds:
            text = gettext(
                "Another program has been bringing this file for too long. Stop it, then run this cell again.\n"
                "Lock file: {path}"
            )
            raise TransferError(text.format(path=path))
        if now >= next_notice:
            text = gettext("Waiting for another program that is bringing the same file (seconds so far): {seconds}")
            tell(text.format(seconds=round(now - start)))
            next_notice = now + notice_seconds
        time.sleep(_POLL_SECONDS)


def _try_to_lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

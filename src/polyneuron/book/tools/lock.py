"""One build at a time in a folder, and an end without leftovers when it is stopped.

Guards against two builds that write into the same books and site: one of them used to end with "The site is ready"
over an edition of 14 of its 188 files. The lock is the operating system's (flock), which goes with its holder, so that
a killed build blocks nobody. It lies in the folder itself; who holds it stands in a file beside it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import remove_unfinished, write_if_changed
from polyneuron.book.tools.processes import end_children

BUILD_LOCK, HOLDER_FILE = ".lock", ".lock-holder"
_LOOK_AGAIN = 0.2
"""Seconds."""


class Terminated(KeyboardInterrupt):
    """The build was asked to end by another program (SIGTERM, SIGHUP) and not by Ctrl-C."""


@contextlib.contextmanager
def building(build: Path, command: str, *, wait: bool, tell: Callable[[str], None]) -> Iterator[None]:
    """Be the only build in the folder `build` while the block runs, and leave no program behind that it started.

    What an earlier build left there when it was killed (programs, half-written files) is removed first. Raises
    `ProblemsFound` when another build runs and `wait` is False.

    Parameters
    ----------
    command
        What is run, as another build should name it.
    wait
        Whether to wait for another build; `tell` then gets one sentence.
    """
    build.mkdir(parents=True, exist_ok=True)
    lock = FileLock(build / BUILD_LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        holder = _holder(build)
        if not wait:
            remedy = "Wait until it ends, or stop it; without --no-wait this command waits for it."
            raise ProblemsFound([Problem(build.name, 0, f"Another build runs here: {holder}", remedy)]) from None
        tell(f"Another build runs in this folder: {holder}. Waiting for it; Ctrl-C stops waiting.")
        lock.acquire(poll_interval=_LOOK_AGAIN)
    try:
        with signals_as_exceptions():
            started = time.strftime("%H:%M:%S")
            write_if_changed(build / HOLDER_FILE, f"{command} (process {os.getpid()}, since {started})\n")
            for left in end_children(build):
                tell(f"Ended what a killed build had left running: {left}")
            remove_unfinished(build)
            try:
                yield
            except KeyboardInterrupt:
                end_children(build)
                raise
            finally:
                (build / HOLDER_FILE).unlink(missing_ok=True)
    finally:
        # Removed while it is held: whoever waits on this file sees that it has no name any more, and makes a new one.
        (build / BUILD_LOCK).unlink(missing_ok=True)
        lock.release()


def _holder(build: Path) -> str:
    """Who holds the lock, as far as it has said so already."""
    try:
        return (build / HOLDER_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return "one that has just begun"


@contextlib.contextmanager
def signals_as_exceptions() -> Iterator[None]:
    """Let SIGTERM and a closed terminal end this program as Ctrl-C does: with everything that it started."""

    def stop(number: int, frame: object) -> None:
        raise Terminated

    before: dict[signal.Signals, Any] = {}
    try:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # nohup means to be left alone
                before[number] = signal.signal(number, stop)
    except ValueError:  # not in the main thread: whoever started this thread decides
        pass
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

"""Other programs that a build starts: they end with it, however it ends, and several of them run side by side.

Three nets, because each alone has a hole. Ctrl-C ends them here. A build that is killed cannot do that, so each has a
watcher (`launch.py`). And all of them carry the name of the build's folder in their environment, by which the next
build in that folder finds what got away.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import TypeVar

import psutil

BUILD_VARIABLE = "POLYNEURON_BUILD"
"""Environment variable of everything that a build starts: the build's folder."""
_LAUNCHER = Path(__file__).with_name("launch.py")
_PATIENCE = 10
"""Seconds that an ended program may take to be gone."""

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


def launched(command: Iterable[str]) -> list[str]:
    """The command with a watcher: it ends when this process does."""
    return [sys.executable, "-I", str(_LAUNCHER), str(os.getpid()), *command]


def mark(build: Path) -> dict[str, str]:
    """What the environment of a program says that is started for the build in this folder."""
    return {BUILD_VARIABLE: str(build.resolve())}


def run_to_end(
    command: Iterable[str], build: Path, *, environment: dict[str, str] | None = None, folder: Path | None = None
) -> tuple[int, str]:
    """Run a program and wait for it; return its status and what it printed, both streams together.

    A program that was ended by a signal has one line more, which says so.

    Parameters
    ----------
    build
        The folder of the build that it belongs to.
    environment
        What its environment has besides that of this process.
    folder
        Where it runs, by default here.
    """
    marked = {**os.environ, **(environment or {}), **mark(build)}
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = subprocess.Popen(
            launched(command),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=marked,
            cwd=folder,
            start_new_session=True,
        )
        try:
            status = process.wait()
        except BaseException:
            end_children(build)
            raise
        output.seek(0)
        return status, output.read() + _ended_by(status)


def _ended_by(status: int) -> str:
    """A last line about a program that did not end by itself: it had no time to say anything."""
    if status >= 0:
        return ""
    name = signal.Signals(-status).name
    return f"\nEnded from outside ({name}). If memory ran out, close other programs; then run it again.\n"


def run_beside(command: Iterable[str]) -> int:
    """Run a program of this terminal, without what it prints as its result, and return its status.

    Where this program is ended meanwhile, that one is asked to end too, and waited for: it may have to clean up.
    """
    process = subprocess.Popen(list(command), stdout=subprocess.DEVNULL)
    try:
        return process.wait()
    except BaseException:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
        raise


def end_children(build: Path) -> list[str]:
    """End every program that was started for the build in this folder, whoever started it; return their commands.

    Only for the process that holds the build's lock.
    """
    marked, ended = mark(build)[BUILD_VARIABLE], []
    ours = {os.getpid(), *(parent.pid for parent in psutil.Process().parents())}
    found = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            if process.pid not in ours and process.environ().get(BUILD_VARIABLE) == marked:
                ended.append(" ".join(process.cmdline()))
                process.kill()
                found.append(process)
    deadline = time.monotonic() + _PATIENCE
    while any(_runs(process) for process in found) and time.monotonic() < deadline:
        time.sleep(0.02)
    return ended


def _runs(process: psutil.Process) -> bool:
    """Whether it runs; one that has ended and waits for its parent to notice does not."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def side_by_side(
    function: Callable[[Item], Outcome],
    items: Iterable[Item],
    workers: int,
    build: Path,
    report: Callable[[Outcome], None] | None = None,
) -> list[Outcome]:
    """Call a function that runs another program for each item, `workers` at a time; results in the items' order.

    `report` is called, in this thread, with each result as it comes. When this thread is interrupted, or a call or
    `report` raises, no further call begins, the programs that run are ended, and the exception goes on.
    """
    pool = ThreadPoolExecutor(max_workers=workers)
    futures: list[Future[Outcome]] = []
    try:
        futures += [pool.submit(function, item) for item in items]
        waiting = set(futures)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                outcome = future.result()
                if report is not None:
                    report(outcome)
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        while not all(future.done() for future in futures):  # one may be starting its program just now
            end_children(build)
            time.sleep(0.1)
        raise
    finally:
        pool.shutdown()
    return [future.result() for future in futures]

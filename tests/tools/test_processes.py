"""A program that runs beside another one ends when that one is told to."""

from __future__ import annotations

import signal
import sys
import time

import psutil
import pytest

from polyneuron.book.tools.processes import run_beside


def test_the_status_of_the_program_comes_back():
    assert run_beside([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_it_is_ended_and_waited_for_where_this_program_is_interrupted(tmp_path):
    """It is given the time to clean up: the file is written after the signal."""
    program = f"""
import pathlib, signal, time
folder = pathlib.Path({str(tmp_path)!r})
def stop(*_):
    (folder / "cleaned").touch()
    raise SystemExit
signal.signal(signal.SIGTERM, stop)
(folder / "begun").touch()
time.sleep(60)
"""

    def interrupt(*_: object) -> None:
        if not (tmp_path / "begun").exists():
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.05, 0.05)
    try:
        with pytest.raises(KeyboardInterrupt):
            run_beside([sys.executable, "-c", program])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert (tmp_path / "cleaned").exists()
    assert not [child for child in psutil.Process().children() if child.create_time() > time.time() - 30]

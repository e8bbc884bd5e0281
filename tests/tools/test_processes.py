"""A program that is started by another one ends when that one is told to, and says how it ended."""

from __future__ import annotations

import signal
import sys
import time

import psutil
import pytest

from polyneuron.book.tools.processes import run_beside, run_to_end


def test_the_status_of_the_program_comes_back():
    assert run_beside([sys.executable, "-c", "raise SystemExit(3)"]) == 3


def test_a_program_that_was_ended_from_outside_is_said_to_be(tmp_path):
    """It has no time to say so itself; without a line there is an error without a reason."""
    program = "import os, signal; print('begun', flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    status, output = run_to_end([sys.executable, "-c", program], tmp_path)
    assert status == -signal.SIGKILL
    assert output.startswith("begun\n\nEnded from outside (SIGKILL)")
    assert run_to_end([sys.executable, "-c", "print('done')"], tmp_path) == (0, "done\n")


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

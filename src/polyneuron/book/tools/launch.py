"""Run as a program: becomes the command it is given, beside a watcher that lets nothing of it outlive the build.

    python launch.py <build's process id> <command> …

Guards against children of a build that was killed, which nobody can catch: Jupyter Book would go on writing into the
folder of the next build, and KaTeX's server would stay for ever. The command keeps this process, its identifier and
its signals; the watcher is a fork that looks five times a second whether build and command are still there, and else
ends the whole process group. Not watched: what leaves the group for a session of its own (`processes.end_children`
finds that). POSIX only.
"""

import contextlib
import os
import signal
import sys
import time

import psutil

_PAUSE = 0.2
"""Seconds between two looks."""


def _alive(process: psutil.Process) -> bool:
    """Whether a process runs; one that ended and was not waited for, or one that took over its number, does not."""
    with contextlib.suppress(psutil.NoSuchProcess):
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    return False


def _watch(build: psutil.Process, command: int) -> None:
    """Wait until the build or the command ends, then end what is left of the command's group, this process too."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in range(3):  # whoever reads the command's output must not wait for this process
        os.dup2(nothing, stream)
    while os.getppid() == command and _alive(build):
        time.sleep(_PAUSE)
    os.killpg(0, signal.SIGKILL)


def main() -> None:
    """Called with the build's process identifier and the command; never returns."""
    build, command = psutil.Process(int(sys.argv[1])), sys.argv[2:]
    if os.getpgid(0) != os.getpid():
        os.setpgid(0, 0)
    if os.fork() == 0:
        try:
            _watch(build, os.getppid())
        finally:
            os._exit(1)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main()

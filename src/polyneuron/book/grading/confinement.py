"""Where a student's code runs: bubblewrap, a container, another user, or, only where somebody says so, no wall.

Guards against submissions that read the sources, other submissions, the gradebook or a home folder, that write marks,
or that use the network. What each way protects stands in `PROTECTS`, in `docs/grading.md`, and in the command's help.
"""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import polyneuron
from polyneuron.book.grading.inside_kernel import LIMITS_VARIABLE
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.kernels import QUIET
from polyneuron.datasets import settings

BUBBLEWRAP, CONTAINER, USER, NONE = "bubblewrap", "container", "user", "none"
PROTECTS = {
    BUBBLEWRAP: "no network; sees only Python, the package and the data, none of it to be written; its own processes",
    CONTAINER: "as bubblewrap, by podman or docker, with limits of memory and processes for all of it together",
    USER: "reads and writes only what that user may; the network and other users' public files stay open to it",
    NONE: "nothing: the code of students has all your rights",
}
IMAGE_VARIABLE, USER_VARIABLE = "POLYNEURON_GRADING_IMAGE", "POLYNEURON_GRADING_USER"
_IMAGE, _USER = "docker.io/library/debian:stable-slim", "nobody"
_SYSTEM = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")
_SCRATCH = "/tmp"
_FONTS = f"{_SCRATCH}/matplotlib"
_LONGEST = 6 * 3600
"""Seconds after which a kernel of another user ends by itself: it is not ours to kill."""


@dataclass(frozen=True)
class Confinement:
    """One way to run a submission, and its limits."""

    kind: str
    memory: int = 8
    """GiB of memory."""
    scratch: int = 1
    """GiB of files that a submission may write."""
    processes: int = 512

    def command(self, inner: list[str], sockets: Path, name: str) -> list[str]:
        """The command that runs `inner` behind the wall.

        Parameters
        ----------
        sockets
            The one folder that both sides see and write.
        name
            A name for what is started.
        """
        return {BUBBLEWRAP: self._bubblewrap, CONTAINER: self._container, USER: self._user, NONE: self._none}[
            self.kind
        ](inner, sockets, name)

    def end(self, name: str) -> None:
        """End what is left of it."""
        if self.kind == CONTAINER and (program := _container_program()):
            subprocess.run([program, "rm", "--force", name], capture_output=True, check=False)

    def environment(self) -> dict[str, str]:
        """All that the code of a submission finds in its environment."""
        found = {
            **QUIET,
            "HOME": _SCRATCH,
            "LANG": "C.UTF-8",
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/bin", "/bin"]),
            "PYTHONPATH": str(_package().parent),
            "PYTHONDONTWRITEBYTECODE": "1",
            "MPLCONFIGDIR": _FONTS,
            LIMITS_VARIABLE: f"{self.memory} {self.scratch} {self.processes}",
        }
        if data := _data_folder():
            found["POLYNEURON_DATA"] = str(data)
        return found

    def _bubblewrap(self, inner: list[str], sockets: Path, _name: str) -> list[str]:
        command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--clearenv"]
        for path in _SYSTEM:
            command += ["--ro-bind-try", path, path]
        command += ["--proc", "/proc", "--dev", "/dev", "--size", str(self.scratch * 2**30), "--tmpfs", _SCRATCH]
        for path, place in _shown().items():
            command += ["--ro-bind", path, place]
        command += ["--bind", str(sockets), str(sockets), "--chdir", _SCRATCH]
        for key, value in self.environment().items():
            command += ["--setenv", key, value]
        return [*command, "--", *inner]

    def _container(self, inner: list[str], sockets: Path, name: str) -> list[str]:
        command = [
            _container_program() or "podman", "run", "--rm", "--name", name, "--network", "none", "--read-only",
            "--cap-drop", "ALL", "--security-opt", "no-new-privileges", "--pids-limit", str(self.processes),
            "--memory", f"{self.memory}g", "--user", f"{os.getuid()}:{os.getgid()}", "--workdir", _SCRATCH,
            "--tmpfs", f"{_SCRATCH}:rw,exec,size={self.scratch}g",
        ]  # fmt: skip
        for path, place in _shown().items():
            command += ["--volume", f"{path}:{place}:ro"]
        command += ["--volume", f"{sockets}:{sockets}"]
        for key, value in self.environment().items():
            command += ["--env", f"{key}={value}"]
        return [*command, os.environ.get(IMAGE_VARIABLE, _IMAGE), *inner]

    def _user(self, inner: list[str], _sockets: Path, _name: str) -> list[str]:
        user = os.environ.get(USER_VARIABLE, _USER)
        become = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else ["sudo", "-n", "-u", user, "--"]
        settings_of_it = [f"{key}={value}" for key, value in self.environment().items()]
        opened = ["sh", "-c", 'umask 0; cd /tmp; exec "$@"', "sh"]  # its sockets have to be open to this user
        return [*become, "env", "-i", *settings_of_it, "timeout", "-s", "KILL", str(_LONGEST), *opened, *inner]

    def _none(self, inner: list[str], sockets: Path, _name: str) -> list[str]:
        own = self.environment() | {"HOME": str(sockets), "MPLCONFIGDIR": str(sockets / "matplotlib")}
        return ["env", "-i", *(f"{key}={value}" for key, value in own.items()), *inner]

    def problem(self, sockets: Path) -> str | None:
        """Why it does not work on this machine; None where it does."""
        if self.kind == BUBBLEWRAP and shutil.which("bwrap") is None:
            return "the program bwrap is not installed"
        if self.kind == CONTAINER and _container_program() is None:
            return "neither podman nor docker is installed"
        python = [sys.executable, "-c", "import polyneuron, ipykernel; print('ready')"]
        name = f"polyneuron-{uuid.uuid4().hex}"
        try:
            done = subprocess.run(
                self.command(python, sockets, name), capture_output=True, text=True, timeout=120, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        finally:
            self.end(name)
        return None if done.stdout.strip() == "ready" else (done.stderr.strip().splitlines() or ["no answer"])[-1]


def chosen_confinement(
    kind: str | None, sockets: Path, *, works: Callable[[Confinement, Path], str | None] = Confinement.problem
) -> Confinement:
    """The way that was asked for, or the first that works here: bubblewrap, then a container.

    Raises
    ------
    ProblemsFound
        When it does not work, with the remedy.
    """
    reasons = {}
    for one in [kind] if kind else [BUBBLEWRAP, CONTAINER]:
        confinement = Confinement(one)
        reason = None if one == NONE else works(confinement, sockets)
        if reason is None:
            return confinement
        reasons[one] = reason
    said = "; ".join(f"{one}: {reason}" for one, reason in reasons.items())
    raise ProblemsFound(
        [
            Problem(
                "grade",
                0,
                f"The code of students cannot be run apart from your files here: {said}",
                "Install bubblewrap (Debian, Ubuntu, Fedora: package bubblewrap), or start podman or docker, or give "
                f"--isolation user with a user of its own in {USER_VARIABLE}. With --isolation none it runs with all "
                "your rights: only in a machine that holds nothing else.",
            )
        ]
    )


def _shown() -> Mapping[str, str]:
    """Folders and files that a submission sees → where; none of them can be written."""
    paths = {str(Path(path)): str(Path(path)) for path in (sys.base_prefix, sys.prefix)}
    # An environment's links name places by their own ways.
    for path in (sys.base_prefix, sys.prefix, sys.executable):
        real = Path(path).resolve()
        folder = real.parent.parent if real.is_file() else real
        paths[str(folder)] = str(folder)
    paths[str(_package())] = str(_package())
    if data := _data_folder():
        paths[str(data)] = str(data)
    if fonts := _font_list():
        paths[str(fonts)] = f"{_FONTS}/{fonts.name}"
    return {path: place for path, place in paths.items() if not path.startswith("/usr/") and path != "/usr"}


def _package() -> Path:
    return Path(polyneuron.__file__).parent


def _data_folder() -> Path | None:
    if data := os.environ.get("POLYNEURON_DATA"):
        return Path(data).resolve()
    cache = settings.Settings.from_environment(os.environ).cache_folder
    return cache if cache.is_dir() else None


@functools.cache
def _font_list() -> Path | None:
    """Matplotlib's list of fonts, which takes seconds to make."""
    import matplotlib
    import matplotlib.font_manager  # makes it

    return next(iter(sorted(Path(matplotlib.get_cachedir()).glob("fontlist-*.json"))), None)


def _container_program() -> str | None:
    return shutil.which("podman") or shutil.which("docker")

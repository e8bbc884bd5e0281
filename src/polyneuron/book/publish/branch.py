"""The branch that Binder, Colab and JupyterHub open: one commit on top of what was published last.

Its history is kept, because nbgitpuller and `git pull` merge it into a learner's copy; and every wheel that a notebook
ever named stays in it, because somebody has that notebook. It is made here and pushed elsewhere, without force, so
that a branch that moved meanwhile is refused and nothing is lost.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.notebooks.wheel import WHEEL_FOLDER, copy_wheels

_AUTHOR = {"NAME": "Polyneuron", "EMAIL": "noreply@users.noreply.github.com"}
_REMEDY = "Name a repository that can be reached: --from ADDRESS, a folder or an address; or --new for a first one."
COMMIT_FILE = "commit.txt"
"""Beside the bundle, also where there is none: the branch's commit."""
_NO_SUCH_BRANCH = 2
"""Exit status of `git ls-remote --exit-code` where the repository can be reached and has no such branch."""


_WITH_A_NAME = re.compile(r"//[^/@]*@")
"""Name and password in an address, which nobody should read in a log."""


@dataclass(frozen=True)
class Published:
    """What was made."""

    folder: Path
    """The repository, with the branch checked out."""
    bundle: Path | None
    """The new commit, for `git fetch`; None where nothing changed."""


def make_branch(content: Path, target: Path, branch: str, remote: str, message: str) -> Published:
    """Commit the files in the folder `content` on top of the published branch, in a repository in `target`.

    Parameters
    ----------
    remote
        Address or folder of the published repository; empty for a first publication.

    Raises
    ------
    ProblemsFound
        When the repository cannot be read: then its wheels would be lost. Nothing is changed there, ever.
    """
    bundle = target.with_name("bundle") / f"{branch}.bundle"
    for folder in (target, bundle.parent):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    _git(target, "init", "--quiet", "--initial-branch", branch)
    before = _fetch(target, branch, remote) if remote else ""
    for path in target.iterdir():
        if path.name not in (".git", WHEEL_FOLDER):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    ignored = shutil.ignore_patterns(".*")
    for path in content.iterdir():
        if path.name == WHEEL_FOLDER:
            copy_wheels(path, target / WHEEL_FOLDER)
        elif path.is_dir():
            shutil.copytree(path, target / path.name, ignore=ignored)
        elif not path.name.startswith("."):
            shutil.copy(path, target)
    _git(target, "add", "--all", "--force")
    changed = not before or bool(_git(target, "status", "--porcelain"))
    if changed:
        _git(target, "commit", "--quiet", "--message", message)
    (bundle.parent / COMMIT_FILE).write_text(_git(target, "rev-parse", "HEAD") + "\n", encoding="utf-8")
    if not changed:
        return Published(target, None)
    _git(target, "bundle", "create", "--quiet", str(bundle), branch, *([f"^{before}"] if before else []))
    return Published(target, bundle)


def keep_wheels(published: Path, site: Path) -> None:
    """Put every wheel of the branch into the site as well: a deployment of pages replaces the whole site."""
    copy_wheels(published / WHEEL_FOLDER, site / WHEEL_FOLDER)


def _fetch(target: Path, branch: str, remote: str) -> str:
    """Check out what was published last; returns its commit, empty where there is none yet."""
    source = str(Path(remote).resolve()) if Path(remote).exists() else remote
    looked = _run(target, "ls-remote", "--exit-code", source, f"refs/heads/{branch}")
    if looked.returncode == _NO_SUCH_BRANCH:
        return ""
    if looked.returncode:
        said = looked.stderr.strip().splitlines()[-1:]
        what = f"The published branch cannot be read: {said[0] if said else 'no answer'}"
        raise ProblemsFound([Problem(_WITH_A_NAME.sub("//", remote), 0, what, _REMEDY)])
    _git(target, "fetch", "--quiet", source, f"refs/heads/{branch}")
    _git(target, "reset", "--quiet", "--hard", "FETCH_HEAD")
    return _git(target, "rev-parse", "HEAD")


def _git(folder: Path, *arguments: str) -> str:
    done = _run(folder, *arguments)
    if done.returncode:
        what = f"git {arguments[0]} failed: {done.stderr.strip()}"
        raise ProblemsFound([Problem(str(folder), 0, what, "Look at what git says.")])
    return done.stdout.strip()


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run git without a terminal, a person's settings or hooks."""
    own = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _AUTHOR.items()}
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}  # in a hook, say
    own |= {"GIT_TERMINAL_PROMPT": "0", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    command = ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.autocrlf=false", *arguments]
    return subprocess.run(command, cwd=folder, env=inherited | own, capture_output=True, text=True, encoding="utf-8")

"""The branch of notebooks: history and wheels stay, and no learner loses a line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.publish.branch import COMMIT_FILE, keep_wheels, make_branch

BRANCH = "notebooks"
NOTEBOOK = '{{"cells": [{{"id": "a", "source": "{0}"}},\n\n\n {{"id": "b", "source": "{1}"}}]}}\n'


def git(folder: Path, *arguments: str) -> str:
    identity = {f"GIT_{who}_{what}": "a@b" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | identity, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A bare repository in the place of the published one."""
    folder = tmp_path / "remote of ñ.git"
    git(tmp_path, "init", "--bare", "--quiet", "--initial-branch", "main", str(folder))
    return folder


class Publisher:
    """Publishes as the workflow does: one job makes the branch, another one pushes it."""

    def __init__(self, folder: Path, remote: Path):
        self.folder, self.remote = folder, remote
        self.branch = folder / "_build" / "branch"
        self.content = folder / "content"

    def make(self, files: dict[str, str]):
        for name in sorted(self.content.rglob("*"), reverse=True):
            name.unlink() if name.is_file() else name.rmdir()
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        return make_branch(self.content, self.branch, BRANCH, str(self.remote), "Notebooks of c0ffee")

    def publish(self, files: dict[str, str]) -> None:
        published = self.make(files)
        assert published.bundle is not None
        push(self.folder, published.bundle, self.remote)


def push(folder: Path, bundle: Path, remote: Path) -> None:
    """What publish.yml does in the job that has the right to: git alone, without force."""
    from tests.test_workflows import push_bundle

    push_bundle(folder, bundle, remote)


@pytest.fixture
def publisher(tmp_path, remote) -> Publisher:
    (tmp_path / "work").mkdir()
    return Publisher(tmp_path / "work", remote)


def test_history_and_wheels_stay_and_what_is_gone_goes(publisher, remote):
    publisher.publish({"en/a.ipynb": "1", "en/gone.ipynb": "1", "wheels/one.whl": "one", ".ipynb_checkpoints/x": ""})
    first = git(remote, "rev-parse", BRANCH).strip()
    publisher.publish({"en/a.ipynb": "2", "wheels/two.whl": "two", "wheels/one.whl": "one", "README.md": "r"})
    listed = git(remote, "ls-tree", "-r", "--name-only", BRANCH).split()
    assert listed == ["README.md", "en/a.ipynb", "wheels/one.whl", "wheels/two.whl"]
    assert git(remote, "show", f"{BRANCH}:en/a.ipynb") == "2"
    git(remote, "merge-base", "--is-ancestor", first, BRANCH)
    assert git(remote, "log", "-1", "--format=%s %an", BRANCH).strip() == "Notebooks of c0ffee Polyneuron"


def test_the_same_again_makes_no_commit(publisher):
    files = {"en/a.ipynb": "1", "wheels/one.whl": "one"}
    publisher.publish(files)
    assert publisher.make(files).bundle is None
    assert [path.name for path in (publisher.folder / "_build" / "bundle").iterdir()] == [COMMIT_FILE]


def test_every_wheel_of_the_branch_goes_to_the_pages(publisher, tmp_path):
    publisher.publish({"wheels/one.whl": "one"})
    (tmp_path / "site" / "wheels").mkdir(parents=True)
    (tmp_path / "site" / "wheels" / "two.whl").write_text("two")
    keep_wheels(publisher.make({"wheels/two.whl": "two"}).folder, tmp_path / "site")
    assert {path.name: path.read_text() for path in (tmp_path / "site" / "wheels").iterdir()} == {
        "one.whl": "one",
        "two.whl": "two",
    }


def test_a_repository_that_cannot_be_read_stops_it(publisher, tmp_path):
    """Or its wheels would be lost."""
    publisher.remote = tmp_path / "nowhere"
    with pytest.raises(ProblemsFound) as refused:
        publisher.make({"wheels/two.whl": "two"})
    (problem,) = refused.value.problems
    assert "cannot be read" in problem.message
    assert "--from" in problem.remedy
    assert not (publisher.folder / "_build" / "bundle" / f"{BRANCH}.bundle").exists()


def test_a_branch_that_moved_meanwhile_is_not_overwritten(publisher, remote):
    publisher.publish({"en/a.ipynb": "1"})
    late = publisher.make({"en/a.ipynb": "late"})
    other = Publisher(publisher.folder.parent / "other", remote)
    other.publish({"en/a.ipynb": "other"})
    with pytest.raises(subprocess.CalledProcessError):
        push(publisher.folder, late.bundle, remote)
    assert git(remote, "show", f"{BRANCH}:en/a.ipynb") == "other"


def pull(remote: Path, folder: Path) -> str:
    """nbgitpuller, as a JupyterHub runs it."""
    program = Path(sys.executable).with_name("gitpuller")
    command = [str(program), remote.as_uri(), BRANCH, "course"]
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "HOME": str(folder)}
    done = subprocess.run(command, cwd=folder, env=os.environ | identity, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_nbgitpuller_brings_news_and_keeps_what_a_learner_changed(publisher, remote, tmp_path):
    publisher.publish({"en/a.ipynb": NOTEBOOK.format("1", "1"), "en/b.ipynb": NOTEBOOK.format("1", "1")})
    pull(remote, tmp_path)
    course = tmp_path / "course" / "en"
    (course / "a.ipynb").write_text(NOTEBOOK.format("my answer", "1"))
    (course / "mine.ipynb").write_text("my own")
    publisher.publish({"en/a.ipynb": NOTEBOOK.format("1", "2"), "en/b.ipynb": NOTEBOOK.format("2", "2"), "en/c": "new"})
    pull(remote, tmp_path)
    assert (course / "a.ipynb").read_text() == NOTEBOOK.format("my answer", "2")
    assert (course / "b.ipynb").read_text() == NOTEBOOK.format("2", "2")
    assert (course / "c").read_text() == "new"
    assert (course / "mine.ipynb").read_text() == "my own"
    publisher.publish({"en/a.ipynb": NOTEBOOK.format("changed there too", "2")})
    pull(remote, tmp_path)
    assert (course / "a.ipynb").read_text() == NOTEBOOK.format("my answer", "2")


def test_git_pull_brings_news_too(publisher, remote, tmp_path):
    publisher.publish({"en/a.ipynb": "1", "en/b.ipynb": "1"})
    git(tmp_path, "clone", "--quiet", "--branch", BRANCH, str(remote), "mine")
    mine = tmp_path / "mine"
    (mine / "en" / "b.ipynb").write_text("my answer")
    publisher.publish({"en/a.ipynb": "2", "en/b.ipynb": "1"})
    git(mine, "pull", "--quiet")
    assert (mine / "en" / "a.ipynb").read_text() == "2"
    assert (mine / "en" / "b.ipynb").read_text() == "my answer"


def test_a_repository_that_git_names_in_the_environment_is_left_alone(publisher, tmp_path, monkeypatch):
    """As in a hook."""
    mine = tmp_path / "mine"
    git(tmp_path, "init", "--quiet", "--initial-branch", "main", str(mine))
    (mine / "file").write_text("mine")
    git(mine, "add", "file")
    git(mine, "commit", "--quiet", "--message", "mine")
    before = git(mine, "rev-parse", "HEAD")
    with monkeypatch.context() as inner:
        inner.setenv("GIT_DIR", str(mine / ".git"))
        inner.setenv("GIT_WORK_TREE", str(mine))
        assert publisher.make({"en/a.ipynb": "1"}).bundle is not None
    assert git(mine, "rev-parse", "HEAD") == before
    assert git(mine, "status", "--porcelain") == ""


def test_a_branch_whose_name_ends_alike_is_another_one(publisher, remote, tmp_path):
    publisher.publish({"en/a.ipynb": "1"})
    git(remote, "branch", "-m", BRANCH, f"old/{BRANCH}")
    publisher.publish({"en/a.ipynb": "2"})
    assert git(remote, "show", f"{BRANCH}:en/a.ipynb") == "2"


def test_a_password_in_an_address_is_not_said(publisher):
    publisher.remote = "http://me:secret@127.0.0.1:9/x.git"
    with pytest.raises(ProblemsFound) as refused:
        publisher.make({"en/a.ipynb": "1"})
    assert "secret" not in str(refused.value)

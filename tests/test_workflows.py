"""What GitHub runs: nothing that strangers wrote meets a right to write, and what is published has passed the tests."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from polyneuron.book.steps import BINDER_PYTHON
from tests.conftest import ROOT

FOLDER = ROOT / ".github" / "workflows"
WORKFLOWS = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.yml")}
JOBS = [
    pytest.param(name, job, id=f"{file}: {name}")
    for file, workflow in sorted(WORKFLOWS.items())
    for name, job in workflow["jobs"].items()
]
CI, PUBLISH = WORKFLOWS["ci.yml"], WORKFLOWS["publish.yml"]
PROJECT_CODE = re.compile(r"\bmake\b|\.ci/|\bpython|\bpip\b|\bnpm\b|\.venv|pytest")


def rights(job: dict) -> set[str]:
    return {f"{name}: {value}" for name, value in job["permissions"].items()}


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.name)
def test_every_action_is_pinned_by_commit_with_its_version_beside_it(path):
    uses = [line for line in path.read_text(encoding="utf-8").splitlines() if "uses:" in line]
    assert uses
    for line in uses:
        assert re.search(r"uses: (\./\.github/workflows/\w+\.yml|actions/[\w-]+@[0-9a-f]{40}  # v\d+\.\d+\.\d+)$", line)


@pytest.mark.parametrize(("name", "job"), JOBS)
def test_a_job_that_runs_code_can_only_read_and_one_that_can_write_runs_none(name, job):
    text = yaml.safe_dump(job)
    assert "secrets" not in text
    assert "actions/cache" not in text
    runs_code = "uses" in job or bool(PROJECT_CODE.search("\n".join(step.get("run", "") for step in job["steps"])))
    if runs_code or "actions/checkout" in text:
        assert rights(job) == {"contents: read"}
    else:
        assert "github.token" not in text or rights(job) == {"contents: write"}


def test_no_token_stays_in_a_checkout():
    steps = [
        step for workflow in WORKFLOWS.values() for job in workflow["jobs"].values() for step in job.get("steps", [])
    ]
    checkouts = [step for step in steps if "checkout" in step.get("uses", "")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_is_published_was_built_and_tested_in_the_same_run():
    jobs = PUBLISH["jobs"]
    assert jobs["build"]["uses"] == "./.github/workflows/ci.yml"
    assert jobs["build"]["with"] == {"publish": True}
    assert jobs["pages"]["needs"] == "build"
    assert jobs["notebooks"]["needs"] == "pages"  # a notebook may not name a wheel that is not there yet
    steps = CI["jobs"]["test"]["steps"]
    (tested,) = (
        number
        for number, step in enumerate(steps)
        if step.get("if") == "inputs.publish" and "run" in step and step["run"].startswith("make test ")
    )
    assert steps[tested]["run"].split("#")[0].strip() == "make test QUICK="  # the networks of pages, in full
    uploads = [number for number, step in enumerate(steps) if "upload" in step.get("uses", "")]
    assert len(uploads) == 2
    assert min(uploads) > tested
    assert not any("continue-on-error" in step or "always()" in str(step.get("if")) for step in steps)
    (quick,) = (step for step in steps if step.get("run") == ".ci/run")
    assert quick["if"] == "${{ !inputs.publish }}"
    assert "make test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_only_main_is_published_and_strangers_get_a_read_only_token():
    triggers = {name: workflow[True] for name, workflow in WORKFLOWS.items()}  # YAML 1.1 reads the word "on" as true
    assert all("pull_request_target" not in found and "workflow_run" not in found for found in triggers.values())
    assert "pull_request" in triggers["ci.yml"]
    assert set(triggers["publish.yml"]) == {"push", "workflow_dispatch"}
    assert triggers["publish.yml"]["push"] == {"branches": ["main"]}
    assert PUBLISH["jobs"]["build"]["if"] == "github.ref == 'refs/heads/main'"
    assert PUBLISH["permissions"] == {}
    assert CI["permissions"] == {"contents": "read"}
    for step in CI["jobs"]["test"]["steps"]:
        assert "${{" not in step.get("run", "")  # no name of a branch becomes a command


def test_the_workflow_itself_installs_what_the_tests_call():
    text = (FOLDER / "ci.yml").read_text(encoding="utf-8")
    assert not re.search(r"sudo (?!apt-get)", text)
    needed = re.findall(r"=([a-z-]+)", re.search(r"NEEDED := (.*\\\n.*)", (ROOT / "Makefile").read_text())[1])
    installed = set(re.search(r"apt-get install .*", text)[0].replace("chromium-browser", "chromium").split())
    assert len(needed) >= 5
    assert set(needed) <= installed


def test_binder_runs_a_python_for_which_the_requirements_are_made():
    lock = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.findall(r"--python-version (\S+) requirements.txt -o requirements.lock", lock) == [BINDER_PYTHON]
    requires = re.search(r'requires-python = ">=(\d+)\.(\d+)"', (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert tuple(map(int, BINDER_PYTHON.split("."))) >= tuple(map(int, requires.groups()))
    assert CI["jobs"]["test"]["steps"][1]["with"]["python-version"] == BINDER_PYTHON


def git(folder: Path, *arguments: str) -> str:
    identity = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**os.environ, **identity}, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A bare repository in the place of the published one."""
    remote = tmp_path / "remote of ñ.git"
    git(tmp_path, "init", "--bare", "--quiet", "--initial-branch", "main", str(remote))
    return remote


def push_notebooks(tmp_path: Path, remote: Path, fresh: dict[str, str]) -> None:
    """Run the step of publish.yml that commits to the branch, as GitHub would, with these files as what was built."""
    (step,) = [step for step in PUBLISH["jobs"]["notebooks"]["steps"] if "run" in step]
    place = Path(os.path.realpath(tmp_path)) / f"run {len(list(tmp_path.iterdir()))}"
    for name, text in fresh.items():
        (place / "fresh" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "fresh" / name).write_text(text)
    script = step["run"].replace("https://x-access-token:${TOKEN}@github.com/${GITHUB_REPOSITORY}.git", "${REMOTE}")
    environment = {**os.environ, "REMOTE": str(remote), "GITHUB_SHA": "c0ffee", "TOKEN": "none"}
    subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=place, env=environment, check=True)


def test_the_branch_keeps_its_history_and_every_wheel_that_it_ever_held(tmp_path, published):
    push_notebooks(tmp_path, published, {"en/a.ipynb": "1", "en/gone.ipynb": "1", "wheels/one.whl": "one"})
    first = git(published, "rev-parse", "notebooks").strip()
    fresh = {"en/a.ipynb": "2", "wheels/two.whl": "two", "wheels/one.whl": "other", ".git/hooks/post-commit": "exit 1"}
    push_notebooks(tmp_path, published, fresh)
    assert git(published, "ls-tree", "-r", "--name-only", "notebooks").split() == [
        *("en/a.ipynb", "wheels/one.whl", "wheels/two.whl")
    ]
    assert git(published, "show", "notebooks:en/a.ipynb") == "2"
    assert git(published, "show", "notebooks:wheels/one.whl") == "one"
    assert git(published, "merge-base", "--is-ancestor", first, "notebooks") == ""


def test_the_pages_keep_every_wheel_that_the_branch_holds(tmp_path, published):
    clone, site = tmp_path / "clone", tmp_path / "a site"
    (site / "wheels").mkdir(parents=True)
    (site / "wheels" / "two.whl").write_text("new")
    git(tmp_path, "clone", "--quiet", str(published), str(clone))
    keep = [ROOT / ".ci" / "keep-wheels", clone, site]
    subprocess.run(keep, check=True)  # no branch yet: nothing to keep
    assert [path.name for path in (site / "wheels").iterdir()] == ["two.whl"]
    push_notebooks(tmp_path, published, {"en/a.ipynb": "1", "wheels/one.whl": "one", "polyneuron-0.1.0.whl": "oldest"})
    subprocess.run(keep, check=True)
    assert {path.name for path in (site / "wheels").iterdir()} == {"one.whl", "two.whl"}
    assert (site / "polyneuron-0.1.0.whl").read_text() == "oldest"
    assert not (site / "en").exists()
    published.rename(tmp_path / "elsewhere")
    assert subprocess.run(keep, capture_output=True).returncode not in (0, 2)

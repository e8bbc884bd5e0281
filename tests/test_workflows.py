"""What GitHub runs: nothing that strangers wrote meets a right to write, and what is published has passed the tests."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
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


def push_bundle(folder: Path, bundle: Path, remote: Path) -> None:
    """Run the step of publish.yml that pushes the branch, as GitHub would, with this bundle as what was built."""
    (step,) = [step for step in PUBLISH["jobs"]["notebooks"]["steps"] if "run" in step]
    with tempfile.TemporaryDirectory(dir=folder) as place:
        (Path(place) / "fresh").mkdir()
        shutil.copy(bundle, Path(place) / "fresh" / "notebooks.bundle")
        script = step["run"].replace("https://x-access-token:${TOKEN}@github.com/${GITHUB_REPOSITORY}.git", "${REMOTE}")
        environment = {**os.environ, "REMOTE": str(remote), "TOKEN": "none"}
        command = ["bash", "-e", "-o", "pipefail", "-c", script]
        subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)


def test_where_nothing_changed_nothing_is_pushed(tmp_path):
    (step,) = [step for step in PUBLISH["jobs"]["notebooks"]["steps"] if "run" in step]
    (tmp_path / "fresh").mkdir()
    done = subprocess.run(["bash", "-e", "-c", step["run"]], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "Nothing changed.\n")

"""Builds that meet each other, are stopped, or are killed: nothing is torn, and nothing goes on running."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from polyneuron.book.pages.site import PROGRAM
from polyneuron.book.tools.processes import BUILD_VARIABLE, mark
from polyneuron.book.tools.remembered import REMEMBERED_FOLDER
from tests.conftest import FRONT_MATTER, SmallProject

CHAPTER = (
    FRONT_MATTER
    + """\
({name})=
# {name}

```{{code-cell}} ipython3
:tags: [set-up]
import pathlib, time
import polyneuron

polyneuron.use_language("en")
pathlib.Path("{started}").touch()
time.sleep({seconds})
```
"""
)


def programs(project: SmallProject) -> Iterator[psutil.Process]:
    """All programs that a build in this project started and that still run."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error, OSError):
            marked = process.environ().get(BUILD_VARIABLE) == mark(project.root / "_build")[BUILD_VARIABLE]
            if marked and process.status() != psutil.STATUS_ZOMBIE:
                yield process


def running(project: SmallProject) -> list[str]:
    """Their commands."""
    found = []
    for process in programs(project):
        with contextlib.suppress(psutil.Error):
            found.append(" ".join(process.cmdline()))
    return found


def wait_for(what: Callable[[], bool], seconds: float = 120) -> bool:
    deadline = time.monotonic() + seconds
    while not (happened := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return happened


def started(project: SmallProject) -> list[str]:
    """The chapters whose notebooks have begun."""
    return sorted(path.name for path in project.root.glob("started-*"))


@pytest.fixture
def slow_project(project: SmallProject) -> SmallProject:
    """Eight chapters that run for half a minute each."""
    names = [f"slow-{number}" for number in range(8)]
    for name in names:
        place = project.root / f"started-{name}"
        project.write(f"chapters/{name}.md", CHAPTER.format(name=name, started=place, seconds=30))
    files = "".join(f"- file: chapters/{name}\n" for name in names[1:])
    project.write("_toc.yml", f"format: jb-book\nroot: chapters/{names[0]}\nchapters:\n{files}")
    return project


class Build:
    """A command in a process of its own, stopped when the test ends."""

    def __init__(self, project: SmallProject, *arguments: str):
        self.project = project
        command = [sys.executable, "-m", "polyneuron.book", "--root", str(project.root), *arguments]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )

    def __enter__(self) -> Build:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.kill()
        self.process.communicate()

    def wait_until(self, what: Callable[[], bool]) -> None:
        assert wait_for(lambda: what() or self.process.poll() is not None)
        assert self.process.poll() is None, self.process.communicate()[0]

    def end(self, number: int) -> tuple[int, str]:
        """Send a signal, wait for the end; the exit status and what was said."""
        os.kill(self.process.pid, number)
        said, _ = self.process.communicate(timeout=60)
        return self.process.returncode, said


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_build_that_is_stopped_starts_no_further_notebook_and_ends_its_kernels(slow_project, number, status):
    with Build(slow_project, "execute", "--language", "en") as build:
        build.wait_until(lambda: bool(started(slow_project)))
        began = time.monotonic()
        returned, said = build.end(number)
    assert returned == status, said
    assert said.splitlines()[-1].startswith("Stopped.")
    assert "Traceback" not in said
    assert time.monotonic() - began < 25  # and not the half minute that a notebook takes
    assert running(slow_project) == []
    assert len(started(slow_project)) <= 4  # as many as run side by side
    assert not list((slow_project.root / "_build" / "executed").glob("*/*"))


def test_the_kernels_of_a_killed_build_end_by_themselves(slow_project):
    with Build(slow_project, "execute", "--language", "en") as build:
        build.wait_until(lambda: bool(started(slow_project)))
        os.kill(build.process.pid, signal.SIGKILL)
        assert wait_for(lambda: not running(slow_project), 15), running(slow_project)
        assert slow_project.run("notebooks", "--language", "en", "--no-wait").exit_code == 0  # its lock is gone too


def test_the_pages_of_a_killed_build_and_the_servers_that_they_started_end_by_themselves(project):
    def serves() -> bool:
        return any("katex-server" in command for command in running(project))

    with Build(project, "site", "--language", "en") as build:
        build.wait_until(serves)
        assert any(PROGRAM in command for command in running(project))
        os.kill(build.process.pid, signal.SIGKILL)
        assert wait_for(lambda: not running(project), 15), running(project)


def test_a_build_that_is_stopped_while_pages_are_made_keeps_the_last_site_and_ends_its_programs(project):
    """The last site has its place until the new one is whole, and no kernel, Sphinx or server goes on."""
    assert project.run("site", "--language", "en").exit_code == 0
    site = project.root / "_build" / "site"
    good = folder(site)
    project.replace("chapters/small.md", "important", "most important")
    assert wait_for(lambda: not running(project))  # the watchers of the first build end a moment after it

    def holds_pages() -> bool:
        """Whether the program that makes pages was found and suspended, so that it is not done before the signal."""
        held = False
        for process in programs(project):
            with contextlib.suppress(psutil.Error):
                if PROGRAM in process.cmdline():
                    process.suspend()
                    held = True
        return held

    with Build(project, "site", "--language", "en") as build:
        build.wait_until(holds_pages)
        returned, said = build.end(signal.SIGINT)
    assert returned == 130, said
    assert said.splitlines()[-1].startswith("Stopped.")
    assert "Traceback" not in said
    assert running(project) == []
    assert folder(site) == good
    assert project.run("site", "--language", "en").exit_code == 0
    assert "most important" in (site / "en" / "small.html").read_text(encoding="utf-8")


def test_what_got_away_from_a_killed_build_is_ended_by_the_next(project):
    """A program that left its process group, and a file that was being written."""
    build = project.root / "_build"
    half = build / "notebooks" / "en" / ".small.ipynb.1-2.new"
    half.parent.mkdir(parents=True)
    half.write_text("half")
    other = project.root / "other" / "_build"
    command = ["sleep", "300"]
    with (
        subprocess.Popen(command, env={**os.environ, **mark(build)}, start_new_session=True) as left,
        subprocess.Popen(command, env={**os.environ, **mark(other)}, start_new_session=True) as alien,
    ):
        result = project.run("notebooks", "--language", "en")
        assert result.exit_code == 0
        assert "Ended what a killed build had left running: sleep 300" in result.output
        assert left.wait(10) == -signal.SIGKILL
        assert alien.poll() is None
        alien.kill()
    assert not half.exists()


def test_a_second_build_refuses_or_waits_and_names_the_first(slow_project):
    for path in (slow_project.root / "chapters").glob("slow-*.md"):
        path.write_text(path.read_text().replace("time.sleep(30)", "time.sleep(2)"))
    with Build(slow_project, "execute", "--language", "en") as build:
        build.wait_until(lambda: bool(started(slow_project)))
        first = f"execute --language en (process {build.process.pid}, since "
        refused = slow_project.run("site", "--no-wait")
        assert refused.exit_code == 1
        assert f"Another build runs here: {first}" in refused.output
        assert "Remedy:" in refused.output
        for command in (["catalogs", "--status"], ["--help"]):  # what only reads does not wait
            assert slow_project.run(*command).exit_code == 0
        waited = slow_project.run("notebooks", "--language", "en")
        assert waited.exit_code == 0, waited.output
        assert f"Another build runs in this folder: {first}" in waited.output
        said, _ = build.process.communicate(timeout=1)
    assert build.process.returncode == 0, said
    assert len(list((slow_project.root / "_build" / "executed" / "en").iterdir())) == 8
    assert not list((slow_project.root / "_build").glob(".lock*"))


def test_a_build_waits_for_clean_too_and_begins_anew(slow_project):
    with Build(slow_project, "execute", "--language", "en") as build:
        build.wait_until(lambda: bool(started(slow_project)))
        assert slow_project.run("clean", "--no-wait").exit_code == 1
        assert (slow_project.root / "_build" / "notebooks").exists()
        build.end(signal.SIGINT)
    assert slow_project.run("clean").exit_code == 0
    assert not (slow_project.root / "_build").exists()


def test_a_full_disk_leaves_no_cut_off_file_under_a_name_that_somebody_reads(project):
    """The limit on the size of a file stands for the disk: a write fails in its middle in the same way."""
    program = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000));"
        "from polyneuron.book.cli import main; main()"
    )
    command = [sys.executable, "-c", program, "--root", str(project.root), "notebooks", "--language", "en"]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 1
    build = project.root / "_build"
    left = [path for path in build.rglob("*") if path.is_file() and path.parent.name != REMEMBERED_FOLDER]
    assert not left, done.stderr
    assert not list((project.root / "src").rglob("*.new"))
    assert project.run("notebooks", "--language", "en").exit_code == 0
    (wheel,) = (build / "wheels").iterdir()
    assert wheel.stat().st_size > 400_000


def test_a_wheel_that_was_cut_off_is_made_again(project):
    assert project.run("notebooks", "--language", "en").exit_code == 0
    (wheel,) = (project.root / "_build" / "notebooks" / "wheels").iterdir()
    whole = wheel.read_bytes()
    for path in (wheel, project.root / "_build" / "wheels" / wheel.name):
        path.write_bytes(whole[:1000])
    assert project.run("notebooks", "--language", "en").exit_code == 0
    assert wheel.read_bytes() == whole
    assert (project.root / "_build" / "wheels" / wheel.name).read_bytes() == whole


def folder(path: Path) -> dict[str, bytes]:
    return {file.relative_to(path).as_posix(): file.read_bytes() for file in path.rglob("*") if file.is_file()}


def test_pages_that_are_torn_or_edited_by_hand_are_not_called_unchanged(project):
    def build() -> str:
        result = project.run("site", "--language", "en", "--explain")
        assert result.exit_code == 0, result.output
        return result.output

    site, html = project.root / "_build" / "site", project.root / "_build" / "books" / "en" / "_build" / "html"
    build()
    good = folder(site)
    (site / "en" / "small.html").write_text("edited")
    (site / "en" / "search.html").unlink()
    assert "en unchanged" in build()
    assert folder(site) == good
    (html / "small.html").write_text((html / "small.html").read_text().replace("important", "unimportant"))
    (index,) = html.glob("_search/index.*.js")
    index.unlink()
    said = build()
    assert "en: the built page small.html changed" in said
    assert f"en: the built page _search/{index.name} is gone" in said
    assert folder(site) == good

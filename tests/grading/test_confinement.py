"""Students' code runs behind a wall, or the command stops with the remedy; never silently without one."""

from __future__ import annotations

import pytest

from polyneuron.book.grading.confinement import BUBBLEWRAP, CONTAINER, NONE, USER, Confinement, chosen_confinement
from polyneuron.book.model.problems import ProblemsFound


def test_without_a_wall_nothing_runs(tmp_path):
    with pytest.raises(ProblemsFound) as found:
        chosen_confinement(None, tmp_path, works=lambda one, _: f"{one.kind} is not there")
    text = str(found.value)
    assert "bubblewrap is not there; container: container is not there" in text
    assert "Install bubblewrap" in text and "--isolation none" in text


def test_a_container_is_taken_where_bubblewrap_does_not_work(tmp_path):
    found = chosen_confinement(None, tmp_path, works=lambda one, _: "no" if one.kind == BUBBLEWRAP else None)
    assert found.kind == CONTAINER


def test_none_has_to_be_said(tmp_path):
    assert chosen_confinement(NONE, tmp_path, works=lambda one, _: "never asked").kind == NONE


@pytest.mark.parametrize("kind", [BUBBLEWRAP, CONTAINER, USER, NONE])
def test_each_way_starts_the_kernel_with_an_environment_of_its_own(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_OF_THE_INSTRUCTOR", "1")
    command = Confinement(kind).command(["python", "-c", "pass"], tmp_path, "name")
    assert command[-3:] == ["python", "-c", "pass"]
    assert "SECRET" not in " ".join(command)
    assert "--clearenv" in command or "-i" in command or kind == CONTAINER


def test_a_container_has_no_network_and_limits(tmp_path):
    command = " ".join(Confinement(CONTAINER, memory=3).command(["python"], tmp_path, "name"))
    assert "--network none" in command and "--memory 3g" in command and "--pids-limit" in command

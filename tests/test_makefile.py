"""The Makefile where a path holds blanks and other letters."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

SHOW = 'show: ; @printf %s "$$POLYNEURON_DATA"'


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile, whose path holds blanks, a quotation mark and a letter outside ASCII."""
    clone = tmp_path / "a b ñ" / "it's (one), a clone"
    clone.mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", clone)
    (clone.parent / "shared" / "data").mkdir(parents=True)
    return clone


def data_folder(clone: Path, *arguments: str, **variables: str) -> str:
    """What the recipes of the Makefile get as `POLYNEURON_DATA`."""
    environment = {name: value for name, value in os.environ.items() if name not in ("POLYNEURON_DATA", "MAKEFLAGS")}
    command = ["make", "--silent", "--eval", SHOW, "show", *arguments]
    done = subprocess.run(command, cwd=clone, env=environment | variables, capture_output=True, text=True, check=True)
    return done.stdout


def test_the_data_beside_the_project_are_found(clone):
    assert data_folder(clone) == str(clone.parent / "shared" / "data")


@pytest.mark.parametrize("name", ["../shared/data", "sets of data", "it's"])
def test_a_data_folder_that_is_named_is_meant_from_here(clone, name):
    (clone / name).mkdir(exist_ok=True)
    expected = str((clone / name).resolve())
    assert data_folder(clone, POLYNEURON_DATA=name) == expected
    assert data_folder(clone, f"POLYNEURON_DATA={name}") == expected
    assert data_folder(clone, POLYNEURON_DATA=expected) == expected


def test_no_data_folder_stays_none(clone):
    assert data_folder(clone, POLYNEURON_DATA="") == ""
    shutil.rmtree(clone.parent / "shared")
    assert data_folder(clone) == ""


def test_a_data_folder_that_is_not_there_is_left_to_the_loaders(clone):
    assert data_folder(clone, POLYNEURON_DATA="/nowhere at all") == "/nowhere at all"


@pytest.mark.parametrize("chosen", ["", "--language fa --fix"])
def test_lint_passes_on_what_was_chosen_and_nothing_of_makes_own(chosen):
    """Make has a variable LINT of its own, which once was taken for a choice."""
    arguments = [f"LINT={chosen}"] if chosen else []
    command = ["make", "--no-print-directory", "--dry-run", "lint", *arguments]
    environment = {name: value for name, value in os.environ.items() if name not in ("LINT", "MAKEFLAGS")}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    words = done.stdout.splitlines()[-1].split()
    assert words == [".venv/bin/python", "-m", "polyneuron.book", "lint", *chosen.split()]

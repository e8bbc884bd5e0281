"""A command that is typed in another folder finds the project, or says where to go."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from polyneuron.book.cli import main
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.source.project_root import project_root
from tests.conftest import ROOT

COMMANDS = (
    ["assign", "--into", "course", "--language", "fa", "--chapter", "01"],
    ["lint"],
    ["catalogs", "--status"],
    ["preview", "--language", "fa", "--chapter", "01"],
    ["serve"],
    ["clean"],
)


def test_the_nearest_folder_above_is_the_project(tmp_path):
    (tmp_path / "_config.yml").touch()
    deep = tmp_path / "locales" / "fa"
    deep.mkdir(parents=True)
    assert project_root(deep) == project_root(tmp_path) == tmp_path
    (deep / "_config.yml").touch()
    assert project_root(deep) == deep


def test_the_error_says_which_folder_to_go_to(tmp_path):
    project, elsewhere = tmp_path / "my course", tmp_path / "elsewhere"
    for folder in (project, elsewhere):
        folder.mkdir()
    (project / "_config.yml").touch()
    with pytest.raises(ProblemsFound) as found:
        project_root(elsewhere, project)
    assert f"Type `cd '{project}'`" in str(found.value)
    with pytest.raises(ProblemsFound, match="git clone"):
        project_root(elsewhere, elsewhere)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_says_so_and_makes_nothing(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert f"Type `cd {ROOT}`" in result.output.replace("\n", "")
    assert "1 problem found." in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_command_works_in_a_folder_of_the_project(translated_project, monkeypatch):
    monkeypatch.chdir(translated_project.root / "locales" / "fa")
    result = CliRunner().invoke(main, ["catalogs", "--status"])
    assert result.exit_code == 0, result.output
    assert "small" in result.output

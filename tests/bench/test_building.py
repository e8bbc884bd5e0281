"""Timing of builds: edits are real ones, the project itself is left alone, and a failure is named."""

import pytest

from polyneuron.book.bench.building import Work, bench_building, edit_cell, edit_message, timed, usual_work
from polyneuron.book.model.problems import ProblemsFound


def test_edits_change_one_message_and_one_cell(translated_project):
    project = translated_project
    edit_message(project.catalog)
    edit_cell(project.root / "chapters" / "small.md")
    assert project.run("notebooks", "--language", "fa").exit_code == 0
    notebook = (project.root / "_build" / "notebooks" / "fa" / "small.ipynb").read_text(encoding="utf-8")
    assert "را ببینید. دو." in notebook
    assert notebook.count("measured = ") == 1


def test_the_usual_work_is_edited_in_a_copy_and_timed(translated_project, tmp_path_factory):
    project = translated_project
    site = project.write("_build/site/index.html", "here")
    before = project.catalog.read_bytes()
    works = [
        Work(work.name, ("notebooks", "--language", "fa"), work.edit)
        for work in usual_work("fa", "small")
        if "prose" in work.name or "nothing" in work.name
    ]
    reported = []
    durations = bench_building(project.root, tmp_path_factory.mktemp("copy"), works, reported.append)
    assert durations == reported
    assert [duration.work for duration in durations] == works
    for duration in durations:
        assert duration.wall > 0
        assert duration.processor > 0
    assert project.catalog.read_bytes() == before
    assert site.read_text(encoding="utf-8") == "here"
    assert not (project.root / "_build" / "notebooks").exists()


def test_there_must_be_a_site_and_something_to_edit(translated_project, tmp_path_factory):
    result = translated_project.run("bench", "building", "--chapter", "small")
    assert result.exit_code == 1
    assert "_build/site: There is no site to begin with" in result.output
    translated_project.write("locales/fa/LC_MESSAGES/small.po", "")
    with pytest.raises(ProblemsFound, match="Not one paragraph is translated"):
        edit_message(translated_project.catalog)
    lesson = translated_project.write("chapters/small.md", "# Words only\n")
    with pytest.raises(ProblemsFound, match="There is no code cell"):
        edit_cell(lesson)


def test_a_command_that_fails_is_named_with_its_last_words(translated_project):
    with pytest.raises(ProblemsFound, match=r"(?s)`notebooks --language xx` failed.*Unknown language code 'xx'"):
        timed(translated_project.root, Work("a mistake", ("notebooks", "--language", "xx")))

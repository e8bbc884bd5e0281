"""Results that are kept: the last two of a notebook, found by code and by what it depends on; damage costs a run."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from polyneuron.book.notebooks.result_cache import ResultCache
from polyneuron.book.notebooks.task import Task


def task(code: str = "1 + 1", depends: str = "1.0", kind: str = "executed") -> Task:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    cells = [new_markdown_cell("Prose", id="prose"), new_code_cell(code, id="sum-1")]
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return Task("one", "fa", notebook, "chapters/one.md", {}, kind, {"requirements.lock: numpy": depends})


def executed(found: Task, text: str) -> nbformat.NotebookNode:
    notebook = nbformat.from_dict(found.notebook)
    notebook.cells[1].outputs = [new_output("stream", name="stdout", text=text)]
    return notebook


def shown(cache: ResultCache, found: Task) -> str | None:
    notebook = cache.find(found)
    return notebook and notebook.cells[1].outputs[0].text


def test_code_and_what_it_depends_on_choose_the_result(tmp_path):
    cache = ResultCache(tmp_path)
    cache.keep(task(), executed(task(), "2"))
    assert shown(cache, task()) == "2"
    assert shown(ResultCache(tmp_path), task()) == "2"
    assert cache.find(task("1 + 2")) is None
    assert cache.find(task(depends="2.0")) is None


def test_the_last_two_results_of_each_notebook_stay(tmp_path):
    cache = ResultCache(tmp_path)
    quick = task(kind="quick", code="quick = 1")
    cache.keep(quick, executed(quick, "quick"))
    for number in ("1.0", "2.0", "3.0"):
        cache.keep(task(depends=number), executed(task(), number))
    assert [shown(cache, task(depends=number)) for number in ("1.0", "2.0", "3.0")] == [None, "2.0", "3.0"]
    assert shown(cache, quick) == "quick"
    assert len(list((tmp_path / "executed").iterdir())) == 3


def test_one_can_ask_what_changed(tmp_path):
    cache = ResultCache(tmp_path)
    assert cache.reasons(task()) == ["it has not run here before"]
    cache.keep(task(), executed(task(), "2"))
    assert cache.reasons(task(depends="1.1")) == ["requirements.lock: numpy changed: 1.0 → 1.1"]
    assert cache.reasons(task("1 + 2")) == ["chapters/one.md: cell sum-1 changed"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": []}'])
def test_a_result_that_was_cut_off_is_made_again(tmp_path, text):
    cache = ResultCache(tmp_path)
    cache.keep(task(), executed(task(), "2"))
    (result,) = (tmp_path / "executed").rglob("*.ipynb")
    result.write_text(text)
    assert cache.find(task()) is None
    assert cache.reasons(task()) == ["its result was lost"]
    cache.keep(task(), executed(task(), "again"))
    assert shown(cache, task()) == "again"


def test_a_damaged_list_of_results_is_begun_again(tmp_path):
    ResultCache(tmp_path).keep(task(), executed(task(), "2"))
    (database,) = Path(tmp_path).glob("*.db")
    database.write_bytes(b"no database " * 1000)
    cache = ResultCache(tmp_path)
    assert cache.find(task()) is None
    cache.keep(task(), executed(task(), "again"))
    assert shown(ResultCache(tmp_path), task()) == "again"

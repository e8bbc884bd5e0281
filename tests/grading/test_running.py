"""What loops, dies or takes all memory costs its own cell: `ExecuteWithinLimits`, with small notebooks."""

from __future__ import annotations

import sys

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.grading.running import ExecuteWithinLimits


def run(*sources: str, **limits: int):
    """The cells of a notebook that ran; each is a part of an exercise."""
    cells = [new_code_cell(source, metadata={"nbgrader": {"grade": True}}) for source in sources]
    runner = ExecuteWithinLimits(timeout=60, iopub_timeout=2, kernel_name="python3", **limits)
    done, _ = runner.preprocess(new_notebook(cells=cells), {"metadata": {"path": "."}})
    return done.cells


def said(cell) -> str:
    return "".join(output.get("text", "") for output in cell.outputs)


def failed(cell) -> bool:
    return any(output.output_type == "error" for output in cell.outputs)


def test_an_endless_loop_costs_its_own_cell():
    cells = run("number = 3", "while True: pass", "print(number)", exercise_timeout=5)
    assert failed(cells[1]) and said(cells[2]) == "3\n"


def test_a_loop_that_cannot_be_interrupted_costs_its_own_cell():
    loop = "while True:\n    try:\n        while True: pass\n    except BaseException: pass"
    cells = run("number = 3", loop, "print(number)", exercise_timeout=5)
    assert failed(cells[1]) and cells[1].outputs[-1].evalue == ExecuteWithinLimits().too_long
    assert said(cells[2]) == "3\n" and said(cells[0]) == ""


def test_a_dying_kernel_costs_its_own_cell_even_twice():
    die = "import os; os._exit(1)"
    cells = run("number = 3", "print(number)", die, "number += 1; print(number)", die, "print(number)")
    assert failed(cells[2]) and cells[2].outputs[-1].evalue == ExecuteWithinLimits().died
    assert failed(cells[4])
    assert [said(cells[index]) for index in (1, 3, 5)] == ["3\n", "4\n", "4\n"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a program's data")
def test_a_memory_hog_costs_its_own_cell():
    cells = run("number = 3", "hog = bytearray(3 * 2**30)", "print(number)", memory=1)
    assert failed(cells[1]) and cells[1].outputs[-1].ename == "MemoryError"
    assert said(cells[2]) == "3\n"

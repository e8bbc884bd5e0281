"""The peak memory of kernels, with tiny notebooks in real ones."""

import json
import shutil

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book.bench import memory
from polyneuron.book.bench.learning import bench_memory
from polyneuron.book.bench.memory import kernel_memory, peak_bytes, too_large
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.tools.processes import BUILD_VARIABLE
from polyneuron.book.tools.progress import Progress
from tests.conftest import ROOT

MEGABYTE = 10**6


def write(folder, name, *sources):
    cells = [new_markdown_cell("Words", id="words")]
    cells += [new_code_cell(source, id=f"cell-{number}") for number, source in enumerate(sources, 1)]
    path = folder / f"{name}.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return path


def test_the_peak_is_kept_after_the_memory_is_free_and_its_cell_is_named(tmp_path, monkeypatch):
    large = write(tmp_path, "01-large", "x = 1", "x = bytearray(300_000_000)", "del x")
    small = write(tmp_path, "02-small", "x = 1")
    monkeypatch.setattr(memory, "LIMIT_BYTES", 300 * MEGABYTE)
    folder = tmp_path / "docs"
    (warning,) = bench_memory(folder, [large, small], 60, Progress())
    assert warning.startswith("01-large: its kernel takes 0.3")
    assert "from the cell cell-2 on; the largest rise is in cell-2" in warning
    stored = json.loads((folder / "benchmarks.json").read_text(encoding="utf-8"))["parts"]["memory"]
    peaks = {name: entry["peak_bytes"] for name, entry in stored["chapters"].items()}
    assert peaks["01-large"] - peaks["02-small"] > 250 * MEGABYTE
    assert stored["chapters"]["02-small"]["first_above"] == ""
    page = (folder / "benchmarks.md").read_text(encoding="utf-8")
    assert "## Memory of the chapters" in page
    assert "| `01-large` |  | `cell-2` |" in page  # the page has the real limit, 1.5 GB

    # A chapter that is measured alone replaces itself only, and other parts stay.
    bench_memory(folder, [write(tmp_path, "02-small", "y = 2")], 60, Progress())
    after = json.loads((folder / "benchmarks.json").read_text(encoding="utf-8"))["parts"]["memory"]["chapters"]
    assert after["01-large"] == stored["chapters"]["01-large"]
    assert after["02-small"] != stored["chapters"]["02-small"]


def test_the_kernel_is_that_of_a_build_and_leaves_no_file(tmp_path):
    path = write(
        tmp_path,
        "03-quiet",
        "import os",
        "assert os.environ['TF_ENABLE_ONEDNN_OPTS'] == '0'",
        f"assert os.environ[{BUILD_VARIABLE!r}]",
        "open('left-behind', 'w').close()",
    )
    assert kernel_memory(path, 60)["peak_bytes"] > 10 * MEGABYTE
    assert [file.name for file in tmp_path.iterdir()] == ["03-quiet.ipynb"]


def test_a_chapter_above_the_limit_is_told_on_the_page_and_in_a_warning():
    from polyneuron.book.bench.report import report

    entry = {"peak_bytes": 2.2e9, "first_above": "a-3", "largest_rise": "a-2", "seconds": 5.0, "date": "2026-01-01"}
    chapters = {"06-imdb": entry, "05-mnist": {**entry, "peak_bytes": 1.5e9, "first_above": ""}}
    (warning,) = too_large(chapters)
    assert warning.startswith("06-imdb: its kernel takes 2.20 GB, more than 1.5 GB, from the cell a-3 on")
    machine = {"processor": "p", "cores": 2, "memory_gib": 4, "system": "s", "versions": {}}
    part = {"title": "Memory", "date": "2026-01-01", "machine": machine, "chapters": chapters, "seconds": 10.0}
    page = report({"parts": {"memory": part}})
    assert "| `06-imdb` | **from `a-3` on** | `a-2` | 2026-01-01 | **2.20** | 5 |" in page
    assert "| `05-mnist` |  | `a-2` | 2026-01-01 | 1.50 | 5 |" in page


def test_a_cell_that_fails_is_told_and_nothing_is_written(tmp_path):
    broken = write(tmp_path, "03-broken", "1 / 0")
    with pytest.raises(ProblemsFound, match=r"03-broken\.ipynb: The notebook stops: ZeroDivisionError"):
        bench_memory(tmp_path / "docs", [broken], 60, Progress())
    assert not (tmp_path / "docs" / "benchmarks.json").exists()


def test_what_changed_is_executed_before_it_is_measured(project):
    (project.root / "docs").unlink()  # it led to the real ones
    shutil.copytree(ROOT / "docs", project.root / "docs")
    path = project.root / "_build" / "executed" / "en" / "small.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text("an old one")
    result = project.run("bench", "memory")
    assert result.exit_code == 0, result.output
    assert any(cell.get("outputs") for cell in nbformat.read(path, 4).cells)
    stored = json.loads((project.root / "docs" / "benchmarks.json").read_text(encoding="utf-8"))
    assert stored["parts"]["memory"]["chapters"]["small"]["peak_bytes"] > 10_000_000


def test_a_notebook_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ProblemsFound, match=r"gone\.ipynb: This chapter has not been executed yet"):
        kernel_memory(tmp_path / "gone.ipynb", 60)


def test_a_process_that_is_gone_or_another_system_gives_no_made_up_figure(monkeypatch):
    import os

    kept = peak_bytes(os.getpid())
    monkeypatch.setattr(memory, "_PEAK", memory.re.compile("no such line"))
    assert 0 < peak_bytes(os.getpid()) <= 2 * kept


def test_a_notebook_without_code_takes_nothing(tmp_path):
    assert kernel_memory(write(tmp_path, "empty"), 60)["largest_rise"] == ""

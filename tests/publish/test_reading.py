"""Copies to read where nothing runs: outputs, pictures with words, no scripts, right to left without style sheets."""

from __future__ import annotations

import base64
import itertools

import nbformat
import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.publish.reading import reading_notebook
from polyneuron.book.publish.stills import take_stills
from polyneuron.book.texts import interface_messages
from tests.conftest import ROOT
from tests.places.set_up_cell import WHEEL_ADDRESS

CHAPTER = "01-neurons"
BUILD = ROOT / "_build"


@pytest.fixture(scope="module")
def copies(request):
    """The first chapter in Persian and in Polish, as copies to read."""
    from polyneuron.book.source.settings import read_configuration

    configuration = read_configuration(ROOT)
    found = {}
    for book in localize_books(configuration, ["fa", "pl"], WHEEL_ADDRESS, chapters=(CHAPTER,)):
        code = book.edition.language.code
        executed = nbformat.read(BUILD / "quick" / code / f"{CHAPTER}.ipynb", 4)
        stills = take_stills(BUILD / "site", code, [CHAPTER])
        found[code] = reading_notebook(book.lessons[0], book.edition, executed, stills), book.edition, stills
    return found


@pytest.mark.parametrize("code", ["fa", "pl"])
def test_results_are_there_and_nothing_that_runs(copies, code):
    notebook, _, _ = copies[code]
    nbformat.validate(notebook)
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert sum("image/png" in output.get("data", {}) for output in outputs) >= 6
    assert sum(output.output_type == "stream" for output in outputs) >= 10
    for output in outputs:
        page = output.get("data", {}).get("text/html", "")
        assert "<script" not in page
        assert "<input" not in page
    assert not any("make_ready" in cell.source for cell in notebook.cells)


@pytest.mark.parametrize("code", ["fa", "pl"])
def test_an_interactive_figure_is_a_picture_of_it(copies, code):
    notebook, _, stills = copies[code]
    (picture,) = stills.values()
    assert picture.startswith(b"\x89PNG")
    shown = [
        output.data["image/png"]
        for cell in notebook.cells
        if cell.cell_type == "code" and "show_figure" in cell.source
        for output in cell.outputs
    ]
    assert [base64.b64decode(one) for one in shown] == [picture]


@pytest.mark.parametrize("code", ["fa", "pl"])
def test_every_plot_has_its_words_below_it(copies, code):
    notebook, edition, _ = copies[code]
    cells = notebook.cells
    described = [
        (cell, after)
        for cell, after in itertools.pairwise(cells)
        if cell.cell_type == "code" and cell.metadata.get("mystnb") and cell.outputs
    ]
    assert len(described) >= 5
    for cell, after in described:
        assert edition.interface(interface_messages.READING_ALT) in after.source
        assert cell.metadata["mystnb"]["image"]["alt"][:20].split("<")[0] in after.source


def test_persian_reads_from_the_right_without_style_sheets(copies):
    notebook, _, _ = copies["fa"]
    texts = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    assert all(text.startswith('<div dir="rtl">') for text in texts)


def test_answers_are_still_to_be_given(copies):
    notebook, edition, _ = copies["pl"]
    answers = [cell for cell in notebook.cells if cell.id.startswith("exercise-") and cell.id.endswith("-answer")]
    assert len(answers) >= 4
    assert not any(cell.get("outputs") for cell in answers)
    (quiz,) = [cell for cell in notebook.cells if edition.interface(interface_messages.READING_QUIZ) in cell.source]
    assert f"{edition.links.site}/{CHAPTER}.html" in quiz.source

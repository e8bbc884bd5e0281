"""The assignment equals the notebook that learners launch, tags included: every chapter in every edition."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode

from polyneuron.book.assigning.chosen import source_notebook
from polyneuron.book.assigning.releasing import Releases
from polyneuron.book.book import LocalizedBook, localize_books
from polyneuron.book.notebooks.course import write_course_settings
from polyneuron.book.notebooks.forms import launched_notebook
from tests.places.set_up_cell import WHEEL_ADDRESS

OWN = {"nbgrader", "deletable", "editable"}
"""What nbgrader adds to cells."""


@pytest.fixture(scope="module")
def editions(configuration) -> dict[str, LocalizedBook]:
    books = localize_books(configuration, list(configuration.languages), WHEEL_ADDRESS)
    return {book.edition.language.code: book for book in books}


def compared(notebook: NotebookNode) -> dict:
    """A notebook without what nbgrader writes into it for itself."""
    plain = copy.deepcopy(notebook)
    plain.metadata.pop("celltoolbar", None)
    for cell in plain.cells:
        cell.metadata = {name: value for name, value in cell.metadata.items() if name not in OWN}
    return {"metadata": plain.metadata, "cells": plain.cells}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("editions")


def test_the_assignment_of_every_chapter_in_every_edition_is_the_learners_notebook(editions, folder):
    for code, book in editions.items():
        (folder / code).mkdir()
        write_course_settings(book.edition, folder / code, 60)
        releases = Releases(folder / code)
        for lesson in book.lessons:
            source = source_notebook(lesson, book.edition, hide_predict_checks=False)
            released = compared(releases.released(source, lesson.name))
            assert released == compared(launched_notebook(lesson, book.edition)), (code, lesson.name)


def test_no_edition_shows_students_a_check_that_is_kept_from_them(editions, folder):
    for code, book in editions.items():
        releases = Releases(folder / code)
        for lesson in book.lessons:
            source = source_notebook(lesson, book.edition, hide_predict_checks=True)
            released = {cell.id: cell.source for cell in releases.released(source, lesson.name).cells}
            for exercise in lesson.exercises:
                check = released[f"{exercise.name}-check"]
                assert ("checking(" in check) == (exercise.kind != "predict"), (code, exercise.name)
                assert exercise.kind != "predict" or check.startswith('print("'), (code, exercise.name)


def test_no_exercise_needs_another_one_that_may_be_left_out(lessons):
    """Nothing uses a name of an answer that is defined nowhere else, or leads to an exercise."""
    for lesson in lessons:
        own = {exercise.name for exercise in lesson.exercises}
        links = [reference.target for reference in lesson.references if reference.target in own]
        assert links == [], lesson.name
        codes: dict[str, list[ast.Module]] = {}
        for cell in lesson.cells:
            if cell.kind == "code" and cell.part != "wrong":
                name = cell.exercise.name if cell.exercise else ""
                codes.setdefault(name, []).append(ast.parse(cell.source))
        defined = {name: {one for tree in trees for one in names_of(tree, ast.Store)} for name, trees in codes.items()}
        for name, trees in codes.items():
            used = {one for tree in trees for one in names_of(tree, ast.Load)} - defined[name] - defined[""]
            for other in own - {name}:
                assert used & defined[other] == set(), (name, "needs", other)


def names_of(tree: ast.Module, context: type) -> Iterator[str]:
    """The names that code reads or gives a value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, context):
            yield node.id
        elif context is ast.Store and isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif context is ast.Store and isinstance(node, ast.arg):
            yield node.arg
        elif context is ast.Store and isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]

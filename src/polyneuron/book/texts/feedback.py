"""The messages that an exercise's checks give, and which of them each wrong answer must get."""

from __future__ import annotations

from dataclasses import replace

from polyneuron.book.model.exercise import CHECK, HIDDEN_CHECK, WRONG
from polyneuron.book.model.lesson import Cell, Lesson
from polyneuron.book.model.problems import Problem
from polyneuron.book.texts.code_messages import feedback_texts


def with_messages(lesson: Lesson, file: str) -> tuple[Lesson, list[Problem]]:
    """The lesson whose wrong answers know their message, and a problem for each that does not name just one."""
    texts = {exercise.name: _texts(lesson, exercise.name) for exercise in lesson.exercises}
    cells: list[Cell] = []
    problems = []
    for cell in lesson.cells:
        known = texts[cell.exercise.name] if cell.part == WRONG and cell.exercise else None
        if known is None:
            cells.append(cell)
            continue
        found = [number for number, text in enumerate(known) if cell.words and cell.words in text]
        if len(found) != 1:
            what = f"The words {cell.words!r} stand in {len(found)} of the {len(known)} messages of the checks above"
            remedy = (
                "Write behind {wrong} some words, exactly as they stand there, of the one message that it must get."
            )
            problems.append(Problem(file, cell.line, what, remedy, cell=cell.identifier))
        cells.append(replace(cell, message=found[0] if len(found) == 1 else None))
    return replace(lesson, cells=tuple(cells)), problems


def _texts(lesson: Lesson, exercise: str) -> list[str] | None:
    """The messages of an exercise's checks in their order; None where a check is no valid Python (said elsewhere)."""
    checks = [
        cell.source
        for cell in lesson.cells
        if cell.part in (CHECK, HIDDEN_CHECK) and cell.exercise and cell.exercise.name == exercise
    ]
    try:
        return [text for source in checks for text in feedback_texts(source)]
    except SyntaxError:
        return None

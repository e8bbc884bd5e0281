"""What a chapter says of its exercises is true of an assignment that has only some of them."""

from __future__ import annotations

import re

import pytest

from polyneuron.book.source.settings import read_configuration
from tests.conftest import ROOT

CHAPTERS = read_configuration(ROOT).chapter_names
_COUNTS = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|last|\d+)\b(?!,)", re.I
)
_PLACES = re.compile(
    r"\b(?:first|next|last|previous|second|third|fourth|fifth) exercises?\b|\bexercise (?:above|\d)", re.I
)


@pytest.mark.parametrize("name", CHAPTERS)
def test_the_text_before_the_exercises_counts_none(configuration, lessons, name):
    lesson = next(lesson for lesson in lessons if lesson.name == name)
    heading = next(place for place, cell in enumerate(lesson.cells) if "## Exercises" in cell.source)
    first = next(place for place, cell in enumerate(lesson.cells) if cell.exercise)
    said = " ".join(cell.source.partition("## Exercises")[2] or cell.source for cell in lesson.cells[heading:first])
    said = re.sub(r"(?<=[Pp]redict )first|(?<=paper )first|(?<=: )first (?=you)|at last", "", said)
    assert _COUNTS.findall(said) == []


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_text_points_to_an_exercise_by_its_place(lessons, name):
    lesson = next(lesson for lesson in lessons if lesson.name == name)
    assert [cell.identifier for cell in lesson.cells if cell.kind == "markdown" and _PLACES.search(cell.source)] == []

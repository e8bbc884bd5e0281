"""What a lecturer plans with, counted in the chapters: times, points and objectives."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.times import Times
from polyneuron.book.pages.page_content import MarkdownPart, PageContent, document_title, render_part
from polyneuron.book.source import myst
from polyneuron.book.source.questions import questions_in
from polyneuron.book.texts import interface_messages


@dataclass(frozen=True)
class ChapterNumbers:
    """What a chapter asks of those who work through it."""

    times: Times
    exercises: int
    questions: int
    checked_points: int
    """What checks give without a person."""
    explained_points: int
    """What a person gives for written explanations."""

    def __add__(self, other: ChapterNumbers) -> ChapterNumbers:
        return ChapterNumbers(
            Times(self.times.reading + other.times.reading, self.times.practice + other.times.practice),
            self.exercises + other.exercises,
            self.questions + other.questions,
            self.checked_points + other.checked_points,
            self.explained_points + other.explained_points,
        )


def chapter_numbers(lesson: Lesson, times: Times) -> ChapterNumbers:
    """The numbers of a lesson, in any language; its times come from the English one."""
    exercises = lesson.exercises
    return ChapterNumbers(
        times,
        len(exercises),
        len(questions_in(lesson.cells)),
        sum(exercise.check_points for exercise in exercises),
        sum(exercise.explanation_points for exercise in exercises),
    )


def chapter_numbers_part(content: PageContent) -> str:
    """A table of all chapters, with a sum below."""
    times = {stop.chapter: stop.times for stop in content.stops}
    rows = [(lesson, chapter_numbers(lesson, times.get(lesson.name, Times()))) for lesson in content.lessons]
    total = sum((numbers for _, numbers in rows), ChapterNumbers(Times(), 0, 0, 0, 0))
    return render_part("chapter-numbers.html", content, rows=rows, total=total)


def chapter_objectives_part(content: PageContent) -> MarkdownPart:
    """For each chapter what students can do after it, and the exercises that practise it."""
    practised = content.edition.interface(interface_messages.TEACH_PRACTISED)
    lines = []
    for lesson in content.lessons:
        objectives = objectives_in(lesson.cells)
        if not objectives:
            continue
        title, _ = document_title(lesson)
        titles = exercise_titles(lesson)
        lines += [f"**{{doc}}`{title} <{lesson.name}>`**", ""]
        for number, objective in enumerate(objectives, 1):
            names = [one.name for one in lesson.exercises if number in one.objectives and one.name in titles]
            links = [f"{{ref}}`{titles[name]} <{name}>`" for name in names]
            lines.append(f"{number}. {objective}" + ("\\" if links else ""))
            if links:
                listed = content.edition.language.list_separator.join(links)
                lines.append(f"   {labelled(practised, listed)}")
        lines.append("")
    return MarkdownPart("\n".join(lines))


def labelled(label: str, text: str) -> str:
    """A label and what follows; behind a colon that is as wide as a Chinese character stands no space."""
    wide = unicodedata.east_asian_width(label[-1:] or " ") in ("F", "W")
    return f"{label}{'' if wide else ' '}{text}"


def objectives_in(cells: Sequence) -> list[str]:
    """The objectives of a localised lesson, as Markdown: the first numbered list within its first box that has one."""
    for cell in cells:
        if cell.kind != "markdown" or cell.part:
            continue
        for directive, _, _ in myst.directives(cell.source):
            if directive.name == "admonition" and (found := list(_first_numbered_list(directive.body))):
                return found
    return []


def _first_numbered_list(body: str) -> Iterator[str]:
    level = None
    for token in myst.parser().parse(body):
        if token.type == "ordered_list_open" and level is None:
            level = token.level
        elif token.type == "ordered_list_close" and token.level == level:
            return
        elif token.type == "inline" and level is not None:
            yield token.content.rstrip(";.；。؛ ")


def exercise_titles(lesson: Lesson) -> dict[str, str]:
    """Name of an exercise of a localised lesson → its title."""
    titles = {}
    for cell in lesson.cells:
        for directive, _, _ in myst.directives(cell.source) if cell.kind == "markdown" and cell.exercise else ():
            if directive.name == "exercise":
                titles[str(directive.options.get("name", ""))] = directive.argument
    return titles

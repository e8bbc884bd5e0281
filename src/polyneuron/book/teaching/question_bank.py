"""`_build/downloads`: for each edition the questions of every chapter and of all, as Moodle XML and as GIFT."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.pages.downloads import DOWNLOADS_FOLDER, QUESTION_KINDS_OF_FILES, questions_name
from polyneuron.book.teaching.bank_questions import BankChapter, bank_chapter
from polyneuron.book.teaching.gift import gift
from polyneuron.book.teaching.moodle_xml import moodle_xml
from polyneuron.book.tools.files import write_if_changed


def write_question_bank(
    configuration: Configuration, edition: Edition, lessons: Sequence[Lesson], *, whole: bool
) -> list[Path]:
    """Write the files of an edition; `whole` is whether the lessons are all, which then get a file of all too.

    Chapters without a quiz have no file.
    """
    code = edition.language.code
    folder = configuration.build / DOWNLOADS_FOLDER / code
    chapters: dict[str, list[BankChapter]] = {}
    for lesson in lessons:
        chapter = bank_chapter(lesson, configuration.chapter_numbers.get(lesson.name, 0), edition)
        if chapter.questions:
            chapters[lesson.name] = [chapter]
    if whole and chapters:
        chapters[""] = [chapter for found in chapters.values() for chapter in found]
    # The language stands in the name: a course may hold the questions of two editions.
    book = f"{configuration.book['title']} ({edition.language.name})"
    written = []
    for name, found in chapters.items():
        xml = folder / questions_name(configuration, code, "xml", name)
        write_if_changed(xml, moodle_xml(book, found, edition.language, edition.interface))
        text = folder / questions_name(configuration, code, "gift", name)
        write_if_changed(text, gift(book, found, edition.language))
        written += [xml, text]
    if whole:
        for ending in QUESTION_KINDS_OF_FILES:
            for path in {*folder.glob(f"*.{ending}")} - {*written}:
                path.unlink()
    return written

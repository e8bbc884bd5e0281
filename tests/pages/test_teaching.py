"""What pages for teachers and translators say of chapters agrees with the chapters, in every language."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from polyneuron.book.grading import exporting
from polyneuron.book.model.configuration import SOURCE_LANGUAGE
from polyneuron.book.model.edition import Edition, Interface, Links
from polyneuron.book.model.times import Times
from polyneuron.book.pages.assign_part import assign_part, chapter_links, titles_of_editions
from polyneuron.book.pages.page_content import PageContent
from polyneuron.book.pages.parts import page_markdown
from polyneuron.book.pages.teaching_parts import (
    chapter_numbers,
    chapter_numbers_part,
    chapter_objectives_part,
    exercise_titles,
    labelled,
    objectives_in,
)
from polyneuron.book.pages.translating_parts import contact_part, guide_markup, note_for
from polyneuron.book.source.date_words import example_time_zone
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.objectives import read_objectives
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.source.times import times_of
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import CONTACT
from polyneuron.book.texts.localization import localize
from polyneuron.book.texts.prose_messages import UNTRANSLATED
from tests.conftest import ROOT, SMALL_LESSON
from tests.small_exercise import LESSON

CODES = tuple(read_configuration(ROOT).languages)
PAGES = ("syllabus", "misconceptions")
_EXERCISE = re.compile(r"\{ref\}`([^<`]+) <(exercise-[\w-]+)>`")


def content_of(configuration, code: str, lessons) -> PageContent:
    localized = [localize(lesson, code, configuration)[0] for lesson in lessons]
    edition = Edition(configuration.languages[code], read_interface(code, configuration), Links(), "")
    return PageContent(configuration, edition, localized, (), (), {}, (), titles_of_editions(configuration, lessons))


@pytest.mark.parametrize("code", CODES)
def test_pages_call_each_exercise_by_its_title(configuration, lessons, code):
    titles = {}
    for lesson in lessons:
        titles |= exercise_titles(localize(lesson, code, configuration)[0])
    assert len(titles) == sum(len(lesson.exercises) for lesson in lessons)
    for name in PAGES:
        page = localized_page(configuration, name, code)
        mentions = _EXERCISE.findall("\n".join(cell.source for cell in page.cells))
        assert mentions
        assert {target: words for words, target in mentions if words != titles[target]} == {}


def localized_page(configuration, name: str, code: str):
    return localize(read_lesson(configuration.page_path(name), ROOT, True)[0], code, configuration)[0]


@pytest.mark.parametrize("code", CODES)
def test_a_belief_is_answered_before_a_bare_quiz_and_no_full_stop_follows_a_question(configuration, code):
    page = localized_page(configuration, "misconceptions", code)
    lines = [line for cell in page.cells for line in cell.source.splitlines() if line.startswith("- ")]
    assert len(lines) > 25
    for line in lines:
        shown = re.sub(r"\{ref\}`([^<`]+?) ?<[^>]*>`", r"\1", line)
        assert not re.search("[?؟？][.。]", shown), shown
        assert not re.search(r"\*\W*\w?\{ref\}`[^<`]+<quiz-", line), shown


@pytest.mark.parametrize("code", CODES)
def test_paths_and_commands_for_translators_name_the_language_of_the_edition(configuration, code):
    example = "fa" if code == SOURCE_LANGUAGE else code
    content = content_of(configuration, code, [])
    text = page_markdown(localized_page(configuration, "translating", code), content)
    assert {*re.findall(r"`locales/(\w+)/LC_MESSAGES", text)} == {example}
    assert {*re.findall(r"^ *python.* --language (\w+)", text, re.MULTILINE)} == {example}
    assert f"`{example}`" in text and "`locales/ha/STYLE.md`" in text


@pytest.mark.parametrize("code", CODES)
def test_teachers_read_with_which_digits_moodle_reads_numbers(configuration, code):
    page = localized_page(configuration, "teaching", code)
    lines = [line for cell in page.cells for line in cell.source.splitlines()]
    (paragraph,) = [line for line in lines if "<downloads>`" in line and "`0`" in line]
    assert "`9`" in paragraph and "Moodle" in paragraph


@pytest.mark.parametrize("code", CODES)
def test_objectives_of_real_chapters_are_all_there_with_their_exercises(configuration, lessons, code):
    content = content_of(configuration, code, lessons)
    part = chapter_objectives_part(content)
    for lesson, localized in zip(lessons, content.lessons, strict=True):
        assert len(objectives_in(localized.cells)) == len(read_objectives(lesson.cells).objectives)
        assert all(f"<{exercise.name}>`" in part for exercise in lesson.exercises)


def test_the_table_adds_up_for_the_real_book(configuration, lessons):
    content = content_of(configuration, SOURCE_LANGUAGE, lessons)
    numbers = [chapter_numbers(lesson, times_of(lesson.cells)) for lesson in lessons]
    points = sum(exercise.points for lesson in lessons for exercise in lesson.exercises)
    assert sum(one.checked_points + one.explained_points for one in numbers) == points
    table = chapter_numbers_part(content)
    assert f"<td>{sum(one.checked_points for one in numbers)}</td>" in table.partition("<tfoot>")[2]


def test_every_kind_of_link_of_every_real_edition_stands_in_the_tables(configuration, lessons):
    page = assign_part(content_of(configuration, SOURCE_LANGUAGE, lessons))
    for code in CODES:
        for lesson in lessons:
            links = chapter_links(configuration, code, lesson.name)
            assert sorted(links) == ["binder", "colab", "download", "hub", "read"]
            assert all(address.replace("&", "&amp;") in page for address in links.values())


def small(tmp_path, text: str):
    path = tmp_path / "chapters" / "01-small.md"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return read_lesson(path, ROOT)[0]


def test_a_small_lesson_is_counted(tmp_path):
    numbers = chapter_numbers(small(tmp_path, SMALL_LESSON), Times(5, 10))
    assert (numbers.exercises, numbers.questions, numbers.checked_points, numbers.explained_points) == (0, 0, 0, 0)
    assert (numbers + numbers).times == Times(10, 20)
    assert replace(numbers, exercises=2) + numbers == replace(numbers + numbers, exercises=2)


def test_exercises_have_their_titles_and_a_lesson_without_a_box_no_objectives(tmp_path):
    lesson = small(tmp_path, LESSON)
    assert set(exercise_titles(lesson)) == {exercise.name for exercise in lesson.exercises}
    assert objectives_in(lesson.cells) == []


def test_a_note_about_another_language_is_left_out():
    codes = ["en", "yo", "zh", "fa"]
    note = "*rank* only here; yo: attested in the source; as in school books; yo fa: usage; doubt: yo: reads otherwise"
    assert note_for(note, "zh", codes) == "*rank* only here"
    assert note_for(note, "fa", codes) == "*rank* only here; yo fa: usage"
    assert note_for(note, "yo", codes) == note
    assert note_for("", "yo", codes) == ""


def test_translators_are_told_an_address_only_where_there_is_one():
    interface = Interface({}, {CONTACT})
    content: Any = SimpleNamespace(
        configuration=SimpleNamespace(contact=""), edition=SimpleNamespace(interface=interface)
    )
    assert contact_part(content) == ""
    content.configuration.contact = "course@example.org"
    assert '<a href="mailto:course@example.org" dir="ltr">course@example.org</a>' in contact_part(content)


def test_a_style_guide_stands_below_the_headings_of_its_page_and_brings_no_tags():
    page = guide_markup("# The guide\n\n## Voice\n\n- **no** <script>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "The guide" not in page
    assert "<h3>Voice</h3>" in page
    assert "<strong>no</strong> &lt;script&gt;" in page
    assert "<td>2</td>" in page


def test_no_space_stands_behind_a_colon_that_is_as_wide_as_a_character():
    assert labelled("练习：", "盲点") == "练习：盲点"
    assert labelled("Exercises:", "A blind spot") == "Exercises: A blind spot"


@pytest.mark.parametrize("code", CODES)
def test_the_guide_has_a_time_zone_of_its_readers(configuration, code):
    text = page_markdown(localized_page(configuration, "teaching", code), content_of(configuration, code, []))
    zone = example_time_zone(configuration.languages[code]) or "Asia/Tehran"
    assert re.findall(r"--time-zone ([\w/]+)", text) == [zone]


@pytest.mark.parametrize("code", CODES)
def test_every_column_and_state_of_the_table_of_grades_is_explained(configuration, code):
    page = localized_page(configuration, "teaching", code)
    text = "\n".join(cell.source for cell in page.cells)
    states = (exporting.GRADED, exporting.WAITS, exporting.NOT_GRADED, exporting.NOTHING)
    assert [name for name in (*exporting.GRADES_COLUMNS, *states) if f"`{name}`" not in text] == []


@pytest.mark.parametrize("code", CODES)
def test_moodles_button_is_called_by_its_name_in_both_languages(configuration, code):
    """The names are those of `downloadall` in Moodle's packs for `assign`; none was found for Yoruba."""
    own = {
        "zh": "下载所有作业",
        "fa": "دریافت تمام تکلیف‌های تحویل داده شده",
        "ru": "Скачать все ответы",
        "pl": "Pobierz wszystkie przesłane zadania",
    }
    page = localized_page(configuration, "teaching", code)
    (line,) = [line for cell in page.cells for line in cell.source.splitlines() if "*Download all submissions*" in line]
    assert own.get(code, "Moodle") in line


def test_exercises_without_a_translation_are_listed_in_english_and_say_so(configuration, tmp_path):
    lesson = small(tmp_path, LESSON)
    (first, second) = exercise_titles(lesson).values()
    cells = [replace(cell, source=cell.source.replace(first, UNTRANSLATED.format(text=first))) for cell in lesson.cells]
    content = replace(content_of(configuration, "fa", []), lessons=[replace(lesson, cells=tuple(cells))])
    page = assign_part(content)
    assert f'<span class="untranslated" lang="en" dir="ltr">{first}</span> <code dir="ltr">' in page
    assert f"{second} <code" in page
    assert 'data-told="01-small"' in page  # nobody has counted its times

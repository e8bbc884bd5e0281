"""The question bank: what its readers get is what the quizzes say, in each language."""

from __future__ import annotations

import base64

import pytest
from lxml import etree

from polyneuron.book.book import localize_books
from polyneuron.book.model.lesson import QUIZ
from polyneuron.book.notebooks.quiz_notebooks import quiz_html
from polyneuron.book.teaching.bank_questions import BankAnswer, BankChapter, BankQuestion, bank_chapter, multiple_shares
from polyneuron.book.teaching.gift import escaped, gift
from polyneuron.book.teaching.moodle_xml import category_path, moodle_xml
from tests.package.quiz.sample import quiz_project
from tests.teaching.parsed_banks import check_points, read_gift, read_moodle, read_notebook


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A small book with a quiz of all kinds, in English and Persian, whose question bank is made."""
    project = quiz_project(tmp_path_factory.mktemp("bank"))
    result = project.run("question-bank")
    assert result.exit_code == 0, result.output
    return project


@pytest.fixture(scope="module")
def small(project):
    """Its localised books, English first."""
    return localize_books(project.configuration, ["en", "fa"], "")


def files_of(project, code):
    return {path.name: path for path in (project.root / "_build" / "downloads" / code).iterdir()}


@pytest.mark.parametrize("code", ["en", "fa"])
def test_each_chapter_and_the_whole_book_have_a_file_of_each_format(project, code):
    names = [f"polyneuron-{code}{part}-questions.{end}" for part in ("", "-small") for end in ("gift", "xml")]
    assert sorted(files_of(project, code)) == sorted(names)


@pytest.mark.parametrize("place", [0, 1])
def test_both_formats_say_what_the_notebook_says(small, place):
    book = small[place]
    (lesson,) = book.lessons
    (cell,) = [cell for cell in lesson.cells if cell.kind == QUIZ]
    expected = read_notebook(quiz_html(cell.source, book.edition))
    chapter = bank_chapter(lesson, 0, book.edition)
    categories, found = read_moodle(moodle_xml("Book", [chapter], book.edition.language, book.edition.interface))
    ((gift_categories, gift_found),) = read_gift([gift("Book", [chapter], book.edition.language)])
    assert found == expected and gift_found == expected
    assert categories == gift_categories == [f"$course$/top/Book/{chapter.title}"]
    assert {question.kind for question in found.values()} == {"single", "multiple", "numerical", "ordering"}
    for question in found.values():
        check_points(question)


def test_markup_says_language_and_direction_and_formulas_are_those_of_moodle(project):
    text = files_of(project, "fa")["polyneuron-fa-small-questions.xml"].read_text(encoding="utf-8")
    assert '<span lang="fa" dir="rtl"><span dir="ltr">\\(5 \\times 3\\)</span></span>' in text
    assert '<code dir="ltr">(3, 5)</code>' in text and "/fa/small.html#sum" in text
    assert "\\$" not in text and "pn-" not in text


def test_titles_are_plain_and_begin_with_the_number_of_the_question(small):
    titles = [question.title for question in bank_chapter(small[0].lessons[0], 3, small[0].edition).questions]
    assert titles[0] == "3.1 What does the bias b of a neuron do, see the sum?"
    assert titles[2].startswith("3.3 How many parameters") and titles[2].endswith(" …") and len(titles[2]) < 68


def test_signs_of_gift_stay_words():
    shown = 'a = {b} ~ #c: \\nabla -> "x"\n  // no\n\n  next'
    answers = (BankAnswer(f"<pre>{escaped_html(shown)}</pre>", "<p>1</p>", 100), BankAnswer("=~", "#", 0))
    question = BankQuestion("quiz-x", "1.1 :: {=}", "single", f"<pre>{escaped_html(shown)}</pre>", answers)
    ((_, found),) = read_gift([gift("A", [BankChapter("B", (question,))], None)])
    expected = " ".join(shown.split())
    assert found["quiz-x"].text == expected and found["quiz-x"].answers[0][0] == expected
    assert "\n" not in escaped(shown)


def escaped_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_pictures_become_files_beside_the_text(small):
    picture = base64.b64encode(b"<svg/>").decode()
    text = f'<p><img alt="a" src="data:image/svg+xml;base64,{picture}"></p>'
    question = BankQuestion("quiz-x", "1.1", "single", text, (BankAnswer("a", "b", 100), BankAnswer("c", "d", 0)))
    edition = small[0].edition
    root = etree.fromstring(moodle_xml("A", [BankChapter("B", (question,))], edition.language, edition.interface))
    (file,) = root.iterfind(".//questiontext/file")
    assert file.get("name") == "picture-1.svg" and base64.b64decode(file.text) == b"<svg/>"
    assert 'src="@@PLUGINFILE@@/picture-1.svg"' in root.findtext(".//questiontext/text")


def test_a_bar_in_a_title_makes_no_category_of_its_own():
    assert category_path("A/B", "C") == "$course$/top/A//B/C"


@pytest.mark.parametrize(("right", "wrong", "shares"), [(3, 2, (33.33333, -50)), (1, 3, (100, -33.33333))])
def test_whoever_ticks_everything_gets_nothing(right, wrong, shares):
    assert multiple_shares(right, wrong) == shares


def test_a_chapter_that_has_lost_its_quiz_loses_its_file(project):
    target = project.root / "_build" / "downloads" / "en" / "polyneuron-en-old-questions.xml"
    target.write_text("old", encoding="utf-8")
    assert project.run("question-bank", "--language", "en", "--chapter", "small").exit_code == 0
    assert project.run("question-bank", "--language", "en").exit_code == 0
    assert not target.exists()


def test_all_editions_of_the_real_book_come_back_from_both_formats(configuration):
    books = localize_books(configuration, list(configuration.languages), "")
    texts, expected = [], []
    for book in books:
        chapters, quizzes = [], {}
        for lesson in book.lessons:
            chapters.append(bank_chapter(lesson, configuration.chapter_numbers[lesson.name], book.edition))
            for cell in lesson.cells:
                if cell.kind == QUIZ:
                    quizzes |= read_notebook(quiz_html(cell.source, book.edition))
        categories, found = read_moodle(
            moodle_xml("Polyneuron", chapters, book.edition.language, book.edition.interface)
        )
        assert found == quizzes and len(categories) == len(book.lessons)
        for question in found.values():
            check_points(question)
        texts.append(gift("Polyneuron", chapters, book.edition.language))
        expected.append((categories, quizzes))
    assert read_gift(texts) == expected

"""The quiz: read from a lesson, translated, on the page and in a notebook."""

import gzip
import html
import re
import shutil
import subprocess
import sys

import nbformat
import polib
import pytest

from polyneuron.book.notebooks.quiz_markup import starting_order
from polyneuron.book.notebooks.wheel import build_wheel
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.questions import read_quiz
from polyneuron.book.texts.po_reader import open_catalog
from tests.conftest import FRONT_MATTER, ROOT
from tests.package.quiz.conftest import notebook_page
from tests.package.quiz.sample import PERSIAN, QUIZ, quiz_project

FILES = ROOT / "src" / "polyneuron" / "quiz_files"
NAMES = ["quiz-small-bias", "quiz-small-shapes", "quiz-small-parameters", "quiz-small-workflow"]


# Reading


@pytest.fixture
def root(tmp_path):
    """A folder for a lesson, with the file that says which Python its code is for."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_questions_of_a_lesson_are_read_with_their_lines(root):
    path = root / "small.md"
    path.write_text(FRONT_MATTER + QUIZ, encoding="utf-8")
    lesson, problems = read_lesson(path, root)
    # A quiz alone has no title and no set-up cell; these are said at the head of the file.
    assert [problem for problem in problems if problem.line > 1] == []
    (cell,) = [cell for cell in lesson.cells if cell.kind == "quiz"]
    questions, problems = read_quiz(cell.source, cell.line, "small.md")
    assert problems == []
    assert [question.name for question in questions] == NAMES
    assert [question.kind for question in questions] == ["single", "multiple", "numeric", "ordering"]
    lines = path.read_text(encoding="utf-8").splitlines()
    for question in questions:
        assert lines[question.line - 1] == "::::{question}"
        assert all(lines[answer.line - 1].startswith(":::{") for answer in question.answers)
    single, _, numeric, _ = questions
    assert [answer.right for answer in single.answers] == [False, True]
    assert single.answers[0].explanation == "That would be a smaller weight."
    assert [answer.value for answer in numeric.answers] == [1050, 1000, -2.5, None]
    assert numeric.tolerance == 0.5


@pytest.mark.parametrize(
    ("before", "after", "line", "found"),
    [
        (":kind: single", ":kind: choice", 15, "unknown kind: choice"),
        (":kind: single\n", "", 13, "does not say its kind"),
        (":name: quiz-small-bias\n", "", 13, "This question has no name"),
        ("quiz-small-bias", "Quiz_Bias", 13, "not made of small ASCII letters"),
        ("quiz-small-shapes", "quiz-small-bias", 28, "is used twice"),
        ("{incorrect} It makes", "{correct} It makes", 13, "exactly one {correct} answer; this one has 2"),
        ("{correct} It moves", "{incorrect} It moves", 13, "exactly one {correct} answer; this one has 0"),
        ("That would be a smaller weight.\n", "", 19, "no explanation: It makes large inputs count less."),
        ("{incorrect} It makes large inputs count less.", "{incorrect}", 19, "no text: {incorrect}"),
        ("{incorrect} It makes", "{wrong} It makes", 19, "holds {correct} and {incorrect} only, not {wrong}"),
        ("{incorrect} It makes", "{item} It makes", 19, "holds {correct} and {incorrect} only, not {item}"),
        ("That would", "```{note}\nNo\n```\n\nThat would", 19, "An explanation holds {note}"),
        (":answer: 1050", ":answer: many", 47, ":answer: is no number: many"),
        (":answer: 1050\n", "", 47, ":answer: is missing"),
        (":tolerance: 0.5", ":tolerance: -1", 47, ":tolerance: is less than 0"),
        (":tolerance: 0.5\n", "", 47, ":tolerance: is missing"),
        (":value: 1000", ":value: 1050.25", 59, "1050.25 has an explanation already"),
        (":value: 1000", ":value: all", 59, ":value: is no number: all"),
        (":value: -2.5\n", "", 47, "exactly one {incorrect} without :value:"),
        (":kind: ordering", ":kind: ordering\n:answer: 3", 77, "no option 'answer'"),
        (":::{item} Build the layers\nTheir sizes follow from the data.\n:::\n", "", 74, "has 3 to 6 items"),
        ("What does the bias $b$ of a neuron do, see {ref}`the sum <sum>`?\n", "", 13, "asks nothing"),
        ("Four questions.", ":::{correct} x\ny\n:::", 11, "answers in questions only: {correct}"),
        ("It needs both.\n:::\n::::\n", "It needs both.\n:::\n", 74, "opened here and never closed"),
    ],
)
def test_a_question_with_a_mistake_is_named_with_its_line(root, before, after, line, found):
    path = root / "small.md"
    assert before in QUIZ
    path.write_text(FRONT_MATTER + QUIZ.replace(before, after, 1), encoding="utf-8")
    _, problems = read_lesson(path, root)
    assert [problem for problem in problems if found in problem.message], problems
    assert {(problem.file, problem.line) for problem in problems if found in problem.message} == {("small.md", line)}
    assert all(problem.remedy for problem in problems)


def test_a_lesson_has_one_quiz_and_the_names_are_unique_in_the_book(root):
    path = root / "small.md"
    broken = QUIZ.replace(
        "::::\n\n::::{question}\n:name: quiz-small-shapes", "::::\n\nBetween.\n\n::::{question}\n:name: x", 1
    )
    path.write_text(FRONT_MATTER + broken, encoding="utf-8")
    assert "This lesson has two quizzes" in [problem.message for problem in read_lesson(path, root)[1]]
    project = quiz_project(root / "book" if (root / "book").mkdir() is None else root)
    project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/other\n")
    project.write("chapters/other.md", FRONT_MATTER + QUIZ.replace("small-quiz", "other-quiz"))
    result = project.run("notebooks")
    assert result.exit_code == 1
    assert "The label 'quiz-small-bias' stands in small too" in result.output


def test_an_order_to_mend_is_always_the_same_and_never_the_right_one():
    source = QUIZ[QUIZ.index("::::{question}\n:name: quiz-small-workflow") :]
    for number in range(200):
        (question,), _ = read_quiz(source.replace("quiz-small-workflow", f"quiz-{number}"), 1, "")
        order = starting_order(question)
        assert sorted(order) == [0, 1, 2]
        assert order != [0, 1, 2]
        assert order == starting_order(question)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (1050, "en", "1050"),
        (-2.5, "en", "−2.5"),
        (235200, "ru", "235\u00a0200"),
        (0.25, "pl", "0,25"),
        (-12345.5, "fa", "−۱۲٬۳۴۵٫۵"),
        (12345, "zh", "12345"),
    ],
)
def test_numbers_are_written_as_the_edition_writes_them(configuration, number, code, text):
    assert configuration.language(code).written(number) == text


# Catalogues


def test_what_a_person_reads_in_a_question_is_in_the_catalogue(built):
    entries = {entry.msgid: entry.msgctxt for entry in polib.pofile(str(built.catalog))}
    assert set(PERSIAN) <= set(entries)
    assert entries["3"] == "quiz answer"
    assert entries["Get the data"] == "quiz answer"
    assert entries["It needs both."] == "paragraph"
    assert not [text for text in entries if "quiz-" in text or "1050" in text]


def test_page_and_notebook_show_the_translations(built):
    page = (built.root / "_build" / "site" / "fa" / "small.html").read_text(encoding="utf-8")
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    output = html.unescape(re.sub(r"<[^>]+>", "", notebook_page(built.root, "fa")))
    for english, persian in PERSIAN.items():
        if not re.search(r"[`${]", english):
            assert persian in shown, persian
            if english not in ("Quiz", "Four questions."):
                assert persian in output, persian
    published = f"{built.configuration.site_url}/fa/small.html#sum"
    assert f'<a href="{published}">مجموع</a>' in notebook_page(built.root, "fa")
    assert "$5 \\times 3$" in output
    assert "katex-html" in page


@pytest.mark.parametrize(
    ("text", "before", "after", "found"),
    [
        ("Train with `fit`", "`fit`", "fit", "the translation lost: code `fit`"),
        ("It is added after", "`x1 * w1`", "`w1 * x1`", "the translation lost: code `x1 * w1`"),
        ("Five examples.", "پنج نمونه.", ":value: پنج", "would become another block"),
        ("Get the data", "گرفتن", "گرفتن\\n", "the translation has several lines"),
    ],
)
def test_a_translation_of_a_question_that_loses_something_is_refused(tmp_path, text, before, after, found):
    project = quiz_project(tmp_path)
    catalog = open_catalog(project.catalog)
    (entry,) = [entry for entry in catalog if entry.msgid.startswith(text)]
    entry.msgstr = entry.msgstr.replace(before, after.replace("\\n", "\n"))
    catalog.save()
    result = project.run("notebooks")
    assert result.exit_code == 1
    assert found in result.output
    assert "small.po:" in result.output or "chapters/small.md:43 (cell small-quiz-2, fa)" in result.output


def test_an_answer_without_translation_is_english_and_marked(tmp_path):
    project = quiz_project(tmp_path)
    catalog = open_catalog(project.catalog)
    for entry in catalog:
        entry.msgstr = "" if entry.msgid in ("Get the data", "3") else entry.msgstr
    catalog.save()
    assert project.run("notebooks").exit_code == 0
    quiz = (project.root / "src" / "polyneuron" / "quizzes" / "fa" / "small.html").read_text(encoding="utf-8")
    assert '<span class="untranslated" lang="en" dir="ltr">Get the data</span>' in quiz
    assert '<span class="untranslated" lang="en" dir="ltr">3</span>' in quiz


# Files


def test_script_and_style_are_small_and_name_no_address_and_no_word(built):
    files = {path.name: path.read_text(encoding="utf-8") for path in FILES.iterdir()}
    assert set(files) == {"quiz.css", "quiz.js"}
    assert len(gzip.compress("".join(files.values()).encode(), 9)) < 10_000
    for name, text in files.items():
        assert not re.search(r"https?:|//\w|url\(|@import|fetch|XMLHttp|sendBeacon|WebSocket", text), name
    quiz = (built.root / "src/polyneuron/quizzes/fa/small.html").read_text(encoding="utf-8")
    assert not re.search(r"https?:", quiz.replace(f'<a href="{built.configuration.site_url}/', ""))


def test_the_script_of_all_pages_brings_the_quiz(built):
    site = built.root / "_build" / "site"
    page = (site / "en" / "small.html").read_text(encoding="utf-8")
    (name,) = re.findall(r'src="(\.\./_shared/site\.[0-9a-f]+\.js)"', page)
    assert ".pn-quiz" in (site / "en" / name).read_text(encoding="utf-8")


def test_a_launched_notebook_has_one_code_cell_for_the_quiz_and_it_runs(built):
    for code in ("en", "fa"):
        launched = nbformat.read(built.root / "_build" / "notebooks" / code / "small.ipynb", 4)
        (cell,) = [cell for cell in launched.cells if "show_quiz" in cell.source]
        assert (cell.cell_type, cell.source) == ("code", 'polyneuron.show_quiz("small")')
        assert cell.id == "small-quiz-2"
        assert not any("{question}" in cell.source or "{quiz}" in cell.source for cell in launched.cells)
        executed = nbformat.read(built.root / "_build" / "executed" / code / "small.ipynb", 4)
        (done,) = [cell for cell in executed.cells if cell.id == "small-quiz-2"]
        assert f'lang="{code}"' in done.outputs[0].data["text/html"]


def test_quizzes_travel_in_the_wheel_and_old_ones_are_removed(tmp_path):
    project = quiz_project(tmp_path)
    folder = project.root / "src" / "polyneuron" / "quizzes"
    for old in ("fa/gone.html", "xx/small.html"):
        project.write(f"src/polyneuron/quizzes/{old}", "old")
    assert project.run("notebooks", "--language", "fa").exit_code == 0
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")} == {
        "en/small.html",
        "fa/small.html",
    }
    (wheel,) = (project.root / "_build" / "wheels").glob("*.whl")
    names = subprocess.run(["python3", "-m", "zipfile", "-l", wheel], capture_output=True, text=True).stdout
    for name in ("quizzes/en/small.html", "quizzes/fa/small.html", "quiz_files/quiz.js", "quiz_files/quiz.css"):
        assert f"polyneuron/{name}" in names
    assert build_wheel(project.root, tmp_path / "again").path.read_bytes() == wheel.read_bytes()
    project.replace("chapters/small.md", QUIZ, "")
    assert project.run("notebooks").exit_code == 0
    assert not list(folder.rglob("*.html"))


def test_a_quiz_that_is_not_there_gets_a_clear_error_in_the_language_of_the_notebook(built):
    program = "import polyneuron; polyneuron.use_language('fa'); polyneuron.show_quiz('../fa/small')"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONPATH": str(built.root / "src"), "PATH": "/usr/bin", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert "ValueError: آزمونکی با این نام نیست: ../fa/small. آزمونک‌های موجود: small" in done.stderr

"""Variants of exercises: one seed, the same numbers in statement, code and messages, in every language."""

import json

import pytest

from polyneuron.book.model.language import Language
from polyneuron.book.source.language_facts import language_facts
from polyneuron.book.source.variants import VariantError, draw, evaluate
from polyneuron.book.steps import prepare
from polyneuron.book.texts.invariants import broken_parts
from polyneuron.book.texts.prose_messages import prose_messages
from polyneuron.book.texts.values import fill_code, fill_prose
from tests.conftest import SmallProject
from tests.small_variants import LESSON, TRANSLATIONS

ENGLISH = Language("en", "English", "en", "en", "ltr", "")
RUSSIAN = Language("ru", "Русский", "ru", "ru", "ltr", "", decimal=",", group="\u00a0")
VALUES = {"x": 4, "z": -2, "rate": 0.25, "many": 48000, "list": [4, 1.5], "table": [[1, 2], [3, 4]]}


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> SmallProject:
    """The lesson with variants, in English and Persian, completely translated."""
    project = SmallProject(tmp_path_factory.mktemp("variants"))
    project.write("chapters/small.md", LESSON)
    project.translate(TRANSLATIONS)
    project.copy_interface()
    return project


def notebook(project: SmallProject, name: str) -> dict[str, str]:
    """The cells of a notebook in `_build`."""
    cells = json.loads((project.root / "_build" / name).read_text(encoding="utf-8"))["cells"]
    return {cell["id"]: "".join(cell["source"]) for cell in cells}


# Drawing


def test_the_seed_0_gives_the_usual_values_and_another_one_always_the_same():
    source = "x = pick(4, range(2, 9))\ny = pick(1, range(1, x))\n_z = x + y\nsquare = _z**2"
    assert draw(source, "exercise-a", 0) == {"x": 4, "y": 1, "square": 25}
    # Written down, so that another Python or library cannot change what instructors handed out.
    assert [draw(source, "exercise-a", seed)["x"] for seed in (1, 2, 3, 2026)] == [2, 6, 2, 6]
    assert {draw(source, "exercise-a", seed)["x"] for seed in range(100)} == set(range(2, 9))
    assert all(draw(source, "exercise-a", seed)["y"] < draw(source, "exercise-a", seed)["x"] for seed in range(50))


def test_two_exercises_draw_differently():
    drawn = [[draw("x = pick(4, range(1000))", name, seed)["x"] for seed in range(1, 9)] for name in ("a", "b")]
    assert drawn[0] != drawn[1]


def test_floats_lose_the_noise_of_their_last_digits():
    assert draw("x = pick(0.1, [0.1, 0.4]) + 0.2", "a", 0) == {"x": 0.3}


@pytest.mark.parametrize(
    "source",
    [
        "import os\nx = pick(1, [1, 2])",
        "x = pick(1, [1, 2])\nwhile x: pass",
        "x = open('/etc/passwd')",
        "x = __import__('os')",
        "x = ().__class__",
        "x = (lambda: 1)()",
        "x = f'{1}'",
        "x = [y := 1]",
        "x = pick(1, [1, 2]) if True else 'a'",
        "def f(): return 1\nx = f()",
        "x = print(1)",
        "x += 1",
        "x.y = 1",
    ],
)
def test_a_part_that_could_do_anything_else_is_refused_before_it_runs(source):
    with pytest.raises(VariantError):
        draw(source, "a", 0)


def test_only_expressions_of_drawn_values_are_computed():
    assert evaluate("x * z", VALUES) == -8
    assert evaluate("sum(list) / 2", VALUES) == 2.75
    for other in ("x + y", "1 + 1", "x.real", "np.log(x)", "x /", "open(x)", "x / 0", "(lambda: x)()"):
        assert evaluate(other, VALUES) is None, other


# Putting the values in their places


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("at {{x}} and {{z}}.", "at 4 and −2.", "at 4 and −2."),
        ("{{rate}} of {{many}}", "0.25 of 48\u00a0000", "0,25 of 48\u00a0000"),
        ("at ({{list}})", "at (4, 1.5)", "at (4; 1,5)"),
        ("at {{table[1][0]}} and {{list[1]}}", "at 3 and 1.5", "at 3 and 1,5"),
        ("in `f({{z}}, {{list}})`", "in `f(-2, [4, 1.5])`", "in `f(-2, [4, 1.5])`"),
        ("in $s = {{rate}}$", "in $s = 0.25$", "in $s = 0.25$"),
        ("{{x}}. Then", "4\\. Then", "4\\. Then"),
        ("| a |\n|---|\n| {{rate}} |", "| a |\n|---|\n| 0.25 |", "| a |\n|---|\n| 0,25 |"),
        ("- {{rate}}: {{x}}", "- 0.25: 4", "- 0,25: 4"),
        ("$$\n{{rate}}\n$$", "$$\n0.25\n$$", "$$\n0.25\n$$"),
        ("$$ {{rate}} $$", "$$ 0.25 $$", "$$ 0.25 $$"),
        ("a\n\n```python\nx = {{many}}\n```", "a\n\n```python\nx = 48000\n```", "a\n\n```python\nx = 48000\n```"),
    ],
)
def test_prose_has_numbers_as_the_edition_writes_them_and_code_as_python_does(text, english, russian):
    assert fill_prose(text, VALUES, ENGLISH) == english
    assert fill_prose(text, VALUES, RUSSIAN) == russian


@pytest.mark.parametrize(
    ("text", "persian"),
    [
        ("x = {{x}}، y = 0", "x = 4، y = 0"),
        ("p = {{rate}}", "p = 0.25"),
        ("w₂ = {{z}}", "w₂ = −2"),
        ("(0, {{x}})", "(0, 4)"),
        ("عدد {{x}} و ۱/{{x}} (یا {{rate}})", "عدد ۴ و ۱/۴ (یا ۰٫۲۵)"),
        ("هدف‌های ۱ و −{{x}}", "هدف‌های ۱ و −۴"),
    ],
)
def test_a_formula_in_persian_prose_has_one_script(text, persian):
    assert fill_prose(text, VALUES, Language("fa", **language_facts("fa"))) == persian


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("en", ["| epoch | 1 | 2 |", "| training | 0.71 | 0.30 |", "| validation | 0.52 | 0.40 |"]),
        ("fa", ["| epoch | ۱ | ۲ |", "| training | ۰٫۷۱ | ۰٫۳۰ |", "| validation | ۰٫۵۲ | ۰٫۴۰ |"]),
        ("pl", ["| epoch | 1 | 2 |", "| training | 0,71 | 0,30 |", "| validation | 0,52 | 0,40 |"]),
    ],
)
def test_a_table_has_one_script_one_decimal_sign_and_as_many_decimals_in_a_row(code, rows):
    heads, training, validation = rows
    text = "\n".join(["| epoch | {{at[0]}} | {{at[1]}} |", "|---|---|---|", training, validation])
    values = {"at": [1, 2], "losses": [0.52, 0.4]}
    language = Language(code, **language_facts(code))
    text = text.replace(validation, "| validation | {{losses[0]}} | {{losses[1]}} |")
    assert fill_prose(text, values, language).split("\n") == [heads, "|---|---|---|", training, validation]


@pytest.mark.parametrize(
    ("code", "filled"),
    [
        ("a = x", "a = 4"),
        ("a = z + x - z", "a = -2 + 4 - (-2)"),
        ("a = -z", "a = -(-2)"),
        ("a = z**2", "a = (-2)**2"),
        ("a = 2 ** z", "a = 2 ** (-2)"),
        ("a = x.real + a.x", "a = (4).real + a.x"),
        ("f(x=x, z = (z))", "f(x=4, z = (-2))"),
        ("list[0] - list[-1]", "4 - 1.5"),
        ("sum(table[0]) + len(list)", "3 + 2"),
        ("a[x:]  # x stays", "a[4:]  # x stays"),
        ('print("x")', 'print("x")'),
        ('print(f"{x * z}, {rate:.1%}")', 'print("−8, 25.0%")'),
        ('print(f"{x!r} {many} {{}} {a}")', 'print(f"{4!r} 48\u00a0000 {{}} {a}")'),
        ('print(f"{many} {{}}")', 'print("48\u00a0000 {}")'),
        ('print(f"{np.log(x):.2f}")', 'print(f"{np.log(4):.2f}")'),
    ],
)
def test_code_has_values_in_the_place_of_names(code, filled):
    assert fill_code(code, VALUES, ENGLISH) == filled


def test_numbers_in_messages_are_output_which_has_a_decimal_point_in_every_edition():
    assert fill_code('check(a, f"{rate} {many}")', VALUES, RUSSIAN) == 'check(a, "0.25 48\u00a0000")'


# Translations


@pytest.mark.parametrize(
    ("translation", "said"),
    [
        ("از {{y}} و {{x}}", ""),
        ("از {{x}}", "the translation lost: placeholder {{y}}"),
        ("از {{x}} و {{y}} و {{y}}", "has what the source has not: placeholder {{y}}"),
        ("از {{x}} و {{z}}", "has what the source has not: placeholder {{z}}"),
        ("از {{x}} و {y}", "the translation lost: placeholder {{y}}"),
        ("از {{x}} و {{y[0]}}", "the translation lost: placeholder {{y}}"),
        ("از `{{x}}` و {{y}}", "the translation lost: placeholder {{x}}"),
    ],
)
def test_a_translation_keeps_the_placeholders(translation, said):
    found = [what for what, _ in broken_parts("paragraph", "From {{x}} and {{y}}", translation)]
    assert any(said in what for what in found) if said else found == []


def test_a_placeholder_alone_is_nothing_to_translate():
    assert [found.text for found in prose_messages("| a |\n|---|\n| {{rate}} |\n\n{{x}}, `b`", 1, "")] == ["a"]


# Forms


def test_learners_get_the_usual_numbers_as_their_language_writes_them(project):
    assert project.run("notebooks").exit_code == 0
    english, persian = (notebook(project, f"notebooks/{code}/small.ipynb") for code in ("en", "fa"))
    assert "The numbers are 2.5 and −40\u00a0000, in code `[2.5, -40000]`." in english["exercise-sum"]
    assert "Begin with 2.5, and with $s = -40000$." in english["exercise-sum"]
    assert "عددها \u2066−۴۰٬۰۰۰\u2069 و ۲٫۵ هستند" in persian["exercise-sum"]
    assert "[2.5, -40000]" in persian["exercise-sum"] and "$s = -40000$" in persian["exercise-sum"]
    assert (
        'check(total != 2.5 - (-40000), "Not 40\u00a0002.5: mind the sign of −40\u00a0000.")'
        in (english["exercise-sum-check"])
    )
    assert 'f"عدد −40\u00a0000 را دوباره بیفزایید. پاسخ شما: {total}"' in persian["exercise-sum-check"]
    assert not (project.root / "_build" / "course-7").exists()


def test_a_course_has_the_numbers_of_its_seed_in_all_languages_and_leaves_the_usual_one_alone(project):
    assert project.run("notebooks", "--seed", "7", "--seed", "8").exit_code == 0
    values = draw(LESSON[LESSON.index("first =") : LESSON.index("pair = [")], "exercise-sum", 7)
    assert values != {"first": 2.5, "second": -40000}
    for code, decimal in (("en", "."), ("fa", "٫")):
        cells = notebook(project, f"course-7/{code}/source/small/small.ipynb")
        assert cells["exercise-sum-answer"] == f"total = {values['first']} + ({values['second']})"
        assert f"[{values['first']}, {values['second']}]" in cells["exercise-sum"]
        statement = cells["exercise-sum"].translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
        assert str(values["first"]).replace(".", decimal) in statement
        usual = notebook(project, f"course/{code}/source/small/small.ipynb")
        assert usual["exercise-sum-answer"] == "total = 2.5 + (-40000)"
        learners = notebook(project, f"notebooks/{code}/small.ipynb")
        assert "2.5, -40000" in learners["exercise-sum"]
    settings = [
        (project.root / "_build" / course / "en" / "nbgrader_config.py").read_text(encoding="utf-8")
        for course in ("course", "course-7", "course-8")
    ]
    for name, text in zip(("polyneuron-en", "polyneuron-en-7", "polyneuron-en-8"), settings, strict=True):
        assert f'"{name}"' in text


def test_the_part_itself_is_in_no_notebook_and_in_no_catalogue(project):
    (book,), _ = prepare(project.configuration, ["en"])
    assert any(cell.part == "variants" for cell in book.lessons[0].cells)
    for path in (project.root / "_build").glob("*/en/**/*.ipynb"):
        assert "pick(" not in path.read_text(encoding="utf-8"), path
    assert "pick" not in project.catalog.read_text(encoding="utf-8")


def test_what_is_not_translated_keeps_the_numbers_of_english(project):
    text = '<span class="untranslated" lang="en" dir="ltr">Take {{rate}}.</span>'
    assert "0.25" in fill_prose(text, VALUES, RUSSIAN)


# Proof


def test_an_exercise_with_variants_is_proved_for_several_seeds_in_two_languages(project):
    done = project.run("exercises", "--seed", "2026")
    assert done.exit_code == 0, done.output
    assert "Exercises proved: 2" in done.output


@pytest.mark.parametrize(
    ("before", "after", "arguments", "said"),
    [
        ("total = first + second\n", "total = 2.5 + second\n", (), "the solution (seed "),
        ("total = second\n", "total = second + 3.5\n", (), "this wrong answer (seed "),
        ("total = second\n", "total = second - 2.5\n", (), ""),
        ("[2.5, 3.5, 7.25]", "[2.5, *[3.5] * 40, 0]", ("--seed", "81"), "passes the checks of its exercise"),
    ],
)
def test_the_proof_fails_where_an_exercise_holds_for_the_usual_numbers_only(tmp_path, before, after, arguments, said):
    project = SmallProject(tmp_path)
    assert before in LESSON
    project.write("chapters/small.md", LESSON.replace(before, after, 1))
    done = project.run("exercises", "--language", "en", *arguments)
    assert done.exit_code == (1 if said else 0), done.output
    assert said in done.output
    if said:
        assert "chapters/small.md:" in done.output and "first = " in done.output


def test_the_predict_exercises_of_two_chapters_have_variants(lessons):
    with_variants = {
        cell.exercise.name for lesson in lessons for cell in lesson.cells if cell.part == "variants" and cell.exercise
    }
    for lesson in lessons:
        for exercise in lesson.exercises:
            if lesson.name in ("03-losses", "04-backprop"):
                assert (exercise.kind == "predict") == (exercise.name in with_variants), exercise.name

"""Names of questions in a bank: plain, short, and nothing cut in two."""

import re

import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.teaching.bank_questions import bank_chapter
from polyneuron.book.teaching.excerpts import letters
from polyneuron.book.teaching.question_names import plain_formula, question_name

ISOLATES = re.compile("[\u2066-\u2069]")


def formula(tex: str) -> str:
    return rf'<span dir="ltr">\({tex}\)</span>'


def name(text: str, *, right_to_left: bool = False) -> str:
    direction = "rtl" if right_to_left else "ltr"
    return question_name(f'<div lang="x" dir="{direction}"><p>{text}</p></div>', right_to_left=right_to_left)


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        (r"\ln 3", "ln 3"),
        (r"5 \times 3 \le \alpha", "5 × 3 ≤ α"),
        (r"\Delta y", "Δ y"),
        (r"\frac{1}{2}", "…"),
        ("x^2", "…"),
        (r"x_{1}", "…"),
    ],
)
def test_a_formula_becomes_plain_signs_or_an_ellipsis(tex, plain):
    assert plain_formula(tex) == plain
    assert name(f"What is {formula(tex)}?") == f"What is {plain}?"


def test_a_long_name_ends_with_a_sentence_where_one_is_enough():
    first = "A neuron has two weights and no bias at all."
    assert name(f"{first} What is its output for the inputs of the example?") == first
    assert name("It is so. What is its output for the inputs of the example, and why is that?").endswith(" …")


def test_what_is_in_brackets_and_code_and_formulas_is_not_cut_in_two():
    long = "A network that has been trained gives the probabilities"
    assert name(f"{long} (0.7, 0.2, 0.1) for three classes") == f"{long} …"
    assert name(f'{long} <code dir="ltr">a = b * c</code> for three') == f"{long} …"
    assert name(f"{long} {formula('1 + 2 + 3')} for three") == f"{long} …"
    assert name("A sum of numbers is computed in this cell, and then a = b + c + d").endswith("and then …")


def test_only_a_name_from_right_to_left_keeps_isolates_and_these_are_balanced():
    text = f'الف <code dir="ltr">count = 1</code> ب {formula("2 + 3")}'
    assert name(text) == "الف count = 1 ب 2 + 3"
    assert name(text, right_to_left=True) == "الف \u2066count = 1\u2069 ب \u20662 + 3\u2069"


def test_names_of_the_real_bank_are_plain_short_and_balanced(configuration):
    for book in localize_books(configuration, list(configuration.languages), ""):
        rtl = book.edition.language.is_right_to_left
        names = [
            question.title
            for lesson in book.lessons
            for question in bank_chapter(lesson, configuration.chapter_numbers[lesson.name], book.edition).questions
        ]
        assert len(set(names)) == len(names) > 40
        for one in names:
            shown = ISOLATES.sub("", one)
            assert letters(shown) <= 67 and not set(shown) & set("\\{}<>`\n"), one
            for opening, closing in ("()", "[]", "«»", "“”", "（）"):
                assert shown.count(opening) == shown.count(closing), one
            assert len(re.findall("[\u2066-\u2068]", one)) == one.count("\u2069"), one
            assert rtl or shown == one
        assert any("\u2066" in one for one in names) == rtl

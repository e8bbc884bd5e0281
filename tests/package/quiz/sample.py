"""A small project with a quiz of all four kinds, in English and Persian, complete with its catalogue."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from polyneuron.book.texts.po_reader import open_catalog
from tests.conftest import ROOT, TRANSLATIONS, SmallProject

QUIZ = dedent(
    """\

    (small-quiz)=
    ## Quiz

    Four questions.

    ::::{question}
    :name: quiz-small-bias
    :kind: single

    What does the bias $b$ of a neuron do, see {ref}`the sum <sum>`?

    :::{incorrect} It makes large inputs count less.
    That would be a smaller weight.
    :::

    :::{correct} It moves the answer up or down.
    It is added after the products, so `x1 * w1` may be 0.
    :::
    ::::

    ::::{question}
    :name: quiz-small-shapes
    :kind: multiple

    Which inputs does `Dense(2)` take after 3 inputs? Choose all.

    :::{correct} 3
    Three numbers are one example.
    :::

    :::{correct} $5 \\times 3$
    Five examples.
    :::

    :::{incorrect} `(3, 5)`
    Here every example has 5 numbers.
    :::
    ::::

    ::::{question}
    :name: quiz-small-parameters
    :kind: numeric
    :answer: 1050
    :tolerance: 0.5

    How many parameters has a layer with 50 neurons behind one with 20?

    :::{correct}
    $20 \\times 50$ weights and 50 biases.
    :::

    :::{incorrect}
    :value: 1000
    Those are the weights; every neuron has a bias too.
    :::

    :::{incorrect}
    :value: -2.5
    A number of parameters is never negative.
    :::

    :::{incorrect}
    Each of the 50 neurons has 20 weights and one bias.
    :::
    ::::

    ::::{question}
    :name: quiz-small-workflow
    :kind: ordering

    Put the steps in order.

    :::{item} Get the data
    Nothing can be learnt without it.
    :::

    :::{item} Build the layers
    Their sizes follow from the data.
    :::

    :::{item} Train with `fit`
    It needs both.
    :::
    ::::
    """
)

PERSIAN = {
    "Quiz": "آزمونک",
    "Four questions.": "چهار پرسش.",
    "What does the bias $b$ of a neuron do, see {ref}`the sum <sum>`?": (
        "بایاس $b$ در نورون چه می‌کند؟ {ref}`مجموع <sum>` را ببینید."
    ),
    "It makes large inputs count less.": "اثر ورودی‌های بزرگ را کم می‌کند.",
    "That would be a smaller weight.": "این کار وزن کوچک‌تر است.",
    "It moves the answer up or down.": "پاسخ را بالا یا پایین می‌برد.",
    "It is added after the products, so `x1 * w1` may be 0.": (
        "پس از حاصل‌ضرب‌ها جمع می‌شود، پس `x1 * w1` می‌تواند ۰ باشد."
    ),
    "Which inputs does `Dense(2)` take after 3 inputs? Choose all.": (
        "لایهٔ `Dense(2)` پس از ۳ ورودی چه می‌گیرد؟ همه را انتخاب کنید."
    ),
    "3": "۳",
    "Three numbers are one example.": "سه عدد یک نمونه است.",
    "$5 \\times 3$": "$5 \\times 3$",
    "Five examples.": "پنج نمونه.",
    "`(3, 5)`": "`(3, 5)`",
    "Here every example has 5 numbers.": "اینجا هر نمونه ۵ عدد دارد.",
    "How many parameters has a layer with 50 neurons behind one with 20?": (
        "لایه‌ای با ۵۰ نورون پس از لایه‌ای با ۲۰ نورون چند پارامتر دارد؟"
    ),
    "$20 \\times 50$ weights and 50 biases.": "$20 \\times 50$ وزن و ۵۰ بایاس.",
    "Those are the weights; every neuron has a bias too.": "این‌ها وزن‌ها هستند؛ هر نورون بایاس هم دارد.",
    "A number of parameters is never negative.": "تعداد پارامترها هرگز منفی نیست.",
    "Each of the 50 neurons has 20 weights and one bias.": "هر یک از ۵۰ نورون ۲۰ وزن و یک بایاس دارد.",
    "Put the steps in order.": "گام‌ها را مرتب کنید.",
    "Get the data": "گرفتن داده‌ها",
    "Nothing can be learnt without it.": "بی آن چیزی آموخته نمی‌شود.",
    "Build the layers": "ساختن لایه‌ها",
    "Their sizes follow from the data.": "اندازهٔ آن‌ها از داده‌ها می‌آید.",
    "Train with `fit`": "آموزش با `fit`",
    "It needs both.": "هر دو را لازم دارد.",
}


def quiz_project(root: Path) -> SmallProject:
    """The project, not yet built."""
    project = SmallProject(root)
    lesson = (root / "chapters" / "small.md").read_text(encoding="utf-8")
    project.write("chapters/small.md", lesson + QUIZ)
    for domain in ("interface", "polyneuron"):
        source = ROOT / "locales" / "fa" / "LC_MESSAGES" / f"{domain}.po"
        project.write(f"locales/fa/LC_MESSAGES/{domain}.po", source.read_text(encoding="utf-8"))
    result = project.run("catalogs")
    assert result.exit_code == 0, result.output
    catalog = open_catalog(project.catalog)
    for entry in catalog:
        entry.msgstr = {**TRANSLATIONS, **PERSIAN}[entry.msgid]
    catalog.save()
    return project

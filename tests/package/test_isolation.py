"""Numbers that keep their order in text from right to left: in prose, in printed lines, in messages of checks."""

from __future__ import annotations

import re

import polib
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT, first_direction, isolated
from polyneuron.printed_direction import DirectedLines
from tests.conftest import ROOT


def shown(text: str) -> str:
    """Isolates as brackets that one can see."""
    return text.replace(LEFT_TO_RIGHT, "⟦").replace(RIGHT_TO_LEFT, "⟪").replace(END, "⟧")


@pytest.mark.parametrize(
    "expected",
    [
        "مقدار ⟦−۵٫۸⟧ است",
        "از ⟦-1⟧ تا ⟦+1⟧",
        "بین ⟦۱–۵⟧ و ⟦(۱, ۲)⟧ و ⟦۲۸ × ۲۸⟧ پیکسل",
        "⟦argmax: 8 / 8⟧",
        "⟦x2 = −۵٫۸⟧ برای تصویر",
        "پاسخ: ⟦[2.1 -8.8]⟧ است",
        "پاسخ: ⟦[[2.1 -8.8]⟧",
        "پاسخ: ⟦[ 0.       -0.740504  0.      ]⟧",
        "از ⟦−5⟧. سپس",
        "شبکهٔ ⟦16-16-1⟧ است",
        "نقطهٔ ⟦({x}, {y})⟧",
        "⟦relu(−3) = 0⟧",
        "⟦۲ × (۳ + ۴) = ۱۴⟧",
        "⟦L = −ln p⟧ برای کلاس",
        "دقت ⟦۰٫۹۸ ± ۰٫۰۱⟧.",
        "**⟦−۵⟧**",
        "۳، ۵، ⟦−۷⟧",
        "حدود ⟦۱۰⁻³⟧",
        "مشتق ⟦g′⟧ و ⟦∇ₐJ⟧ و ⟦a⁽ˡ⁾⟧ و x2",
        "جذر ⟦√۲⟧ و ⟦√2⟧ و ⟦ln 10 = 2.3⟧ و ⟦ln ۲⟧ و تابع ln است",
        "شکل‌ها: ⟦(1, 4) @ (4, 4) → (1, 4)⟧",
        "مقدار ⟦1 − 0.9ᵗ⟧ و ⟦½ × ½⟧ و ⟦−½⟧ و ½",
        "اندازه‌ها ⟦(60000, 28, 28)⟧ هستند",
        # Values as Python prints them
        "رتبه‌ها: ⟦{'the': 1, 'film': 19, 'good': 49}⟧",
        "واژه‌ها: ⟦['the', 'film', \"don't\"]⟧ است",
        "جفت: ⟦('good', -1.5)⟧ و ⟦{'a', 'b'}⟧ و ⟦{1: -2, 3: 4}⟧",
        "برچسب‌ها: ⟦['خوب', 'بد']⟧",
        "تودرتو: ⟦{'a': [1, (2, 'b')], 'c': {'d': -1}}⟧.",
        "کلیدها: ⟦dict_keys(['x', 'y'])⟧ و ⟦array(['a'], dtype='<U1')⟧",
        "پاسخ: ⟦'good!'⟧ و ⟦'good'⟧ و \"good\" و ⟦'?'⟧",
        "مقدار ⟦.history['loss']⟧ و ⟦metrics=['accuracy']⟧",
        "دقت ⟦−{x}⟧ و {loss:.2f} و {count}",
        "نقد (یعنی ⟦'film'⟧) و (گفت: \"the\", ⟦'a'⟧)",
        "باز: [⟦'the'⟧, ⟦'film'⟧",
        # Nothing to isolate: a positive number, words, a bracket of prose, a dash between words.
        "عدد ۳ و ۵٪ و ۱۴ % و ۶۰٬۰۰۰",
        "از ⟦−۱۴ %⟧ تا ۲",
        "Keras (سال ۲۰۱۷)",
        "(۲۰۱۷ تا ۲۰۲۰)",
        "one-hot است",
        "MNIST – ۵ رقم",
        "TensorFlow 2.21 و Python 3.11",
        "",
    ],
)
def test_mathematics_is_isolated_and_nothing_else(expected):
    text = expected.replace("⟦", "").replace("⟧", "")
    assert shown(isolated(text)) == expected


def test_a_date_and_an_array_keep_their_order_behind_persian_words_alone():
    """No Latin word has to stand before the colon for it."""
    for value in ("2026-11-21", "(28, 28)", "[0.1054 0.2231 0.5108]", "[[0. 2. 2.]]"):
        written: list[str] = []
        lines = DirectedLines(written.append)
        for piece in ("تاریخ اندازه‌گیری:", " ", value, "\n"):  # as `print` writes them
            lines.write(piece)
        assert shown("".join(written)) == f"⟪تاریخ اندازه‌گیری: ⟦{value}⟧⟧\n"


def test_no_persian_label_has_a_latin_word_that_only_holds_the_order():
    """Names of code stay: Keras, relu, x_train."""
    label = re.compile(
        r"[\u0600-\u06ff\u200c] (date|average|averages|losses|loss|accuracy|answers|weights|probabilities):"
    )
    for path in sorted((ROOT / "locales" / "fa" / "LC_MESSAGES").glob("*.po")):
        for entry in polib.pofile(str(path)):
            if entry.msgctxt == "printed text":
                assert not label.search(entry.msgstr), f"{path.name}: {entry.msgstr}"


def test_what_is_isolated_stays_as_it_is():
    once = isolated("مقدار −۵ و \u2066a = −1\u2069")
    assert isolated(once) == once


@pytest.mark.parametrize(
    ("text", "direction"),
    [("نورون", "rtl"), ("1. Keras", "ltr"), ("-5 است", "rtl"), ("[1 2]", None), ("\u2066x\u2069 نورون", "rtl")],
)
def test_the_direction_of_a_line_is_that_of_its_first_letter(text, direction):
    assert first_direction(text) == direction


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (["پاسخ:", " ", "-5", "\n"], "⟪پاسخ: ⟦-5⟧⟧\n"),
        (["شکل: (1, 2)\nپاسخ: -8.846\n"], "⟪شکل: ⟦(1, 2)⟧⟧\n⟪پاسخ: ⟦-8.846⟧⟧\n"),
        (["3", " تصویر\n"], "⟪3 تصویر⟧\n"),
        (["x1: -5 منفی\n"], "⟦x1: -5⟧ منفی\n"),
        (["[[1 -2]\n [3 4]]\n"], "[[1 -2]\n [3 4]]\n"),
        (["لایه: [[1 -2]\n", " [3 4]]\n"], "⟪لایه: ⟦[[1 -2]⟧⟧\n [3 4]]\n"),
        (["Epoch 1/2\r", "Epoch 2/2\n"], "Epoch 1/2\rEpoch 2/2\n"),
        (["\n\n"], "\n\n"),
        (["پاسخ"], ""),
        (["روزها:", " ", "10", " ", "/", " ", "11", "\n"], "⟪روزها: ⟦10 / 11⟧⟧\n"),
        (["دور 1", "/2\r", "دور 2/2\n"], "⟪دور ⟦1/2⟧⟧\r⟪دور ⟦2/2⟧⟧\n"),
        (["x1:", " ", "-5", " ", "منفی", "\r\n"], "x1: -5 منفی\r\n"),
        (["loss: 0.5"], "loss: 0.5"),
    ],
)
def test_printed_lines_keep_their_order(parts, expected):
    written: list[str] = []
    lines = DirectedLines(written.append)
    assert sum(lines.write(part) for part in parts) == sum(map(len, parts))
    assert shown("".join(written)) == expected


def test_a_line_without_letters_is_written_when_it_is_asked_for():
    written: list[str] = []
    lines = DirectedLines(written.append)
    lines.write("12 ")
    assert written == []
    lines.release()
    lines.release()
    lines.write("پاسخ\n")
    assert shown("".join(written)) == "12 ⟪پاسخ⟧\n"


def test_a_flush_in_a_line_writes_what_is_there_and_the_line_goes_on():
    written: list[str] = []
    lines = DirectedLines(written.append)
    lines.write("دور ")
    lines.write("-1")
    assert written == []
    lines.release()
    lines.write(" / 2")
    lines.write(": -5\n")
    lines.write("پاسخ\n")
    assert [shown(text) for text in written] == ["⟪دور ⟦-1⟧", " / 2: ⟦-5⟧⟧\n", "⟪پاسخ⟧\n"]


def test_a_line_that_an_error_breaks_off_is_shown_before_the_error():
    sources = ("import polyneuron\npolyneuron.use_language('fa')", "print('پاسخ:', -5, '/', 2, end='')\n1 / 0")
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(notebook, timeout=60, coalesce_streams=True, allow_errors=True).execute()
    printed, error = notebook.cells[1].outputs
    assert shown(printed.text) == "⟪پاسخ: ⟦-5 / 2⟧"
    assert error.ename == "ZeroDivisionError"


def test_every_cell_of_a_notebook_prints_in_order_until_another_language_is_chosen():
    sources = (
        "import polyneuron\npolyneuron.use_language('fa')\npolyneuron.use_language('fa')\nprint('پاسخ:', -5)",
        "print('پاسخ:', (1, -2))\nprint(3, end='')",
        "print('پاسخ:', -5)\npolyneuron.use_language('en')\nprint('پاسخ:', -5)",
        "print('پاسخ:', -5)",
    )
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3", "language": "python"}
    NotebookClient(notebook, timeout=60, coalesce_streams=True).execute()
    printed = [shown("".join(output.text for output in cell.outputs)) for cell in notebook.cells]
    directed, plain = "⟪پاسخ: ⟦-5⟧⟧\n", "پاسخ: -5\n"
    assert printed == [directed, "⟪پاسخ: ⟦(1, -2)⟧⟧\n3", directed + plain, plain]

"""Code on pages: words from right to left in their order, lines that break between names, numbers in one piece."""

from __future__ import annotations

import re

import pytest
from lxml import html
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from polyneuron.book.pages.code_lines import code_lines, with_whole_numbers
from polyneuron.book.pages.data_tables import with_directions
from polyneuron.book.pages.translator import with_name_breaks
from polyneuron.book.pages.typesetting import WORD_JOINER, directed

CODE = '''\
# شکل (1, −1) است, `relu` < 5
def slope(function, x):
    """شیب تابع."""
    print(f"شیب relu در -5: {slope(relu, -5.0):.4f}, {names['خط']!r}, {{0}}\\n", end="")
    values = generator.uniform(size=(1, 2), low=-1e-07)[values == 3]
\tprint("شبکه: %d از {0} و 300-100" % 5 + 'متن' "plain")

names = {"a&b": """متن
  دوم {x}
"""}
'''


def shown(code: str) -> str:
    """A code as on a page."""
    return code_lines(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True)).rstrip("\n"))


def test_copied_code_is_the_code():
    assert html.fromstring(f"<pre>{shown(CODE)}</pre>").text_content() == CODE.rstrip("\n")


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('"شیب در -5"', '<span class="s2">"<span dir="rtl">شیب در <span dir="ltr">-5</span></span>"</span>'),
        ('f"شیب {x}"', '<span class="sa">f</span><span class="s2">"</span><span dir="rtl"><span class="s2">شیب '),
        ("# خطا (1, −1)", '<span class="c1"># <span dir="rtl">خطا <span dir="ltr">(1, −1)</span></span></span>'),
        ('f"مقدار: {x:.1f}"', '<span dir="ltr"><span class="si">{</span>x<span class="si">:</span>'),
        ('f"تابع w = {x} است"', '<span dir="ltr"><span class="s2">w = </span><span class="si">{</span>x'),
        ('"خط\\n"', '<span dir="ltr"><span class="se">\\n</span></span>'),
        ('"متن \u2066-5\u2069 {0}"', 'متن \u2066-5\u2069 </span><span dir="ltr"><span class="si">{0}'),
    ],
)
def test_words_from_right_to_left_have_that_direction_and_code_in_them_the_other(code, found):
    assert found in shown(code)


def test_words_from_left_to_right_have_no_direction():
    assert "dir=" not in shown('print("slope at -5", f"{x:.2f}")  # a comment')


def test_lines_break_between_names_and_not_behind_their_indent():
    line = shown("    value = generator.uniform(size=(3, 4), low=0.5)")
    assert line.startswith('<span class="line" style="--indent:4"><span class="whole">    </span>value')
    assert "generator.<wbr>uniform(<wbr>size=<wbr>(<wbr><span" in line
    assert "0.5" in line
    assert "<wbr>" not in shown("print(len(name))")
    assert shown("a\n\nb").split("\n")[1] == '<span class="line"></span>'


def test_what_is_not_flat_stays_as_it_is():
    assert code_lines("<b><i>x</i></b>") == '<span class="line"><b><i>x</i></b></span>'


@pytest.mark.parametrize("number", ["1e-11", "300-100", "4.2e-07", "-1.5e+3", "2020-01-31", "۳۰۰–۱۰۰"])
def test_numbers_with_a_dash_are_whole(number):
    assert with_whole_numbers(f"<i>a {number}, b</i>") == f'<i>a <span class="whole">{number}</span>, b</i>'


@pytest.mark.parametrize("text", ["5 - 3", "1.5", '<i style="--a:1-2">x</i>', "a-b"])
def test_other_texts_stay(text):
    assert with_whole_numbers(text) == text


def test_cells_of_tables_keep_numbers_whole():
    table = '<table id="T_a"><tr><td class="data">300-100</td></tr></table>'
    assert '<span class="whole">300-100</span>' in with_directions(table)


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("زیان ((w₁ − 1)² + (w₂ + 1)²)/2 است", ["((w₁ − 1)²", "+ (w₂ + 1)²)/2"]),
        ("زیان (1, −1) است", ["(1, −1)"]),
        ("آرایه [[1, 2, 3, 4], [5, 6, 7, 8]] است", ["[[1, 2, 3, 4],", "[5, 6, 7, 8]]"]),
    ],
)
def test_long_mathematics_breaks_before_its_outermost_operators(configuration, text, rows):
    piece = re.search("\u2066(.*)\u2069", directed(text, configuration.languages["fa"]))
    assert piece is not None
    assert [row.replace("\u00a0", " ").replace(WORD_JOINER, "") for row in piece[1].split(" ")] == rows


@pytest.mark.parametrize(
    "parts",
    [
        "Sparse|Categorical|Crossentropy|(from_|logits=True)",
        "model.|predict|(x_|train)[:2.5]",
        "np.|random.|default_|rng|(-1.5)",
        "__init__",
    ],
)
def test_a_long_name_in_a_sentence_ends_its_line_between_its_words(parts):
    whole = f'<span class="pre">{parts.replace("|", "")}</span>'
    assert with_name_breaks(f"{whole} ") == f'<span class="pre">{parts.replace("|", "<wbr>")}</span> '

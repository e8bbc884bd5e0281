"""A page of feedback is whole by itself: links that lead somewhere, no English of nbconvert's, lines in direction."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from polyneuron.book.grading.feedback import describe_pictures, leave_one_reason
from polyneuron.book.grading.feedback_page import finished_body
from polyneuron.book.grading.summary import Summary
from polyneuron.isolation import END, LEFT_TO_RIGHT, RIGHT_TO_LEFT

PUBLISHED = {"02-activations.ipynb": "https://course.example/fa/02-activations.html"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="02-activations.ipynb">next</a>', '<a href="https://course.example/fa/02-activations.html">next</a>'),
        (
            '<a href="02-activations.ipynb#sign">next</a>',
            '<a href="https://course.example/fa/02-activations.html#sign">next</a>',
        ),
        ('<a href="mine.ipynb">next</a>', "next"),
        ('<a href="/fa/glossary.html#term-bias">bias</a>', "bias"),
        ('<a href="#nowhere">there</a>', "there"),
        ('<a href="#here">there</a>', '<a href="#here">there</a>'),
        ('<a href="#%D8%AA">there</a>', '<a href="#%D8%AA">there</a>'),
        ('<a href="https://example.org/x">x</a>', '<a href="https://example.org/x">x</a>'),
        ('<a id="label"></a>', '<a id="label"></a>'),
    ],
)
def test_no_link_is_dead(written, expected):
    body = finished_body(f'<p id="here">a {written} z</p><h2 id="ت">b</h2>', PUBLISHED)
    assert body == f'<p id="here">a {expected} z</p><h2 id="ت">b</h2>'


def test_nbconvert_s_english_is_gone():
    written = (
        '<div class="prompt input_prompt">In [1]:</div><h2 id="a">b<a class="anchor-link" href="#a">¶</a></h2>'
        '<img src="x.png"><img src="y.png" alt="یک خط"><!-- kept -->'
    )
    body = finished_body(written, {})
    assert "In [" not in body and "¶" not in body
    assert 'src="x.png" alt=""' in body and 'alt="یک خط"' in body


def test_lines_that_are_read_from_the_right_begin_there():
    wrong = f"✗ {RIGHT_TO_LEFT}نام {LEFT_TO_RIGHT}`x`{END} کجاست؟{END}"
    lines = ["", "1 2 3", wrong, "", "پاسخ: 5", "done: بله", ""]
    body = finished_body(f'<div class="output"><pre>{chr(10).join(lines)}</pre></div>', {})
    assert body == (
        '<div class="output"><pre><span class="lines" dir="ltr">1 2 3\n</span>'
        f'<span class="lines" dir="rtl">{wrong}\n\nپاسخ: 5\n</span><span class="lines" dir="ltr">done: بله\n</span>'
        "</pre></div>"
    )


def test_outputs_in_colours_stay_whole_and_others_as_they_are():
    coloured = '<div class="output"><pre>خطا: <span class="ansi">x</span></pre></div>'
    assert '<pre dir="rtl">' in finished_body(coloured, {})
    plain = '<div class="output"><pre>1 2 3</pre></div><pre>بله</pre>'
    assert finished_body(plain, {}) == plain


def test_nothing_runs_where_a_teacher_opens_the_page():
    written = '<p>a<script>alert(1)</script>b<iframe src="https://x.example"></iframe><a href="javascript:x">c</a></p>'
    assert finished_body(written, {}) == "<p>abc</p>"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ('<img src="data:image/png;base64,x" onerror="x()">', '<img src="data:image/png;base64,x" alt="">'),
        ('<svg onload="x()"></svg>', "<svg></svg>"),
        ('<details ontoggle="x()" open>a</details>', "<details open>a</details>"),
        ('<meta http-equiv="refresh" content="0;url=https://x.example">', ""),
        ('<base href="https://x.example"><link rel="stylesheet" href="https://x.example">', ""),
        ('<form action="https://x.example">a<input name="b"><button>c</button></form>', "ac"),
        ('<div style="position:fixed;top:0">a</div>', "<div>a</div>"),
        ('<div style="color: red">a</div>', '<div style="color: red">a</div>'),
        ('<a href="java\nscript:x()">a</a>', "a"),
        ('<a href="https://x.example" ping="javascript:x">a</a>', '<a href="https://x.example">a</a>'),
    ],
)
def test_what_a_student_wrote_runs_leads_and_covers_nothing(written, left):
    assert finished_body(written, {}).replace('open=""', "open") == left


def test_a_cell_that_ran_too_long_says_so_once():
    names = ("KeyboardInterrupt", "CellTimeoutError")
    errors = [new_output("error", ename=name, evalue="", traceback=[name]) for name in names]
    cell = new_code_cell("", outputs=errors)
    leave_one_reason(cell)
    assert [output.ename for output in cell.outputs] == ["CellTimeoutError"]


def test_pictures_have_the_lesson_s_words():
    cell = new_code_cell(
        "plot()",
        metadata={"mystnb": {"image": {"alt": "یک خط"}}},
        outputs=[new_output("display_data", data={"image/png": "x", "text/plain": "<Figure>"})],
    )
    describe_pictures(cell)
    assert cell.outputs[0].metadata["image/png"]["alt"] == "یک خط"


def test_a_row_leads_to_its_exercise_also_where_its_statement_is_gone():
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Neurons", id="neurons"),
            new_markdown_cell("### First", id="exercise-first"),
            new_code_cell("", id="exercise-first-answer"),
            new_code_cell("", id="exercise-second-answer"),
        ]
    )
    summary = Summary(notebook)
    for name in ("first", "second", "third"):
        summary.add(f"exercise-{name}-check", 1, 1, open_yet=False)
    assert [row.place for row in summary.rows("all")] == ["exercise-first", "exercise-second-answer", "", ""]
    assert summary.title == "Neurons"

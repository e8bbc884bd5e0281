"""Code cells: comments and strings that a person reads are found and translated; nothing else of the code changes."""

import ast
import contextlib
import io
import re
from collections import Counter
from textwrap import dedent

import libcst
import pytest

from polyneuron.book.texts import code_messages as code_messages_module
from polyneuron.book.texts import language_choice
from polyneuron.book.texts.code_comparison import same_code
from polyneuron.book.texts.code_messages import (
    ConcatenatedTextError,
    code_messages,
    escapes,
    localize_code,
    placeholders,
)
from polyneuron.book.texts.localization import localize

CODE = dedent(
    """\
    # Draw the weights
    class_names = ["solid", "vertical"]
    axes.plot(x, "o-", label="weights", color="tab:blue")  # one line
    axes.set(title="Weights", xlabel=f"weight of {name!r}", ylim=(0, 1))
    axes.annotate("here", (0, 0), ha="center")
    print("Shape:", model["kernel"].shape, sep=" ")
    print(f"Loss: {loss:.3f} after {epochs} epochs")
    print(f"{a} + {b}")
    print("yes" if kind == "solid" else "no")
    layer = layers.Dense(2, name="price", activation="relu")
    table = pd.DataFrame(rows, columns=["layer", "parameters"])
    figure.colorbar(colours, label='answer of "N1"')
    draw_border(model, title="The border")
    look = {"color": "tab:blue", "label": f"class {number}"}
    """
)


def texts(source: str) -> list[tuple[str, str]]:
    return [(message.role, message.text) for message in code_messages(source, 1, "cell")]


def test_finds_what_a_person_reads_and_only_that():
    assert sorted(texts(CODE)) == sorted(
        [
            ("code comment", "Draw the weights"),
            ("displayed name", "solid"),
            ("displayed name", "vertical"),
            ("plot text", "weights"),
            ("code comment", "one line"),
            ("plot text", "Weights"),
            ("plot text", "weight of {name!r}"),
            ("plot text", "here"),
            ("printed text", "Shape:"),
            ("printed text", "Loss: {loss:.3f} after {epochs} epochs"),
            ("printed text", "yes"),
            ("printed text", "no"),
            ("displayed name", "layer"),
            ("displayed name", "parameters"),
            ("plot text", 'answer of "N1"'),
            ("plot text", "The border"),
            ("plot text", "class {number}"),
        ]
    )


def test_lines_are_those_of_the_file():
    (message,) = code_messages("x = 1\nprint('Hello')", 40, "cell")
    assert message.line == 41


def test_unchanged_messages_leave_every_byte(lessons):
    assert localize_code(CODE, lambda role, text: text) == CODE
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind == "code":
                assert localize_code(cell.source, lambda role, text: text) == cell.source


def test_a_translation_may_reorder_placeholders_and_use_quotes():
    source = 'print(f"Loss: {loss:.3f} after {epochs} epochs")'
    localized = localize_code(source, lambda role, text: 'Nach {epochs} "Epochen": {loss:.3f}')
    assert localized == 'print(f"Nach {epochs} \\"Epochen\\": {loss:.3f}")'
    assert same_code(source, localized)


def test_a_quote_inside_a_plain_string_is_escaped():
    assert localize_code('print("a")', lambda role, text: 'the "b" \\') == 'print("the \\"b\\" \\\\")'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{loss:.3f}", "{loss:.2f}"),
        ("epochs} epochs", "epoch} epochs"),
        ('color="tab:blue"', 'color="tab:red"'),
        ('name="price"', 'name="Preis"'),
        ('"kernel"', '"Kern"'),
        ("ylim=(0, 1)", "ylim=(0, 2)"),
        ('kind == "solid"', 'kind == "fest"'),
        ("Dense(2", "Dense(3"),
    ],
)
def test_the_comparison_sees_every_change_of_code(before, after):
    assert before in CODE
    assert not same_code(CODE, CODE.replace(before, after))


def test_the_comparison_allows_words_and_the_language_to_differ():
    other = CODE.replace("Draw the weights", "Рисуем веса").replace('"Weights"', '"Веса"').replace("Loss:", "Потери:")
    assert same_code(CODE, other)
    assert same_code('p.use_language("en")', 'p.use_language("fa")')


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("σ = 1; print('a')  # κ", "σ = 1; print('«a»')  # «κ»"),
        ("print(('a'), (f'b {x}'))", "print(('«a»'), (f'«b {x}»'))"),
        ("print('a',\\\n      'b')", "print('«a»',\\\n      '«b»')"),
        ('text = """one\ntwo"""; print(\'a\')', 'text = """one\ntwo"""; print(\'«a»\')'),
        ('print("""a\nb"""); print(\'c\')', "print(\"«a\\nb»\"); print('«c»')"),
        ("print(r'a', rf'b {x}')", "print('«a»', rf'«b {x}»')"),
        ("x = f\"{draw(title='a')}\"", "x = f\"{draw(title='«a»')}\""),
        ("print(f\"b {draw(title='a')}\")", "print(f\"«b {draw(title='a')}»\")"),
        ("if x:\n\tprint('a')  #b\n", "if x:\n\tprint('«a»')  # «b»\n"),
        ("print('a') # type: ignore", "print('«a»') # type: ignore"),
    ],
)
def test_a_translation_stands_just_where_its_text_stood(source, expected):
    localized = localize_code(source, lambda role, text: f"«{text}»")
    assert localized == expected
    assert same_code(source, localized)


def test_a_message_is_not_sought_in_the_fields_of_another():
    assert texts("print(f\"b {draw(title='a')}\")") == [("printed text", "b {draw(title='a')}")]


@pytest.mark.parametrize(
    ("source", "localized"),
    [
        ("print('a')", "print('a'.upper())"),
        ("print('a')", "print(f'{a}')"),
        ("print('a')", "print(b'a')"),
        ("print('a')  # b", "print('a')  # c\nprint('d')"),
        ("print(f'a {x}')", "print(f'a {x} {x}')"),
        ("print(f'a {x}')", "print('a {x}')"),
        ("print(f'a {x!r:>{w}}')", "print(f'a {x!r:>{v}}')"),
        ("x = 1", "x = True"),
        ("x = 1", "x = 1.0"),
        ("x = 'a'", "x = 'b'"),
        ("def f(x): return x", "def f(x, y=1): return x"),
        ("p.use_language('en')", "p.use_language(run())"),
        ("p.use_language('en')", "p.use_language('fa', 1)"),
        ("p.use_language('en')", "q.use_language('fa')"),
        ("use_language('en')", "use_language('fa')"),
    ],
)
def test_the_comparison_is_not_deceived(source, localized):
    assert not same_code(source, localized)


def test_the_comparison_keeps_its_own_mark_apart_from_texts():
    assert not same_code("x = '§'; print('a')", "x = 'b'; print('a')")
    assert not same_code("x = f'§{y}'; print('a')", "x = f'b{y}'; print('a')")
    assert same_code("x = '§'; print('a')", "x = '§'; print('b')")


def test_a_cell_is_parsed_once_for_all_languages(configuration, lessons, monkeypatch):
    parsed: Counter[str] = Counter()
    real = libcst.parse_module
    monkeypatch.setattr(libcst, "parse_module", lambda source: (parsed.update([source]), real(source))[1])
    code_messages_module._places.cache_clear()
    language_choice._parsed.cache_clear()
    for code in ("en", "fa", "ru"):
        for lesson in lessons:
            localize(lesson, code, configuration)
    cells = {cell.source for lesson in lessons for cell in lesson.cells if cell.kind == "code" and cell.for_readers}
    assert set(parsed) == cells
    # The set-up cell is read once more, for the language that it chooses.
    assert max(parsed.values()) <= 2
    assert all(count == 1 for source, count in parsed.items() if "use_language" not in source)


def test_placeholders_are_counted_as_written():
    assert placeholders("{a:.2f} and {b[0]!r} and {{x}} {a:.2f}") == {"{a:.2f}": 2, "{b[0]!r}": 1}
    with pytest.raises(SyntaxError):
        placeholders("{a:.2f")


WORDS = ('x"', "x'", '"""', "'''", "a \"b\" 'c'", r"a \"b\" \'c\'", '"); import os; ("', "{{x}}")


@pytest.mark.parametrize("quote", ['"', "'", '"""', "'''"])
@pytest.mark.parametrize("words", WORDS)
def test_any_quote_may_stand_in_the_translation_of_an_f_string(quote, words):
    source = f"n = 2\nprint(f{quote}Sum: {{n:.1f}}{quote})"
    localized = localize_code(source, lambda role, text: f"a {words} {{n:.1f}} {words}")
    assert same_code(source, localized)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(localized, {})
    said = words.replace("\\", "").replace("{{", "{").replace("}}", "}")
    assert printed.getvalue() == f"a {said} 2.0 {said}\n"


def test_fields_with_quotes_of_their_own_are_found_and_kept():
    text = """{", ".join(names)} and {table["a"]:>{width}} and {'}'}"""
    assert placeholders(text) == {'{", ".join(names)}': 1, '{table["a"]:>{width}}': 1, "{'}'}": 1}
    source = "print(f'''" + text + "''')"
    localized = localize_code(source, lambda role, text: f"'{text}'")
    assert same_code(source, localized)


def test_a_comment_stays_one_line_whatever_its_translation_holds():
    for end in "\n\r\v\f\x1c\x85\u2028":
        assert localize_code("# a\nx = 1", lambda role, text, end=end: f"b{end}import os") == "# b import os\nx = 1"


def test_escapes_are_told_from_backslashes_that_escape_nothing():
    found = escapes(r"a\n \N{BULLET} \x41 \\ \d \"")
    assert found == {r"\n": 1, r"\N{BULLET}": 1, r"\x41": 1, r"\\": 1, "\\": 1, r"\"": 1}
    assert escapes("x\\") == {"\\": 1}


def test_a_text_in_pieces_is_refused():
    with pytest.raises(ConcatenatedTextError):
        code_messages('print("one "\n      "two")', 1, "cell")


DOCUMENTED = (ast.Module, ast.FunctionDef, ast.ClassDef)
TWO_WORDS = re.compile(r"[A-Za-z]{3,},? [A-Za-z]{2,}")
PLACES_IN_PLOTS = re.compile(r"(outside )?(upper|lower|center|left|right)( (center|left|right))?")
ANSWERS = {"an error", "too sure", "not sure enough"}
"""What checks compare with: readers type the last two as the statement writes them, in quotes."""
REVIEWS = re.compile(r"\b(film|acting|cast|cliché|bad|good|waste|beetlejuicer|another two hours)\b")
"""Words of the English reviews that chapter 06 judges: they are data."""


def strings_of_several_words(source: str) -> list[str]:
    """The strings of a cell that are no documentation and no places in plots, and read like words."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    documented = [ast.get_docstring(node, clean=False) for node in nodes if isinstance(node, DOCUMENTED)]
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    words = [text for text in strings if TWO_WORDS.search(text) and text not in documented]
    return [text for text in words if not PLACES_IN_PLOTS.fullmatch(text)]


def test_no_text_of_several_words_is_left_out_of_the_real_catalogs(lessons):
    left = []
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind == "code" and cell.for_readers:
                known = " ".join(message.text for message in code_messages(cell.source, cell.line, cell.identifier))
                unknown = [text for text in strings_of_several_words(cell.source) if text not in known]
                left += [f"{lesson.name} {cell.identifier}: {text}" for text in unknown if text not in ANSWERS]
    assert [line for line in left if not (line.startswith("06-imdb") and REVIEWS.search(line))] == []

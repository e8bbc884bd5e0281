"""English texts that no translation can follow: seeded errors, and clean texts beside them."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.glued import glued_in, glued_message
from tests.conftest import SmallProject

GLUED = {
    'print(f"{n} neurons")': "a value stands before 'neurons'",
    'print(f"Largest error with {neurons} neurons: {error:.2f}")': "a value stands before 'neurons'",
    'print(f"A {n}-layer network")': "a value stands before 'layer'",
    'print(f"The {k}th epoch")': "a value stands before 'th'",
    'print(f"{n} neuron{end}s")': "a value stands before 's'",
    'print(f"{ratio:.1f}\\u00a0times")': "a value stands before 'times'",
    'plt.plot(x, label=f"{n} epochs")': "a value stands before 'epochs'",
    'axes.set_title(f"After {n} steps")': "a value stands before 'steps'",
    'check(found, f"Only {n} rows are right.")': "a value stands before 'rows'",
    'row_names = [f"{n} neurons" for n in (1, 2)]': "a value stands before 'neurons'",
    'pandas.DataFrame(rows, columns=[f"{n} runs"])': "a value stands before 'runs'",
    'print(n, "neurons")': "a value stands before 'neurons'",
    'print(name, f"lowest loss: {loss}")': "a value stands before 'lowest'",
    'print("The loss is", loss)': "a text goes on in the next argument of print",
    'print("Loss", loss, sep="")': "a text goes on in the next argument of print",
    'print("Loss: " + str(loss))': "a text is joined from pieces by +",
    'print("First " + "second")': "a text is joined from pieces by +",
    'plt.title("Loss of " + name)': "a text is joined from pieces by +",
    'check(ok, "Look at " + name)': "a text is joined from pieces by +",
    'print(" ".join(["Loss", "falls"]))': "a text is joined from pieces by join",
    'print("Loss: {}".format(loss))': "a text is filled by format",
    'print("Loss: %s" % loss)': "a text is filled by %",
    'text = "One"\ntext += " and two"\nprint(text)': "a text is put together piece by piece",
    'print("Loss:", end=" ")\nprint(loss)': "a line is printed in pieces",
    'print(n, end="")\nprint(" neurons")': "a line is printed in pieces",
    "print(f\"{n} {'neuron' if n == 1 else 'neurons'}\")": "words stand in the braces",
    "print(f\"Right: {'yes' if right else 'no'}\")": "words stand in the braces",
    "print(f\"It is {['cat', 'dog'][k]}\")": "words stand in the braces",
    'word = "sunny"\nprint(f"Today it is {word}")': "a word is put into a sentence",
    'for word in ["sunny", "wet"]:\n    print(f"Today it is {word}")': "a word is put into a sentence",
    'for n, word in enumerate(["sunny"]):\n    print(f"Now {word}")': "a word is put into a sentence",
    'for a, b in zip([1], ["sunny"]):\n    print(f"Now {b}")': "a word is put into a sentence",
    'print(f"The class {class_names[k]}")': "a word is put into a sentence",
    'print(gettext("Loss: ") + gettext("none"))': "a translated text is joined with words by +",
    'print(gettext("Loss: {n}").format(n=1) + " steps")': "a translated text is joined with words by +",
    'gettext(f"Loss: {loss}")': "gettext gets a text with values in it",
}
CLEAN = [
    'print(f"Neurons: {n}")',
    'print("Neurons:", n)',
    'print("Surprises:", a, "Equal:", b)',
    'print(f"Right: {right} of {total}")',
    'print(f"{name}: {loss:.3f}")',
    'print(f"{name}, loss: {loss:.3f}")',
    'print(f"Size: {size:.1f} MB")',
    'print(f"{a}x + {b}")',
    'print(f"∂f/∂x: {slope}, ∂f/∂y: {other}")',
    'print(f"Test of x{number}")',
    'print(f"`{name}` returns nothing.")',
    'print("one", "two", sep="\\n")',
    'print("#", end="")\nprint()',
    'print(x, end=" ")',
    'print("A text", end="\\n\\n")\nprint("and another")',
    'print("-" * 40)',
    'print(", ".join(words))',
    'print(scores["accuracy"])',
    "print(f\"Accuracy: {scores['accuracy']:.4f}\")",
    'print(f"Class: {class_names[k]}, probability: {p:.2f}")',
    'word = "sunny"\nprint(f"Weather: {word}")',
    'names = ["a"] + more\nplt.plot(x, label=f"seed {seed}")',
    'file = folder + "/name.txt"\nopen(f"{n} neurons")',
    'key = "loss" + suffix',
    'figure = f"<b>{gettext(\'Loss\')}</b>" + "<i></i>"',
    "no Python at all",
]


@pytest.mark.parametrize("code", GLUED)
def test_a_glued_text_is_found(code):
    found = glued_in(code)
    assert [glue for glue in found if GLUED[code] in glue.what], found
    assert all(glue.remedy for glue in found)


@pytest.mark.parametrize("code", CLEAN)
def test_a_whole_text_is_left_alone(code):
    assert glued_in(code) == []


@pytest.mark.parametrize(
    ("text", "count"), [("{n} bytes came", 1), ("Bytes: {n}", 0), ("{a} of {b}", 0), ("Time: {minutes} min", 0)]
)
def test_a_message_of_the_package_is_judged_by_its_fields(text, count):
    assert len(list(glued_message(text))) == count


CELL = '\n```{code-cell} ipython3\nn = 2\nprint(f"{n} neurons")\n```\n'


def with_cell(project: SmallProject, cell: str) -> None:
    path = project.root / "chapters" / "small.md"
    path.write_text(path.read_text(encoding="utf-8") + cell, encoding="utf-8")


def test_make_lint_names_file_line_text_and_remedy(project):
    with_cell(project, CELL)
    result = project.run("lint", "--language", "en")
    assert result.exit_code == 1
    assert (
        "chapters/small.md:40 (en) error glued: a value stands before 'neurons'\n"
        "    Message: {n} neurons\n"
        "    Remedy: Put the value behind a colon"
    ) in result.output
    assert "note (en)" not in result.output


def test_cells_that_nobody_reads_are_left_alone(project):
    with_cell(project, CELL.replace("n = 2", ":tags: [build-check]\nn = 2"))
    result = project.run("lint", "--language", "en")
    assert result.exit_code == 0, result.output


def test_an_exception_needs_a_reason_and_is_printed(project):
    with_cell(project, CELL)
    project.write("locales/en/lint-exceptions.csv", "rule,text,reason\nglued,{n} neurons,a test\n")
    result = project.run("lint", "--language", "en", "--verbose")
    assert "exception (en), glued: {n} neurons: a test" in result.output
    assert "error glued" not in result.output
    project.write("locales/en/lint-exceptions.csv", "rule,text,reason\nglued,{n} layers,a test\n")
    result = project.run("lint", "--language", "en")
    assert result.exit_code == 1
    assert "this exception to glued covers nothing any more" in result.output


def test_a_glued_message_of_the_package_is_found(project):
    project.write("src/polyneuron/extra.py", 'from polyneuron.messages import gettext\n\nTEXT = gettext("{n} bytes")\n')
    result = project.run("lint", "--language", "en")
    assert result.exit_code == 1
    assert "src/polyneuron/extra.py:3 (en) error glued: a value stands before 'bytes'" in result.output

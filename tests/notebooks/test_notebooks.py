"""Launched notebooks: valid, the same in all languages, without raw directives, right-to-left in Persian."""

import json
import re

import nbformat
import pytest

from polyneuron.book.model.edition import Links
from polyneuron.book.notebooks.forms import quick_notebook
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.notebooks.wheel import build_wheel
from polyneuron.isolation import END, LEFT_TO_RIGHT
from tests.conftest import ROOT
from tests.places.set_up_cell import wanted_of


def built(language: str, name: str = "01-neurons") -> nbformat.NotebookNode:
    path = ROOT / "_build" / "notebooks" / language / f"{name}.ipynb"
    assert path.exists(), "There are no notebooks. Remedy: make notebooks"
    return nbformat.read(path, nbformat.NO_CONVERT)


def all_built(configuration):
    for code in configuration.languages:
        for name in configuration.chapter_names:
            yield code, built(code, name)


def test_are_valid_and_say_their_language(configuration):
    for code, notebook in all_built(configuration):
        nbformat.validate(notebook)
        assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
        assert notebook.metadata.polyneuron.language == configuration.language(code).tag
        assert notebook.metadata.kernelspec.name == "python3"
        assert not any(cell.get("outputs") for cell in notebook.cells)


def test_have_the_same_cell_identifiers_in_all_languages(configuration):
    for name in configuration.chapter_names:
        expected = [cell.id for cell in built("en", name).cells]
        assert len(set(expected)) == len(expected)
        for code in configuration.languages:
            assert [cell.id for cell in built(code, name).cells if cell.id != "translation-state"] == expected


def test_identifiers_outlive_an_edit_in_another_section(translated_project):
    translated_project.run("notebooks")
    path = translated_project.root / "_build" / "notebooks" / "en" / "small.ipynb"
    before = [cell.id for cell in nbformat.read(path, 4).cells]
    assert before == ["small-1", "small-2", "small-3", "sum-1", "sum-2"]
    translated_project.replace("chapters/small.md", "(sum)=", "```{code-cell} ipython3\n1 + 1\n```\n\n(sum)=")
    translated_project.run("notebooks")
    assert [cell.id for cell in nbformat.read(path, 4).cells] == [*before[:3], "small-4", *before[3:]]


def test_show_no_raw_directive_syntax(configuration):
    raw = re.compile(r"^\s*(:::|`{3,}\{|\([\w-]+\)=\s*$)|\{(ref|doc|note|admonition|term)\}", re.MULTILINE)
    for code, notebook in all_built(configuration):
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                assert not raw.search(cell.source), f"{code}: {cell.id}"


def test_have_one_set_up_cell_that_installs_by_address_and_digest_only(configuration):
    for code, notebook in all_built(configuration):
        (set_up,) = [cell for cell in notebook.cells if "set-up" in cell.metadata.get("tags", [])]
        wanted = wanted_of(set_up.source)
        assert re.fullmatch(r"https://\S+\.whl", wanted["addresses"][0])
        assert re.fullmatch(r"[0-9a-f]{64}", wanted["sha256"])
        right_to_left = configuration.language(code).direction == "rtl"
        assert bool(wanted["right_to_left"]) == right_to_left == ("arabic_reshaper" in wanted["small"])
        assert sum("use_language" in cell.source for cell in notebook.cells) == 1


def test_persian_cells_read_from_the_right_with_code_in_its_own_order():
    for cell in built("fa").cells:
        if cell.cell_type == "markdown":
            assert cell.source.startswith('<div dir="rtl">\n\n')
            assert cell.source.endswith("\n\n</div>")
    text = next(cell.source for cell in built("fa").cells if "`Sequential`" in cell.source)
    assert f"{LEFT_TO_RIGHT}`Sequential`{END}" in text
    assert not any('dir="rtl"' in cell.source for cell in built("ru").cells)


def test_cells_that_only_builds_run_are_left_out(configuration, lessons):
    assert any("build-check" in cell.tags for cell in lessons[0].cells)
    for code in configuration.languages:
        assert not any("build-check" in cell.metadata.get("tags", []) for cell in built(code).cells)


def test_the_quick_copy_has_its_parameters_after_the_others(translated_project):
    from polyneuron.book.book import localize_books

    (book,) = localize_books(translated_project.configuration, ["en"], "")
    notebook = quick_notebook(book.lessons[0], book.edition)
    sources = [cell.source for cell in notebook.cells]
    assert sources.index("count = 2") == sources.index("count = 5") + 1


def test_the_wheel_is_the_same_every_time_and_small(tmp_path):
    one, two = build_wheel(ROOT, tmp_path / "one"), build_wheel(ROOT, tmp_path / "two")
    assert one.sha256 == two.sha256
    assert one.path.stat().st_size < 3_000_000


def test_requirements_beside_the_notebooks_name_the_wheel_and_not_the_package():
    lines = (ROOT / "_build" / "notebooks" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.startswith("./wheels/polyneuron-") for line in lines)
    assert any(line.startswith("tensorflow") for line in lines)
    assert "polyneuron" not in lines
    assert not any("sphinx" in line or "jupyter-book" in line for line in lines)


TABLE = "| $a$ | $a$ \\| `b` |\n|---|---|\n| x | <kbd>y</kbd> |"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (":::{admonition} Title\n:class: tip\nBody.\n\n- item\n:::", "> **Title**\n>\n> Body.\n>\n> - item"),
        ("```{note}\nBody.\n```", "> Body."),
        ("(here)=\n## Heading", '<a id="here"></a>\n\n## Heading'),
        ("See {ref}`that <there>`.", "See [that](02-other.ipynb#there)."),
        ("{math}`x` and {kbd}`Enter`", "$x$ and <kbd>Enter</kbd>"),
        ("{doc}`that <02-other>`, {doc}`02-other`", "[that](02-other.ipynb), [02-other](02-other.ipynb)"),
        ("```{figure} a.png\n:alt: A\n\nCaption.\n```", "![A](a.png)\n\nCaption."),
        ("```python\n{ref}`kept <as it is>`\n```", "```python\n{ref}`kept <as it is>`\n```"),
        ("$$\n{ref}`x`\n$$", "$$\n{ref}`x`\n$$"),
        ("Write `` {math}`a` `` here.", "Write `` {math}`a` `` here."),
        ("`` `{ref}`x `` {math}`y` \\{ref}", "`` `{ref}`x `` $y$ \\{ref}"),
        ("[a {ref}`b <there>` c](d) **{math}`x`**", "[a [b](02-other.ipynb#there) c](d) **$x$**"),
        ("See {doc}`that <other>`.", "See [that](other.ipynb)."),
        ("{ref}`a * b_c_ [d]$ <there>`", r"[a \* b\_c\_ \[d\]\$](02-other.ipynb#there)"),
        ("{kbd}`<b>`", "<kbd>&lt;b&gt;</kbd>"),
        (
            "- a {math}`x`\n  b {ref}`y <there>`\n\n  > c {math}`z`",
            "- a $x$\n  b [y](02-other.ipynb#there)\n\n  > c $z$",
        ),
        ("a {ref}`b\nc <there>` d\ne {math}`x`", "a [b c](02-other.ipynb#there)\n d\ne $x$"),
        (
            "| {math}`a` | {math}`a` \\| `b` |\n|---|---|\n| x | {kbd}`y` |",
            "| $a$ | $a$ \\| `b` |\n|---|---|\n| x | <kbd>y</kbd> |",
        ),
        ("```{figure} a.png\n:alt: a * b\n```", r"![a \* b](a.png)"),
    ],
)
def test_myst_becomes_plain_markdown(source, expected):
    assert plain_markdown(source, "ltr", Links({"there": "02-other.ipynb"})) == expected


def test_persian_paragraphs_and_titles_are_aligned_to_the_right_and_lists_are_left_alone():
    source = ":::{admonition} عنوان\nمتن `a`.\n\n- یک\n- دو\n:::\n\n## سرفصل\n\nبند $x$."
    text = plain_markdown(source, "rtl", Links())
    block = '<span dir="rtl" style="display:inline-block;width:100%;text-align:right">'
    assert f"> {block}**عنوان**</span>\n>\n> {block}متن \u2066`a`\u2069.</span>\n>\n> - یک\n> - دو" in text
    assert f"## سرفصل\n\n{block}بند $x$.</span>" in text


def test_code_in_persian_keeps_its_order_and_only_code():
    text = plain_markdown("`a` {math}`b` `` {math}`c` ``\n\n| `d` |\n|---|", "rtl", Links())
    isolates = "".join(sign for sign in text if sign in (LEFT_TO_RIGHT, END))
    assert isolates == (LEFT_TO_RIGHT + END) * 3
    for code in ("`a`", "`` {math}`c` ``", "`d`"):
        assert f"{LEFT_TO_RIGHT}{code}{END}" in text


def test_notebook_files_end_with_a_newline_and_keep_letters_readable():
    text = (ROOT / "_build" / "notebooks" / "zh" / "01-neurons.ipynb").read_text(encoding="utf-8")
    assert text.endswith("}\n")
    assert "神经元" in text
    json.loads(text)

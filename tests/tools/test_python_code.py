"""What counts of Python code, and which modules somebody sees who imports a name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from polyneuron.book.tools.python_code import EVERYTHING, Package, code_digest, expression_tree, names_used, syntax_tree

CODE = b'"""A module."""\n\n\ndef double(number):\n    """Twice."""\n    return number * 2  # or a sum\n\n\nlimit = 3\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"A module", b"Another"),
        (b"Twice.", b"Two times."),
        (b"  # or a sum", b""),
        (b"\n\n\n", b"\n\n\n\n"),
        (b"limit = 3\n", b'limit = 3\n"""How much at most."""\n'),
    ],
)
def test_words_and_blanks_do_not_count(before, after):
    changed = CODE.replace(before, after, 1)
    assert changed != CODE
    assert code_digest(changed) == code_digest(CODE)


@pytest.mark.parametrize(("before", "after"), [(b"* 2", b"* 3"), (b"limit", b"limits"), (b"number):", b"number=1):")])
def test_what_runs_counts(before, after):
    assert code_digest(CODE.replace(before, after)) != code_digest(CODE)


def test_code_that_is_no_python_counts_as_it_stands():
    assert code_digest(b"def (") != code_digest(b"def  (")


@pytest.fixture
def package(tmp_path: Path) -> Package:
    sources = {
        "__init__": "from p.one import first\nfrom p.two import second as other\nfrom p.start import go\ngo()\n",
        "one": "from p import texts\n",
        "two": "from p.inner import made, handed\nimport p.three\n",
        "three": "import os\n",
        "four": "",
        "start": "",
        "texts": "def inside():\n    from .four import x\n",
        "inner/__init__": "from p.inner.deep import handed\nfrom p.inner.unseen import y\n\nmade = 1\n",
        "inner/deep": "from ..two import back\n",
        "inner/unseen": "",
        "others/code": "",
    }
    for name, source in sources.items():
        path = tmp_path / "p" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source)
    return Package(tmp_path / "p", "p", ["others"])


@pytest.mark.parametrize(
    ("name", "seen"),
    [
        ("first", "p.four p.one p.texts"),
        ("go", "p.start"),
        ("other", "p.inner p.inner.deep p.inner.unseen p.three p.two"),
        ("texts", "p.four p.texts"),
        (EVERYTHING, "p p.four p.inner p.inner.deep p.inner.unseen p.one p.start p.texts p.three p.two"),
    ],
)
def test_whoever_imports_a_name_sees_the_modules_behind_it(package, name, seen):
    assert sorted(package.needed([("p", name)])) == seen.split()


def test_modules_that_are_left_out_bring_nothing(package):
    assert sorted(package.needed([("p", "first")], without=["p.texts"])) == ["p.one"]


def test_what_a_package_calls_when_it_is_imported(package):
    assert package.read_by("p") == {("p.start", "go")}


@pytest.mark.parametrize(
    ("code", "used"),
    [
        ("import p\np.first(p.second)", {("p", "first"), ("p", "second")}),
        ("from p import first\nfirst()", {("p", "first")}),
        ("import p as q\nq.first", {("p", "first")}),
        ("import p\nhelp(p)", {("p", EVERYTHING)}),
        ("from p import *", {("p", EVERYTHING)}),
        ("import p.two\np.two.x", {("p.two", EVERYTHING), ("p", "two")}),
        ("import os\nos.path", set()),
    ],
)
def test_what_code_uses_of_a_package(code, used):
    assert names_used(code, "p") == used


def test_code_is_parsed_once_more_where_python_stumbles_over_another_thread(monkeypatch):
    parse, stumbles = ast.parse, [SystemError("AST constructor recursion depth mismatch"), None] * 2

    def stumbling(*arguments, **options):
        if error := stumbles.pop(0):
            raise error
        return parse(*arguments, **options)

    monkeypatch.setattr(ast, "parse", stumbling)
    assert ast.unparse(syntax_tree("x = 1")) == "x = 1"
    assert ast.unparse(expression_tree("x + 1")) == "x + 1"
    assert stumbles == []

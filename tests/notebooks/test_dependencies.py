"""What runs a notebook again, and what does not: the real package, with one thing changed at a time."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import polib
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.notebooks.dependencies import Dependencies, differences
from tests.conftest import ROOT


def notebook(*codes: str) -> nbformat.NotebookNode:
    return new_notebook(cells=[new_code_cell(code) for code in ("import polyneuron", *codes)])


LOSSES = notebook('polyneuron.use_language("fa")', 'polyneuron.show_figure("loss")')
DIGITS = notebook("mnist = polyneuron.load_mnist()", "from polyneuron import check")


@pytest.fixture
def root(tmp_path: Path, monkeypatch) -> Path:
    """The real project's package, messages and requirements, and a folder of data."""
    left_out = shutil.ignore_patterns("book", "locales", "quizzes", "__pycache__")
    shutil.copytree(ROOT / "src" / "polyneuron", tmp_path / "src" / "polyneuron", ignore=left_out)
    for code in ("fa", "pl"):
        path = tmp_path / "locales" / code / "LC_MESSAGES" / "polyneuron.po"
        path.parent.mkdir(parents=True)
        shutil.copy(ROOT / path.relative_to(tmp_path), path)
    for name in ("requirements.lock", "requirements.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "src" / "polyneuron" / "book").mkdir()
    (tmp_path / "data").mkdir()
    for name in ("mnist.npz", "imdb.npz", "README.md"):
        (tmp_path / "data" / name).write_text("data")
    monkeypatch.setenv("POLYNEURON_DATA", str(tmp_path / "data"))
    return tmp_path


def add(text: str):
    """A change of a file: these words at its end."""
    return lambda path: path.write_bytes(path.read_bytes() + text.encode())


def replace(before: str, after: str):
    def change(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return change


def translate(english: str, translation: str):
    def change(path: Path) -> None:
        catalog = polib.pofile(str(path), wrapwidth=100)
        catalog.find(english).msgstr = translation
        catalog.save()

    return change


PACKAGE, PERSIAN = "src/polyneuron", "locales/fa/LC_MESSAGES/polyneuron.po"
LOSS_TITLE = "Which loss pulls at a wrong answer?"


@pytest.mark.parametrize(
    ("file", "change", "seen_by"),
    [
        # what code does
        (f"{PACKAGE}/figures/loss.py", replace("-8, 8", "-9, 9"), ["losses"]),
        (f"{PACKAGE}/figures/camera.py", add("\nlimit = 1\n"), []),
        (f"{PACKAGE}/figures/markup.py", add("\nlimit = 1\n"), ["losses"]),
        (f"{PACKAGE}/language.py", add("\nlimit = 1\n"), ["digits", "losses"]),
        (f"{PACKAGE}/datasets/mnist.py", add("\nlimit = 1\n"), ["digits"]),
        (f"{PACKAGE}/datasets/download.py", add("\nlimit = 1\n"), ["digits"]),
        (f"{PACKAGE}/datasets/imdb.py", add("\nlimit = 1\n"), []),
        (f"{PACKAGE}/checking.py", add("\nlimit = 1\n"), ["digits"]),
        (f"{PACKAGE}/quiz.py", add("\nlimit = 1\n"), []),
        (f"{PACKAGE}/quiet.py", add("\nlimit = 1\n"), ["digits", "losses"]),
        (f"{PACKAGE}/__init__.py", add("\nlimit = 1\n"), ["digits", "losses"]),
        # what it says about itself
        (f"{PACKAGE}/figures/loss.py", replace("Title, HTML and data", "HTML, title and data"), []),
        (f"{PACKAGE}/language.py", add("\n\n# a comment\n"), []),
        # files
        (f"{PACKAGE}/figure_files/loss.js", add("// other"), []),
        (f"{PACKAGE}/quiz_files/quiz.css", add("p {}"), []),
        (f"{PACKAGE}/font_files/NotoSansCJKsc-Subset.otf", add("more"), []),
        (f"{PACKAGE}/datasets/samples/digits.npz", add("more"), ["digits"]),
        (f"{PACKAGE}/datasets/samples/README.md", add("more"), []),
        (f"{PACKAGE}/unknown.json", lambda path: path.write_text("{}"), ["digits", "losses"]),
        (f"{PACKAGE}/book/cli.py", lambda path: path.write_text("1"), []),
        (f"{PACKAGE}/quizzes/fa/a.html", lambda path: (path.parent.mkdir(parents=True), path.write_text("1")), []),
        # messages
        (PERSIAN, translate(LOSS_TITLE, "دیگر"), ["losses"]),
        (PERSIAN, translate("upper left", "دیگر"), []),
        (PERSIAN, add("\n# a comment\n"), []),
        (PERSIAN, add('\n#~ msgid "old"\n#~ msgstr "قدیمی"\n'), []),
        ("locales/pl/LC_MESSAGES/polyneuron.po", translate(LOSS_TITLE, "Inna"), []),
        # what is installed, and data
        ("requirements.lock", replace("\nnumpy==", "\nnumpy==9"), ["digits", "losses"]),
        ("requirements.lock", replace("\njinja2==", "\njinja2==9"), ["digits", "losses"]),
        ("requirements.lock", replace("\nruff==", "\nruff==9"), []),
        ("requirements.lock", replace("\nsphinx==", "\nsphinx==9"), []),
        ("data/mnist.npz", add("more"), ["digits"]),
        ("data/imdb.npz", add("more"), []),
        ("data/README.md", add("more"), []),
    ],
)
def test_a_notebook_depends_on_what_it_can_show_and_on_nothing_else(root, file, change, seen_by):
    notebooks = {"losses": LOSSES, "digits": DIGITS}
    before = {name: Dependencies(root).of(found, "fa") for name, found in notebooks.items()}
    change(root / file)
    said = {name: differences(before[name], Dependencies(root).of(found, "fa")) for name, found in notebooks.items()}
    assert [name for name in sorted(said) if said[name]] == seen_by
    for name in seen_by:
        (sentence,) = said[name]
        assert Path(file).name in sentence


def test_the_plot_font_counts_where_it_is_used(root):
    before = Dependencies(root).of(LOSSES, "zh")
    add("more")(root / PACKAGE / "font_files" / "NotoSansCJKsc-Subset.otf")
    assert differences(before, Dependencies(root).of(LOSSES, "zh")) == [
        "src/polyneuron/font_files/NotoSansCJKsc-Subset.otf changed"
    ]


def test_a_notebook_that_uses_the_package_in_an_unknown_way_depends_on_all_of_it(root):
    found = Dependencies(root).of(notebook("dir(polyneuron)"), "fa")
    modules = {f"{PACKAGE}/{path.relative_to(root / PACKAGE)}" for path in (root / PACKAGE).rglob("*.py")}
    modules -= {f"{PACKAGE}/datasets/__init__.py"}  # only hands on what other modules make
    modules -= {f"{PACKAGE}/{name}.py" for name in ("__main__", "learn", "lab_language")}  # no notebook imports them
    figures = {name for name in modules if "/figures/" in name}
    named = {name for name in found if name.endswith(".py")}
    assert modules - figures <= named
    assert f"{PACKAGE}/figures/__init__.py" in named
    broken = Dependencies(root).of(notebook("%time polyneuron.show_figure('loss')"), "fa")
    assert modules <= {name for name in broken if name.endswith(".py")}


def test_every_chapter_depends_on_what_it_imports(lessons):
    """The real chapters: each that loads data, shows a figure or measurements depends on the files of these."""
    for lesson in lessons:
        codes = [cell.source for cell in lesson.cells if cell.kind == "code"]
        found = Dependencies(ROOT).of(notebook(*codes), "en")
        text = "\n".join(codes)
        for call, file in [
            ("load_mnist(", "datasets/mnist.py"),
            ("load_imdb(", "datasets/imdb.py"),
            ("load_benchmarks(", "benchmarks.json"),
            ('show_figure("softmax"', "figures/softmax.py"),
            ('show_figure("camera"', "figures/camera.py"),
            ("with checking(", "checking.py"),
        ]:
            assert (call in text) <= (f"{PACKAGE}/{file}" in found), (lesson.name, call)
        assert ("load_mnist(" in text) == (f"{PACKAGE}/datasets/mnist.py" in found)

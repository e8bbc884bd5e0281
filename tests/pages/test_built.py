"""Whether pages are built again: by what they are made from, and by what lies there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book.model.edition import Edition, Interface, Links
from polyneuron.book.notebooks.dependencies import differences
from polyneuron.book.notebooks.forms import write_notebook
from polyneuron.book.pages.built import Built, page_parts, source_parts
from tests.conftest import ROOT

SETTINGS = {"title": "A book", "sphinx": {"config": {"language": "fa", "polyneuron_digest": "1"}}}


@pytest.fixture
def edition(configuration) -> Edition:
    return Edition(configuration.language("fa"), Interface({"Copy": "رونوشت"}, ["Copy"]), Links(), "")


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "a.woff2").write_bytes(b"a")
    return tmp_path / "shared"


def test_pages_depend_on_the_code_that_makes_them_and_on_no_other(configuration, edition, shared):
    names = {name for name in page_parts(configuration, edition, shared) if name.startswith("src/")}
    book = "src/polyneuron/book"
    for part in ("pages/extension.py", "pages/terms.py", "texts/interface.py", "source/myst.py"):
        assert f"{book}/{part}" in names
    assert f"{book}/pages/templates/language-switcher.html" in {name.replace("components/", "") for name in names}
    for room in ("lint/", "bench/", "make/", "cli.py", "steps.py", "notebooks/execution.py", "pages/built.py"):
        assert not [name for name in names if name.startswith(f"{book}/{room}")]
    assert all((ROOT / name).is_file() for name in names)


def test_pages_depend_on_the_interface_of_their_own_language(configuration, edition, shared):
    before = page_parts(configuration, edition, shared)
    catalog = "locales/fa/LC_MESSAGES/interface.po"
    assert [name for name in before if name.endswith(".po")] == [catalog]
    other = replace(edition, interface=Interface({"Copy": "کپی"}, ["Copy"]))
    assert differences(before, page_parts(configuration, other, shared)) == [f"{catalog} changed"]
    moved = replace(configuration, site_url="https://example.org")
    (said,) = differences(before, page_parts(moved, edition, shared))
    assert said.startswith("_config.yml: site_url changed: ")
    (shared / "a.woff2").write_bytes(b"b")
    assert differences(before, page_parts(configuration, edition, shared)) == ["shared file a.woff2 changed"]


def test_versions_of_what_makes_pages_count_and_those_of_what_checks_them_do_not(configuration, edition, shared):
    names = set(page_parts(configuration, edition, shared))
    assert {"requirements.lock: sphinx", "requirements.lock: sphinx-book-theme"} <= names
    assert not {"requirements.lock: ruff", "requirements.lock: tensorflow-cpu"} & names


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The folder of a book with a notebook and a page, and pages that were built."""
    folder = tmp_path / "books" / "fa"
    cells = [new_markdown_cell("(here)=\n# Title\n\nProse", id="a"), new_code_cell("# no heading\n1", id="b")]
    kernel = {"name": "python3", "display_name": "Python 3"}
    write_notebook(new_notebook(cells=cells, metadata={"kernelspec": kernel}), folder / "one.ipynb")
    (folder / "about.md").write_text("# About\n\nProse")
    (folder / "_toc.yml").write_text("root: one")
    build(folder)
    return folder


def build(folder: Path) -> list[str]:
    """Build the pages as `site` does, with Jupyter Book's part played by a copy; return the reasons."""
    built, parts = Built(folder), source_parts(folder, SETTINGS)
    if reasons := built.reasons(parts):
        built.begin(parts)
        for path in folder.glob("*.*"):
            (built.output / "html").mkdir(parents=True, exist_ok=True)
            (built.output / "html" / f"{path.stem}.html").write_bytes(path.read_bytes())
        built.finish(parts)
    return reasons


def test_nothing_changed_is_unchanged(source):
    assert build(source) == []
    assert Built(source).is_whole()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda html: (html / "about.html").unlink(), "the built page about.html is gone"),
        (lambda html: (html / "about.html").write_text("x"), "the built page about.html changed"),
        (lambda html: (html / "more.html").write_text("x"), "the built page more.html is new"),
    ],
)
def test_what_lies_there_is_compared_and_begun_from_nothing(source, change, said):
    change(source / "_build" / "html")
    assert not Built(source).is_whole()
    assert build(source) == [said]
    assert build(source) == []
    assert not (source / "_build" / "html" / "more.html").exists()


@pytest.mark.parametrize("record", ["", "{}", "[1]", '{"parts": {}}'])
def test_without_a_record_nothing_is_called_unchanged(source, record):
    (source / "built.json").write_text(record)
    assert build(source) == ["they have not been built here before, or not to the end"]


@pytest.mark.parametrize(
    ("change", "from_nothing"),
    [
        (lambda source: (source / "about.md").write_text("# About\n\nOther prose"), False),
        (lambda source: (source / "about.md").write_text("# Other\n\nProse"), True),
        (lambda source: (source / "about.md").write_text("(label)=\n# About\n\nProse"), True),
        (lambda source: (source / "about.md").rename(source / "news.md"), True),
        (lambda source: (source / "built.json").unlink(), True),
    ],
)
def test_pages_are_built_from_nothing_where_sphinx_would_keep_what_is_wrong(source, change, from_nothing):
    mark = source / "_build" / "environment of Sphinx"
    mark.write_text("")
    change(source)
    assert build(source)
    assert mark.exists() != from_nothing
    assert not (source / "_build" / "html" / "about.html").exists() or (source / "about.md").exists()


def test_the_digest_of_everything_else_is_named_by_its_parts_and_not_as_a_setting(source):
    other = {**SETTINGS, "sphinx": {"config": {"language": "fa", "polyneuron_digest": "2"}}}
    assert source_parts(source, SETTINGS) == source_parts(source, other)
    other = {**SETTINGS, "title": "Another"}
    assert differences(source_parts(source, SETTINGS), source_parts(source, other)) == ["books/fa/_config.yml changed"]

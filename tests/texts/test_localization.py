"""Editions: the same lesson in other words; what is missing or stale shows English, visibly."""

import ast
from collections import Counter
from unittest.mock import Mock

import pytest

from polyneuron.book import book as book_module
from polyneuron.book import steps
from polyneuron.book.book import localize_books, translated_languages
from polyneuron.book.model.lesson import Lesson
from polyneuron.book.model.messages import ALT_TEXT, CODE_COMMENT
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.catalogs import catalog_path, read_catalog, translations
from polyneuron.book.texts.code_comparison import same_code
from polyneuron.book.texts.code_messages import code_messages
from polyneuron.book.texts.localization import localize
from tests.conftest import ROOT


def strings(source: str) -> Counter:
    """Every string constant of a cell, f-strings' literal parts included, and how often it stands there."""
    return Counter(
        node.value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def test_real_editions_have_the_same_cells_and_the_same_code(configuration, lessons):
    compared = 0
    for code in translated_languages(configuration):
        for lesson in lessons:
            localized, problems = localize(lesson, code, configuration)
            assert not problems
            assert [cell.identifier for cell in localized.cells] == [cell.identifier for cell in lesson.cells]
            for one, other in zip(lesson.cells, localized.cells, strict=True):
                assert (one.kind, one.tags, one.line) == (other.kind, other.tags, other.line)
                if one.kind == "code":
                    assert same_code(one.source, other.source)
                    messages = [m for m in code_messages(one.source, 1, "") if m.role != CODE_COMMENT]
                    kept = strings(one.source) - strings(other.source)
                    words = "".join(message.text for message in messages) + "en"
                    assert all(text in words for text in kept), "a string that is no message changed"
                    compared += 1
    assert compared > 200


@pytest.fixture
def neurons(lessons) -> Lesson:
    """Chapter 01, which is translated into all languages."""
    return next(lesson for lesson in lessons if lesson.name == "01-neurons")


def test_comments_and_labels_of_chapter_01_are_translated(configuration, neurons):
    for code in translated_languages(configuration):
        localized, _ = localize(neurons, code, configuration)
        source = "\n".join(cell.source for cell in localized.cells if cell.kind == "code")
        for english in ("# columns: left bright", 'title="Weights of a new layer"', 'f"Together:'):
            assert english not in source, f"{code}: {english}"
            assert english in "\n".join(cell.source for cell in neurons.cells)


def test_alternative_texts_are_translated(configuration, neurons):
    localized, _ = localize(neurons, "pl", configuration)
    alternatives = [cell.options["alt"] for cell in localized.cells if "alt" in cell.options]
    catalog, _ = read_catalog(catalog_path(configuration.locales, "pl", neurons.name), "pl", configuration.root)
    done = {text: entry.msgstr for (role, text), entry in translations(catalog).items() if role == ALT_TEXT}
    english = [cell.options["alt"] for cell in neurons.cells if "alt" in cell.options]
    assert len(done) >= 3
    assert alternatives == [done.get(text, text) for text in english]


def test_the_set_up_cell_chooses_the_language(translated_project):
    (book,) = localize_books(translated_project.configuration, ["fa"], "")
    assert 'use_language("fa")' in book.lessons[0].cells[1].source


def test_stale_and_missing_texts_fall_back_to_english_with_a_mark(translated_project):
    translated_project.replace("chapters/small.md", "This is **important**.", "This is very **important**.\n\nNew.")
    translated_project.run("catalogs")
    (book,) = localize_books(translated_project.configuration, ["fa"], "")
    text = "\n".join(cell.source for cell in book.lessons[0].cells)
    for english in ("This is very **important**.", "New."):
        assert f'<span class="untranslated" lang="en" dir="ltr">{english}</span>' in text
    assert "این **مهم** است." not in text
    assert (book.lessons[0].translated, book.lessons[0].total) == (5, 7)


def test_a_text_that_comes_twice_counts_once_in_the_share(translated_project):
    twice = "\n\nThis is **important**.\n\nNew.\n\nNew.\n"
    translated_project.replace("chapters/small.md", "## The sum\n", f"## The sum{twice}")
    translated_project.run("catalogs")
    (book,) = localize_books(translated_project.configuration, ["fa"], "")
    assert (book.lessons[0].translated, book.lessons[0].total) == (6, 7)


def test_the_book_is_read_once_also_where_editions_are_compared_with_it(translated_project, monkeypatch):
    translated_project.replace("_config.yml", "released:\n  - en", "released:\n  - en\n  - fa")
    read = Mock(wraps=book_module.read_book)
    monkeypatch.setattr(book_module, "read_book", read)
    assert "This edition is released" in translated_project.run("notebooks").output
    assert read.call_count == 1


def test_a_preview_of_a_released_edition_shows_a_doubtful_sentence_in_english(translated_project, monkeypatch):
    translated_project.replace("_config.yml", "released:\n  - en", "released:\n  - en\n  - fa")
    build = Mock(return_value=translated_project.root)
    monkeypatch.setattr(steps, "build_site", build)
    assert translated_project.run("site", "--quick", "--behind", "--language", "fa").exit_code == 0
    configuration = build.call_args.args[0]
    assert configuration.released == ()
    translated_project.replace("chapters/small.md", "## The sum", "## The sum\n\nNew.\n")
    translated_project.run("catalogs")
    (book,) = localize_books(configuration, ["fa"], "")
    assert "New." in "\n".join(cell.source for cell in book.lessons[0].cells)
    with pytest.raises(ProblemsFound, match="This edition is released"):
        localize_books(translated_project.configuration, ["fa"], "")
    refused = translated_project.run("site", "--behind")
    assert "--behind is for previews" in refused.output


def test_a_released_edition_may_not_be_behind(translated_project):
    for name in ("interface", "polyneuron"):
        real = ROOT / "locales" / "fa" / "LC_MESSAGES" / f"{name}.po"
        translated_project.write(f"locales/fa/LC_MESSAGES/{name}.po", real.read_text(encoding="utf-8"))
    translated_project.replace("_config.yml", "released:\n  - en", "released:\n  - en\n  - fa")
    assert translated_project.run("notebooks").exit_code == 0
    translated_project.replace("chapters/small.md", "## The sum", "## The sum\n\nNew.\n")
    result = translated_project.run("notebooks")
    assert result.exit_code == 1
    assert "small.po (fa): This edition is released, but messages are missing or fuzzy: 1" in result.output

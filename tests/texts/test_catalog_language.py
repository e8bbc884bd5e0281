"""A catalogue must be in the language of its folder, by its header and by its letters."""

from __future__ import annotations

import pytest

from polyneuron.book.texts.catalog_language import foreign, same_language
from polyneuron.book.texts.po_reader import open_catalog, parse
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("fa", "fa", True),
        ("fa_IR", "fa", True),
        ("fa-IR", "fa", True),
        ("fa_IR.UTF-8", "fa", True),
        ("pes", "fa", True),
        ("zh_CN", "zh", True),
        ("zh_Hans", "zh", True),
        ("zh_SG", "zh", True),
        ("zh_TW", "zh", False),
        ("zh_Hant_CN", "zh", False),
        ("sr@latin", "sr", False),
        ("sr_Latn", "sr", False),
        ("yo_BJ", "yo", True),
        ("qaa", "qaa", True),
        ("qaa", "fa", False),
        ("Persian", "fa", False),
        ("ru", "fa", False),
    ],
)
def test_names_of_one_written_language(one, other, same):
    assert same_language(one, other) is same


def catalog(language: str, translation: str, count: int):
    header = f'msgid ""\nmsgstr "Language: {language}\\n"\n\n'
    return parse(header + "\n".join(f'msgid "message {number}"\nmsgstr "{translation}"\n' for number in range(count)))


@pytest.mark.parametrize(
    ("language", "translation", "found"),
    [
        ("fa", "слово `code`", "CYRILLIC"),
        ("fa", "some words", "LATIN"),
        ("fa", "شبکه (neural network with many more letters)", ""),
        ("fa", "`only_code_that_is_long` در", ""),
        ("zh", "нейрон", "CYRILLIC"),
        ("zh", "神经元", ""),
        ("ru", "神经元", "CJK"),
        ("pl", "нейрон", "CYRILLIC"),
        ("pl", "neuron", ""),
        ("ja", "ニューロンです", ""),
        ("ko", "뉴런", ""),
        ("bn", "নিউরন", ""),
        ("qaa", "нейрон", ""),
        ("fa", "123 ≈ $x$", ""),
    ],
)
def test_the_letters_of_a_catalogue(language, translation, found):
    findings = [what for _, what, _ in foreign(catalog(language, translation, 5), language)]
    assert bool(findings) is bool(found)
    assert all(found in what for what in findings)
    assert not list(foreign(catalog(language, translation, 4), language)), "four may be an accident"


def test_the_catalogues_of_the_project_are_in_their_languages():
    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po")):
        assert not list(foreign(open_catalog(path), path.parent.parent.name))

"""Forms of Russian and Polish words, as the real dictionaries know them."""

from __future__ import annotations

import sys

import pytest

from polyneuron.book.lint.findings import CannotRun
from polyneuron.book.lint.languages import polish_dictionary, russian_dictionary
from polyneuron.book.lint.lemmas import same_word
from polyneuron.book.tools import word_forms

DICTIONARIES = {"ru": russian_dictionary.lemmas, "pl": polish_dictionary.lemmas}


@pytest.mark.parametrize(
    ("language", "word", "lemma"),
    [
        ("ru", "нейронных", "нейронный"),
        ("ru", "весами", "вес"),
        ("ru", "весами", "весы"),
        ("ru", "Потерь", "потеря"),
        ("ru", "свёрткой", "свёртка"),
        ("pl", "sieciach", "sieć"),
        ("pl", "macierzy", "macierz"),
        ("pl", "Wagami", "waga"),
        ("pl", "uczenia", "uczyć"),
        ("pl", "błędów", "błąd"),
    ],
)
def test_a_form_has_the_lemmas_of_all_words_that_it_may_be(language, word, lemma):
    assert lemma in DICTIONARIES[language](word)


@pytest.mark.parametrize(
    ("language", "word"), [("ru", "нейроннй"), ("ru", "layer"), ("pl", "sieciahc"), ("pl", "wagga")]
)
def test_a_misspelt_or_foreign_word_has_none(language, word):
    assert not DICTIONARIES[language](word)


@pytest.mark.parametrize(
    ("language", "one", "other", "same"),
    [
        ("ru", "слоёв", "слой", True),
        ("ru", "батчами", "батч", True),
        ("ru", "ReLU", "relu", True),
        ("ru", "слово", "слой", False),
        ("ru", "выход", "вход", False),
        ("ru", "батарея", "батч", False),
        ("pl", "warstwach", "warstwa", True),
        ("pl", "softmaxem", "softmax", True),
        ("pl", "wejściem", "wejście", True),
        ("pl", "wyjściem", "wejście", False),
        ("pl", "straty", "stracony", False),
    ],
)
def test_forms_of_one_word_are_the_same_word(language, one, other, same):
    assert same_word(one, other, DICTIONARIES[language]) is same


@pytest.mark.parametrize(
    ("lemmas", "load", "module"),
    [
        (russian_dictionary.lemmas, word_forms._pymorphy, "pymorphy3"),
        (polish_dictionary.lemmas, word_forms._morfeusz, "morfeusz2"),
    ],
)
def test_a_missing_dictionary_is_said_with_its_remedy(monkeypatch, lemmas, load, module):
    load.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(CannotRun) as found:
        lemmas(f"aword{module}")
    load.cache_clear()
    assert "not installed" in found.value.what
    assert "make environment" in found.value.remedy

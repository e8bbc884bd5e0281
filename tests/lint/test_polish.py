"""The gates for Polish: spelling, quotes, decimal comma."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.languages import polish
from polyneuron.book.lint.texts import Text
from tests.lint import judge

GATES = {gate.name: gate for gate in polish.GATES}

PARAGRAPHS = (
    "Sieć to warstwy; każda warstwa mnoży wejścia przez wagi (ang. *weights*) i dodaje wyraz wolny.",
    "Co odpowie neuron N1 na parę (7,2; −5,8)? Powiedz „dobrze” albo „źle, bo »bias« jest zły”…",
    "Logity przechodzą przez `softmax`: napisał to B. Rohrer w „How deep neural networks work” (2017).",
    "W Kerasie i w NumPy uczy się je tak samo; wersja Python 3.11, licencja Creative Commons Attribution 4.0.",
    "Żółte, czteropikselowe obrazki nie są chyba najlepszym przykładem, choćby i w ćwiczeniach.",
)
SOURCE = "Weights, bias, N1, NumPy: B. Rohrer, How deep neural networks work. Python, Creative Commons Attribution."


def text(translation: str, role: str = "paragraph", source: str = SOURCE) -> Text:
    return Text("pl", "locales/pl/LC_MESSAGES/test.po", 1, role, source, translation)


def findings(rule: str, *translations: str) -> list:
    return judge(GATES[rule], [text(translation) for translation in translations])


@pytest.mark.parametrize("rule", GATES)
def test_well_written_sentences_pass(rule):
    assert findings(rule, *PARAGRAPHS) == []


def test_misspelt_words_are_found():
    wrong = ["warsfta", "neuorn", "mnorzenie", "wspułczynnik", "macież", "wogóle", "uczneie", "skonpiluj", "zbior"]
    found = findings("pl-spelling", *[f"To jest {word} sieci." for word in wrong])
    assert [finding.word for finding in found] == wrong


def test_a_word_without_its_marks_is_found():
    wrong = ["wiecej", "wiekszosc", "ktorej", "wartosc", "uczacy", "jesli"]
    found = findings("pl-spelling", *[f"To jest {word} sieci." for word in wrong])
    assert [finding.word for finding in found] == wrong


def test_listed_words_are_right_in_their_forms():
    assert findings("pl-spelling", "Logitów w Kerasie, softmaxem, regularyzacją, sigmoidalnej, Rohrera") == []
    assert len(findings("pl-spelling", "Logitówek, sigmoidalnąj")) == 2


def test_english_words_of_the_source_and_names_are_not_checked():
    assert findings("pl-spelling", "Wagi (weights), wyraz wolny (bias), API, MeinName") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('Odpowiedź "dobrze" jest zła.', "Odpowiedź „dobrze” jest zła."),
        ("Odpowiedź “dobrze” jest zła.", "Odpowiedź „dobrze” jest zła."),
        ("Odpowiedź „dobrze“ jest zła.", "Odpowiedź „dobrze” jest zła."),
        ('Odpowiedź „dobrze" jest zła.', "Odpowiedź „dobrze” jest zła."),
        ('Kod `a "b"` i "warstwa"', 'Kod `a "b"` i „warstwa”'),
        ('Odpowiedź "dobrze jest zła.', None),
        ("Odpowiedź „dobrze jest zła.", None),
        ("Odpowiedź ”dobrze” jest zła.", None),
        ("Odpowiedź ‚dobrze’ jest zła.", None),
    ],
)
def test_quotes_that_are_no_polish_ones_are_found_and_mended_where_that_is_safe(wrong, right):
    assert [finding.replacement for finding in findings("pl-quotes", wrong)] == [right]


@pytest.mark.parametrize("wrong", ["0.42", "−5.8", "~1.39", "2.154", "(0.96)"])
def test_a_decimal_point_in_prose_is_found(wrong):
    assert len(findings("pl-decimal-comma", f"Odpowiedź to {wrong}, czyli dużo.")) == 1


@pytest.mark.parametrize("right", ["0,42", "`0.42`", "$0.42$", "1.2.3", "https://example.org/1.5", "rozdział 4."])
def test_commas_code_formulas_and_addresses_have_none(right):
    assert findings("pl-decimal-comma", f"Odpowiedź to {right}") == []


@pytest.mark.parametrize("role", ["printed text", "plot text", "code comment", "feedback of a check"])
def test_texts_of_a_program_keep_the_point(role):
    assert not judge(GATES["pl-decimal-comma"], [text("Odpowiedź: 0.42", role)])

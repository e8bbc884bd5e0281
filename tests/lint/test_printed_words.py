"""Labels that cells print for readers of another script hold names of code and no other Latin words."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.printed_words import GATES
from polyneuron.book.lint.texts import Text
from tests.lint import judge


def findings(language: str, source: str, translation: str, role: str = "printed text") -> list[str]:
    (gate,) = GATES
    file = f"locales/{language}/LC_MESSAGES/test.po"
    return [found.what for found in judge(gate, [Text(language, file, 1, role, source, translation, True)])]


@pytest.mark.parametrize(
    ("language", "source", "translation", "word"),
    [
        ("fa", "Computed on:", "دستگاه محاسبه device:", "device"),
        ("fa", "First batch:", "دستهٔ اول rows:", "rows"),
        ("fa", "Images to train with:", "تصویرهای آموزش x_all:", "x_all"),
        ("fa", "Powers:", "توان‌ها powers:", "powers"),
        ("ru", "Loss: {loss:.2f}", "Потери loss: {loss:.2f}", "loss"),
        ("zh", "Sums: {sums[0]}", "sums：{sums[0]}", "sums"),
    ],
)
def test_a_stray_latin_word_is_found(language, source, translation, word):
    (what,) = findings(language, source, translation)
    assert repr(word) in what


@pytest.mark.parametrize(
    ("language", "source", "translation"),
    [
        ("fa", "Slope of relu at {place}: {slope}", "شیب relu در {place}: {slope}"),
        ("fa", "Shape of the kernel:", "شکل آرایهٔ kernel:"),
        ("zh", "Sum of the logits:", "logit 的总和："),
        ("ru", "from_logits:", "from_logits:"),
        ("ru", "Keras: {loss}", "Keras: {loss}"),
        ("pl", "Loss:", "Strata loss:"),  # Polish has Latin letters: other gates look there
    ],
)
def test_names_of_code_are_no_words(language, source, translation):
    assert findings(language, source, translation) == []


def test_prose_is_for_other_gates():
    assert findings("fa", "Rows:", "سطرها rows:", "paragraph") == []

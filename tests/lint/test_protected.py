"""The gates for what no translation may change: code, formulas, links, placeholders, numbers."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.protected import GATES, numbers
from polyneuron.book.model.language import Language
from polyneuron.book.source.language_facts import language_facts

PROTECTED, SAFE, TABLES, NUMBERS = GATES


@pytest.mark.parametrize(
    ("source", "wrong", "role"),
    [
        ("Call `fit` now.", "Wywołaj teraz `dopasuj`.", "paragraph"),
        ("Call `fit` now.", "اکنون `tif` را صدا بزنید.", "paragraph"),
        ("With $a^2$ it grows.", "Z $a^3$ rośnie.", "paragraph"),
        ("See [the site](https://example.org).", "Zobacz [stronę](https://example.pl).", "paragraph"),
        ("See {ref}`loss`.", "Zob. {ref}`strata`.", "paragraph"),
        ("A {term}`weight` is a number.", "{term}`Waga` to liczba.", "paragraph"),
        ("Press <kbd>Ctrl</kbd>.", "Naciśnij Ctrl.", "paragraph"),
        ("one item", "# jeden element", "paragraph"),
        ("Page %(number)s", "Strona %(numer)s", "interface"),
        ("By %s", "Autor", "interface"),
        ("{count} of {total}", "{count} z", ""),
    ],
)
def test_lost_and_changed_parts_are_found(findings, source, wrong, role):
    assert findings(PROTECTED, "pl", source, wrong, role)


@pytest.mark.parametrize(
    ("source", "right", "role"),
    [
        ("Call `fit` on $x$.", "Na $x$ wywołaj `fit`.", "paragraph"),
        ("See [the site](https://example.org).", "[Strona](https://example.org) jest tutaj.", "paragraph"),
        ("{term}`weights <weight>` are numbers.", "{term}`Wagi <weight>` to liczby.", "paragraph"),
        ("{count} of {total}", "z {total} – {count}", ""),
    ],
)
def test_moved_parts_pass(findings, source, right, role):
    assert findings(PROTECTED, "pl", source, right, role) == []


def test_the_braces_of_an_f_string_are_code(findings):
    assert findings(PROTECTED, "ru", "Sum: {a + b:.2f}", "Сумма: {a + c:.2f}", "printed text", formatted=True)
    assert not findings(PROTECTED, "ru", "Sum: {a + b:.2f}", "Сумма: {a + b:.2f}", "printed text", formatted=True)


@pytest.mark.parametrize(
    ("language", "source", "wrong"),
    [
        ("yo", "after 20 epochs", "lẹ́yìn ìgbà 30"),
        ("zh", "60 000 images", "6000 张图片"),
        ("fa", "a limit of 0.5", "حد ۰٫۰۵"),
        ("ru", "0.9763 on the test set", "0,9736 на тесте"),
        ("pl", "between −1 and 1", "od 1 do 1"),
        ("pl", "12 weights", "wagi"),
        ("ru", "A picture has 784 pixels.", "В картинке 748 пикселей."),
    ],
)
def test_a_changed_or_lost_number_is_found(findings, language, source, wrong):
    assert findings(NUMBERS, language, source, wrong)


@pytest.mark.parametrize(
    ("language", "source", "right"),
    [
        ("fa", "60 000 images at 0.5", "۶۰٬۰۰۰ تصویر با ۰٫۵"),
        ("ru", "60,000 images at 0.5", "60 000 картинок при 0,5"),
        ("pl", "a row of zeros with a single 1", "wiersz zer z jedną jedynką"),
        ("zh", "six chapters", "6 章"),
        ("yo", "two inputs: 4 and 4", "ìwọlé 2: 4 àti 4"),
        ("pl", "the neuron N2 of chapter 3", "neuron N2 z rozdziału 3"),
    ],
)
def test_the_same_number_in_other_digits_passes(findings, language, source, right):
    assert findings(NUMBERS, language, source, right) == []


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("ru", "1 234,5", "1234.5"),
        ("fa", "۱۲٫۵", "12.5"),
        ("fa", "1,234", "1234"),
        ("en", "1,234.5", "1234.5"),
        ("zh", "−3", "-3"),
        ("de", "1.234,5", "1234.5"),
        ("de", "0.5", "0.5"),
        ("ha", "1,234.5", "1234.5"),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(code, text, value):
    assert numbers(text, Language(code, **language_facts(code))) == {value}

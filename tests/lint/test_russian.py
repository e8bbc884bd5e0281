"""The gates for Russian: alphabets, spelling, typography, ё."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.languages import russian
from polyneuron.book.lint.texts import Text
from tests.lint import judge

GATES = {gate.name: gate for gate in russian.GATES}

PARAGRAPHS = (
    "Сеть — это слои; каждый слой умножает входы на веса (weights) и прибавляет смещение.",
    "Что ответит нейрон N1 на пару значений (7,2; −5,8)? Скажите «верно» или «неверно»…",
    "**Что вы узнаете:** почему `predict` берёт батчи, а не по одному примеру.",
    "Логиты полносвязного слоя проходят через softmax: 235\u00a0200 чисел, 4 × 4 матрица, 32-битные числа.",
    "Из-за шума ошибки кое-где всё-таки есть, но кто-то их найдёт. NumPy и Keras ещё пригодятся.",
)
SOURCE = "Weights, N1, softmax, predict, NumPy and Keras: x1, API, CAM, one-hot."


def text(translation: str, role: str = "paragraph", source: str = SOURCE) -> Text:
    return Text("ru", "locales/ru/LC_MESSAGES/test.po", 1, role, source, translation)


def findings(rule: str, *translations: str) -> list:
    return judge(GATES[rule], [text(translation) for translation in translations])


@pytest.mark.parametrize("rule", GATES)
def test_well_written_sentences_pass(rule):
    assert findings(rule, *PARAGRAPHS) == []


@pytest.mark.parametrize(
    ("wrong", "word", "mended"),
    [
        ("Это нейpoн.", "нейpoн", "Это нейрон."),  # Latin p, o
        ("Вeс и смещение", "Вeс", "Вес и смещение"),  # Latin e
        ("Слой c весом", "c", "Слой с весом"),  # Latin c
        ("O слоях", "O", "О слоях"),  # Latin O
        ("Библиотека Кeras", "Кeras", "Библиотека Keras"),  # Cyrillic К
        ("Код `model` и мoдель", "мoдель", "Код `model` и модель"),  # Latin o
        ("Слой softmaxом", "softmaxом", None),
    ],
)
def test_a_word_of_two_alphabets_is_found_and_mended_where_only_one_is_meant(wrong, word, mended):
    assert [(finding.word, finding.replacement) for finding in findings("ru-alphabet", wrong)] == [(word, mended)]


@pytest.mark.parametrize("right", ["Вход x1 и нейрон N1", "one-hot-кодирование", "API, CAM", "ось x", "`aвтор`"])
def test_names_and_compounds_of_latin_and_cyrillic_words_pass(right):
    assert not judge(GATES["ru-alphabet"], [text(right, source=f"{SOURCE} axis x")])


def test_misspelt_words_are_found():
    wrong = ["нейроннй", "обучениее", "смищение", "слайами", "предскозание", "потрей", "батчаами", "логтиы"]
    found = findings("ru-spelling", *[f"Вот {word} и сеть." for word in wrong])
    assert [finding.word for finding in found] == wrong


def test_listed_words_are_right_in_all_their_forms():
    assert findings("ru-spelling", "Батчами, логитов, полносвязного, сигмоидой, гиперпараметрам") == []


TYPOGRAPHY = [
    ('Ответ "верно" неверен.', "Ответ «верно» неверен."),
    ("Сеть - это слои.", "Сеть — это слои."),
    ("И так далее...", "И так далее…"),
    ("Слой , вес", "Слой, вес"),
    ("Слой  и вес", "Слой и вес"),
    ("Матрица 4 x 4", "Матрица 4 × 4"),
    ("Вес -0,5 и x1 = -2", "Вес −0,5 и x1 = −2"),
    ("Из за шума", "Из-за шума"),
    ("Слой,вес", "Слой, вес"),
    ("Вес( число )", "Вес (число)"),
    ('Код `a "b"` и "слой"', 'Код `a "b"` и «слой»'),
]

YO = [
    ("Еще один слой", "Ещё один слой"),
    ("Нейрон дает ответ", "Нейрон даёт ответ"),
    ("Вес берется отсюда", "Вес берётся отсюда"),
    ("Черный пиксель", "Чёрный пиксель"),
    ("Счет идет `еще`", "Счёт идёт `еще`"),
]


@pytest.mark.parametrize(("rule", "pairs"), [("ru-typography", TYPOGRAPHY), ("ru-yo", YO)])
def test_typography_and_yo_are_mended_outside_of_code(rule, pairs):
    found = findings(rule, *[wrong for wrong, _ in pairs])
    assert [(finding.message, finding.replacement) for finding in found] == pairs


@pytest.mark.parametrize("wrong", ["0.42", "−5.8", "~1.39", "2.154", "(0.96)"])
def test_a_decimal_point_in_prose_is_found(wrong):
    assert [finding.word for finding in findings("ru-decimal-comma", f"Ответ {wrong}, и всё.")] == [wrong.strip("−~()")]


def test_words_that_are_right_with_both_letters_pass():
    assert findings("ru-yo", "Все слои; всё готово. Небо и нёбо.") == []

"""The glossary gate, with the course's own term base."""

from __future__ import annotations

import pytest

from polyneuron.book.lint import glossary_use
from polyneuron.book.lint.findings import Level
from polyneuron.book.lint.glossary_use import english_names, find_uses
from polyneuron.book.lint.texts import Text
from polyneuron.book.model.term import Term
from tests.lint import judge

(GATE,) = glossary_use.GATES


def findings(language: str, source: str, translation: str, role: str = "paragraph") -> list[str]:
    text = Text(language, f"locales/{language}/LC_MESSAGES/test.po", 1, role, source, translation)
    return [finding.word for finding in judge(GATE, [text])]


SEEDED = [
    ("ru", "The weights of a layer.", "Коэффициенты слоя.", "weight"),
    ("ru", "A hidden layer has three neurons.", "В скрытом уровне три нейрона.", "hidden layer"),
    ("ru", "Change the learning rate.", "Измените быстроту обучения.", "learning rate"),
    ("ru", "A bias moves the line.", "Порог сдвигает прямую.", "bias"),
    ("ru", "The kernel is a matrix.", "Фильтр — это матрица.", "kernel"),
    ("ru", "Overfitting in two epochs", "Переобучение за два прохода", "epoch"),
    ("pl", "The bias of a neuron", "Próg neuronu", "bias"),
    ("pl", "Batches of 32 examples", "Partie po 32 przykłady", "batch"),
    ("pl", "This pattern is diagonal.", "Ten wzór jest ukośny.", "pattern"),
    ("pl", "Three hidden layers", "Trzy warstwy schowane", "hidden layer"),
    ("pl", "The training set", "Zbiór treningowy", "training set"),
    ("pl", "The gradients of the loss", "Gradienty kosztu", "loss"),
    ("zh", "The bias of a neuron", "神经元的偏差", "bias"),
    ("zh", "A batch of samples", "一批样本", "batch"),
    ("zh", "The accuracy is 0.9.", "精度是 0.9。", "accuracy"),
    ("zh", "Hidden layers", "隐含层", "hidden layer"),
    ("zh", "Its gradient", "它的斜度", "gradient"),
    ("fa", "The bias of a neuron", "سوگیری یک نورون", "bias"),
    ("fa", "The gradient of the loss", "شیب زیان", "gradient"),
    ("fa", "Hidden layers", "لایه‌های مخفی", "hidden layer"),
    ("fa", "Two heads", "دو سرعت", "head"),
    ("fa", "A matrix of weights", "جدولی از وزن‌ها", "matrix"),
    ("yo", "The bias of a neuron", "Àfikún ọpọlọ iṣan kan", "bias"),
    ("yo", "Run the cell.", "Ṣe sẹ́ẹ̀lì náà.", "run"),
    ("yo", "Its weights", "Àwọn òṣùwọ̀n rẹ̀", "weight"),
    ("yo", "The slope of the loss", "Ìdagun ìpàdánù", "slope"),
    ("yo", "A layer of neurons", "Ipele ọpọlọ iṣan kan", "layer"),
]

CLEAN = [
    ("ru", "The weights of the hidden layers", "Веса скрытых слоёв"),
    ("ru", "The loss function is small.", "Значение функции потерь мало."),
    ("ru", "Predict with batches of two examples.", "Предскажите с батчами из двух примеров."),
    ("ru", "Neural networks and their training examples", "Нейронные сети и их обучающие примеры"),
    ("pl", "Weights of the hidden layers", "Wagi ukrytych warstw"),
    ("pl", "The network was trained; training took long.", "Sieć się uczyła, i uczyła się długo."),
    ("pl", "In neural networks with biases", "W sieciach neuronowych z wyrazami wolnymi"),
    ("pl", "softmax of the logits", "liczone softmaxem z logitów"),
    ("zh", "The weights and biases of a dense layer", "全连接层的权重和偏置"),
    ("zh", "A Dense layer", "一个 Dense层"),
    ("fa", "Hidden layers", "لایه‌های پنهان"),
    ("fa", "The dataset of images", "مجموعه داده‌ی تصویرها"),
    ("fa", "The neural networks", "شبکه‌های عصبی"),
    ("fa", "Learning rates", "نرخ‌های یادگیری"),
    ("yo", "Run the cell.", "Mú sẹ́ẹ̀lì yìí ṣiṣẹ́."),
    ("yo", "Weights of the Layer", "Ìwúwo Ìpele"),
]


@pytest.mark.parametrize(("language", "source", "translation", "term"), SEEDED)
def test_another_word_for_a_term_is_found(language, source, translation, term):
    assert findings(language, source, translation) == [term]


@pytest.mark.parametrize(("language", "source", "translation"), CLEAN)
def test_terms_variants_and_their_forms_pass(language, source, translation):
    assert findings(language, source, translation) == []


def test_a_finding_names_the_english_words_what_is_expected_and_where_to_list_more():
    text = Text("pl", "locales/pl/LC_MESSAGES/test.po", 7, "heading", "Two Dense Layers", "Dwie grube powłoki")
    (finding,) = judge(GATE, [text])
    assert (finding.rule, finding.word, finding.line) == ("glossary", "dense layer", 7)
    assert "'Dense Layers'" in finding.what
    assert "warstwa gęsta or warstwa Dense" in finding.what
    assert "variants_pl" in finding.remedy
    assert GATE.level is Level.ERROR


@pytest.mark.parametrize(
    "source",
    [
        "We lost it, for example, and closed the outpost.",
        "`weight` and $bias$ and [here](https://example.org/layer)",
        "Error messages come three in a row.",
        "It reads the input, layer by line.",
    ],
)
def test_other_words_code_formulas_and_idioms_are_no_terms(source):
    words = findings("zh", source, "没有")
    assert words == (["input", "layer"] if "input" in source else [])


def test_titles_that_stay_english_have_no_terms():
    source = 'B. Rohrer, "How deep neural networks work" (2017)'
    assert findings("ru", source, "B. Rohrer, «How deep neural networks work» (2017)") == []
    assert findings("ru", source, "Б. Рорер, «Как работают глубокие системы» (2017)") == ["neural network"]


def term(english: str, *variants: str) -> Term:
    return Term({"en": english}, {"en": variants}, "Something.", 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Matrices and entropies of classes", ["Matrices", "entropies", "classes"]),
        ("the network’s weighted sums, not weights", ["weighted sums", "weights"]),
        ("**Learning rates** rise; the rate of learning does not.", ["Learning rates"]),
        ("a non-linear layer", ["non linear"]),
        ("trained, glossy, weighty, underweight", []),
        ("He weights it.", ["weights"]),
    ],
)
def test_english_plurals_and_the_longest_terms(text, expected):
    names = english_names(
        [
            *map(term, ("matrix", "entropy", "class", "weight", "weighted sum", "learning rate", "loss", "linear")),
            term("training", "train"),
            term("non-linearity", "non-linear"),
        ]
    )
    assert [words for words, _ in find_uses(text, names)] == expected

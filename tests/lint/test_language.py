"""The gates for texts in another language than the edition's."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.language import GATES, identify
from polyneuron.book.lint.texts import Text
from tests.lint import judge

LANGUAGE, UNCHANGED = GATES
SENTENCES = {
    "en": "A neuron adds up its inputs and answers with one number.",
    "yo": "Ọpọlọ iṣan ń ṣàkópọ̀ àwọn ìwọlé rẹ̀, ó sì ń fi nọ́ńbà kan dáhùn.",
    "zh": "神经元把输入加起来，给出一个数。",
    "fa": "نورون ورودی‌هایش را جمع می‌کند و با یک عدد پاسخ می‌دهد.",
    "ru": "Нейрон складывает свои входы и отвечает одним числом.",
    "pl": "Neuron dodaje swoje wejścia i odpowiada jedną liczbą.",
}


@pytest.mark.parametrize("language", [code for code in SENTENCES if code != "en"])
@pytest.mark.parametrize("other", SENTENCES)
def test_a_sentence_in_another_language_is_found(findings, language, other):
    source = "Something else stands here."
    assert bool(findings(LANGUAGE, language, source, SENTENCES[other])) == (language != other)


@pytest.mark.parametrize(
    ("language", "source", "right"),
    [
        ("zh", "the forward pass", "前向传播（forward pass）"),
        (
            "ru",
            'C. Szegedy, "Going deeper with convolutions", 2015.',
            "C. Szegedy, «Going deeper with convolutions», 2015.",
        ),
        ("pl", "J. Doe and A. Nowak, *Networks that learn*, 1999.", "J. Doe i A. Nowak, *Networks that learn*, 1999."),
        ("pl", "Call `model.predict` now.", "Wywołaj `model.predict`."),
        ("yo", "Keras", "Keras"),
    ],
)
def test_glosses_titles_and_names_pass(findings, language, source, right):
    assert findings(LANGUAGE, language, source, right) == []


@pytest.mark.parametrize("language", [code for code in SENTENCES if code != "en"])
@pytest.mark.parametrize(
    "text", ["Exercises", "learning rate", "A layer passes its sums on.", "Loss: {loss:.3f}", "epoch"]
)
def test_a_message_left_in_english_is_found(findings, language, text):
    assert findings(UNCHANGED, language, text, text, "printed text", formatted=True)


@pytest.mark.parametrize(
    "text",
    [
        *("NumPy: {output:.4f}", "`Dense`", "$a^2$", "0.42", "Keras", "MNIST", "Polyneuron"),
        *("AdaGrad:", "f = −12", "from_logits=True", "leaky relu:", "p − y:", "a⁽ˡ⁾", "ln 10"),
        'J. Li, *One-Layer Networks*, Wiley, 1999; A. B. Cz, "Two loss terms", ICML 2017.',
    ],
)
def test_names_and_what_is_no_language_may_stay(findings, text):
    assert findings(UNCHANGED, "pl", text, text, "printed text" if "{" in text else "paragraph", "{" in text) == []


@pytest.mark.parametrize(
    "text", ["J. Li, *Networks*, Wiley, 1999: momentum.", "J. Li and L. Wu, *Networks*, 1999.", "A. neuron learns."]
)
def test_words_beside_a_title_are_translated(findings, text):
    assert findings(UNCHANGED, "pl", text, text)


def test_a_word_that_the_term_base_has_taken_over_may_stay():
    texts = [("neuron", "glossary term"), ("neuron 1", "plot label"), ("neuron and layer", "plot label")]
    found = judge(UNCHANGED, [Text("pl", "test.po", 1, role, text, text) for text, role in texts])
    assert [finding.message for finding in found] == ["neuron", "neuron and layer"]


def test_languages_of_the_course_are_told_apart(configuration):
    languages = configuration.languages.values()
    assert set(SENTENCES) <= set(configuration.languages)
    assert [identify(sentence, languages) for sentence in SENTENCES.values()] == list(SENTENCES)

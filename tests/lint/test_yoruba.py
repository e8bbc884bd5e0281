"""The gates for Yoruba: lost and foreign marks, and one word written in two ways."""

from __future__ import annotations

import unicodedata

import pytest

from polyneuron.book.lint.languages import yoruba
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text
from tests.lint import judge

GATES = {gate.name: gate for gate in yoruba.GATES}

PARAGRAPHS = (
    "Ọpọlọ iṣan kan ní ìwúwo méjì, kò sì ní iye àfikún.",
    "Ìpele kọ̀ọ̀kan ń mú àwọn àròpọ̀ rẹ̀ gba inú iṣẹ́ ìṣirò kan kọjá.",
    "Kí o tó mú sẹ́ẹ̀lì yìí ṣiṣẹ́, kọ́kọ́ ṣírò ìdáhùn rẹ̀ lórí ìwé.",
    "Àmì ìyọkúrò tó wà níwájú ìwọlé kejì ti sọnù níbí.",
    "Lo `predict` fún àpẹẹrẹ púpọ̀: ó ń pín wọn sí ìdìpọ̀ (batch), ó sì ń dá àtẹ nọ́ńbà NumPy padà.",
)
SOURCE = "Use `predict` for many examples in NumPy: a batch of them at a time, and no bias."


def text(translation: str, role: str = "paragraph", source: str = SOURCE) -> Text:
    return Text("yo", "locales/yo/LC_MESSAGES/test.po", 1, role, source, translation)


def findings(rule: str, *translations: str) -> list:
    return judge(GATES[rule], [text(translation) for translation in translations])


def without(marks: str, words: str) -> str:
    letters = unicodedata.normalize("NFD", words)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in marks))


@pytest.mark.parametrize("rule", GATES)
def test_well_written_sentences_pass(rule):
    assert findings(rule, *PARAGRAPHS, *PARAGRAPHS) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("Ìs\u0329e\u0329\u0301 kan", "Ìṣẹ́ kan"),
        ("ọpɔlɔ iṣan", "ọpọlọ iṣan"),
        ("kɛ\u0301kɛ\u0301", "kẹ́kẹ́"),
        ("o\u0331po\u0331lo\u0331", "ọpọlọ"),
        (unicodedata.normalize("NFD", "ìsokọ́ra"), "ìsokọ́ra"),
        ("\u1ecd\u0341", "ọ́"),
    ],
)
def test_lookalikes_of_letters_and_marks_are_found_and_mended(wrong, right):
    found = findings("yo-letters", wrong)
    assert [finding.replacement for finding in found] == [right]


@pytest.mark.parametrize("wrong", ["bátǎnì", "ìwúwô", "ìwé\u0300", "ìsọ̄", "ḳọ́", "nọ́m̃bà", "ìpạ̀le"])
def test_marks_that_the_orthography_has_not_are_found(wrong):
    assert [finding.word for finding in findings("yo-letters", f"Kọ {wrong} yìí sílẹ̀.")] == [wrong]


def test_names_keep_their_own_marks():
    name = text("Schürmann ló kọ́kọ́ ṣe é.", source="Schürmann made it first.")
    assert not judge(GATES["yo-letters"], [name])


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_a_sentence_without_marks_is_an_error(paragraph):
    bare = without("\u0300\u0301\u0323", paragraph)
    assert len(findings("yo-marks", bare)) == 1, bare
    assert len(findings("yo-marks", f"{PARAGRAPHS[0]} {bare}")) == 1, "among good sentences, too"


def test_english_titles_and_code_are_not_counted():
    source = 'F. Rosenblatt, "The perceptron: a probabilistic model for information storage in the brain".'
    assert not judge(GATES["yo-marks"], [text(f"Ìwé àkọ́kọ́: {source}", source=source)])
    assert findings("yo-marks", "`model.fit(x, y)` ni `a`, `b`, `c`, `d`, `e`, `f`, `g`") == []


@pytest.mark.parametrize("paragraph", [PARAGRAPHS[1], PARAGRAPHS[2]])
def test_a_sentence_that_lost_its_tones_only_is_a_warning_and_on_a_page_an_error(paragraph):
    toneless = without("\u0300\u0301", paragraph)
    assert findings("yo-marks", toneless) or findings("yo-marks-few", toneless)
    page = findings("yo-page", *[toneless] * 20)
    assert [finding.what for finding in page if "tone" in finding.what], "the dots are all there"


def test_a_page_that_lost_its_dots_is_an_error():
    found = findings("yo-page", *[without("\u0323", paragraph) for paragraph in PARAGRAPHS * 4])
    assert len(found) == 1
    assert "dot" in found[0].what
    assert findings("yo-page", *PARAGRAPHS * 4) == []


@pytest.mark.parametrize("wrong", ["ìsokóra", "ìsokọra", "isokọ́ra", "ìṣokọ́ra", "ìsọkọ́ra", "Ìsokọ̀ra"])
def test_one_word_in_two_spellings_is_found_where_the_rare_one_stands(wrong):
    found = findings("yo-one-spelling", "Ìsokọ́ra kan", "ìsokọ́ra méjì", f"{wrong} mẹ́ta")
    assert [(finding.message, finding.word) for finding in found] == [(f"{wrong} mẹ́ta", wrong.lower())]
    assert "ìsokọ́ra (2×)" in found[0].what


def test_the_term_base_decides_against_the_majority():
    term = text("àtẹ nọ́ńbà", GLOSSARY_TERM, "array")
    wrong = [text("àtẹ nọ́nbà"), text("nọ́nbà méjì"), text("nọ́nbà kan")]
    assert len(judge(GATES["yo-one-spelling"], [term, *wrong])) == 3


def test_two_words_of_the_same_letters_are_right_where_the_word_list_has_both():
    assert findings("yo-one-spelling", "àkókò", "àkókò", "àkọ́kọ́", "ọwọ́", "owó", "ọ̀wọ́") == []
    assert [finding.word for finding in findings("yo-one-spelling", "àkókò", "akókò")] == ["akókò"]


@pytest.mark.parametrize("wrong", ["ídánwò", "áwòṣe", "ẹ́kọ̀ọ́", "ọ́pọlọ", "ésì"])
def test_a_noun_that_begins_with_a_high_tone_is_found(wrong):
    assert len(findings("yo-high-beginning", f"Wo {wrong} yìí.")) == 1


def test_pronouns_and_listed_loanwords_begin_with_a_high_tone():
    assert findings("yo-high-beginning", "Ó wà lórí íńtánẹ́ẹ̀tì, í dára, á sì tún wà.") == []

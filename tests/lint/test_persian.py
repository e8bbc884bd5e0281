"""The gates for Persian: letters, marks, code from left to right, non-joiners, words, register."""

from __future__ import annotations

import pytest

from polyneuron.book.lint.languages import persian
from polyneuron.book.lint.texts import Text
from tests.lint import judge

GATES = {gate.name: gate for gate in persian.GATES}

SOURCE = "Use `.numpy()`, `predict`, `model.fit(x, y)` and `relu` in Keras and NumPy for $w_1$, $w_2$ and (2, −1)."
CLEAN = (
    "شبکهٔ عصبی (neural network) از نورون‌ها ساخته می‌شود؛ هر نورون چند وزن و یک بایاس دارد.",
    "تابع `relu` به عددهای مثبت دست نمی‌زند: ۰٫۴۲ همان ۰٫۴۲ می‌ماند و −۵٫۸ به ۰ می‌رسد.",
    "**زمان:** حدود ۹۰ دقیقه، و ۶۰ دقیقهٔ دیگر برای *تمرین‌ها*.",
    "چرا «یادگیری» نام خوبی است؟ فصل ۲ و [فصل ۴](#backprop) می‌گویند…",
    "با `predict`، `relu` و $w_1$، $w_2$ کار می‌کنید؛ ۲۳۵٬۲۰۰ پارامتر، یعنی ۹۶٪ آن‌ها.",
    "شکل (`x`, `y`) را ببینید.",
    'مقالهٔ نخست: F. Rosenblatt, "The perceptron: a model", *Psychological Review* 65 (1958).',
    "وزن‌ها (w1, w2) را در Keras و NumPy به ترتیب ۳۰۰ · ۲۹۹ · … بچینید.",
)


def text(translation: str, source: str = SOURCE, role: str = "paragraph", formatted: bool = False) -> Text:
    return Text("fa", "locales/fa/LC_MESSAGES/test.po", 1, role, source, translation, formatted)


def findings(rule: str, *translations: str, **more: object) -> list:
    return judge(GATES[rule], [text(translation, **more) for translation in translations])


@pytest.mark.parametrize("rule", GATES)
def test_well_written_text_passes(rule):
    assert findings(rule, *CLEAN) == []


@pytest.mark.parametrize("rule", GATES)
@pytest.mark.parametrize(
    "translation",
    ["تصویر {number}: {name}؛ پاسخ شبکه: {answer:.2f}", "شکل ورودی x1: {shape}", "حد 0.5 و وزن w1: {a}, {b}", "، در "],
)
def test_well_written_printed_text_passes(rule, translation):
    assert findings(rule, translation, source=translation, role="printed text", formatted=True) == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("شبكه و لايه", "شبکه و لایه"),
        ("علي`x`", "علی`x`"),
        ("حتى يك نورون", "حتی یک نورون"),
        ("٤٢ پارامتر و ٠٫٥", "۴۲ پارامتر و ۰٫۵"),
        ("شبکۀ عصبی", "شبکهٔ عصبی"),
        ("نــورون", "نورون"),
        ("می\u200fشود\u200e.", "می\u200cشود."),
        ("می\u00adشود", "می\u200cشود"),
        ("ﺷﺒﻜﻪ", "شبکه"),
        ("راه ھمه", "راه همه"),
        ("\u202bنورون\u202c {n}", "نورون {n}"),
    ],
)
def test_letters_from_elsewhere_are_found_and_mended(wrong, right):
    assert [finding.replacement for finding in findings("fa-letters", wrong)] == [right]


def test_letters_in_code_are_left_alone():
    assert findings("fa-letters", "رشتهٔ `'ي'` را ببینید.") == []
    assert findings("fa-letters", "كد `'ي'` را ببینید.")[0].replacement == "کد `'ي'` را ببینید."


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("نورون, لایه و وزن", "نورون، لایه و وزن"),
        ("آموزش; سپس آزمون", "آموزش؛ سپس آزمون"),
        ("چند پارامتر دارد?", "چند پارامتر دارد؟"),
        ("با Keras, که ساده است", "با Keras، که ساده است"),
        ("`relu`, یا `predict`", "`relu`، یا `predict`"),
        ("**زمان**, مکان", "**زمان**، مکان"),
        ("$w_1$, $w_2$ و بایاس", "$w_1$، $w_2$ و بایاس"),
        ("«نورون», «لایه»", "«نورون»، «لایه»"),
        ("۱,۰۰۰,۰۰۰ نمونه", "۱٬۰۰۰٬۰۰۰ نمونه"),
        ("(فقط `x`, `y`)", "(فقط `x`، `y`)"),
    ],
)
def test_latin_marks_are_found_and_mended(wrong, right):
    assert [finding.replacement for finding in findings("fa-punctuation", wrong)] == [right]


def test_a_comma_that_may_be_a_decimal_sign_is_left_to_the_translator():
    assert [finding.replacement for finding in findings("fa-punctuation", "مقدار ۳,۵ است")] == [None]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("متد `()ypmun.` آرایه می‌دهد", "متد `.numpy()` آرایه می‌دهد"),
        ("متد `numpy().` آرایه می‌دهد", "متد `.numpy()` آرایه می‌دهد"),
        ("متد `)(ypmun.` آرایه می‌دهد", "متد `.numpy()` آرایه می‌دهد"),
        ("تابع `uler` چیست؟", "تابع `relu` چیست؟"),
        ("از `tciderp` و `uler`", "از `predict` و `relu`"),
        ("با `(y, x)model.fit` برازش دهید", "با `model.fit(x, y)` برازش دهید"),
        ("متد `\u202a.numpy()\u202c` آرایه می‌دهد", "متد `.numpy()` آرایه می‌دهد"),
        ("تابع `\u200erelu` چیست؟", "تابع `relu` چیست؟"),
    ],
)
def test_code_backwards_is_found_and_mended(wrong, right):
    assert {finding.replacement for finding in findings("fa-reversed-code", wrong)} == {right}


def test_names_backwards_are_found():
    assert len(findings("fa-reversed-code", "در yPmuN و sareK")) == 2
    assert findings("fa-reversed-code", "در NumPy و Keras") == []


def test_other_code_is_not_taken_for_code_backwards():
    assert findings("fa-reversed-code", "متد `numpy` و `fit`") == []


SET_OTHERWISE = (
    "شبکه یاد می گیرد",
    "نتیجه را نمی بینید",
    "نورون ها و لایه ها",
    "شبکه ی عصبی",
    'به آن "وزن" می‌گویند',
    "به آن “وزن” می‌گویند",
    "نورون ، لایه",
    "لایه( پنهان )است",
    "صبر کنید...",
    "لایه 3 نورون دارد",
    "مقدار ۳.۵ است",
    "۵۰% نمونه‌ها",
    "عددی بزرگ تر",
    "دو  نورون",
    "وزن‌ها:بایاس‌ها",
    "کار‌ها",
)


@pytest.mark.parametrize("wrong", SET_OTHERWISE)
def test_what_virastar_would_set_otherwise_is_found(wrong):
    found = findings("fa-typography", *CLEAN, *SET_OTHERWISE)  # one process for all of them
    assert [finding.message for finding in found].count(wrong) == 1


def test_printed_text_keeps_latin_digits():
    assert findings("fa-typography", "لایه 3 نورون دارد", role="printed text") == []


MISSPELLED = {
    "نوورن": "نورون",
    "پارامتتر": "پارامتر",
    "یادگبری": "یادگیری",
    "خرووجی": "خروجی",
    "آمموزش": "آموزش",
    "شبککه‌ها": "شبکه",
    "می‌نوییسید": "نویسید",
    "احتمالل": "احتمال",
}


@pytest.mark.parametrize(("wrong", "meant"), MISSPELLED.items())
def test_misspelled_words_are_found(wrong, meant):
    found = findings("fa-spelling", *CLEAN, *(f"این {word} را ببینید" for word in MISSPELLED))
    (finding,) = (finding for finding in found if finding.word == wrong)
    assert meant in finding.remedy


def test_a_letter_beside_a_non_joiner_is_no_word():
    assert findings("fa-spelling", "هدف‌ا را ببینید")


def test_listed_words_and_their_forms_are_right():
    assert findings("fa-spelling", "بایاس، بایاس‌هایش، بایاسی، اَبَرپارامتر و ریزدسته‌ها") == []


def test_every_place_of_a_misspelled_word_is_reported():
    assert len(findings("fa-spelling", "نوورن اول", "نوورن دوم", "نورون سوم")) == 2


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("آن‌ها", "آنها"),
        ("این‌که", "اینکه"),
        ("جست‌وجو", "جستوجو"),
        ("وزن‌ها", "وزنها"),
        ("پیش‌فرض", "پیشفرض"),
        ("می‌شود", "میشود"),
    ],
)
def test_one_word_is_written_in_one_way(usual, other):
    found = findings("fa-one-spelling", f"{usual} یک", f"{usual} دو", f"{other} سه")
    assert [(finding.word, finding.message) for finding in found] == [(other, f"{other} سه")]
    assert findings("fa-one-spelling", f"{usual} یک", f"{usual} دو") == []


@pytest.mark.parametrize(
    "wrong",
    [
        "این تابع خطی می‌باشد",
        "شبکه آموزش داده گردید",
        "جهتِ آموزش",
        "شما می‌تونید ببینید",
        "کاربر باید اجرا کند",
        "خوانندهٔ گرامی",
        "اینو نگاه کنید",
        "یه نورون",
        "نمی‌شه",
    ],
)
def test_bookish_and_colloquial_words_are_found(wrong):
    assert findings("fa-register", wrong)


def test_a_user_who_is_one_in_english_is_one():
    assert findings("fa-register", "کاربران نقد می‌نویسند", source="Users write reviews.") == []
    assert findings("fa-register", "نقد خوانندگان", source="Reviews of readers") == []

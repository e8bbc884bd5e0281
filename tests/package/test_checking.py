"""What `checking` adds to the messages of a lesson."""

import pytest

import polyneuron
from polyneuron.checking import AnswerError, check, checking


def said(answer: object, wanted: float = 0.846) -> str:
    """What a check says of an answer."""
    with pytest.raises(AnswerError) as refused:
        exec(
            "with checking('answer'):\n    check(abs(answer - wanted) < 0.001, 'Not the number.')",
            {"checking": checking, "check": check, "answer": answer, "wanted": wanted},
        )
    return str(refused.value)


@pytest.fixture(autouse=True)
def english():
    polyneuron.use_language("en")
    yield
    polyneuron.use_language("en")


@pytest.mark.parametrize("text", ["1203", "-0.846", "−0,846", "84.6 %", "۰٫۸۴۶", "1 203"])
def test_a_number_in_quotation_marks_is_said_to_be_a_text(text):
    assert said(text).startswith("`answer` is a text. Write a number without quotation marks. The check cannot work")


def test_a_decimal_comma_is_said_to_make_two_numbers():
    """-0,846 is (0, 846); the check stops with words about types, which help nobody who meant a number."""
    text = said((0, 846))
    hint = "`answer` holds two numbers. If you mean one number, write it with a point: `0.5`, not `0,5`."
    assert text.startswith(f"{hint} The check cannot work with your answer.") and "TypeError" in text


@pytest.mark.parametrize("answer", [0.5, "tanh", "", "4, 5", (1, 2, 3), ("a", 1), [0, 846]])
def test_other_wrong_answers_have_the_words_of_the_check_alone(answer):
    text = said(answer)
    assert "number without" not in text and "two numbers" not in text
    assert (text == "Not the number.") == isinstance(answer, float)


def test_the_words_of_the_lesson_stay_before_the_hint():
    with pytest.raises(AnswerError, match=r"^Not yet\. `answer` is a text\."):
        exec(
            "with checking('answer'):\n    check(answer == 3, 'Not yet.')",
            {"checking": checking, "check": check, "answer": "3"},
        )


def test_the_hint_speaks_the_language_of_the_notebook():
    polyneuron.use_language("pl")
    assert "cudzysłow" in said("3") and "`answer`" in said("3")


def test_two_numbers_that_a_check_works_with_may_be_meant():
    """A shape, for example: what the lesson says of it is enough."""
    with pytest.raises(AnswerError) as refused:
        exec(
            "with checking('answer'):\n    check(answer == (8, 3), 'One row for each example.')",
            {"checking": checking, "check": check, "answer": (3, 8)},
        )
    assert str(refused.value) == "One row for each example."

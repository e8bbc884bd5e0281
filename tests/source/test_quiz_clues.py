"""What gives an answer of a quiz away."""

import pytest

from polyneuron.book.model.question import Answer, Question
from polyneuron.book.source.quiz_clues import has_longest_right, length_problems, printed_by, rendered


def numeric(answer: float, text: str = "How many parameters has the layer?", tolerance: float = 0.0) -> Question:
    return Question("quiz-x", "numeric", text, (Answer("", "Because.", True, 2, answer),), 1, tolerance)


def single(right: str, *wrong: str) -> Question:
    answers = (Answer(right, "", True, 2), *(Answer(text, "", False, 3) for text in wrong))
    return Question("quiz-x", "single", "Which?", answers, 1)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("**The** `Dense(2)` layer", "The Dense(2) layer"),
        ("see {ref}`the sum <a-long-label>`", "see the sum"),
        ("[words](https://example.org/long)", "words"),
        (r"$5 \times 3$", "5x3"),
        (r"{math}`\frac{1}{2}`", "x12"),
    ],
)
def test_an_option_is_as_long_as_what_is_read(text, seen):
    assert rendered(text) == seen


def test_only_a_right_option_that_is_longer_than_all_wrong_ones_is_a_clue():
    assert has_longest_right(single("three and more", "two", "one"))
    assert not has_longest_right(single("three", "eight", "one"))
    assert not has_longest_right(single("three"))


@pytest.mark.parametrize(("count", "longest", "refused"), [(3, 1, 0), (4, 1, 0), (4, 2, 1), (6, 2, 0), (6, 3, 1)])
def test_a_third_of_the_questions_may_have_it(count, longest, refused):
    questions = [single("three and more", "two")] * longest + [single("two", "three")] * (count - longest)
    found = list(length_problems([*questions, numeric(5)]))
    assert len(found) == refused
    if refused:
        assert f"in {longest} of {count} questions" in found[0][1]
        assert "in 1 of them" in found[0][2]


@pytest.mark.parametrize(
    ("output", "answer", "given"),
    [
        ("Total: 266610", 266610, True),
        ("Total params: 266,610 (1.02 MB)", 266610, True),
        ("[100, 266610]", 266610, True),
        ("1.0e-05 0.69706", 0.697, False),
        ("0.6970", 0.697, True),
        ("x = -3.141", 3.141, False),
        ("Parameters: 6", 6, True),
        ("Parameter: 6", 6, True),
        ("Parameters of the camera: 6", 6, False),
        ("Parameters: 16", 6, False),
        ("6 is a number", 6, False),
        ("a: 6", 6, False),
    ],
)
def test_an_output_gives_away_a_number(output, answer, given):
    assert printed_by(numeric(answer), output) is given

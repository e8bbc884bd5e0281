"""The proof that a chapter can be graded with small parameters, on a small lesson."""

from __future__ import annotations

import pytest

from tests.conftest import SmallProject
from tests.small_exercise import LESSON

TRAINING = """
```{code-cell} ipython3
:tags: [parameters]
:quick: {epochs: 2}
:grading: quick
epochs = 5
```

```{code-cell} ipython3
trained = 6 if epochs == 5 else 7
```

(small-exercises)="""


@pytest.fixture
def trains(project) -> SmallProject:
    """A lesson that trains, and whose exercises do not depend on how long."""
    project.write("chapters/small.md", LESSON.replace("\n(small-exercises)=", TRAINING))
    return project


def test_a_chapter_whose_checks_do_not_depend_on_its_parameters_is_proved(trains):
    done = trains.run("exercises", "--sizes")
    assert done.exit_code == 0, done.output
    assert "Can be graded with small parameters: small" in done.output


def test_a_check_that_depends_on_what_training_gave_is_found(trains):
    trains.replace("chapters/small.md", "many = 6\n", "many = trained\n")
    trains.replace("chapters/small.md", "check(many == 6,", "check(many == trained,")
    done = trains.run("exercises", "--sizes")
    assert done.exit_code == 1
    assert "What is right in full is wrong with small parameters (many = 6): Count again." in done.output
    assert "chapters/small.md:" in done.output and ":grading:" in done.output


def test_a_solution_that_fails_in_one_of_the_sizes_is_found(trains):
    trains.replace("chapters/small.md", "many = 6\n", "many = trained\n")
    assert "Count again." in trains.run("exercises", "--sizes").output


def test_a_chapter_that_does_not_say_so_is_not_proved(trains):
    trains.replace("chapters/small.md", ":grading: quick\n", "")
    assert "Can be graded with small parameters: none of them" in trains.run("exercises", "--sizes").output


@pytest.mark.parametrize(
    ("before", "after"),
    [(":grading: quick", ":grading: slow"), (":tags: [parameters]\n:quick: {epochs: 2}\n", "")],
)
def test_the_option_has_one_value_and_one_place(trains, before, after):
    trains.replace("chapters/small.md", before, after)
    done = trains.run("exercises", "--sizes")
    assert done.exit_code == 1 and ":grading:" in done.output and "does not fit" in done.output

"""Bad input in the line of a chapter's box that tells how long it takes."""

from tests.bad_input import Row, writing
from tests.bad_input.rows_chapters_objectives import chapter
from tests.bad_input.spoiling import LESSON

STATUS = ("catalogs", "--status")
TIME = "- **Time:** about 5 minutes, and 5 more for the exercises.\n"
REMEDY = "Write: - **Time:** about 5 minutes, and 5 more for the exercises and the quiz."


def time(name: str, after: str, *says: str, **more) -> Row:
    """A row for another line in the place of the right one; it is line 22."""
    text = chapter()
    assert TIME in text
    return Row(f"times: {name}", writing(LESSON, text.replace(TIME, after)), STATUS, says, **more)


ROWS = [
    time("as the rule gives them", TIME, accepted=True),
    time("with a break, told behind them", TIME.replace("exercises.", "exercises. Rest after 3."), accepted=True),
    time(
        "another time for reading",
        TIME.replace("about 5", "about 10"),
        "chapters/small.md:22: The times are told as 10 and 5; words, cells, exercises and questions give 5 and 5",
        REMEDY,
        problems=1,
    ),
    time("another one for the exercises", TIME.replace("and 5", "and 15"), "told as 5 and 15", REMEDY, problems=1),
    time("only one", "- **Time:** about 5 minutes.\n", "The times are told as 5; words", REMEDY, problems=1),
    time("in words", "- **Time:** an hour.\n", "The times are told as none; words", REMEDY, problems=1),
    time("none at all", "", "chapters/small.md:17: The box 'Before you begin' tells no time", REMEDY, problems=1),
]

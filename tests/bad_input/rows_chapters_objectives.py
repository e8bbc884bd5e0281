"""Bad input in the objectives of a chapter, and in what its exercises name of them."""

from tests.bad_input import Row, Spoil, writing
from tests.bad_input.spoiling import LESSON
from tests.small_exercise import LESSON as EXERCISES

STATUS = ("catalogs", "--status")
NOTEBOOKS = ("notebooks", "--language", "en")
BOX = """\
:::{admonition} Before you begin
- **You will**
  1. double a number;
  2. say *why*.
- **You will learn** something.
- **Time:** about 5 minutes, and 5 more for the exercises.
:::
"""
"""Its first line is 17 in the lesson."""
CALL = 'polyneuron.use_language("en")\n```\n'


def chapter(box: str = BOX, first: str = "1", second: str = "2") -> str:
    """The lesson with exercises, as a chapter: with a box, and with options where they are not empty."""
    text = EXERCISES.replace(CALL, f"{CALL}\n{box}", 1)
    for minutes, named in ((3, first), (2, second)):
        option = f":minutes: {minutes}\n"
        assert option in text
        text = text.replace(option, f"{option}:objectives: {named}\n" if named else option, 1)
    return text


def objectives(name: str, spoil: str, *says: str, **more) -> Row:
    """A row for a whole chapter."""
    written: Spoil = writing(LESSON, spoil)
    return Row(f"objectives: {name}", written, more.pop("command", STATUS), says, **more)


BELOW = "Write them in the box 'Before you begin' below - **You will**"
ROWS = [
    objectives("all practised", chapter(), accepted=True, command=NOTEBOOKS),
    objectives("all practised in one exercise, with blanks", chapter(first="1 , 2", second="2"), accepted=True),
    objectives("no chapter: neither box nor options", EXERCISES, accepted=True),
    objectives(
        "a box with backticks, an empty line before the list, items that are loose",
        chapter(
            BOX.replace(":::", "```").replace("will**\n  1.", "will**\n\n  1.").replace("number;\n", "number;\n\n")
        ),
        accepted=True,
    ),
    objectives(
        "an exercise names one that is not there",
        chapter(second="2, 3"),
        "chapters/small.md:77: This exercise names the objective 3, and the objectives of this chapter are: 2",
        "Name numbers from 1 to 2.",
        problems=1,
    ),
    objectives(
        "nobody practises one",
        chapter(second="1"),
        "chapters/small.md:20: No exercise practises the objective 2 of this chapter: say *why*.",
        "Name 2 in the :objectives: of an exercise that asks for it",
        problems=1,
    ),
    objectives(
        "an exercise names none",
        chapter(first="", second="1, 2"),
        "chapters/small.md:28: The exercise exercise-twice names no objective of this chapter",
        "Add a line such as :objectives: 1 with numbers from 1 to 2.",
        problems=1,
    ),
    objectives(
        "an option without a value",
        chapter(first=" ", second="1, 2"),
        ":objectives: is empty, and should be numbers",
        problems=1,
    ),
    objectives(
        "exercises name some, and there is no box",
        chapter(box=""),
        "chapters/small.md:25: This exercise names the objective 1, and the objectives of this chapter are: 0",
        BELOW,
        problems=2,
    ),
    objectives(
        "a box with another title",
        chapter(BOX.replace("begin", "start")),
        "chapters/small.md:32: This exercise names the objective 1, and the objectives of this chapter are: 0",
        BELOW,
        problems=2,
    ),
    objectives(
        "a chapter with exercises and without objectives",
        chapter(":::{admonition} Before you begin\n- **You will learn** something.\n- **Time:** 5, and 5.\n:::\n"),
        "chapters/small.md:17: This chapter has exercises and no numbered list of objectives below **You will**",
        BELOW,
        problems=1,
    ),
    objectives(
        "a sentence in the place of the list",
        chapter(BOX.replace("will**\n  1. double a number;\n  2. say *why*.", "will** double a number; say why.")),
        "chapters/small.md:18: Below **You will** stands no numbered list of objectives",
        BELOW,
        problems=1,
    ),
    objectives(
        "a list with bullets",
        chapter(BOX.replace("  1.", "  -").replace("  2.", "  -")),
        "chapters/small.md:18: Below **You will** stands no numbered list of objectives",
        problems=1,
    ),
    objectives(
        "the list is not indented, so it is no part of the item",
        chapter(BOX.replace("  1.", "1.").replace("  2.", "2.")),
        "chapters/small.md:18: Below **You will** stands no numbered list of objectives",
        problems=1,
    ),
    objectives(
        "a number that is not the one shown",
        chapter(BOX.replace("  2.", "  4."), second="2"),
        "chapters/small.md:20: This objective has the number 4, and is shown with the number 2",
        problems=1,
    ),
    objectives(
        "a list that begins with another number",
        chapter(BOX.replace("  2.", "  3.").replace("  1.", "\n  2.")),
        "chapters/small.md:20: This objective has the number 2, and is shown with the number 1",
        problems=2,
    ),
    objectives(
        "one without words",
        chapter(BOX.replace("  1. double a number;", "\n  1.")),
        "chapters/small.md:20: The objective 1 has no words",
        problems=1,
    ),
    objectives(
        "a chapter with objectives and without exercises",
        chapter().split("(small-exercises)=")[0],
        "chapters/small.md:19: No exercise practises the objective 1 of this chapter: double a number;",
        problems=2,
    ),
    objectives("named with a word", chapter(first="one"), ":objectives: is 'one', and should be numbers", problems=1),
    objectives("named twice", chapter(first="1, 1"), "and should be numbers of objectives, each once", problems=1),
    objectives("named with 0", chapter(first="0"), "and should be numbers of objectives, each once", problems=1),
    objectives("named as a list", chapter(first="[1]"), "and should be numbers of objectives, each once", problems=1),
]

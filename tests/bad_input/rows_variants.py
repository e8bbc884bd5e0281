"""Bad input in exercises with variants: what cannot be drawn, and numbers that are not put in their places."""

from tests.bad_input import Row, writing
from tests.bad_input.spoiling import LESSON, in_prose
from tests.small_variants import LESSON as VARIANTS

STATUS = ("catalogs", "--status")


def variants(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in the lesson with variants; its part `{variants}` begins in line 33."""
    assert before in VARIANTS, before
    return Row(name, writing(LESSON, VARIANTS.replace(before, after, 1)), STATUS, says, **more)


FIRST = "first = pick(2.5, [2.5, 3.5, 7.25])"
SECOND = "second = pick(-40000, [-40000, -7, -12])"
PART = f"```{{variants}}\n{FIRST}\n{SECOND}\npair = [second, first]\n```\n"

ROWS = [
    variants("as it should be", "A sum", "Some sum", accepted=True),
    variants("no Python", FIRST, "first = pick(2.5", "chapters/small.md:33: This part is no valid Python: '(' was never closed", problems=1),
    variants(
        "an import",
        FIRST,
        f"import os\n{FIRST}",
        "chapters/small.md:33: A part {variants} holds assignments only, and here stands: import os",
        problems=1,
    ),
    variants(
        "a loop that may never end",
        SECOND,
        f"{SECOND}\nwhile first == second: first = pick(1, [1, 2])",
        "chapters/small.md:35: A part {variants} holds assignments only",
        problems=1,
    ),
    variants(
        "a method",
        SECOND,
        "second = [1, 2].pop()",
        "chapters/small.md:34: This cannot be called in a part {variants}: [1, 2].pop",
        problems=1,
    ),
    variants("a text", SECOND, 'second = pick("a", ["a", "b"])', "numbers and lists only", problems=1),
    variants("an unknown function", SECOND, "second = random(3)", "cannot be called in a part {variants}: random"),
    variants(
        "an unknown name", "[second, first]", "[secnd, first]", "chapters/small.md:35: Nothing has the name secnd here"
    ),
    variants("the name of a function", SECOND, f"{SECOND}\nmax = 3", "The name max is that of a function here", problems=1),
    variants(
        "the usual value is not among the others",
        "pick(2.5, [2.5, ",
        "pick(2.4, [2.5, ",
        "chapters/small.md:33: This pick cannot draw: the usual value 2.4 is not among those that may be drawn",
        problems=1,
    ),
    variants("nothing to draw from", "[-40000, -7, -12]", "[]", "there is nothing to draw from", problems=1),
    variants(
        "nothing to draw from, for some seeds",
        "[-40000, -7, -12]",
        "[-40000, -7] if first < 3 else []",
        "there is nothing to draw from (seed ",
    ),
    variants(
        "one value only", "[-40000, -7, -12]", "[-40000, -40000]", "nothing but the usual value -40000", problems=1
    ),
    variants("pick without values", "pick(2.5, [2.5, 3.5, 7.25])", "pick(2.5)", "This pick cannot draw: it takes the usual value"),
    variants("a division by 0", "[second, first]", "[second / (second + 40000), first]", "ZeroDivisionError"),
    variants(
        "a division by 0, for some seeds", "[second, first]", "[second, 1 // int(first // 7 - 1)]", "(seed ", problems=1
    ),
    variants(
        "a value that is no number",
        "[second, first]",
        "[second, first]\nlarge = first > 3",
        "chapters/small.md:36: The value large is False, and should be a number or a list of numbers",
        problems=1,
    ),
    variants("an empty list", "[second, first]", "[second, first]\nnone = []", "none is []", problems=1),
    variants("a function", "[second, first]", "[second, first]\nfind = max", "find is <built-in", problems=1),
    variants("infinity", "[second, first]", "[second, first]\nlarge = 1e308 * 10", "large is inf", problems=1),
    variants(
        "more digits than a reader computes with",
        "[second, first]",
        "[second, first]\nthird = first / 3",
        "chapters/small.md:36: The value third is 0.8333333333333334, a number with more than 6 digits",
        "Round it",
        problems=1,
    ),
    variants(
        "a number without digits",
        "[second, first]",
        "[second, first]\nsmall = first / 1000000000",
        "not written with digits alone",
        problems=1,
    ),
    variants(
        "always the same",
        PART,
        "```{variants}\nfirst = 2.5\nsecond = -40000\npair = [second, first]\n```\n",
        "chapters/small.md:33: The values are the same for every seed",
        problems=1,
    ),
    variants("draws nothing", PART, "```{variants}\n_a = pick(1, [1, 2])\n```\n", "The part {variants} draws nothing"),
    variants("empty", PART, "```{variants}\n```\n", "The part {variants} is empty"),
    variants("twice", PART, f"{PART}\n{PART}", "The exercise has 2 parts {variants}", problems=1),
    variants(
        "behind the scaffold",
        f"{PART}\n```{{scaffold}}\ntotal = ...\n```\n",
        f"```{{scaffold}}\ntotal = ...\n```\n\n{PART}",
        "The part {variants} stands behind {scaffold}",
        problems=1,
    ),
    variants("a title", "```{variants}", "```{variants} Numbers", "The part {variants} has no title", problems=1),
    variants("an option", "```{variants}", "```{variants}\n:seed: 3", "The directive {variants} has no option 'seed'"),
    variants(
        "a placeholder that names nothing",
        "are {{first}} and",
        "are {{frist}} and",
        "chapters/small.md:26: No value is called frist (did you mean first?)",
        problems=1,
    ),
    variants(
        "a placeholder in a hint that names nothing",
        "with {{pair[1]}}",
        "with {{pears[1]}}",
        "chapters/small.md:29: No value is called pears",
        problems=1,
    ),
    variants(
        "a place that the list has not",
        "{{pair[1]}}",
        "{{pair[2]}}",
        "chapters/small.md:29: {{pair[2]}} names no value: pair is [-40000, 2.5]",
        problems=1,
    ),
    variants("a place in a number", "{{pair[1]}}", "{{first[1]}}", "{{first[1]}} names no value", problems=1),
    variants(
        "a value that nobody uses",
        SECOND,
        f"{SECOND}\nthird = pick(7, [7, 8])",
        "chapters/small.md:35: The value third is drawn, and neither the statement nor the code uses it",
        problems=1,
    ),
    variants(
        "a number left in the statement",
        "are {{first}} and",
        "are 2.5 and",
        "chapters/small.md:26: The number 2.5 stands here, which is first on the page only",
        problems=1,
    ),
    variants(
        "a negative number with its groups left in a hint",
        "Begin with",
        "Not −40\u00a0000. Begin with",
        "chapters/small.md:29: The number −40\u00a0000 stands here",
        problems=1,
    ),
    variants(
        "a number left in a message",
        "the sign of {second}.",
        "the sign of −40000.",
        "The number −40000 stands here, which is second on the page only",
        problems=1,
    ),
    Row(
        "a number of the page that is the number of a layer or an equation",
        writing(
            LESSON,
            VARIANTS.replace(FIRST, "first = pick(7, [7, 8])").replace("Begin with", "See layer 7, equation 7, or"),
        ),
        STATUS,
        (),
        accepted=True,
    ),
    variants(
        "code that gives a value another one",
        "total = first + second\n",
        "first = 3\ntotal = first + second\n",
        "The value first is drawn in {variants}, and this part gives it another one",
        problems=1,
    ),
    variants(
        "a function whose argument is called like a value",
        "check(total != first",
        "def near(first): return first\ncheck(total != first",
        "The value first is drawn in {variants}, and this part gives it another one",
        problems=1,
    ),
    Row(
        "a placeholder where nothing is drawn",
        in_prose("Take {{first}}."),
        STATUS,
        ("chapters/small.md:38: {{first}} stands here, and nothing is drawn here",),
        problems=1,
    ),
    Row(
        "a placeholder in an exercise without variants",
        writing(LESSON, VARIANTS.replace(PART, "")),
        STATUS,
        ("{{first}} stands here, and nothing is drawn here",),
    ),
    Row("braces in code and formulas", in_prose("Take `{{first}}` and $x^{{n}}$."), STATUS, (), accepted=True),
]

"""Bad input in a quiz: what gives its answers away."""

from tests.bad_input import Row
from tests.bad_input.spoiling import in_prose

STATUS = ("catalogs", "--status")


def choice(name: str, right: str, wrong: str, kind: str = "single") -> str:
    """A question with two options; 14 lines and an empty one."""
    return f"""\
::::{{question}}
:name: quiz-{name}
:kind: {kind}

Which?

:::{{correct}} {right}
It is.
:::

:::{{incorrect}} {wrong}
It is not.
:::
::::
"""


def number(answer: float, text: str = "What is it?", tolerance: float = 0) -> str:
    """A question that asks for a number."""
    return f"""\
::::{{question}}
:name: quiz-number
:kind: numeric
:answer: {answer}
:tolerance: {tolerance}

{text}

:::{{correct}}
It is.
:::

:::{{incorrect}}
Count.
:::
::::
"""


def quiz(name: str, text: str, *says: str, **more) -> Row:
    """A row for Markdown behind the small lesson, from line 38 on."""
    return Row(f"quiz: {name}", in_prose(text), more.pop("command", STATUS), says, **more)


LONGEST = "The right option is the longest one in"
LONG, SHORT = "Three, as everybody knows", "Four"
ROWS = [
    quiz(
        "the right option is the longest in 1 of 3",
        "\n".join([choice("a", LONG, SHORT), choice("b", SHORT, LONG), choice("c", SHORT, SHORT)]),
        accepted=True,
    ),
    quiz(
        "the right option is the longest in 2 of 3",
        "\n".join([choice("a", SHORT, LONG), choice("b", LONG, SHORT), choice("c", LONG, SHORT, "multiple")]),
        f"chapters/small.md:53: {LONGEST} 2 of 3 questions with options: quiz-b in line 53, quiz-c in line 68",
        "Shorten it, or lengthen a wrong one, in 1 of them: 1 may have it so",
        problems=1,
    ),
    quiz("the only question has it", choice("a", LONG, SHORT), f"chapters/small.md:38: {LONGEST} 1 of 1", problems=1),
    quiz("options of one length", choice("a", SHORT, SHORT), accepted=True),
    quiz("roles and formulas count as they are read", choice("a", r"{ref}`on <sum>`", r"$\times\times$ 4"), accepted=True),
    quiz("a long formula of one sign", choice("a", r"$\mathrm{x}$", "$x$ or so"), accepted=True),
    quiz("one of several right options is the longest", choice("a", LONG, SHORT, "multiple"), LONGEST, problems=1),
    quiz(
        "a number in the prose before it",
        f"There are 266 610 of them.\n\n{number(266610)}",
        "chapters/small.md:40: The question quiz-number asks for 266610, which the page shows in line 38",
        "Ask with other numbers",
        problems=1,
    ),
    quiz(
        "a number in code before it",
        f"```{{code-cell}} ipython3\nmany = 101_770\n```\n\n{number(101770)}",
        "chapters/small.md:42: The question quiz-number asks for 101770, which the page shows in line 39",
        problems=1,
    ),
    quiz("a number near enough", f"About −0.697, so.\n\n{number(-0.6971, tolerance=0.001)}", "in line 38", problems=1),
    quiz("a number with another sign", f"About 0.697, so.\n\n{number(-0.697)}", accepted=True),
    quiz("a number that is a part of another", f"It is 1266, or 0.2661.\n\n{number(266)}", accepted=True),
    quiz("a number behind it", f"{number(266610)}\n(end)=\n## End\n\nIt was 266 610.", accepted=True),
    quiz("a number that nobody computed here", number(266610), accepted=True),
    quiz("a short number, which is everywhere", f"In 3 of 5 chapters, 1 000 times.\n\n{number(1000)}", accepted=True),
]

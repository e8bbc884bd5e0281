"""Bad input in lessons: their form, their cells, their prose, their exercises and questions."""

from tests.bad_input import Row, replacing, writing
from tests.bad_input.spoiling import FRONT_MATTER, LESSON, TOC, a_link, in_lesson, in_prose, several
from tests.conftest import SMALL_LESSON
from tests.small_exercise import LESSON as EXERCISES

STATUS = ("catalogs", "--status")
NOTEBOOKS = ("notebooks", "--language", "fa")
TWO = "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/other\n"
QUESTION = """\
::::{question}
:name: quiz-sum
:kind: single

What is $1 + 2$?

:::{correct} 3
Count.
:::
:::{incorrect} 4
Count again.
:::
::::"""


def lesson(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in the small lesson."""
    return Row(name, in_lesson(before, after), more.pop("command", STATUS), says, **more)


def prose(name: str, text: str, *says: str, **more) -> Row:
    """A row for Markdown more at the end of the small lesson, from line 38 on."""
    return Row(f"prose: {name}", in_prose(text), more.pop("command", STATUS), says, **more)


def cell(name: str, code: str, *says: str, **more) -> Row:
    """A row for a code cell more; its fence stands in line 38."""
    return prose(f"cell: {name}", f"```{{code-cell}} ipython3\n{code}\n```", *says, **more)


def exercise(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in the lesson with exercises."""
    assert before in EXERCISES
    spoil = writing(LESSON, EXERCISES.replace(before, after, 1))
    return Row(f"exercise: {name}", spoil, more.pop("command", STATUS), says, **more)


def question(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in a quiz that begins in line 38."""
    assert before in QUESTION
    return prose(f"question: {name}", QUESTION.replace(before, after, 1), *says, **more)


def whole(name: str, text: str | bytes, *says: str, **more) -> Row:
    """A row for a whole lesson."""
    return Row(f"lesson: {name}", writing(LESSON, text), more.pop("command", STATUS), says, **more)


def beside(name: str, text: str, *says: str, **more) -> Row:
    """A row for a second lesson beside the small one."""
    spoil = several(writing("chapters/other.md", text), writing(TOC, TWO))
    return Row(f"two lessons: {name}", spoil, more.pop("command", STATUS), says, **more)


SET_UP = '```{code-cell} ipython3\n:tags: [set-up]\nimport polyneuron\n\npolyneuron.use_language("en")\n```\n'
CALL = 'polyneuron.use_language("en")'
NOTE = ":::{note}\nThis is **important**.\n:::\n"
OTHER = f"{FRONT_MATTER}(other)=\n# Another one\n\n{SET_UP}"
SCAFFOLD = "```{scaffold}\nmany = ...\n```\n"
SOLUTION = "```{solution}\nmany = 6\nprint(many)\n```\n"
MODEL_ANSWER = ":::{model-answer}\nBecause of *that*.\n:::\n"
CHECK = '```{check}\ncheck(many == 6, "Count again.")\n```\n'

ROWS = [
    # The file
    whole("empty", "", "chapters/small.md:1: This lesson is empty", problems=1),
    whole("only blank lines", "\n\n  \n", "chapters/small.md:1: This lesson is empty", problems=1),
    whole(
        "no front matter",
        SMALL_LESSON.removeprefix(FRONT_MATTER),
        "chapters/small.md:1: This file has no front matter",
        problems=1,
    ),
    whole(
        "a front matter that is not closed",
        SMALL_LESSON.replace("  name: python3\n---\n", "  name: python3\n"),
        "chapters/small.md:1: The front matter is opened here and never closed",
    ),
    whole(
        "a blank line before the front matter",
        f"\n{SMALL_LESSON}",
        "chapters/small.md:1: This file has no front matter",
    ),
    whole(
        "invalid UTF-8",
        SMALL_LESSON.encode() + b"\nCaf\xe9\n",
        "chapters/small.md:38: This file is not in UTF-8: byte 0xE9, the 4th",
        problems=1,
    ),
    whole("in UTF-16", SMALL_LESSON.encode("utf-16"), "chapters/small.md:1: This file is in UTF-16", problems=1),
    whole("a mark of byte order", b"\xef\xbb\xbf" + SMALL_LESSON.encode(), accepted=True),
    whole("Windows' line ends", SMALL_LESSON.replace("\n", "\r\n").encode(), accepted=True, command=NOTEBOOKS),
    whole(
        "a mark of byte order in the middle",
        SMALL_LESSON.replace("Two numbers", "Two \ufeffnumbers"),
        "chapters/small.md:10: U+FEFF ZERO WIDTH NO-BREAK SPACE",
        problems=1,
    ),
    whole(
        "line ends of old Macs",
        SMALL_LESSON.replace("# add them\n", "# add them\r"),
        "chapters/small.md:34: U+000D CARRIAGE RETURN",
        problems=1,
    ),
    whole(
        "U+2028",
        SMALL_LESSON.replace("Two numbers", "Two\u2028numbers"),
        "chapters/small.md:10: U+2028 LINE SEPARATOR",
        problems=1,
    ),
    whole(
        "U+2029",
        SMALL_LESSON.replace("Two numbers", "Two\u2029numbers"),
        "chapters/small.md:10: U+2029 PARAGRAPH SEPARATOR",
        problems=1,
    ),
    whole(
        "U+0085",
        SMALL_LESSON.replace("Two numbers", "Two\x85numbers"),
        "chapters/small.md:10: U+0085 NEXT LINE",
        problems=1,
    ),
    whole(
        "a form feed",
        SMALL_LESSON.replace("Two numbers", "Two\x0cnumbers"),
        "chapters/small.md:10: U+000C FORM FEED",
        problems=1,
    ),
    whole(
        "a vertical tab in code",
        SMALL_LESSON.replace("count = 5", "count\x0b= 5"),
        "chapters/small.md:22: U+000B LINE TABULATION",
        problems=1,
    ),
    whole(
        "a separator of files in code",
        SMALL_LESSON.replace("count = 5", "count\x1c= 5"),
        "chapters/small.md:22: U+001C",
        problems=1,
    ),
    whole("NUL", SMALL_LESSON.replace("Two numbers", "Two\0numbers"), "chapters/small.md:10: U+0000 NULL", problems=1),
    whole(
        "an override of direction in code",
        SMALL_LESSON.replace("# add them", "# add\u202e them"),
        "chapters/small.md:34: U+202E RIGHT-TO-LEFT OVERRIDE",
        problems=1,
    ),
    whole(
        "a letter that was lost",
        SMALL_LESSON.replace("Two numbers", "Two n\ufffdmbers"),
        "chapters/small.md:10: U+FFFD REPLACEMENT CHARACTER",
        problems=1,
    ),
    whole(
        "a merge that is not finished",
        f"{SMALL_LESSON}\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n",
        "chapters/small.md:38: A merge of git is not finished here",
        problems=1,
    ),
    Row("lesson: a link to itself", a_link(LESSON, "small.md"), STATUS, ("chapters/small",), problems=1),
    lesson(
        "front matter: no kernel",
        "kernelspec:\n  name: python3\n",
        "",
        "chapters/small.md:2: kernelspec: is missing",
        problems=1,
    ),
    lesson(
        "front matter: another kernel",
        "name: python3",
        "name: julia-1.9",
        "chapters/small.md:4: kernelspec: name: is 'julia-1.9', and should be python3",
        problems=1,
    ),
    lesson(
        "front matter: the kernel is a text",
        "kernelspec:\n  name: python3\n",
        "kernelspec: python3\n",
        "chapters/small.md:3: kernelspec: is 'python3', and should be names with values",
        problems=1,
    ),
    lesson(
        "front matter: a misspelt name",
        "kernelspec:",
        "kernalspec:",
        "chapters/small.md:3: kernalspec: there is no such name (did you mean kernelspec?)",
        problems=1,
    ),
    lesson(
        "front matter: another format",
        "file_format: mystnb",
        "file_format: 3",
        "chapters/small.md:1: The front matter does not say file_format: mystnb",
        problems=1,
    ),
    lesson(
        "front matter: no YAML",
        "file_format: mystnb",
        "file_format: [mystnb",
        "chapters/small.md:",
        "No valid YAML",
        problems=1,
    ),
    lesson(
        "front matter: a list",
        "file_format: mystnb\nkernelspec:\n  name: python3\n",
        "- mystnb\n",
        "chapters/small.md:1: The front matter does not say",
        problems=1,
    ),
    # Headings and labels
    lesson(
        "no title",
        "(small)=\n# A small lesson\n",
        "(small)=\n## A small lesson\n",
        "chapters/small.md:1: This file has no title",
        problems=1,
    ),
    lesson(
        "two titles",
        "## The sum",
        "# The sum",
        "chapters/small.md:26: This is the second title (first in line 8)",
        problems=1,
    ),
    lesson(
        "a section above the title",
        "(small)=\n# A",
        "(early)=\n## Early\n\n(small)=\n# A",
        "chapters/small.md:8: A heading stands above the title",
    ),
    lesson(
        "a level that is left out",
        "## The sum",
        "#### The sum",
        "chapters/small.md:26: This heading is 3 levels below",
        problems=1,
    ),
    lesson(
        "a heading without words", "## The sum", "##", "chapters/small.md:26: This heading has no words", problems=1
    ),
    prose(
        "a heading in a box",
        ":::{note}\n## Inside\n:::",
        "chapters/small.md:39: A heading stands inside of {note}",
        problems=1,
    ),
    prose("a heading in a list", "- ## Inside", "chapters/small.md:38: A heading stands inside of a list", problems=1),
    beside(
        "one label in both",
        OTHER.replace("(other)=", "(sum)="),
        "chapters/other.md:7: The label 'sum' stands in small too (line 25)",
        problems=1,
    ),
    beside("a reference to the other one", f"{OTHER}\nSee {{ref}}`the sum <sum>` and {{doc}}`small`.\n", accepted=True),
    beside(
        "a reference with a misspelt label",
        f"{OTHER}\nSee {{ref}}`the sum <smu>`.\n",
        "chapters/other.md:17: The role {ref} leads to 'smu', which is no label of the book (did you mean sum?)",
        problems=1,
    ),
    # Set-up
    lesson("set-up: single quotes", CALL, "polyneuron.use_language('en')", accepted=True, command=NOTEBOOKS),
    lesson(
        "set-up: a keyword",
        CALL,
        'polyneuron.use_language(code="en")',
        "chapters/small.md:16 (cell small-2): The language is not chosen in the form that",
        problems=1,
    ),
    lesson(
        "set-up: another language",
        CALL,
        'polyneuron.use_language("fa")',
        "chapters/small.md:16 (cell small-2): The language is not chosen in the form",
        problems=1,
    ),
    lesson(
        "set-up: a variable",
        CALL,
        'code = "en"\npolyneuron.use_language(code)',
        "chapters/small.md:17 (cell small-2): The language is not chosen",
        problems=1,
    ),
    lesson(
        "set-up: the bare function",
        f"import polyneuron\n\n{CALL}",
        'from polyneuron import use_language\n\nuse_language("en")',
        "chapters/small.md:16 (cell small-2): The language is not chosen",
        problems=1,
    ),
    lesson(
        "set-up: under a condition",
        CALL,
        f"if True:\n    {CALL}",
        "chapters/small.md:17 (cell small-2): The language is not chosen",
        problems=1,
    ),
    lesson(
        "set-up: no call",
        CALL,
        "polyneuron.__name__",
        "chapters/small.md:14 (cell small-2): The set-up cell calls polyneuron.use_language 0 times",
        problems=1,
    ),
    lesson("set-up: two calls", CALL, f"{CALL}\n{CALL}", "calls polyneuron.use_language 2 times", problems=1),
    lesson(
        "set-up: no such cell",
        SET_UP,
        "",
        "chapters/small.md:1: This lesson has no code cell with the tag set-up",
        problems=1,
    ),
    lesson(
        "set-up: no tag",
        ":tags: [set-up]\n",
        "",
        "The cell that chooses the language has not the tag set-up",
        problems=1,
    ),
    lesson(
        "set-up: a misspelt tag",
        ":tags: [set-up]\n",
        ":tags: [set-upp]\n",
        "Unknown tag 'set-upp' (did you mean set-up?)",
        problems=2,
    ),
    prose(
        "set-up: a second cell",
        SET_UP,
        "chapters/small.md:40 (cell sum-3): This is the second cell with the tag set-up (first in line 14)",
        problems=1,
    ),
    cell(
        "chooses the language again",
        CALL,
        "chapters/small.md:39 (cell sum-3): Here the language is chosen again",
        problems=1,
    ),
    Row(
        "set-up: after other code",
        several(in_lesson(SET_UP, ""), in_prose(SET_UP)),
        STATUS,
        ("Code stands before the cell with the tag set-up",),
        problems=1,
    ),
    # Tags and options
    lesson(
        "tags: a number",
        ":tags: [parameters]",
        ":tags: 7",
        "chapters/small.md:20: :tags: is 7, and should be a list of tags",
    ),
    lesson(
        "tags: names with values",
        ":tags: [nbval-check-output]",
        ":tags: {a: b}",
        "chapters/small.md:33: :tags: is names with values",
        problems=1,
    ),
    lesson("tags: empty", ":tags: [nbval-check-output]", ":tags:", "chapters/small.md:33: :tags: is empty", problems=1),
    lesson(
        "tags: a list of numbers",
        ":tags: [nbval-check-output]",
        ":tags: [1]",
        "chapters/small.md:33: :tags: is a list, and should be a list of tags",
        problems=1,
    ),
    lesson(
        "tags: a text with commas",
        ":tags: [nbval-check-output]",
        ":tags: nbval-check-output, hide-input",
        accepted=True,
    ),
    lesson(
        "tags: nbval-chek-output",
        "nbval-check-output",
        "nbval-chek-output",
        "chapters/small.md:33: Unknown tag 'nbval-chek-output' (did you mean nbval-check-output?)",
        problems=1,
    ),
    lesson(
        "tags: hide-inptu",
        "nbval-check-output",
        "hide-inptu",
        "chapters/small.md:33: Unknown tag 'hide-inptu' (did you mean hide-input?)",
        problems=1,
    ),
    lesson("tags: build-chek", "nbval-check-output", "build-chek", "(did you mean build-check?)", problems=1),
    lesson(
        "tags: one twice",
        "[nbval-check-output]",
        "[nbval-check-output, nbval-check-output]",
        "chapters/small.md:33: The tag 'nbval-check-output' stands there twice",
        problems=1,
    ),
    lesson(
        "tags: set-up that only builds run",
        "[set-up]",
        "[set-up, build-check]",
        "chapters/small.md:13: A cell cannot be set-up and build-check",
        problems=1,
    ),
    lesson(
        "an option that there is not",
        ":tags: [nbval-check-output]",
        ":tag: [nbval-check-output]",
        "chapters/small.md:33: The directive {code-cell} has no option 'tag' (did you mean tags?)",
        problems=1,
    ),
    lesson(
        "an option twice",
        ":quick: {count: 2}",
        ":quick: {count: 2}\n:quick: {count: 3}",
        "chapters/small.md:19: The options of this directive cannot be read: the option 'quick' stands there twice",
        problems=1,
    ),
    lesson(
        "an option named no",
        ":quick: {count: 2}",
        ":quick: {count: 2}\n:no: x",
        "chapters/small.md:19: The options of this directive cannot be read: the name 'no'",
        problems=1,
    ),
    lesson(
        "an option with a star",
        ":quick: {count: 2}",
        ":quick: {count: 2}\n:alt: *two*",
        "chapters/small.md:19: The options of this directive cannot be read",
        problems=1,
    ),
    lesson(
        "an option with a date that there is not",
        ":quick: {count: 2}",
        ":quick: {count: 2026-13-45}",
        "chapters/small.md:19: The options of this directive cannot be read",
        problems=1,
    ),
    lesson(
        "alt: a number",
        ":tags: [nbval-check-output]",
        ":tags: [nbval-check-output]\n:alt: 7",
        "chapters/small.md:34: :alt: is 7, and should be a text",
        problems=1,
    ),
    lesson(
        "alt: empty",
        ":tags: [nbval-check-output]",
        ":tags: [nbval-check-output]\n:alt:",
        "chapters/small.md:34: :alt: is empty",
        problems=1,
    ),
    lesson(
        "alt: a list",
        ":tags: [nbval-check-output]",
        ":tags: [nbval-check-output]\n:alt: [a, b]",
        "chapters/small.md:34: :alt: is a list",
        problems=1,
    ),
    lesson(
        "another language of code",
        "```{code-cell} ipython3\n:tags: [parameters]",
        "```{code-cell} julia\n:tags: [parameters]",
        "chapters/small.md:19: Code cells are in Python, and this one says 'julia'",
        problems=1,
    ),
    cell("empty", "", "chapters/small.md:38: This code cell is empty", problems=1),
    # Quick copies
    lesson(
        "quick: a text",
        ":quick: {count: 2}",
        ":quick: fast",
        "chapters/small.md:21: :quick: is 'fast', and should be names with values",
        problems=1,
    ),
    lesson("quick: a number", ":quick: {count: 2}", ":quick: 3", "chapters/small.md:21: :quick: is 3", problems=1),
    lesson(
        "quick: a misspelt name",
        ":quick: {count: 2}",
        ":quick: {cuont: 2}",
        "chapters/small.md:21 (cell small-3): quick names 'cuont', which this cell does not assign",
        problems=1,
    ),
    lesson(
        "quick: missing",
        ":quick: {count: 2}\n",
        "",
        "chapters/small.md:20: The cell with the tag parameters does not say the values of quick copies",
        problems=1,
    ),
    lesson(
        "quick: empty",
        ":quick: {count: 2}",
        ":quick: {}",
        "chapters/small.md:20: The cell with the tag parameters does not say",
        problems=1,
    ),
    lesson(
        "quick: without parameters",
        ":tags: [parameters]\n",
        "",
        "chapters/small.md:20: Only the cell with the tag parameters has the option quick",
        problems=1,
    ),
    lesson(
        "quick: a text for a number",
        ":quick: {count: 2}",
        ":quick: {count: two}",
        "chapters/small.md:21 (cell small-3): quick: count: is 'two', and the cell assigns 5",
        problems=1,
    ),
    lesson(
        "quick: infinite",
        ":quick: {count: 2}",
        ":quick: {count: .inf}",
        "chapters/small.md:21 (cell small-3): quick: count: is inf",
        problems=1,
    ),
    lesson(
        "quick: a date",
        ":quick: {count: 2}",
        ":quick: {count: 2026-11-21}",
        "chapters/small.md:21 (cell small-3): quick: count: is 2026-11-21",
        problems=1,
    ),
    lesson(
        "quick: nothing",
        ":quick: {count: 2}",
        ":quick: {count: null}",
        "chapters/small.md:21 (cell small-3): quick: count: is empty",
        problems=1,
    ),
    prose(
        "parameters: a second cell",
        "```{code-cell} ipython3\n:tags: [parameters]\n:quick: {more: 1}\nmore = 2\n```",
        "chapters/small.md:41 (cell sum-3): This is the second cell with the tag parameters (first in line 22)",
        problems=1,
    ),
    # Python
    cell(
        "the same quotes in an f-string",
        'd = {"a": 1}\nprint(f"Value: {d["a"]}")',
        "chapters/small.md:40 (cell sum-3): This cell is no valid Python",
        never=("translation",),
        problems=1,
    ),
    cell(
        "a statement of Python 3.12",
        "type Number = int",
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python",
        problems=1,
    ),
    cell(
        "a magic",
        "%matplotlib inline",
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: %matplotlib is a magic of IPython",
        problems=1,
    ),
    cell(
        "a magic of a whole cell",
        "%%time\nx = 1",
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: %%time is a magic",
        problems=1,
    ),
    cell(
        "a command of the shell",
        "!pip install x",
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: !pip is a magic",
        problems=1,
    ),
    cell(
        "a call that ends the kernel",
        "x = 1\nexit()",
        "chapters/small.md:40 (cell sum-3): This cell is no valid Python: exit() ends the kernel, and nobody sees why",
        problems=1,
    ),
    cell(
        "a question to IPython",
        "x = 1\nx?",
        "chapters/small.md:40 (cell sum-3): This cell is no valid Python",
        problems=1,
    ),
    cell(
        "return outside of a function",
        "x = 1\nreturn x",
        "chapters/small.md:40 (cell sum-3): This cell is no valid Python: 'return' outside function",
        problems=1,
    ),
    cell(
        "break outside of a loop",
        "break",
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: 'break' outside loop",
        problems=1,
    ),
    cell(
        "an unknown escape",
        'x = "\\d"',
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: invalid escape sequence",
        problems=1,
    ),
    cell(
        "an assertion that is always true",
        'assert (1 == 2, "no")',
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: assertion is always true",
        problems=1,
    ),
    cell(
        "tabs and spaces",
        "if True:\n\tx = 1\n        y = 2",
        "chapters/small.md:41 (cell sum-3): This cell is no valid Python: inconsistent use of tabs",
        problems=1,
    ),
    cell(
        "brackets without end",
        "(" * 300,
        "chapters/small.md:39 (cell sum-3): This cell is no valid Python: ",
        problems=1,
    ),
    # Fences
    lesson(
        "fences: a box is not closed",
        ":::\n\n```{code-cell}",
        "\n```{code-cell}",
        "chapters/small.md:28: The directive {note} is opened here and never closed",
        problems=1,
    ),
    Row(
        "fences: a box that another one closes",
        several(in_lesson("Two numbers", ":::{admonition} Before\nTwo numbers"), in_prose(":::{note}\nMore.\n:::")),
        STATUS,
        ("chapters/small.md:10: The directive {admonition} is opened here and never closed: in line 29",),
        problems=1,
    ),
    lesson(
        "fences: a cell that another one closes",
        "count = 5\n```\n",
        "count = 5\n",
        "chapters/small.md:19: The directive {code-cell} is opened here and never closed: in line 24",
        problems=1,
    ),
    lesson(
        "fences: the set-up cell is not closed",
        '"en")\n```\n',
        '"en")\n',
        "chapters/small.md:12: The directive {code-cell} is opened here and never closed: in line 18",
        problems=1,
    ),
    lesson(
        "fences: one too many",
        "count = 5\n```\n",
        "count = 5\n```\n```\n",
        "chapters/small.md:24: A block of code is opened here and never closed",
        problems=1,
    ),
    prose(
        "fences: equal fences inside of each other",
        ":::{note}\nA\n:::{tip}\nB\n:::\n:::",
        "chapters/small.md:38: The directive {note} is opened here and never closed: in line 40",
    ),
    prose(
        "fences: a block of code is not closed",
        "```python\nx = 1",
        "chapters/small.md:38: A block of code is opened here and never closed",
        problems=1,
    ),
    prose(
        "fences: a box in a list is not closed",
        "- :::{note}\n  A",
        "chapters/small.md:38: The directive {note} is opened here and never closed",
        problems=1,
    ),
    prose(
        "fences: a box in a paragraph",
        "Text. :::{hint} … ::: may follow.",
        "chapters/small.md:38: :::{hint} stands inside of a paragraph",
        problems=1,
    ),
    prose(
        "fences: an end without a beginning",
        "Text.\n:::",
        "chapters/small.md:39: ::: stands here and closes nothing",
        problems=1,
    ),
    prose(
        "fences: no braces",
        ":::note\nA\n:::",
        "chapters/small.md:38: :::note is no directive: its name has no braces",
        problems=1,
    ),
    prose(
        "fences: a cell without braces",
        "```code-cell\nx = 1\n```",
        "chapters/small.md:38: ```code-cell is no directive: its name has no braces",
        problems=1,
    ),
    prose(
        "fences: a formula without end",
        "$$\na^2\n\nMore.",
        "chapters/small.md:38: A formula is opened or closed here with $$",
        problems=1,
    ),
    prose(
        "an unknown directive",
        ":::{nota}\nA\n:::",
        "chapters/small.md:38: Unknown directive {nota} (did you mean note?)",
        problems=1,
    ),
    prose(
        "an unknown option of a box",
        ":::{note}\n:clas: dropdown\nA\n:::",
        "chapters/small.md:39: The directive {note} has no option 'clas' (did you mean class?)",
        problems=1,
    ),
    prose(
        "an unknown directive in a list",
        "- :::{nota}\n  A\n  :::",
        "chapters/small.md:38: Unknown directive {nota}",
        problems=1,
    ),
    prose(
        "a cell in a list",
        "- ```{code-cell}\n  x = 1\n  ```",
        "chapters/small.md:38: Unknown directive {code-cell}: code cells stand at the top level",
        problems=1,
    ),
    prose(
        "an admonition without a title",
        ":::{admonition}\nA\n:::",
        "chapters/small.md:38: This admonition has no title",
        problems=1,
    ),
    # Mentions of chapters
    prose(
        "a chapter that there is not",
        "See chapter 3.",
        "chapters/small.md:38: There is no chapter 3: _toc.yml has the start page only",
        "such as: its sixth chapter",
        problems=1,
    ),
    Row(
        "prose: a mention of a chapter that is no link",
        several(in_prose("As in chapter 1."), writing("chapters/other.md", OTHER), writing(TOC, TWO)),
        STATUS,
        ("chapters/small.md:38: 'chapter 1' is no link", "Write {doc}`chapter 1 <other>`."),
        problems=1,
    ),
    Row(
        "prose: a link to a chapter by another number",
        several(
            in_prose("As in {doc}`chapter 1 <small>`."), writing("chapters/other.md", OTHER), writing(TOC, TWO)
        ),
        STATUS,
        (
            "chapters/small.md:38: The link 'chapter 1' leads to small, which is no chapter with a number",
            "Write {doc}`chapter 1 <other>`, or the number of the chapter meant.",
        ),
        problems=1,
    ),
    # The list of terms
    prose(
        "no terms in their list",
        "```{chapter-terms}\n```",
        "chapters/small.md:38: The directive {chapter-terms} lists no terms",
        problems=1,
    ),
    prose(
        "a term behind the name of the list",
        "```{chapter-terms} weight\n```",
        "chapters/small.md:38: The directive {chapter-terms} has words behind it: weight",
        problems=1,
    ),
    prose(
        "an option of a list of terms",
        "```{chapter-terms}\n:sorted: true\nweight\n```",
        "chapters/small.md:39: The directive {chapter-terms} has no option 'sorted'",
        "Take it out",
        problems=1,
    ),
    prose(
        "a list of terms in a box",
        ":::{note}\n```{chapter-terms}\nweight\n```\n:::",
        "chapters/small.md:39: The directive {chapter-terms} stands inside of another block",
        problems=1,
    ),
    prose(
        "a list of terms in a list",
        "- ```{chapter-terms}\n  weight\n  ```",
        "chapters/small.md:38: The directive {chapter-terms} stands inside of another block",
        problems=1,
    ),
    prose(
        "a list of terms without its end",
        "```{chapter-terms}\nweight",
        "chapters/small.md:38: The directive {chapter-terms} is opened here and never closed",
        problems=1,
    ),
    # Roles, links, pictures, HTML
    prose(
        "an unknown role",
        "A {terms}`weight`.",
        "chapters/small.md:38: Unknown role {terms} (did you mean term?)",
        problems=1,
    ),
    prose(
        "an unknown role in a table",
        "| a | b |\n|---|---|\n| c | {keyboard}`d` |",
        "chapters/small.md:40: Unknown role {keyboard}",
        problems=1,
    ),
    prose(
        "an unknown role in a title",
        ":::{admonition} A {trem}`weight`\nB\n:::",
        "chapters/small.md:38: Unknown role {trem}",
        problems=1,
    ),
    prose(
        "a space behind a role",
        "A {term} `weight`.",
        "chapters/small.md:38: A space stands between {term} and `weight`",
        problems=1,
    ),
    prose(
        "a line break behind a role",
        "A {term}\n`weight`.",
        "chapters/small.md:",
        "A space stands between {term} and `weight`",
        problems=1,
    ),
    prose("a role without words", "A {term} weight.", "chapters/small.md:38: The role {term} has no words", problems=1),
    prose(
        "an unknown label",
        "See {ref}`here <nowhere>`.",
        "chapters/small.md:38: The role {ref} leads to 'nowhere', which is no label",
        problems=1,
    ),
    prose(
        "an unknown label in the second line",
        "See it\nhere: {ref}`here <nowhere>`.",
        "chapters/small.md:39: The role {ref} leads to 'nowhere'",
        problems=1,
    ),
    prose(
        "an unknown figure",
        "See {numref}`sum`.",
        "chapters/small.md:38: The role {numref} leads to 'sum', which names a heading",
        problems=1,
    ),
    prose(
        "an unknown formula",
        "See {eq}`square`.",
        "chapters/small.md:38: The role {eq} leads to 'square', which is no label",
        problems=1,
    ),
    prose("a formula with its label", "$$\na^2\n$$ (square)\n\nSee {eq}`square`.", accepted=True),
    prose(
        "an unknown document",
        "See {doc}`smal`.",
        "chapters/small.md:38: The role {doc} names 'smal', which is no chapter or page",
        "(did you mean small?)",
        problems=1,
    ),
    prose(
        "a link to an unknown label",
        "See [here](#nowhere).",
        "chapters/small.md:38: The link leads to 'nowhere'",
        problems=1,
    ),
    prose(
        "a link to a file",
        "See [here](other.md).",
        "chapters/small.md:38: This link leads to a file: other.md",
        problems=1,
    ),
    prose("a link to nothing", "See [here]().", "chapters/small.md:38: This link leads nowhere", problems=1),
    prose(
        "a link of another kind",
        "See [here](ftp://example.org).",
        "chapters/small.md:38: This link has an address of an unknown kind",
        problems=1,
    ),
    prose(
        "a label without a title",
        "(place)=\nA paragraph.\n\nSee {ref}`place`.",
        "chapters/small.md:41: The role {ref} leads to 'place', which has no title",
        problems=1,
    ),
    prose(
        "a script",
        "<script>alert(1)</script>",
        "chapters/small.md:38: HTML stands in the prose: <script>alert(1)</script>",
        problems=1,
    ),
    prose("HTML in a sentence", "A <b>word</b>.", "chapters/small.md:38: HTML stands in the prose: <b>"),
    prose(
        "a comment of HTML",
        "<!-- note -->",
        "chapters/small.md:38: HTML stands in the prose: <!-- note -->",
        problems=1,
    ),
    prose(
        "HTML in a box",
        ":::{note}\nA <img src=x onerror=alert(1)>.\n:::",
        "chapters/small.md:39: HTML stands in the prose",
        problems=1,
    ),
    prose(
        "a picture that is not there",
        "![A cat](cat.png)",
        "chapters/small.md:38: The picture cat.png is not there",
        problems=1,
    ),
    prose(
        "a picture without its text",
        "![](../assets/favicon.svg)",
        "chapters/small.md:38: The picture ../assets/favicon.svg has no text",
        problems=1,
    ),
    prose(
        "a picture from another host",
        "![A cat](https://example.org/cat.png)",
        "chapters/small.md:38: The picture https://example.org/cat.png comes from another host",
        problems=1,
    ),
    prose(
        "a figure without its text",
        "```{figure} ../assets/favicon.svg\nWords.\n```",
        "chapters/small.md:38: The picture ../assets/favicon.svg has no text",
        problems=1,
    ),
    prose(
        "a figure that is not there",
        "```{figure} cat.png\n:alt: A cat.\nWords.\n```",
        "chapters/small.md:38: The picture cat.png is not there",
        problems=1,
    ),
    prose(
        "a figure without a file",
        "```{figure}\n:alt: A cat.\nWords.\n```",
        "chapters/small.md:38: This picture names no file",
        problems=1,
    ),
    prose(
        "an image with a misspelt option",
        "```{image} ../assets/favicon.svg\n:alt: A sign.\n:witdh: 10\n```",
        "chapters/small.md:40: The directive {image} has no option 'witdh' (did you mean width?)",
        problems=1,
    ),
    prose(
        "directives and roles as they should be",
        "- :::{tip}\n  Press {kbd}`Enter`, see {ref}`sum`.\n  :::\n\n![A sign](../assets/favicon.svg)",
        accepted=True,
    ),
    # Exercises
    exercise(
        "the solution before the scaffold",
        f"{SCAFFOLD}\n{SOLUTION}",
        f"{SOLUTION}\n{SCAFFOLD}",
        "The part {scaffold} stands behind {solution}",
        problems=1,
    ),
    exercise(
        "the check before the scaffold",
        f"{SCAFFOLD}\n{SOLUTION}\n{CHECK}",
        f"{CHECK}\n{SCAFFOLD}\n{SOLUTION}",
        "The part {scaffold} stands behind {check}",
        problems=1,
    ),
    exercise(
        "points: true",
        ":points: 2",
        ":points: true",
        "chapters/small.md:24: The exercise needs points, a whole number",
        problems=1,
    ),
    exercise(
        "minutes: a fraction",
        ":minutes: 3",
        ":minutes: 2.5",
        "chapters/small.md:23: The exercise needs minutes, a whole number",
        problems=1,
    ),
    exercise(
        "minutes: negative",
        ":minutes: 3",
        ":minutes: -3",
        "chapters/small.md:23: The exercise needs minutes",
        problems=1,
    ),
    exercise(
        "a misspelt kind",
        ":kind: write",
        ":kind: wriet",
        "chapters/small.md:22: Unknown kind of exercise: wriet (did you mean write?)",
        problems=1,
    ),
    exercise(
        "a kind that is a list",
        ":kind: write",
        ":kind: [write]",
        "chapters/small.md:22: Unknown kind of exercise: ['write']",
        problems=1,
    ),
    exercise(
        "an unknown option",
        ":points: 2",
        ":points: 2\n:pionts: 2",
        "chapters/small.md:25: The directive {exercise} has no option 'pionts' (did you mean points?)",
        problems=1,
    ),
    exercise("an empty part", "many = ...\n", "", "The part {scaffold} is empty", problems=1),
    exercise(
        "a title behind a part",
        "```{scaffold}\nmany",
        "```{scaffold} Begin\nmany",
        "The part {scaffold} has no title, and here stands: Begin",
        problems=1,
    ),
    exercise("asks nothing", "Say how many, and why.\n", "", "This exercise asks nothing", problems=1),
    exercise(
        "a part that is not closed",
        f"{SCAFFOLD}",
        "```{scaffold}\nmany = ...\n",
        "The directive {scaffold} is opened here and never closed",
        problems=1,
    ),
    exercise(
        "the exercise is not closed",
        "    ```\n    :::::\n\n".replace("    ", ""),
        "```\n\n",
        "chapters/small.md:20: The directive {exercise} is opened here and never closed",
        problems=1,
    ),
    exercise(
        "a hint that is not closed",
        "Multiply by **two**.\n:::\n",
        "Multiply by **two**.\n",
        "chapters/small.md:28: The directive {hint} is opened here and never closed",
        problems=1,
    ),
    exercise(
        "an alt that is a number",
        "```{solution}\nmany = 6",
        "```{solution}\n:alt: 6\nmany = 6",
        ":alt: is 6, and should be a text",
        problems=1,
    ),
    exercise(
        "options in a check",
        "```{check}\ncheck(many == 6",
        "```{check}\n:tags: [x]\ncheck(many == 6",
        "The directive {check} has no option 'tags'",
        problems=1,
    ),
    exercise(
        "no Python in a check", "check(many == 6,", "check(many === 6,", "This cell is no valid Python", problems=1
    ),
    exercise(
        "a model answer for another kind",
        ":kind: explain",
        ":kind: write",
        "Only an explain exercise has a {model-answer}",
        problems=1,
    ),
    Row(
        "exercise: kinds that do not climb",
        writing(LESSON, EXERCISES.replace(":kind: explain", ":kind: predict").replace(MODEL_ANSWER, "")),
        STATUS,
        ("This exercise (predict) stands behind one of the kind write",),
        problems=1,
    ),
    # Questions
    question("as it should be", ":kind: single", ":kind: single", accepted=True),
    question(
        "a misspelt kind",
        ":kind: single",
        ":kind: signle",
        "chapters/small.md:40: This question is of an unknown kind: signle (did you mean single?)",
        problems=1,
    ),
    question(
        "an unknown option",
        ":kind: single",
        ":kind: single\n:tolerence: 3",
        "chapters/small.md:41: A single question has no option 'tolerence'",
        problems=1,
    ),
    question(
        "options with names of two kinds",
        ":kind: single",
        ":kind: single\n:7: a\n:b: c",
        "chapters/small.md:38: The options of this directive cannot be read: the name '7'",
        problems=1,
    ),
    question(
        "an answer that is not closed",
        "Count.\n:::\n",
        "Count.\n",
        "chapters/small.md:44: The directive {correct} is opened here and never closed: in line 46",
        problems=1,
    ),
    question(
        "is not closed",
        "\n::::",
        "\n",
        "chapters/small.md:38: The directive {question} is opened here and never closed",
    ),
    question(
        "options of an answer that are no YAML",
        ":::{correct} 3\n",
        ":::{correct} 3\n:value: [\n",
        "chapters/small.md:44: The options of this directive cannot be read",
        problems=1,
    ),
    question(
        "an unknown role in an answer",
        "Count.",
        "Count {treme}`on`.",
        "chapters/small.md:45: Unknown role {treme}",
        problems=1,
    ),
    question("HTML in a question", "What is", "<u>What</u> is", "chapters/small.md:42: HTML stands in the prose"),
    Row(
        "question: a name that is an exercise's",
        several(writing(LESSON, EXERCISES), in_prose(QUESTION.replace("quiz-sum", "exercise-why"))),
        STATUS,
        ("The label 'exercise-why' is used twice",),
        problems=1,
    ),
    Row(
        "pages: a code cell",
        several(
            writing("pages/about.md", "---\nfile_format: mystnb\n---\n\n(about)=\n# About\n\n```{code-cell}\n1\n```\n"),
            replacing(TOC, "root: chapters/small\n", "root: chapters/small\nchapters:\n- file: pages/about\n"),
        ),
        STATUS,
        ("pages/about.md:8: A page has prose only",),
        problems=1,
    ),
    Row(
        "pages: empty",
        several(
            writing("pages/about.md", ""),
            replacing(TOC, "root: chapters/small\n", "root: chapters/small\nchapters:\n- file: pages/about\n"),
        ),
        STATUS,
        ("pages/about.md:1: This page is empty",),
        problems=1,
    ),
    *[
        whole(
            f"{name} in {place}",
            SMALL_LESSON.replace(before, before + sign),
            f"chapters/small.md:{line}: {says} stands in this line",
            problems=1,
        )
        for place, before, line in (("prose", "Two", 10), ("a comment", "# add", 34))
        for name, sign, says in (
            ("a tag character", "\U000e0041", "U+E0041 TAG LATIN CAPITAL LETTER A"),
            ("a filler of Hangul", "\u3164", "U+3164 HANGUL FILLER"),
            ("a character for private use", "\ue000", "U+E000 a character for private use"),
            ("a zero-width space", "\u200b", "U+200B ZERO WIDTH SPACE"),
            ("a soft hyphen", "\u00ad", "U+00AD SOFT HYPHEN"),
            ("what is no character", "\uffff", "U+FFFF which is no character"),
            ("an empty pattern of Braille", "\u2800", "U+2800 BRAILLE PATTERN BLANK"),
        )
    ],
    whole(
        "an isolate that nothing closes",
        SMALL_LESSON.replace("# add them", "# add \u2066them"),
        "chapters/small.md:34: An isolate (U+2066 to U+2068) is not closed by U+2069 in this line",
        problems=1,
    ),
    prose("a note without its text", "As shown[^1].", "chapters/small.md:38: [^1] looks like a link or a note", problems=1),
    prose("a link without its target", "See [this][that].", "chapters/small.md:38: [this][that] looks like", problems=1),
    prose(
        "a script in brackets", "See <javascript:alert(1)>.", "chapters/small.md:38: This link has an address", problems=1
    ),
    *[
        prose(f"a formula that is not whole: {name}", text, f"chapters/small.md:{line}: A formula is not whole: {says}")
        for name, text, line, says in (
            ("a brace", "Take $\\frac{1}{2$.", 38, "{ is not closed"),
            ("a closing brace", "Take $a}$.", 38, "} closes nothing"),
            ("left", "$$\n\\left( a\n$$", 38, "\\left is not closed"),
            ("begin", "$$\n\\begin{matrix} a\n$$", 38, "\\begin{matrix} is not closed"),
            ("another end", "$$\n\\begin{matrix} a \\end{aligned}\n$$", 38, "\\end{aligned} closes nothing"),
            ("a comment", "Take $50 % of x$.", 38, "% hides the rest of the line"),
            ("a role", "Take {math}`\\sqrt{2`.", 38, "{ is not closed"),
            ("a directive", "```{math}\na^{2\n```", 38, "{ is not closed"),
        )
    ],
    prose(
        "formulas that are whole",
        "Take $\\{a\\} \\left\\{ b \\right.$ and $50\\,\\%$ and $a \\\\ b$.",
        accepted=True,
    ),
    lesson(
        "front matter: closed by four hyphens",
        "name: python3\n---\n",
        "name: python3\n----\n",
        "chapters/small.md:5: The front matter does not stand between two lines ---",
        problems=1,
    ),
    lesson(
        "the name of a page of Sphinx",
        "(sum)=",
        "(genindex)=",
        "The label 'genindex' is the name of a page of Sphinx",
        problems=1,
    ),
    lesson("HTML in a heading", "## The sum", "## The \\<img src=x onerror=y>", "This heading holds <", problems=1),
]

"""What strangers tried after the first tables were full: catalogues, chapters, files, one kind a section."""

from __future__ import annotations

import os

from tests.bad_input import Row, Spoil, replacing, writing
from tests.bad_input.rows_builds import instead_of
from tests.bad_input.rows_catalogs import CATALOGS, FOLDER, INTERFACE, NOTEBOOKS, PACKAGE, SMALL, STATUS, SUM, changing
from tests.bad_input.spoiling import LESSON, in_lesson, in_prose
from tests.conftest import TRANSLATIONS, SmallProject

IMPORTANT = "این **مهم** است."
COMMENT = "آن‌ها را جمع کنید"
LINK = "[سایت](https://example.org)"


def translated(before: str, after: str) -> Spoil:
    """Another translation, in the catalogue of the lesson."""
    return replacing(SMALL, before, after)


def only(msgid: str, msgstr: str) -> str:
    """A catalogue with one translated message of the package or the interface."""
    return f'msgid ""\nmsgstr "Language: fa\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n{msgid}\nmsgstr "{msgstr}"\n'


def pipe(file: str) -> Spoil:
    """A pipe in the place of a file: whoever opens it waits for ever."""

    def spoil(project: SmallProject) -> None:
        (project.root / file).unlink(missing_ok=True)
        os.mkfifo(project.root / file)

    return spoil


def device(file: str) -> Spoil:
    """A link to a device without end."""

    def spoil(project: SmallProject) -> None:
        (project.root / file).unlink(missing_ok=True)
        (project.root / file).symlink_to("/dev/zero")

    return spoil


def without_letter(name: str, spoil: Spoil, file: str = SMALL) -> Row:
    """A row for a translation that says nothing."""
    return Row(f"says nothing: {name}", spoil, NOTEBOOKS, (f"{file}:", "the translation has no letter"), problems=1)


TRANSLATED = [
    # Options of a box
    *(
        Row(
            f"a translation that a box takes for options: {text}",
            translated(f'"{IMPORTANT}', f'"{text} {IMPORTANT}'),
            NOTEBOOKS,
            (f"{SMALL}:33 (fa): the translation would become another block", "leave : "),
            problems=1,
        )
        for text in (":", ":class:", ":class: dropdown", ": x:", "---")
    ),
    # Nothing to read
    without_letter("a joiner in a heading", translated(SUM, 'msgstr "\u200c"')),
    without_letter("closed isolates in a heading", translated(SUM, 'msgstr "\u2068\u2069"')),
    without_letter("a dash in a paragraph", translated(IMPORTANT, "— …")),
    without_letter("a mark of direction in a comment", translated(COMMENT, "\u200f")),
    without_letter("dots in a comment", translated(COMMENT, "...")),
    without_letter("code alone in a paragraph", translated(
        TRANSLATIONS["Two numbers and `x + y`, see [the site](https://example.org), with $a^2$."],
        "`x + y` $a^2$ [—](https://example.org)",
    )),
    without_letter("a joiner in the interface", writing(INTERFACE, only(
        'msgctxt "interface"\nmsgid "Contents"', "\u200c"
    )), INTERFACE),
    without_letter("a dash in a message of the package", writing(PACKAGE, only(
        'msgid "Correct."', "—"
    )), PACKAGE),
    Row(
        "a link that nobody sees",
        translated(LINK, "[](https://example.org)"),
        NOTEBOOKS,
        (f"{SMALL}:21 (fa): the link to https://example.org has no words",),
        problems=1,
    ),
    Row(
        "a link whose words are joiners",
        translated(LINK, "[\u200c\u200d](https://example.org)"),
        NOTEBOOKS,
        ("the link to https://example.org has no words",),
        problems=1,
    ),
    # Orders
    *(
        Row(
            f"an order to Colab within a comment: {order}",
            translated(COMMENT, f"{COMMENT} {order}"),
            NOTEBOOKS,
            (f"{SMALL}:39 (fa): a program would take this comment for an order",),
            problems=1,
        )
        for order in ("#@param {type: 'string'}", "# @title", "#  @markdown **x**")
    ),
    Row(
        "an address with i, k and s in it is named once",
        translated(IMPORTANT, f"{IMPORTANT} https://silk.example/kiss"),
        NOTEBOOKS,
        ("an address that its source has not: https://silk.example/kiss",),
        problems=1,
    ),
    Row(
        "an allowed address with i, k and s in it",
        translated(IMPORTANT, f"{IMPORTANT} https://creativecommons.org/licenses/by/4.0/deed.fa"),
        NOTEBOOKS,
        ("Notebooks:",),
        accepted=True,
    ),
]

FILES = [
    *(
        Row(
            f"a pipe in the place of a catalogue ({' '.join(command)})",
            pipe(SMALL),
            command,
            (f"{SMALL} (fa): Broken catalogue: a device or a pipe",),
            problems=1,
        )
        for command in (CATALOGS, STATUS, NOTEBOOKS)
    ),
    Row(
        "a device in the place of a catalogue",
        device(SMALL),
        CATALOGS,
        (f"{SMALL} (fa): Broken catalogue: a device or a pipe",),
        problems=1,
    ),
    Row(
        "a pipe in the place of the package's messages",
        pipe(PACKAGE),
        NOTEBOOKS,
        (f"{PACKAGE} (fa): Broken catalogue: a device or a pipe",),
        problems=1,
    ),
    Row("a pipe in the place of a lesson", pipe(LESSON), STATUS, ("_toc.yml:2: The chapter chapters/small",)),
    Row("a pipe in the place of the settings", pipe("_config.yml"), STATUS, ("_config.yml: This is a device",)),
    Row(
        "UTF-32",
        lambda project: project.catalog.write_bytes(project.catalog.read_text(encoding="utf-8").encode("utf-32")),
        CATALOGS,
        ("not UTF-8 but UTF-32",),
        problems=1,
    ),
    Row(
        "a catalogue full of NULL, as after a loss of power",
        writing(SMALL, "\0" * 1000),
        CATALOGS,
        (f"{SMALL}:1 (fa): Broken catalogue: U+0000 NULL",),
        problems=1,
    ),
    Row("UTF-8 cut within a letter", lambda project: project.catalog.write_bytes(
        project.catalog.read_bytes()[:-14]
    ), CATALOGS, ("not UTF-8: the byte 0xD9",), problems=1),
    Row("a mark of byte order twice", changing(lambda text: f"\ufeff\ufeff{text}"), CATALOGS, (
        f"{SMALL}:1 (fa): Broken catalogue: U+FEFF",
    ), problems=1),
    Row(
        "a catalogue under a name in capitals",
        lambda project: project.catalog.rename(project.root / FOLDER / "Small.po"),
        CATALOGS,
        ("This catalogue has lost much",),
    ),
    Row("carriage returns twice", changing(lambda text: text.replace("\n", "\r\r\n")), CATALOGS, (
        "catalogues changed",
    ), accepted=True),
    Row("3000 obsolete messages", changing(lambda text: text + "".join(
        f'\n#~ msgctxt "paragraph"\n#~ msgid "old text {number} of {7 * number}"\n#~ msgstr "کهنه {number}"\n'
        for number in range(3000)
    )), CATALOGS, ("catalogues changed",), accepted=True),
    Row("flags written as newer gettexts do", translated(
        'msgctxt "heading"\nmsgid "The sum"', '#= fuzzy\nmsgctxt "heading"\nmsgid "The sum"'
    ), CATALOGS, ("1 cat",), accepted=True),
    Row("the header behind the messages", changing(
        lambda text: "\n\n".join([*text.strip().split("\n\n")[1:], text.split("\n\n")[0]]) + "\n"
    ), CATALOGS, ("1 cat",), accepted=True),
]


SURROUNDINGS = [
    Row(
        "requirements.txt without the part that lessons need",
        instead_of("requirements.txt", "numpy\n"),
        NOTEBOOKS,
        ("requirements.txt:1: The part that launched notebooks need is missing",),
        keeps=("locales",),
        problems=1,
    ),
    Row(
        "requirements.txt that ends with the lessons' part",
        instead_of("requirements.txt", "# What Binder has besides:\njupyterlab\n\n# What the lessons import:\nnumpy"),
        NOTEBOOKS,
        ("Notebooks:",),
        accepted=True,
    ),
]


def prose(name: str, text: str, says: str, line: int = 38, problems: int | None = 1) -> Row:
    """A row for Markdown at the end of the lesson."""
    return Row(f"prose: {name}", in_prose(text), STATUS, (f"{LESSON}:{line}: {says}",), problems=problems)


BOX = ":::{note}\n:name: sum\nWords.\n:::"
TABLE = "| a | b |\n|---|---|\n"

CHAPTERS = [
    prose("a box with the label of a heading", BOX, "The label 'sum' is used twice in this lesson (first in line 25)"),
    prose("a formula with the label of a heading", "$$\nx\n$$ (sum)", "The label 'sum' is used twice"),
    prose("a row with a cell too many", f"{TABLE}| c | d | lost |", "This row has 3 cells, and the first row", 40),
    prose("a row with a cell too few", f"{TABLE}| c |", "This row has 1 cells, and the first row", 40),
    prose("a table whose second line is too short", "| a | b |\n|---|\n| c | d |", "|---| looks like the second", 39),
    prose("a table without borders whose second line is too long", "a | b\n--|--|--\nc | d", "--|--|-- looks like", 39),
    Row("prose: tables as they should be", in_prose(
        f"{TABLE}| `a\\|b` | c \\| d |\n\na | b\n--|:-:\nc | d\n\n> | a |\n> |---|\n> | b |\n\n- | a | b |\n  |---|---|\n  | c | |"
    ), STATUS, (), accepted=True),
    prose("a link with a space in its address", "See [a](https://example.org/a b).", "[a](https://example.org/a b)."),
    prose("a break of blocks", '+++ {"tags": ["x"]}\n\nWords.', "+++ stands here"),
    prose("a footnote", "Words.[^1]\n\n[^1]: A note.", "A footnote stands here", problems=2),
    prose("an override as an entity", "Words &#x202e;here.", "An entity of HTML stands here for U+202E"),
    prose("a soft hyphen as an entity", "Words&shy;here.", "An entity of HTML stands here for U+00AD"),
    prose("a tag character as an entity", "Words&#xE0041;.", "An entity of HTML stands here for U+E0041"),
    Row("prose: entities that people need", in_prose("5&nbsp;%, 3 &lt; 4, `&shy;`."), STATUS, (), accepted=True),
    *(
        Row(
            f"quick: {value}",
            in_lesson("{count: 2}", value),
            STATUS,
            (f"{LESSON}:19: The options of this directive cannot be read: {says}",),
            problems=1,
        )
        for value, says in (
            ("{count: 010}", "YAML reads another number than people do: 010"),
            ("{count: 1:30}", "YAML reads another number than people do: 1:30"),
            ("{count: 0x10}", "YAML reads another number than people do: 0x10"),
            ("{count: [1, 010]}", "YAML reads another number than people do: 010"),
            ("{count: 2, count: 3}", "the name 'count' stands there twice"),
        )
    ),
]

ROWS = [*TRANSLATED, *FILES, *SURROUNDINGS, *CHAPTERS]

"""Bad input in catalogues: what tools, editors, merges and slips of the hand make of a PO file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable

from tests.bad_input import Row, Spoil, replacing, writing
from tests.conftest import TRANSLATIONS, SmallProject

FOLDER = "locales/fa/LC_MESSAGES"
SMALL, PACKAGE, INTERFACE = f"{FOLDER}/small.po", f"{FOLDER}/polyneuron.po", f"{FOLDER}/interface.po"
SUM = 'msgstr "مجموع"'
"""The translation of a heading, in one line of the catalogue."""

CATALOGS, STATUS, NOTEBOOKS = ("catalogs",), ("catalogs", "--status"), ("notebooks", "--language", "fa")


def changing(change: Callable[[str], str], file: str = SMALL) -> Spoil:
    """Spoils a project by a change of a whole file."""

    def spoil(project: SmallProject) -> None:
        path = project.root / file
        path.write_bytes(change(path.read_text(encoding="utf-8")).encode("utf-8", "surrogatepass"))

    return spoil


def header(*fields: str) -> Callable[[str], str]:
    """Changes the header's field of the language into these."""
    lines = "\n".join(f'"{field}\\n"' for field in fields)
    return lambda text: text.replace('"Language: fa\\n"', lines)


def encoded(encoding: str) -> Spoil:
    """Spoils a project by saving its catalogue in another encoding."""

    def spoil(project: SmallProject) -> None:
        project.catalog.write_bytes(project.catalog.read_text(encoding="utf-8").encode(encoding, "replace"))

    return spoil


def committed(then: Spoil) -> Spoil:
    """Commits the project before it is spoiled."""

    def spoil(project: SmallProject) -> None:
        name = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        for command in (["init", "-q"], ["add", "locales"], [*name, "commit", "-q", "-m", "Translated"]):
            subprocess.run(["git", *command], cwd=project.root, check=True, capture_output=True)
        then(project)

    return spoil


def noted(then: Spoil) -> Spoil:
    """Runs `catalogs` once more before the project is spoiled, as after some days of translating."""

    def spoil(project: SmallProject) -> None:
        assert project.run("catalogs").exit_code == 0
        then(project)

    return spoil


def removing(project: SmallProject) -> None:
    project.catalog.unlink()


def a_folder(project: SmallProject) -> None:
    project.catalog.unlink()
    (project.catalog / "small.po").mkdir(parents=True)


def a_link_to_nothing(project: SmallProject) -> None:
    project.catalog.unlink()
    project.catalog.symlink_to("/nowhere/small.po")


def a_link_to_itself(project: SmallProject) -> None:
    project.catalog.unlink()
    project.catalog.symlink_to(project.catalog)


def a_file_for_a_folder(project: SmallProject) -> None:
    project.catalog.parent.rename(project.root / "elsewhere")
    project.catalog.parent.write_text("not a folder")


def half(text: str) -> str:
    """The first entries, whole."""
    blocks = text.split("\n\n")
    return "\n\n".join(blocks[: len(blocks) // 2 + 1]) + "\n"


def emptied(text: str) -> str:
    return re.sub(r'^msgstr "[^"]+"$', 'msgstr ""', text, flags=re.MULTILINE)


def header_only(text: str) -> str:
    return text.split("\n\n")[0] + "\n"


def in_russian(text: str) -> str:
    for translation in TRANSLATIONS.values():
        text = re.sub(re.escape(f'"{translation}"'), lambda match: f'"{letters(match[0])}"', text)
    return text


def letters(text: str) -> str:
    """The translation with Russian words in the place of Persian ones; code, formulas and links stay."""
    return re.sub(r"[\u0600-\u06ff\u200c]+", "слово", text.strip('"'))


def in_the_package(translation: str, text: str = "Missing: {name}") -> Spoil:
    """Translates the first message of the package that ends so."""

    def change(catalog: str) -> str:
        place = catalog.index(text)
        return catalog[:place] + re.sub(r'msgstr ""', f'msgstr "{translation}"', catalog[place:], count=1)

    return changing(change, PACKAGE)


def appended(text: str, file: str = SMALL) -> Spoil:
    return changing(lambda catalog: f"{catalog}\n{text}", file)


def another_file(name: str, content: str = "not a catalogue") -> Spoil:
    return writing(f"{FOLDER}/{name}", content)


def both_broken(project: SmallProject) -> None:
    for file in (SMALL, INTERFACE):
        appended("x\n", file)(project)


def another_catalogue(project: SmallProject) -> None:
    project.write(SMALL, (project.root / PACKAGE).read_text(encoding="utf-8"))


LOST = "This catalogue has lost much since"
BROKEN = "Broken catalogue: "

ROWS = [
    # Files that are no catalogues at all
    Row(
        "an empty catalogue", writing(SMALL, ""), CATALOGS, (f"{SMALL} (fa): {BROKEN}the file is empty", "git checkout")
    ),
    Row("an empty catalogue, while building", writing(SMALL, ""), NOTEBOOKS, (f"{BROKEN}the file is empty",)),
    Row("an empty catalogue, only counted", writing(SMALL, ""), STATUS, (f"{BROKEN}the file is empty",)),
    Row("a catalogue of blanks and empty lines", writing(SMALL, " \n\n\t\n"), CATALOGS, ("the file is empty",)),
    Row("a folder in the place of a catalogue", a_folder, CATALOGS, (f"{SMALL} (fa): {BROKEN}a folder",)),
    Row("a folder in the place of a catalogue, while building", a_folder, NOTEBOOKS, (f"{BROKEN}a folder",)),
    Row(
        "a link to nothing", a_link_to_nothing, CATALOGS, (f"{SMALL} (fa): {BROKEN}a link to a file that is not there",)
    ),
    Row("a link to nothing, while building", a_link_to_nothing, NOTEBOOKS, ("a link to a file that is not there",)),
    Row("a link to itself", a_link_to_itself, CATALOGS, (f"{SMALL} (fa): {BROKEN}",)),
    Row("a file in the place of the folder", a_file_for_a_folder, CATALOGS, ("has lost much", "To have it back")),
    Row("a page of an error from a website", writing(SMALL, "<!DOCTYPE html>\n"), CATALOGS, ("U+003C LESS-THAN SIGN",)),
    Row("JSON", writing(SMALL, '{"A small lesson": "x"}\n'), CATALOGS, ("U+007B LEFT CURLY BRACKET",)),
    Row(
        "a pointer of Git LFS", writing(SMALL, "version https://git-lfs\n"), CATALOGS, (f"{SMALL}:1 (fa)", "'version'")
    ),
    Row("a compressed file", writing(SMALL, b"\x1f\x8b\x08\x00 \xff\xfe"), CATALOGS, (f"{BROKEN}not UTF-8",)),
    Row("a compiled catalogue", writing(SMALL, b"\xde\x12\x04\x95\x00\x00"), CATALOGS, (f"{BROKEN}not UTF-8",)),
    Row("UTF-16", encoded("utf-16"), CATALOGS, ("not UTF-8 but UTF-16",)),
    Row("Windows-1256", encoded("cp1256"), CATALOGS, (f"{BROKEN}not UTF-8: the byte 0x", "UTF-8")),
    Row(
        "a header that gives another charset",
        replacing(SMALL, "charset=UTF-8", "charset=ISO-8859-6"),
        CATALOGS,
        ("not UTF-8: the header gives the charset as ISO-8859-6",),
    ),
    # Lines that gettext refuses
    Row("a quote that is missing", replacing(SMALL, SUM, SUM[:-1]), CATALOGS, ("a quote is missing at the end",)),
    Row(
        "quotes of a word processor", replacing(SMALL, SUM, "msgstr “مجموع”"), CATALOGS, ("LEFT DOUBLE QUOTATION MARK",)
    ),
    Row("a no-break space", replacing(SMALL, SUM, 'msgstr\u00a0"x"'), CATALOGS, ("U+00A0 NO-BREAK SPACE",)),
    Row("a zero width space", replacing(SMALL, SUM, f"\u200b{SUM}"), CATALOGS, ("U+200B ZERO WIDTH SPACE",)),
    Row(
        "a mark of byte order within", replacing(SMALL, SUM, f"\ufeff{SUM}"), CATALOGS, ("U+FEFF ZERO WIDTH NO-BREAK",)
    ),
    Row("U+2028 between two lines", replacing(SMALL, SUM, f"\u2028{SUM}"), CATALOGS, ("U+2028 LINE SEPARATOR",)),
    Row("U+0085 between two lines", replacing(SMALL, SUM, f"\u0085{SUM}"), CATALOGS, ("U+0085 NEXT LINE",)),
    Row("a NULL within a text", replacing(SMALL, SUM, 'msgstr "a\0b"'), CATALOGS, ("U+0000 NULL",)),
    Row("a text over two lines", replacing(SMALL, SUM, 'msgstr "a\nb"'), CATALOGS, ("a quote is missing at the end",)),
    Row("a quote within a text", replacing(SMALL, SUM, 'msgstr "a "b" c"'), CATALOGS, ("'b' cannot stand here",)),
    Row("an escape that is none", replacing(SMALL, SUM, 'msgstr "\\d"'), CATALOGS, ("\\d is no escape of PO files",)),
    Row(
        "escapes that are no UTF-8",
        replacing(SMALL, SUM, 'msgstr "\\331"'),
        CATALOGS,
        ("escapes of this text are no UTF",),
    ),
    Row("a keyword misspelt", replacing(SMALL, SUM, 'msgst "x"'), CATALOGS, ("'msgst' cannot stand here",)),
    Row("a keyword lost", replacing(SMALL, f"\n{SUM}", ""), CATALOGS, ("msgstr is missing before a comment",)),
    Row(
        "a comment within an entry",
        replacing(SMALL, SUM, f"# why?\n{SUM}"),
        CATALOGS,
        ("msgstr is missing before a com",),
    ),
    Row(
        "a conflict that git left",
        replacing(SMALL, SUM, f"<<<<<<< HEAD\n{SUM}"),
        CATALOGS,
        ("git left a merge conflict",),
    ),
    Row(
        "a conflict, while building",
        replacing(SMALL, SUM, f"{SUM}\n=======\n"),
        NOTEBOOKS,
        ("git left a merge conflict",),
    ),
    Row("a message partly obsolete", replacing(SMALL, SUM, f"#~ {SUM}"), CATALOGS, ("stands partly behind #~",)),
    Row(
        "plural forms with a gap",
        appended('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "c"\n'),
        CATALOGS,
        ("msgstr[1] stands",),
    ),
    Row(
        "another domain", appended('domain "other"\n\nmsgid "a"\nmsgstr "b"\n'), CATALOGS, ("this line opens 'other'",)
    ),
    Row(
        "a message that stands twice",
        appended('msgctxt "heading"\nmsgid "The sum"\nmsgstr "جمع"\n'),
        CATALOGS,
        ("stands here for the second time, after line",),
    ),
    Row(
        "a message that stands there and among the obsolete ones",
        appended('#~ msgctxt "heading"\n#~ msgid "The sum"\n#~ msgstr "جمع"\n'),
        CATALOGS,
        ("stands here for the second time, after line",),
    ),
    Row(
        "an obsolete message that stands twice",
        appended('#~ msgid "Old"\n#~ msgstr "a"\n\n#~ msgid "Old"\n#~ msgstr "b"\n'),
        CATALOGS,
        ("stands here for the second time, after line",),
    ),
    Row(
        "a cut before a msgstr",
        changing(lambda text: text[: text.rindex("msgstr")]),
        CATALOGS,
        ("msgstr is missing before the",),
    ),
    Row("a cut within a text", changing(lambda text: text[: text.rindex('"') - 2]), CATALOGS, ("a quote is missing",)),
    Row("a broken interface too: both are named", both_broken, CATALOGS, ("small.po", "interface.po"), problems=2),
    Row(
        "two catalogues joined",
        changing(lambda text: f"{text}\n{text[: text.index('#:')]}"),
        CATALOGS,
        ("the message '' stands here for the second time, after line",),
        problems=1,
    ),
    # Catalogues that lost much
    Row(
        "a cut between two entries",
        changing(half),
        CATALOGS,
        (f"{LOST} the last run of `catalogs`", "_build/catalogs/fa/small.po"),
    ),
    Row("a cut between two entries, only counted", changing(half), STATUS, (LOST,)),
    Row("nothing but a header", changing(header_only), CATALOGS, (f"{LOST} the last run", "6 of its 6 messages")),
    Row("a catalogue that was removed", removing, CATALOGS, (f"{SMALL} (fa): {LOST} the last run",)),
    Row("translations emptied since the last run", noted(changing(emptied)), CATALOGS, (LOST, "translations are gone")),
    Row("another catalogue's file", noted(another_catalogue), CATALOGS, (LOST,)),
    Row(
        "a cut, with git",
        committed(changing(half)),
        CATALOGS,
        (f"{LOST} the last commit", "git checkout -- locales/fa"),
    ),
    Row("a cut, with git, while building", committed(changing(half)), NOTEBOOKS, (f"{LOST} the last commit",)),
    Row("translations emptied, with git", committed(changing(emptied)), CATALOGS, (f"{LOST} the last commit",)),
    Row("a catalogue removed, with git", committed(removing), CATALOGS, (f"{LOST} the last commit: 6 of its 6",)),
    Row("a catalogue removed, with git, while building", committed(removing), NOTEBOOKS, (f"{LOST} the last commit",)),
    # Catalogues of other languages
    Row(
        "the header of another language",
        replacing(SMALL, "Language: fa", "Language: ru"),
        CATALOGS,
        ("the header says Language: ru",),
    ),
    Row(
        "another language, while building",
        replacing(SMALL, "Language: fa", "Language: ru"),
        NOTEBOOKS,
        ("folder of 'fa'",),
    ),
    Row(
        "a language by its English name",
        replacing(SMALL, "Language: fa", "Language: Persian"),
        CATALOGS,
        ("Language: Persian",),
    ),
    Row(
        "Persian in other letters",
        replacing(SMALL, "Language: fa", "Language: fa_Latn"),
        CATALOGS,
        ("Language: fa_Latn",),
    ),
    Row(
        "another language under the right header",
        changing(in_russian),
        CATALOGS,
        ("this catalogue is in another language", "CYRILLIC", "ARABIC"),
    ),
    # Translations that would keep the parsers busy
    Row(
        "a translation of a megabyte",
        replacing(SMALL, SUM, f'msgstr "{"مجموع " * 180_000}"'),
        NOTEBOOKS,
        ("more than 10 times as many",),
    ),
    Row(
        "100 000 brackets",
        replacing(SMALL, SUM, f'msgstr "{"[" * 100_000}"'),
        NOTEBOOKS,
        ("more than 10 times as many",),
    ),
    Row(
        "100 000 backslashes",
        replacing(SMALL, SUM, 'msgstr "' + "\\\\" * 100_000 + '"'),
        CATALOGS,
        ("more than 10 times",),
    ),
    # The package's own messages
    Row(
        "a quote missing in the package's messages",
        changing(lambda text: text.rstrip()[:-1], PACKAGE),
        NOTEBOOKS,
        (f"{PACKAGE}:", "a quote is missing"),
    ),
    Row(
        "a line of rubbish in the package's messages",
        appended("rubbish\n", PACKAGE),
        NOTEBOOKS,
        ("'rubbish' cannot stand here",),
    ),
    Row("a placeholder lost", in_the_package("گم شده"), NOTEBOOKS, ("the translation lost: {name}", "Copy the placeholder")),
    Row(
        "a placeholder misspelt",
        in_the_package("گم شده: {nam}"),
        NOTEBOOKS,
        ("the translation lost: {name}", "the translation has what the source has not: {nam}"),
        problems=2,
    ),
    Row(
        "a placeholder with another format",
        in_the_package("گم شده: {name!r}"),
        NOTEBOOKS,
        ("the translation lost: {name}", "what the source has not: {name!r}"),
    ),
    Row(
        "a placeholder lost in another language than the one that is built",
        in_the_package("گم شده"),
        ("notebooks", "--language", "en"),
        (f"{PACKAGE}:", "the translation lost: {name}"),
    ),
    Row(
        "a brace that is not closed",
        in_the_package("گم شده: {name"),
        NOTEBOOKS,
        ("the braces of the translation do not match",),
    ),
    Row(
        "a positional placeholder",
        in_the_package("گم شده: {}"),
        NOTEBOOKS,
        ("the translation lost: {name}", "the translation has what the source has not: {}"),
    ),
    # Unusual and right
    Row(
        "Windows line ends",
        changing(lambda text: text.replace("\n", "\r\n")),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "a mark of byte order", changing(lambda text: f"\ufeff{text}"), CATALOGS, ("catalogues changed",), accepted=True
    ),
    Row(
        "indented lines",
        changing(lambda text: re.sub('^"', '   "', text, flags=re.MULTILINE)),
        CATALOGS,
        ("1 cat",),
        never=("small.po:",),
        accepted=True,
    ),
    Row(
        "several strings on a line",
        replacing(SMALL, SUM, 'msgstr "مج" "مو" "ع"'),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "a comment without a space",
        replacing(SMALL, SUM, f"{SUM}\n\n#no space"),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "octal escapes",
        replacing(SMALL, SUM, 'msgstr "\\331\\205\\330\\254\\331\\205\\331\\210\\330\\271"'),
        CATALOGS,
        ("1 catalogues",),
        accepted=True,
    ),
    Row(
        "an obsolete entry with its previous text",
        appended('#, fuzzy\n#~| msgid "a"\n#~ msgid "b"\n#~ msgstr "c"\n'),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "U+2028 within a text",
        replacing(SMALL, SUM, 'msgstr "مج\u2028موع"'),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "the default domain",
        changing(lambda text: 'domain "messages"\n' + text),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row("no header", changing(lambda text: text.split("\n\n", 1)[1]), CATALOGS, ("updated",), accepted=True),
    Row(
        "another territory of the language",
        replacing(SMALL, "Language: fa", "Language: fa_AF"),
        CATALOGS,
        ("0 cat",),
        accepted=True,
    ),
    Row(
        "the language's code of three letters",
        replacing(SMALL, "Language: fa", "Language: pes"),
        CATALOGS,
        ("0 cat",),
        accepted=True,
    ),
    Row("no language in the header", replacing(SMALL, '"Language: fa\\n"\n', ""), CATALOGS, ("1 cat",), accepted=True),
    Row(
        "plural forms",
        appended('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n'),
        CATALOGS,
        ("1 cat",),
        accepted=True,
    ),
    Row("an editor's backup beside it", another_file("small.po~"), CATALOGS, ("catalogues changed",), accepted=True),
    Row(
        "a catalogue that no lesson has any more",
        another_file("gone.po", 'msgid "a"\nmsgstr "b"\n'),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "a folder of a language that the course has not",
        writing("locales/xx/LC_MESSAGES/small.po", "?"),
        CATALOGS,
        ("catalogues changed",),
        accepted=True,
    ),
    Row(
        "one translation taken back, with git",
        committed(replacing(SMALL, SUM, 'msgstr ""')),
        CATALOGS,
        ("0 cat",),
        accepted=True,
    ),
    *[
        Row(f"the header gives {name}", changing(header(*fields)), CATALOGS, (says,))
        for name, fields, says in (
            ("two languages", ("Language: fa", "Language: ru"), "the header gives Language twice"),
            ("two, one in small letters", ("language: ru", "Language: fa"), "the header gives Language twice"),
            ("another one in small letters", ("language: ru",), "the header says Language: ru"),
            ("another script", ("Language: fa@latin",), "the header says Language: fa@latin"),
        )
    ],
    Row(
        "the header gives a modifier that says nothing of letters",
        changing(header("Language: fa_IR@euro")),
        STATUS,
        (),
        accepted=True,
    ),
    Row("U+001A in a translation", replacing(SMALL, SUM, 'msgstr "مجم\x1aوع"'), NOTEBOOKS, ("U+001A SUBSTITUTE",)),
]

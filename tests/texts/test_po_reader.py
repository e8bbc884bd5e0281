"""PO files are read as gettext's tools read them, or refused where those refuse them; what we write both read alike."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import polib
import pytest

from polyneuron.book.texts.po_reader import BrokenCatalog, decode, open_catalog, parse
from polyneuron.book.texts.po_writer import Catalog
from tests.conftest import ROOT
from tests.texts.po_files import KNOWN_FLAGS, PoWriter

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
SEEDS = range(150)


def gettext(*command: str, text: str | bytes = "") -> subprocess.CompletedProcess[bytes]:
    data = text.encode() if isinstance(text, str) else text
    return subprocess.run(command, input=data, capture_output=True, check=False, env={"LC_ALL": "C.UTF-8"})


def content(catalog: Catalog) -> list[tuple]:
    """Everything that a person wrote and `msgcat` keeps, in an order that no tool changes.

    It drops obsolete messages without a translation, the mark fuzzy where there is none, and flags that it does not
    know; we keep them.
    """

    def has_text(entry):
        return bool(entry.msgstr or entry.msgstr_plural.get(0))

    return sorted(
        (
            entry.msgctxt or "",
            entry.msgid,
            entry.msgid_plural,
            entry.msgstr,
            sorted(entry.msgstr_plural.items()),
            bool(entry.obsolete),
            entry.tcomment,
            entry.comment,
            entry.occurrences,
            sorted(flag for flag in entry.flags if flag in KNOWN_FLAGS and (flag != "fuzzy" or has_text(entry))),
            entry.previous_msgctxt or "",
            entry.previous_msgid or "",
            entry.previous_msgid_plural or "",
        )
        for entry in catalog
        if has_text(entry) or not entry.obsolete
    )


def content_for_gettext(text: str) -> list[tuple]:
    """The same as `msgcat` has it: written by it in its plainest form, which leaves nothing to read in two ways."""
    done = gettext("msgcat", "--no-wrap", "-", text=text)
    assert done.returncode == 0, done.stderr.decode()
    return content(parse(decode(done.stdout)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_file_says_the_same_to_us_and_to_gettext(seed):
    text = PoWriter(seed).text()
    ours = parse(text)
    assert content(ours) == content_for_gettext(text)
    written = str(ours)
    assert content(parse(written)) == content(ours), "what we write is not what we read"
    assert content_for_gettext(written) == content(ours), "gettext reads otherwise what we write"
    assert str(parse(written)) == written, "written a second time it looks otherwise"


@pytest.mark.parametrize("seed", range(100))
def test_a_damaged_file_is_refused_by_us_where_gettext_refuses_it(seed):
    """One character of a random file is taken out or put in; gettext's verdict is the right one."""
    maker = PoWriter(seed)
    text = maker.text()
    place = maker.random.randrange(text.index("UTF-8\\n") + 8, len(text))
    damaged = text[:place] + maker.random.choice(["", '"', "\\", "\n", "x", "#", " "]) + text[place + 1 :]
    done = gettext("msgcat", "--no-wrap", "-", text=damaged)
    try:
        ours = content(parse(damaged))
    except BrokenCatalog as error:
        # Stricter in two cases: bytes that are no UTF-8, and other domains than the one of the file.
        assert done.returncode != 0 or b"invalid multibyte" in done.stderr or "UTF-8" in error.what, damaged
        return
    if done.returncode == 0:
        assert ours == content(parse(decode(done.stdout)))
    else:
        assert b"duplicate message" in done.stderr, f"{done.stderr.decode()}\n{damaged}"


@pytest.mark.parametrize(
    ("text", "translation"),
    [
        ('msgid "a"\nmsgstr "\\x41\\101\\0610\\a"\n', "AA10\a"),
        ('msgid "a"\nmsgstr "\\331\\206\\xd9" "\\x88"\n', "نو"),
        ('msgid "a"\nmsgstr "\\331"\n"\\206"\n', "ن"),
        ('msgid "a" msgstr "b" "c"\n', "bc"),
        ('  msgid   "a"\n\t"" \n msgstr"b"\n   "c"  \n', "bc"),
        ('#no space\nmsgid "a"\nmsgstr "b"\n', "b"),
        ('msgid "a"\nmsgstr "b\u2028c\u0085d\fe\vf"\n', "b\u2028c\u0085d\fe\vf"),
        ('msgid "a"\r\nmsgstr "b"\r\n"c"\r\n', "bc"),
        ('\ufeffmsgid "a"\nmsgstr "b"\n', "b"),
        ('domain "messages"\nmsgid "a"\nmsgstr "b"\n', "b"),
        ('msgid "a"\nmsgstr "b\\\nc"\n', "bc"),
        ('# joined with\\\nthe next line\nmsgid "a"\nmsgstr "b"\n', "b"),
        ('\n\n\nmsgid "a"\n\n\nmsgstr "b"', "b"),
        ('#! fuzzy\nmsgid "a"\nmsgstr "b"\n', "b"),
        ('msgctxt ""\nmsgid "a"\nmsgstr "b"\n', "b"),
    ],
)
def test_every_valid_form_is_read(text, translation):
    (entry,) = parse(decode(text.encode()))
    assert (entry.msgid, entry.msgstr) == ("a", translation)
    if not text.startswith(("\ufeff", "domain")):
        assert content(parse(HEADER + text)) == content_for_gettext(HEADER + text)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, 'a quote is missing at the end of the text: msgstr "b'),
        ('msgid "a"\nmsgstr “b”\n', 2, "U+201C LEFT DOUBLE QUOTATION MARK cannot stand outside of quotes"),
        ('msgid "a"\nmsgstr "b”\n', 2, "the line holds U+201D RIGHT DOUBLE QUOTATION MARK"),
        ('msgid "a"\nmsgstr\u00a0"b"\n', 2, "U+00A0 NO-BREAK SPACE cannot stand outside of quotes"),
        ('msgid "a"\n\ufeffmsgstr "b"\n', 2, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ('msgid "a"\n\u200bmsgstr "b"\n', 2, "U+200B ZERO WIDTH SPACE"),
        ('msgid "a"\u2028msgstr "b"\n', 1, "U+2028 LINE SEPARATOR"),
        ('msgid "a"\n\u0085msgstr "b"\n', 2, "U+0085 NEXT LINE"),
        ('msgid "a"\n\x1bmsgstr "b"\n', 2, "U+001B ESCAPE"),
        ('msgid "a"\nmsgstr "say "b""\n', 2, 'a quote within a text is written \\"'),
        ('msgid "a"\nmsgstr "b\\qc"\n', 2, "\\q is no escape of PO files"),
        ('msgid "a"\nmsgstr "it\\\'s"\n', 2, "\\' is no escape of PO files"),
        ('msgid "a"\nmsgstr "b\\331c"\n', 2, "escapes of this text are no UTF-8"),
        ('msgid "a"\nmsgstr "b\\0c"\n', 2, "U+0000 NULL"),
        ('msgid "a"\nmsgstr "b\0c"\n', 2, "U+0000 NULL"),
        ('msgid "a"\n', 2, "msgstr is missing before the end of the file"),
        ('msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2, "msgstr is missing before msgid"),
        ('msgid "a"\n# between\nmsgstr "c"\n', 2, "msgstr is missing before a comment"),
        ('msgid "a"\nmsgctxt "b"\nmsgstr "c"\n', 2, "msgstr is missing before msgctxt"),
        ('msgid\nmsgstr "c"\n', 2, "the text of msgid is missing before msgstr"),
        ('"lost"\nmsgid "a"\nmsgstr "c"\n', 1, '"lost" cannot stand here, where msgid is due'),
        ('msgidx "a"\nmsgstr "c"\n', 1, "'msgidx' cannot stand here"),
        ('#~ msgid "a"\nmsgstr "c"\n', 2, "partly behind #~"),
        ('#~ msgid "a"\n#~ "b"\n"c"\n#~ msgstr "c"\n', 3, "partly behind #~"),
        ('#| msgid "x"\n#~ msgid "a"\n#~ msgstr "b"\n', 2, "partly behind #~"),
        ('msgid "a"\nmsgstr[0] "c"\n', 2, "msgid_plural is missing"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[2] "d"\n', 4, "msgstr[2] stands where msgstr[1] is due"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr "c"\n', 3, '"c" cannot stand here, where [ is due'),
        ('domain "other"\nmsgid "a"\nmsgstr "b"\n', 1, "this line opens 'other'"),
        ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\n', 1, "git left a merge conflict here"),
        ('msgid "a"\nmsgstr "b"\n>>>>>>> theirs\n', 3, "git left a merge conflict here"),
        ('#, fuzzy\n#| msgid "x"\n# note\nmsgid "a"\nmsgstr "b"\n', 3, "msgid is missing before a comment"),
        ('{"a": "b"}\n', 1, "U+007B LEFT CURLY BRACKET"),
        ("<?xml version='1.0'?>\n", 1, "U+003C LESS-THAN SIGN"),
    ],
)
def test_what_is_no_catalogue_is_refused_with_line_and_cause(text, line, what):
    with pytest.raises(BrokenCatalog) as refused:
        parse(text)
    assert what in refused.value.what
    assert refused.value.line == line
    stricter = ("\0", "\\0", "\\331", 'domain "other"')
    if not any(words in text for words in stricter) and not text.startswith('"'):
        assert gettext("msgcat", "-", text=HEADER + text).returncode != 0


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("# Ładne\n".encode("iso-8859-2"), "not UTF-8: the byte 0xA3 cannot stand there"),
        ('msgid ""\nmsgstr "Content-Type: text/plain; charset=KOI8-R\\n"\n', "the header gives the charset as KOI8-R"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), "not UTF-8 but UTF-16"),
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b'msgid "a"\rmsgstr "b"\r', "U+000D CARRIAGE RETURN alone"),
    ],
)
def test_files_in_other_encodings_are_refused_by_name(tmp_path, data, what):
    path = tmp_path / "a.po"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    with pytest.raises(BrokenCatalog, match=re.escape(what)):
        open_catalog(path)


def test_what_is_no_file_is_refused(tmp_path):
    (tmp_path / "folder.po").mkdir()
    (tmp_path / "link.po").symlink_to(tmp_path / "nowhere")
    for name, what in (("folder.po", "a folder"), ("link.po", "a link to a file that is not there")):
        with pytest.raises(BrokenCatalog, match=what):
            open_catalog(tmp_path / name)


def test_an_obsolete_message_keeps_its_flags_and_previous_text():
    text = (
        '# note\n#. extracted\n#: a.md\n#, fuzzy, no-wrap\n#~| msgctxt "c"\n#~| msgid "before"\n'
        '#~ msgctxt "c"\n#~ msgid "after"\n#~ msgstr "b"\n'
    )
    assert str(parse(f"{HEADER}{text}")).endswith(f"\n\n{text}")
    assert content(parse(HEADER + text)) == content_for_gettext(HEADER + text)


def test_header_comments_fields_and_flags_stay_as_they_are():
    text = (
        '# Ali <ali@example.org>, 2026.\n#\n# SECOND AUTHOR\n#, fuzzy\nmsgid ""\nmsgstr ""\n'
        '"Project-Id-Version: Polyneuron 2\\n"\n"Report-Msgid-Bugs-To: \\n"\n"Language: fa\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Poedit-Basepath: ..\\n"\n"X-A: two\\n"\n" lines\\n"\n'
        '"no field\\n"\n"X-Poedit-Basepath: again\\n"\n\nmsgid "a"\nmsgstr "b"\n'
    )
    assert str(parse(text)) == text


def test_a_comment_behind_the_last_message_stays():
    text = f'{HEADER}msgid "a"\nmsgstr "b"\n\n# the end\n'
    assert str(parse(text)) == text


def test_the_catalogues_of_the_project_are_written_as_polib_would_write_them():
    """polib wrote them at first: our form is its form, so that they do not change without a reason.

    But for previous texts: polib wraps them one column later than other texts.
    """

    def without_previous(text: str) -> list[str]:
        return [line for line in text.splitlines() if not line.startswith(("#| ", "#~| "))]

    for path in sorted((ROOT / "locales").glob("*/LC_MESSAGES/*.po")):
        text = path.read_text(encoding="utf-8")
        assert str(open_catalog(path)) == text
        assert without_previous(str(polib.pofile(text, wrapwidth=100))) == without_previous(text.rstrip("\n"))


def test_a_long_text_is_read_in_no_time(tmp_path: Path):
    brackets = "[" * 100_000
    (entry,) = parse(f'msgid "a"\nmsgstr "{brackets}\\""\n')
    assert entry.msgstr == f'{brackets}"'

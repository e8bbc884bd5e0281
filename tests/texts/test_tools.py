"""Catalogues come back from other people's tools: nothing is lost, and nothing that they made doubtful passes as good.

gettext's tools and translate-toolkit run for real on a real catalogue. Poedit, Weblate, OmegaT and Virtaal have windows
or servers, so files in their style stand for them.
"""

from __future__ import annotations

import subprocess
from copy import copy
from pathlib import Path

import polib
import pytest

from polyneuron.book.texts.catalogs import key, read_catalog, translations
from polyneuron.book.texts.merging import merge
from polyneuron.book.texts.po_reader import open_catalog, parse
from polyneuron.book.texts.po_writer import Catalog
from tests.conftest import ROOT, TRANSLATIONS

REAL = ROOT / "locales" / "fa" / "LC_MESSAGES" / "01-neurons.po"
PLURAL_FORMS = "nplurals=2; plural=(n > 1);"


def template_of(catalog: Catalog) -> list[polib.POEntry]:
    """The messages of a catalogue as its lesson has them."""
    entries = []
    for entry in catalog:
        if not entry.obsolete:
            fresh = copy(entry)
            fresh.msgstr, fresh.tcomment, fresh.flags = "", "", []
            fresh.previous_msgctxt = fresh.previous_msgid = None
            entries.append(fresh)
    return entries


def merged_again(path: Path) -> Catalog:
    """What `catalogs` makes of a file that came back in the place of the real catalogue."""
    catalog, problems = read_catalog(path, "fa", path.parent)
    assert not problems, problems
    fresh = template_of(open_catalog(REAL))
    return merge(catalog, fresh, "01-neurons", "fa", PLURAL_FORMS).catalog


@pytest.fixture
def original(tmp_path: Path) -> Path:
    """The real catalogue with what a translator may have put into it: notes, doubts, flags, tools, old texts."""
    catalog = open_catalog(REAL)
    catalog.header += "\nAli <ali@example.org>, 2026."
    catalog.metadata["X-Poedit-Basepath"] = "../.."
    catalog[0].tcomment = "Is this the right word?"
    catalog[1].flags = ["fuzzy", "no-wrap"]
    catalog[1].previous_msgctxt, catalog[1].previous_msgid = "paragraph", "An older text."
    gone = polib.POEntry(
        msgctxt="heading", msgid="Gone", msgstr="رفته", obsolete=True, tcomment="Keep it", flags=["fuzzy"]
    )
    gone.previous_msgctxt, gone.previous_msgid = "heading", "Went"
    catalog.append(gone)
    path = tmp_path / "original.po"
    catalog.save(str(path))
    return path


IN_PLACE = {
    "msgcat": ["msgcat", "{}", "-o", "{}"],
    "msgcat --escape": ["msgcat", "--escape", "{}", "-o", "{}"],
    "msgcat --no-wrap --indent": ["msgcat", "--no-wrap", "--indent", "{}", "-o", "{}"],
    "msgcat --width=20 --sort-output": ["msgcat", "--width=20", "--sort-output", "{}", "-o", "{}"],
    "msgcat --no-location": ["msgcat", "--no-location", "{}", "-o", "{}"],
    "msgattrib": ["msgattrib", "{}", "-o", "{}"],
    "msgfilter": ["msgfilter", "-i", "{}", "-o", "{}", "cat"],
    "msgconv": ["msgconv", "-t", "UTF-8", "{}", "-o", "{}"],
    "msguniq": ["msguniq", "{}", "-o", "{}"],
    "msgmerge": ["msgmerge", "--previous", "--quiet", "--update", "--backup=none", "{}", "{}"],
    "Windows line ends": ["sed", "-i", "s/$/\\r/", "{}"],
    "a mark of byte order": ["sed", "-i", "1s/^/\\xef\\xbb\\xbf/", "{}"],
}


@pytest.mark.parametrize("tool", IN_PLACE)
def test_what_gettext_and_editors_write_comes_back_to_the_byte(original, tool):
    before = merged_again(original)
    command = [part.format(original) for part in IN_PLACE[tool]]
    subprocess.run(command, check=True, capture_output=True, env={"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"})
    after = merged_again(original)
    if "--sort-output" in tool:
        # Its only effect that stays is the order of obsolete messages.
        assert sorted(f"{after}\n".split("\n\n")) == sorted(f"{before}\n".split("\n\n"))
        return
    if tool == "msgmerge":
        # With itself as template it keeps no obsolete message and writes the date; the rest is the same.
        after.metadata.pop("POT-Creation-Date", None)
    assert str(after) == str(before)


def test_a_change_with_msgmerge_previous_keeps_its_doubt(original, tmp_path):
    template = tmp_path / "new.pot"
    text = original.read_text(encoding="utf-8").replace('msgid "Before you begin"', 'msgid "Before you all begin"')
    template.write_text(text, encoding="utf-8")
    subprocess.run(
        ["msgmerge", "--previous", "--quiet", "--update", "--backup=none", original, template],
        check=True,
        capture_output=True,
    )
    catalog = open_catalog(original)
    changed = next(entry for entry in catalog if entry.msgid == "Before you all begin")
    assert changed.fuzzy
    assert changed.previous_msgid == "Before you begin"
    merged = merged_again(original)
    back = next(entry for entry in merged if entry.msgid == "Before you begin")
    assert (back.msgstr, back.fuzzy) == ("پیش از شروع", True)


ROUND_TRIPS = {
    "xliff": [["po2xliff", "original.po", "a.xlf"], ["xliff2po", "a.xlf", "back.po"]],
    "csv": [["po2csv", "original.po", "a.csv"], ["csv2po", "a.csv", "back.po"]],
    "csv with a template": [["po2csv", "original.po", "a.csv"], ["csv2po", "-t", "original.po", "a.csv", "back.po"]],
    "pot2po": [["cp", "original.po", "a.pot"], ["pot2po", "--progress=none", "-t", "original.po", "a.pot", "back.po"]],
    "pomerge": [["pomerge", "-t", "original.po", "original.po", "back.po"]],
}


@pytest.mark.parametrize("trip", ROUND_TRIPS)
def test_a_round_trip_with_translate_toolkit_loses_no_translation(original, trip):
    for command in ROUND_TRIPS[trip]:
        program, *arguments = command
        subprocess.run([program, *arguments], check=True, capture_output=True, cwd=original.parent)
    before = merged_again(original)
    after = merged_again(original.with_name("back.po"))
    strings = {entry.msgid: entry.msgstr for entry in after}
    kept = {entry.msgid: entry.msgstr for entry in before if entry.msgstr and not entry.obsolete}
    assert len(kept) > 200
    assert kept.items() <= strings.items()
    good_before, good_after = translations(before), translations(after)
    assert set(good_after) <= set(good_before), "something doubtful passes as good"
    if len(good_after) < len(good_before):
        came_back = open_catalog(original.with_name("back.po"))
        assert all(entry.msgctxt is None for entry in came_back), "only a lost context makes a translation doubtful"


STYLES = sorted(path.name for path in (Path(__file__).parent / "from_tools").glob("*.po"))


@pytest.mark.parametrize("style", STYLES)
def test_a_file_in_the_style_of_an_editor_is_read_whole(project, style):
    """All six translations of the small lesson, the notes and flags, and the fields that the editor writes."""
    source = Path(__file__).parent / "from_tools" / style
    assert project.run("catalogs").exit_code == 0
    project.catalog.write_bytes(source.read_bytes())
    assert project.run("catalogs").exit_code == 0
    text = project.catalog.read_bytes().decode()
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    came, now = open_catalog(source), parse(text)
    assert {key(entry): entry.msgstr for entry in now} == {key(entry): entry.msgstr for entry in came}
    for entry, before in zip(now, came, strict=True):
        assert (entry.flags, entry.tcomment) == (before.flags, before.tcomment)
        assert (entry.previous_msgctxt, entry.previous_msgid) == (before.previous_msgctxt, before.previous_msgid)
    assert now.header == came.header
    ours = {"Content-Type", "Content-Transfer-Encoding", "Plural-Forms", "MIME-Version"}
    assert {name: value for name, value in came.metadata.items() if name not in ours}.items() <= now.metadata.items()
    translated = sum(bool(entry.msgstr) and not entry.obsolete for entry in now)
    assert translated == len(TRANSLATIONS)
    assert "0 catalogues changed" in project.run("catalogs").output

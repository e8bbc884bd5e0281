"""Catalogues: standard files; merging keeps every translation; a broken catalogue is reported and left alone."""

import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from polyneuron.book.book import catalog_status, translated_languages
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.catalogs import CatalogStatus, catalog_path
from polyneuron.book.texts.po_reader import open_catalog
from tests.conftest import FRONT_MATTER, ROOT, TRANSLATIONS


def entry(project, text):
    return next(found for found in polib.pofile(str(project.catalog)) if found.msgid == text)


def test_entries_say_file_line_cell_and_role(translated_project):
    found = entry(translated_project, "Sum: {1 + 2}")
    assert found.occurrences == [("chapters/small.md", "")]
    assert found.msgctxt == "printed text"
    assert "cell: sum-2" in found.comment
    assert "Text in braces is code" in found.comment


def test_merging_without_an_edit_changes_nothing(translated_project):
    before = translated_project.catalog.read_bytes()
    assert "0 catalogues changed" in translated_project.run("catalogs").output
    assert translated_project.catalog.read_bytes() == before


def test_a_changed_text_keeps_its_translation_as_fuzzy_with_the_previous_text(translated_project):
    translated_project.replace("chapters/small.md", "This is **important**.", "This is very **important**.")
    assert translated_project.run("catalogs").exit_code == 0
    found = entry(translated_project, "This is very **important**.")
    assert found.fuzzy
    assert found.msgstr == "این **مهم** است."
    assert found.previous_msgid == "This is **important**."
    assert translated_project.run("catalogs").exit_code == 0
    assert entry(translated_project, "This is very **important**.").previous_msgid == "This is **important**."
    assert len(polib.pofile(str(translated_project.catalog)).translated_entries()) == 5


def test_a_removed_text_becomes_obsolete_and_comes_back(translated_project):
    translated_project.replace("chapters/small.md", ":::{note}\nThis is **important**.\n:::\n", "")
    translated_project.run("catalogs")
    assert entry(translated_project, "This is **important**.").obsolete
    translated_project.replace("chapters/small.md", "## The sum\n", "## The sum\n\nThis is **important**.\n")
    translated_project.run("catalogs")
    found = entry(translated_project, "This is **important**.")
    assert not found.obsolete
    assert not found.fuzzy
    assert found.msgstr == "این **مهم** است."


def test_comments_of_translators_survive(translated_project):
    catalog = open_catalog(translated_project.catalog)
    catalog[0].tcomment = "Think again about this."
    catalog.save()
    translated_project.replace("chapters/small.md", "## The sum", "## The whole sum")
    translated_project.run("catalogs")
    assert entry(translated_project, "A small lesson").tcomment == "Think again about this."


def test_status_counts_what_an_edition_would_show(translated_project):
    translated_project.replace("chapters/small.md", "This is **important**.", "This is very **important**.\n\nNew.")
    translated_project.run("catalogs")
    status, *_ = catalog_status(translated_project.configuration, ["fa"])
    assert (status.translated, status.fuzzy, status.missing) == (5, 1, 1)
    waiting = [one for one in open_catalog(translated_project.catalog) if one.fuzzy or not one.msgstr]
    assert status.lines == tuple(one.linenum for one in waiting)
    assert status.waiting == f"2 (lines {waiting[0].linenum}, {waiting[1].linenum})"
    output = translated_project.run("catalogs", "--status").output
    assert "small" in output
    assert "71 %" in output


def test_only_the_first_ten_lines_are_named():
    assert CatalogStatus("fa", "small", 0, 0, 12, lines=tuple(range(3, 15))).waiting.endswith("11, 12, …)")
    assert CatalogStatus("fa", "small", 0, 0, 12).waiting == "12"
    assert CatalogStatus("fa", "small", 0, 0, 12).first_line == 0


def test_a_broken_catalogue_is_named_with_its_line_and_nothing_is_written(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8")
    broken = text.replace('msgid "The sum"', 'msgid "The sum')
    translated_project.catalog.write_text(broken, encoding="utf-8")
    line = broken.splitlines().index('msgid "The sum') + 1
    for command in ("catalogs", "notebooks"):
        result = translated_project.run(command)
        assert result.exit_code == 1
        assert f"locales/fa/LC_MESSAGES/small.po:{line} (fa): Broken catalogue" in result.output
        assert "Remedy:" in result.output
    assert translated_project.catalog.read_text(encoding="utf-8") == broken
    assert not (translated_project.catalog.parent / "interface.po.new").exists()


def test_a_message_that_stands_twice_is_reported(translated_project):
    text = translated_project.catalog.read_text(encoding="utf-8")
    translated_project.catalog.write_text(
        text + '\nmsgctxt "heading"\nmsgid "The sum"\nmsgstr "جمع"\n', encoding="utf-8"
    )
    result = translated_project.run("catalogs")
    assert result.exit_code == 1
    assert "for the second time" in result.output


def test_a_file_that_is_not_text_is_reported(translated_project):
    translated_project.catalog.write_bytes(b"\xff\xfe\x00 not a catalogue")
    result = translated_project.run("catalogs")
    assert result.exit_code == 1
    assert "not UTF-8" in result.output


def test_one_new_message_is_one_new_entry_and_nothing_else(translated_project):
    """No line numbers: what stands below a new paragraph stays as it is."""
    before = translated_project.catalog.read_text(encoding="utf-8").split("\n\n")
    translated_project.replace("chapters/small.md", "# A small lesson\n", "# A small lesson\n\nA new paragraph.\n")
    assert "1 catalogues changed" in translated_project.run("catalogs").output
    after = translated_project.catalog.read_text(encoding="utf-8").split("\n\n")
    (new,) = [block for block in after if block not in before]
    assert 'msgid "A new paragraph."' in new
    assert [block for block in after if block != new] == before
    assert not re.search(r"^#:.*:\d", "\n\n".join(after), re.MULTILINE)


def test_windows_line_ends_become_line_feeds_once(translated_project):
    before = translated_project.catalog.read_bytes()
    translated_project.catalog.write_bytes(before.replace(b"\n", b"\r\n"))
    assert "1 catalogues changed" in translated_project.run("catalogs").output
    assert translated_project.catalog.read_bytes() == before
    assert "0 catalogues changed" in translated_project.run("catalogs").output


def test_a_catalogue_that_is_a_link_stays_one(translated_project):
    elsewhere = translated_project.root / "shared.po"
    translated_project.catalog.rename(elsewhere)
    translated_project.catalog.symlink_to(elsewhere)
    translated_project.replace("chapters/small.md", "## The sum", "## The whole sum")
    assert translated_project.run("catalogs").exit_code == 0
    assert translated_project.catalog.is_symlink()
    assert "The whole sum" in elsewhere.read_text(encoding="utf-8")


def test_a_full_disk_is_a_problem_and_leaves_every_catalogue_whole(translated_project, monkeypatch):
    before = translated_project.catalog.read_bytes()
    translated_project.replace("chapters/small.md", "## The sum", "## The whole sum")

    def full(path, data):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = translated_project.run("catalogs")
    assert result.exit_code == 1
    assert "small.po: The catalogue cannot be written: The disk is full" in result.output
    assert translated_project.catalog.read_bytes() == before
    assert [path.name for path in translated_project.catalog.parent.iterdir() if path.suffix != ".po"] == []


def test_a_paragraph_that_moves_to_another_chapter_keeps_its_translation(translated_project):
    paragraph = "Two numbers and `x + y`, see [the site](https://example.org), with $a^2$."
    translated_project.replace("chapters/small.md", f"{paragraph}\n\n", "")
    translated_project.write("chapters/other.md", f"{FRONT_MATTER}(other)=\n# Another lesson\n\n{paragraph}\n")
    translated_project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: chapters/other\n")
    translated_project.run("catalogs")
    other = open_catalog(translated_project.catalog.with_name("other.po"))
    moved = next(entry for entry in other if entry.msgid == paragraph)
    assert moved.msgstr == TRANSLATIONS[paragraph]
    assert not moved.fuzzy
    assert next(entry for entry in other if entry.msgid == "Another lesson").msgstr == ""
    assert entry(translated_project, paragraph).obsolete


def test_a_chapter_that_gets_another_name_keeps_its_translations(translated_project):
    (translated_project.root / "chapters" / "small.md").rename(translated_project.root / "chapters" / "tiny.md")
    translated_project.write("_toc.yml", "format: jb-book\nroot: chapters/tiny\n")
    assert translated_project.run("catalogs").exit_code == 0
    renamed = open_catalog(translated_project.catalog.with_name("tiny.po"))
    assert {entry.msgid: entry.msgstr for entry in renamed} == TRANSLATIONS
    assert not [entry for entry in renamed if entry.fuzzy]


def test_a_corrected_typo_costs_no_translation(translated_project):
    translated_project.replace("chapters/small.md", "This is **important**.", "This is **importent**.")
    translated_project.replace("locales/fa/LC_MESSAGES/small.po", "This is **important**.", "This is **importent**.")
    assert "0 catalogues changed" in translated_project.run("catalogs").output
    translated_project.replace("chapters/small.md", "This is **importent**.", "This is **important**.")
    translated_project.replace("chapters/small.md", "## The sum", "## The product")
    output = translated_project.run("catalogs", "--typo", "--language", "fa").output
    assert "locales/fa/LC_MESSAGES/small.po: kept its translation" in output
    assert "old: This is **importent**.\n    new: This is **important**." in output
    found = entry(translated_project, "This is **important**.")
    assert not found.fuzzy
    assert found.msgstr == TRANSLATIONS[found.msgid]
    assert not entry(translated_project, "The product").msgstr
    assert translated_project.run("catalogs", "--typo", "--status").exit_code == 2


def test_what_is_no_correction_is_listed_with_the_reason(translated_project):
    translated_project.replace("chapters/small.md", "This is **important**.", "This is not **important**.")
    output = translated_project.run("catalogs", "--typo").output
    assert "small.po: became fuzzy (words differ: nothing → not)" in output
    assert entry(translated_project, "This is not **important**.").fuzzy


def test_a_loss_that_is_meant_is_accepted_once_it_is_committed(translated_project):
    def git(*arguments):
        name = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
        subprocess.run(["git", *name, *arguments], cwd=translated_project.root, check=True, capture_output=True)

    git("init", "-q")
    git("add", "locales")
    git("commit", "-q", "-m", "Translated")
    catalog = open_catalog(translated_project.catalog)
    for found in catalog:
        found.msgstr = ""
    catalog.save()
    refused = translated_project.run("catalogs")
    assert refused.exit_code == 1
    assert "6 of its 6 translations are gone" in refused.output
    git("commit", "-q", "-a", "-m", "Begin again")
    assert translated_project.run("catalogs").exit_code == 0


def test_translating_anew_and_editing_much_is_no_loss(translated_project):
    """An editor rewrites the English, a translator follows, and nothing was committed between."""
    subprocess.run(["git", "init", "-q"], cwd=translated_project.root, check=True)
    subprocess.run(["git", "add", "locales"], cwd=translated_project.root, check=True)
    name = ["-c", "user.name=Nobody", "-c", "user.email=nobody@example.org"]
    subprocess.run(["git", *name, "commit", "-q", "-m", "x"], cwd=translated_project.root, check=True)
    for before, after in (("A small lesson", "First steps"), ("The sum", "Adding"), ("add them", "plus")):
        translated_project.replace("chapters/small.md", before, after)
    assert translated_project.run("catalogs").exit_code == 0
    catalog = open_catalog(translated_project.catalog)
    for found in [found for found in catalog if found.obsolete]:
        catalog.remove(found)
    for number, found in enumerate(catalog):
        if found.msgid in ("First steps", "Adding", "plus"):
            found.msgstr = f"تازه {number}"
    catalog.save()
    result = translated_project.run("catalogs")
    assert result.exit_code == 0, result.output


def test_a_wheel_is_not_built_from_broken_messages(translated_project):
    sys.path.insert(0, str(ROOT))
    try:
        from hatch_build import compile_package_messages
    finally:
        sys.path.remove(str(ROOT))
    path = translated_project.catalog.with_name("polyneuron.po")
    catalog = open_catalog(path)
    broken = next(found for found in catalog if "{name}" in found.msgid)
    broken.msgstr = "{nam}"
    catalog.save()
    with pytest.raises(ProblemsFound, match=r"lost: \{name\}"):
        compile_package_messages(translated_project.root)
    broken.msgstr = broken.msgid + "\u202e"
    catalog.save()
    with pytest.raises(ProblemsFound, match=r"U\+202E"):
        compile_package_messages(translated_project.root)
    path.write_text(path.read_text(encoding="utf-8").rstrip()[:-1], encoding="utf-8")
    with pytest.raises(ProblemsFound, match="a quote is missing"):
        compile_package_messages(translated_project.root)
    assert not (translated_project.root / "src" / "polyneuron" / "locales").exists()


def test_a_wheel_is_built_where_nothing_is_but_what_pyproject_asks_for():
    """pip builds in an environment of its own, and so without the parsers of lessons and code."""
    program = (
        "import sys; sys.modules |= dict.fromkeys("
        "['numpy', 'babel', 'matplotlib', 'libcst', 'markdown_it', 'myst_parser', 'docutils', 'nbformat']); "
        "import hatch_build; from pathlib import Path; print(len(hatch_build.compile_package_messages(Path.cwd())))"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.strip() == "5", done.stderr


def test_msgfmt_accepts_every_catalogue_of_the_project(configuration):
    msgfmt = shutil.which("msgfmt")
    assert msgfmt, "msgfmt is missing. Remedy: apt-get install gettext"
    catalogs = sorted(configuration.locales.glob("*/LC_MESSAGES/*.po"))
    assert len(catalogs) >= 5 * (len(configuration.chapters) + 1)
    for catalog in catalogs:
        done = subprocess.run([msgfmt, "--check", "-o", "/dev/null", catalog], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        assert not done.stderr, done.stderr


def test_the_catalogues_of_the_project_are_merged(configuration):
    """After an edit of a lesson somebody must run `make catalogs`, in the same commit."""
    before = {path: path.read_bytes() for path in configuration.locales.glob("*/LC_MESSAGES/*.po")}
    from polyneuron.book.book import catalog_templates
    from polyneuron.book.texts.catalogs import read_catalog, template
    from polyneuron.book.texts.merging import merge

    templates, problems = catalog_templates(configuration)
    assert not problems
    for code in translated_languages(configuration):
        language = configuration.language(code)
        for domain, (file, messages) in templates.items():
            path = catalog_path(configuration.locales, code, domain)
            catalog, _ = read_catalog(path, code, ROOT)
            merged = merge(catalog, template(file, messages), domain, language.locale, language.plural_forms).catalog
            assert str(merged).encode() == before[path], f"{path}: run make catalogs"


def test_no_message_of_the_package_is_lost_between_code_and_catalogue():
    import ast

    from polyneuron.book.texts.package_messages import package_messages

    found = {message.text for message in package_messages(ROOT)}
    files = [path for path in (ROOT / "src" / "polyneuron").rglob("*.py") if "book" not in path.parts]
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "gettext":
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        assert argument.value in found, f"{path.name}:{node.lineno}: do not call gettext in an f-string"

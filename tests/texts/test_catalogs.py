"""Catalogues: standard files; merging keeps every translation; a broken catalogue is reported and left alone."""

import shutil
import subprocess

import polib

from polyneuron.book.book import catalog_status, translated_languages
from polyneuron.book.texts.catalogs import catalog_path
from tests.conftest import ROOT


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
    catalog = polib.pofile(str(translated_project.catalog), wrapwidth=100)
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
    output = translated_project.run("catalogs", "--status").output
    assert "small" in output
    assert "71 %" in output


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

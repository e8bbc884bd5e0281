"""A new language starts small: a line in _config.yml and one command give its first page, in English."""

from __future__ import annotations

import shutil

import polib
import pytest
from hatch_build import write_languages
from lxml import html
from nbformat.v4 import new_code_cell, new_notebook

from polyneuron.book.notebooks.dependencies import Dependencies
from tests.conftest import ROOT, SmallProject

QUENYA = """\
    qya:
      name: Quenya
      script: Latn
      direction: ltr
      plural_forms: nplurals=2; plural=(n != 1);
"""
"""An invented language, which CLDR does not know."""
HAUSA = "    ha:\n"
TERMS = "en,fa,definition,variants_en,variants_fa\nsum,مجموع,The result of adding up.,,\n"
"""A term base in which nobody has written a column for a new language."""
TABLE_OF_CONTENTS = "format: jb-book\nroot: chapters/small\nchapters:\n- file: pages/glossary\n"
"""One that CLDR knows: the line of the README."""


@pytest.fixture
def with_languages(translated_project: SmallProject) -> SmallProject:
    """A small project that has been given two more languages, for which nothing else was written."""
    translated_project.replace("_config.yml", "    fa: null\n", f"    fa: null\n{HAUSA}{QUENYA}")
    translated_project.write("locales/glossary.csv", TERMS)
    translated_project.replace("chapters/small.md", ":::{note}", "The {term}`sum` comes next.\n\n:::{note}")
    translated_project.write("_toc.yml", TABLE_OF_CONTENTS)
    shutil.copytree(ROOT / "pages", translated_project.root / "pages")
    return translated_project


def test_one_command_gives_the_first_pages(with_languages):
    result = with_languages.run("site", "--language", "ha", "--language", "qya")
    assert result.exit_code == 0, result.output
    site = with_languages.root / "_build" / "site"
    for code, name in (("ha", "Hausa"), ("qya", "Quenya")):
        page = html.parse(site / code / "small.html").getroot()
        assert (page.get("lang"), page.get("dir")) == (code, "ltr")
        text = page.find(".//article").text_content()
        assert "A small lesson" in text
        assert "Sum: 3" in text
        assert page.find(".//article//a[@href='glossary.html#term-sum']").text_content() == "sum"
        terms = html.parse(site / code / "glossary.html").getroot().find(".//article").text_content()
        assert "The result of adding up." in terms
        assert page.find(f".//a[@hreflang='{code}']").text_content() == name
        assert html.parse(site / "index.html").find(f".//li[@lang='{code}']") is not None
    notebook = (with_languages.root / "_build" / "notebooks" / "ha" / "small.ipynb").read_text(encoding="utf-8")
    assert 'use_language(\\"ha\\")' in notebook


def test_catalogs_makes_catalogues_in_which_everything_is_still_to_do(with_languages):
    result = with_languages.run("catalogs", "--language", "ha", "--language", "qya")
    assert result.exit_code == 0, result.output
    for code in ("ha", "qya"):
        folder = with_languages.root / "locales" / code / "LC_MESSAGES"
        catalogs = {path.stem: polib.pofile(str(path)) for path in folder.glob("*.po")}
        assert set(catalogs) == {"small", "glossary", "interface", "polyneuron"}
        assert catalogs["small"].metadata["Language"] == code
        assert catalogs["small"].metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
        assert not any(entry.msgstr for catalog in catalogs.values() for entry in catalog)


def test_lint_says_what_it_does_not_know_and_finds_no_mistakes(with_languages):
    with_languages.run("catalogs", "--language", "qya")
    catalog = with_languages.root / "locales" / "qya" / "LC_MESSAGES" / "small.po"
    messages = polib.pofile(str(catalog))
    messages.find("The sum").msgstr = "I onótië ya ná minya"
    messages.find("This is **important**.").msgstr = "Sina ná **valda**."
    messages.save()
    result = with_languages.run("lint", "--language", "ha", "--language", "qya")
    assert result.exit_code == 0, result.output
    assert "note (qya), language: not run: py3langid does not know Quenya" in result.output
    for code in ("ha", "qya"):
        assert f"note ({code}), glossary: not run: " in result.output
        assert f"note ({code}), gates of the language: not run: " in result.output
    assert " error " not in result.output.split("rule")[0]
    assert "note (fa)" not in with_languages.run("lint", "--language", "fa").output


def test_lint_still_finds_what_is_wrong_in_any_language(with_languages):
    with_languages.run("catalogs", "--language", "qya")
    catalog = with_languages.root / "locales" / "qya" / "LC_MESSAGES" / "small.po"
    messages = polib.pofile(str(catalog))
    messages.find("The sum").msgstr = "The sum"
    messages.find("Sum: {1 + 2}").msgstr = "Onótië: 7"
    messages.save()
    result = with_languages.run("lint", "--language", "qya")
    assert result.exit_code == 1
    for rule in ("unchanged", "protected", "numbers"):
        assert f"(qya) error {rule}: " in result.output


def test_pages_of_a_script_without_known_fonts_are_noted_and_plots_are_judged(with_languages):
    with_languages.replace("_config.yml", "script: Latn", "script: Deva")
    with_languages.run("catalogs", "--language", "qya")
    catalog = with_languages.root / "locales" / "qya" / "LC_MESSAGES" / "small.po"
    messages = polib.pofile(str(catalog))
    messages.find("The sum").msgstr = "योग"
    messages.save()
    result = with_languages.run("lint", "--language", "qya")
    assert result.exit_code == 0, result.output
    assert "note (qya), fonts: not run: which fonts readers' systems have for the script Deva" in result.output


def test_a_new_language_runs_no_other_notebook_again(project):
    """Kept results depend on the facts of their own language, and on the fonts of its script."""
    notebook = new_notebook(cells=[new_code_cell("import polyneuron\npolyneuron.use_language('fa')\nprint(1)")])
    write_languages(project.root)
    before = {code: Dependencies(project.root).of(notebook, code) for code in ("en", "fa")}
    assert not any("font_files" in name for parts in before.values() for name in parts)
    project.replace("_config.yml", "    fa: null\n", "    fa: {list_separator: '; '}\n    ha: null\n    zh: null\n")
    write_languages(project.root)
    after = Dependencies(project.root)
    assert after.of(notebook, "en") == before["en"]
    changed = {name for name, digest in after.of(notebook, "fa").items() if before["fa"].get(name) != digest}
    assert changed == {"src/polyneuron/languages.json (fa)"}
    assert any("font_files" in name for name in after.of(notebook, "zh"))

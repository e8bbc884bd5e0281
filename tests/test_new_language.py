"""A new language starts small: a line in _config.yml and one command give its first page, in English."""

from __future__ import annotations

import polib
import pytest
from lxml import html

from tests.conftest import SmallProject

QUENYA = """\
    qya:
      name: Quenya
      script: Latn
      direction: ltr
      plural_forms: nplurals=2; plural=(n != 1);
"""
"""An invented language, which CLDR does not know."""
HAUSA = "    ha:\n"
"""One that CLDR knows: the line of the README."""


@pytest.fixture
def with_languages(translated_project: SmallProject) -> SmallProject:
    """A small project that has been given two more languages, for which nothing else was written."""
    translated_project.replace("_config.yml", "    fa: null\n", f"    fa: null\n{HAUSA}{QUENYA}")
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
        assert set(catalogs) == {"small", "interface", "polyneuron"}
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

"""The tables of links in the README of the project and in those of the branch."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

import pytest

from polyneuron.book.book import localize_books
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.publish.tables import README, all_links, branch_readme_file, write_readme, write_readmes
from tests.conftest import ROOT

LINK = re.compile(r"\[([^\]]*)\]\(([^)]*)\)")


@pytest.fixture(scope="module")
def books():
    from polyneuron.book.source.settings import read_configuration

    configuration = read_configuration(ROOT)
    return localize_books(configuration, list(configuration.languages), "")


def test_the_readme_holds_the_table_as_it_is_now(configuration, books):
    """Remedy: make readme."""
    assert all_links(configuration, books) in (ROOT / README).read_text(encoding="utf-8")


def test_the_place_of_the_table_is_needed(configuration, books, project):
    project.write(README, "# Without it\n")
    with pytest.raises(ProblemsFound, match="The place for the table of links is missing"):
        write_readme(project.configuration, books)


def test_every_link_of_the_branchs_readmes_leads_to_something_published(configuration, books, tmp_path):
    write_readmes(configuration, books, tmp_path)
    site = f"{configuration.site_url}/"
    for book in books:
        code = book.edition.language.code
        text = (tmp_path / branch_readme_file(code)).read_text(encoding="utf-8")
        links = LINK.findall(text)
        assert len(links) == len(configuration.languages) - 1 + 4 * len(configuration.chapter_names)
        for _, address in links:
            if address.startswith(site):
                assert (ROOT / "_build" / "site" / unquote(address.removeprefix(site))).is_file()
            elif address.startswith("read/"):
                assert (ROOT / "_build" / "notebooks" / address.removeprefix("read/")).is_file()
            elif "://" in address:
                assert urlsplit(address).hostname in ("mybinder.org", "colab.research.google.com")
            else:
                assert (tmp_path / address).is_file()
        for name in configuration.chapter_names:
            assert f"read/{code}/{name}.ipynb" in text
        assert text.startswith('<div dir="rtl">') == (book.edition.language.direction == "rtl")

"""The launch menu: every link of every chapter in every edition leads to what is published."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from lxml import html

from polyneuron.book.model.configuration import Mirror
from polyneuron.book.pages import launch_menu
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.conftest import ROOT

SITE, NOTEBOOKS = ROOT / "_build" / "site", ROOT / "_build" / "notebooks"
CODES = tuple(read_configuration(ROOT).languages)


def menu_of(code: str, chapter: str) -> html.HtmlElement:
    (menu,) = (
        html.parse(SITE / code / f"{chapter}.html").getroot().xpath("//details[@class='launch-menu d-print-none']")
    )
    return menu


@pytest.mark.parametrize("code", CODES)
def test_every_link_names_a_notebook_that_is_published(configuration, code):
    repository = configuration.book["repository"]
    owner = urlsplit(repository["url"]).path.strip("/")
    for chapter in configuration.chapter_names:
        binder, colab, download, more = (urlsplit(link.get("href")) for link in menu_of(code, chapter).xpath(".//a"))
        assert binder.netloc == "mybinder.org"
        assert binder.path == f"/v2/gh/{owner}/{repository['branch']}"
        assert colab.netloc == "colab.research.google.com"
        branch = f"/github/{owner}/blob/{repository['branch']}/"
        assert colab.path.startswith(branch)
        opened = parse_qs(binder.query)["urlpath"][0].removeprefix(f"polyneuron/{code}/lab/tree/")
        for path in (opened, colab.path.removeprefix(branch)):
            assert path == f"{code}/{chapter}.ipynb"
            assert (NOTEBOOKS / path).is_file()
        published = SITE / code / unquote(download.path)
        assert published.read_bytes() == (NOTEBOOKS / code / f"{chapter}.ipynb").read_bytes()
        assert (SITE / code / more.path).is_file()


@pytest.mark.parametrize("code", CODES)
def test_each_place_is_explained_in_the_readers_language(configuration, code):
    interface = read_interface(code, configuration)
    menu = menu_of(code, "03-losses")
    found = [note.text_content().strip() for note in menu.xpath(".//span[@class='launch-menu__note']")]
    notes = [note.replace("\u00a0", " ") for note in found]
    english = (
        interface_messages.LAUNCH_BINDER,
        interface_messages.LAUNCH_COLAB,
        interface_messages.LAUNCH_DOWNLOAD_NOTE,
        interface_messages.LAUNCH_OWN_NOTE,
    )
    assert notes == [interface(text).replace("\u00a0", " ") for text in english]
    assert len(menu.xpath(".//li")) == len(notes)
    first, second = (line.text_content() for line in menu.xpath(".//pre"))
    assert first == f"python -m pip install -r {configuration.site_url}/packages.txt"
    assert (SITE / "packages.txt").is_file()
    assert second == f"python -m polyneuron learn --language {code} --chapter 03"


def test_it_stands_below_the_title_and_in_the_place_of_the_themes_buttons(configuration):
    page = html.parse(SITE / "fa" / "03-losses.html").getroot()
    (title,) = page.xpath("//article//h1")
    assert title.getnext().get("class").startswith("launch-menu")
    assert not page.xpath("//*[contains(@class, 'launch-buttons') or contains(@class, 'download-buttons')]//a")
    assert not page.xpath("//*[@onclick]")
    for name in configuration.page_names:
        assert not html.parse(SITE / "fa" / f"{name}.html").getroot().xpath("//details[starts-with(@class, 'launch')]")


def test_a_hub_and_second_places_are_offered_where_the_settings_name_them(configuration):
    book = configuration.book
    services = book["launch_buttons"] | {"jupyterhub_url": "https://hub.example.edu"}
    with_all = replace(
        configuration,
        book=book | {"launch_buttons": services},
        mirrors=(Mirror("https://copy.example.org/c", "https://git.example.org/a/b"), Mirror("https://other.org")),
    )
    interface = read_interface("ru", configuration)
    found = {place.name: place for place in launch_menu.places(with_all, "ru", "03-losses", interface)}
    assert list(found) == ["Binder", "Colab", "JupyterHub", interface(interface_messages.LAUNCH_DOWNLOAD)]
    (elsewhere,) = found["JupyterHub"].elsewhere
    assert parse_qs(urlsplit(elsewhere).query)["repo"] == ["https://git.example.org/a/b"]
    assert found[interface(interface_messages.LAUNCH_DOWNLOAD)].elsewhere == (
        "https://copy.example.org/c/ru/_sources/03-losses.ipynb",
        "https://other.org/ru/_sources/03-losses.ipynb",
    )
    nowhere = replace(configuration, book={})
    (only,) = launch_menu.places(nowhere, "ru", "03-losses", interface)
    assert only.download


def test_the_list_for_ones_own_computer_names_files_of_the_site(configuration):
    from packaging.requirements import Requirement

    from polyneuron.book.tools.files import file_digest

    lines = (SITE / "packages.txt").read_text(encoding="utf-8").splitlines()[1:]
    package, notebooks = (Requirement(line) for line in lines)
    assert (package.name, package.extras, notebooks.name) == ("polyneuron", {"course"}, "polyneuron_notebooks")
    for wanted in (package, notebooks):
        address = urlsplit(wanted.url)
        file = SITE / unquote(address.path).removeprefix(urlsplit(configuration.site_url).path + "/")
        assert address.fragment == f"sha256={file_digest(file)}"

"""What pages say of themselves, and how the site is found: in the language of each edition."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from PIL import Image

from polyneuron.book.pages.head import description_of
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
CODES = tuple(read_configuration(ROOT).languages)


def head_of(code: str, page: str) -> html.HtmlElement:
    return html.parse(SITE / code / f"{page}.html").getroot().find("head")


@pytest.mark.parametrize("code", CODES)
def test_every_page_names_itself_and_the_same_page_in_all_editions(configuration, code):
    descriptions = set()
    for page in (*configuration.chapter_names, *configuration.page_names):
        head = head_of(code, page)
        address = f"{configuration.site_url}/{code}/{page}.html"
        assert head.xpath("link[@rel='canonical']/@href") == [address]
        alternates = {link.get("hreflang"): link.get("href") for link in head.xpath("link[@rel='alternate']")}
        assert alternates == {
            language.tag: f"{configuration.site_url}/{language.code}/{page}.html"
            for language in configuration.languages.values()
        } | {"x-default": f"{configuration.site_url}/"}
        (description,) = head.xpath("meta[@name='description']/@content")
        assert 20 <= len(description) <= 200
        descriptions.add(description)
        assert len(head.xpath("meta[@name='viewport']")) >= 1
        assert not head.getnext().text_content().lstrip().startswith("<")  # no tag became a text
        cards = {tag.get("property"): tag.get("content") for tag in head.xpath("meta[@property]")}
        assert cards["og:url"] == address
        assert cards["og:description"] == description
        title = html.parse(SITE / code / f"{page}.html").xpath("string(//h1)").rstrip("#")
        assert cards["og:title"] == title.replace("\xa0", " ")  # short words are tied on the page alone
    assert len(descriptions) > len(configuration.chapter_names)


def test_every_edition_has_a_picture_for_links_with_its_own_words(configuration):
    pictures = set()
    for path, code in [(SITE / "index.html", "en"), *((SITE / code / "01-neurons.html", code) for code in CODES)]:
        head = html.parse(path).getroot().find("head")
        cards = {
            one.get("property"): one.get("content") for one in head.xpath("meta[starts-with(@property, 'og:image')]")
        }
        name = f"_shared/card-{code}.png"
        assert cards["og:image"] == f"{configuration.site_url}/{name}"
        with Image.open(SITE / name) as image:
            assert image.size == (int(cards["og:image:width"]), int(cards["og:image:height"])) == (1200, 630)
            assert len(image.getcolors(1_000_000)) > 20
        pictures.add((SITE / name).read_bytes())
    assert len(pictures) == len(CODES)


def test_a_description_is_in_the_language_of_the_page():
    assert re.search("[آ-ی]{3}", head_of("fa", "03-losses").xpath("meta[@name='description']/@content")[0])
    assert re.search("[а-я]{3}", head_of("ru", "03-losses").xpath("meta[@name='description']/@content")[0])
    assert description_of(None, "of the course") == "of the course"


def test_the_sitemap_lists_every_page_with_its_other_editions(configuration):
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    tree = etree.parse(SITE / "sitemap.xml")
    listed = tree.xpath("//s:loc/text()", namespaces=space)
    path = urlsplit(configuration.site_url).path
    for address in listed:
        assert (SITE / urlsplit(address).path.removeprefix(path).lstrip("/")).is_file()
    for code in CODES:
        assert f"{configuration.site_url}/{code}/06-imdb.html" in listed
    assert not any("search.html" in address for address in listed)
    (entry,) = tree.xpath(f"//s:url[s:loc='{configuration.site_url}/fa/06-imdb.html']", namespaces=space)
    assert len(entry.findall("x:link", space)) == len(CODES)
    assert f"Sitemap: {configuration.site_url}/sitemap.xml" in (SITE / "robots.txt").read_text()


def test_an_address_that_leads_nowhere_is_answered_in_every_language(configuration):
    page = html.parse(SITE / "404.html").getroot()
    assert [heading.text_content() for heading in page.iter("h1")] == ["404"]
    for code, language in configuration.languages.items():
        (entry,) = page.xpath(f"//li[@lang='{language.tag}']")
        assert entry.get("dir") == language.direction
        assert read_interface(code, configuration)(interface_messages.NOT_FOUND) in entry.text_content()
    root = urlsplit(configuration.site_url).path
    for address in page.xpath("//a/@href | //link/@href"):  # a host shows the page at any depth
        assert address.startswith(f"{root}/")
        assert (SITE / address.removeprefix(f"{root}/")).exists()

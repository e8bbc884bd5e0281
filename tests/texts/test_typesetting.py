"""Lines of pages do not end inside a number, nor behind a one-letter word in Polish and Russian; code is left alone."""

import pytest
from lxml import html

from polyneuron.book.texts.typesetting import join_words
from tests.conftest import ROOT

CASES = [
    ("en", "60 000 images of 28 × 28 pixels", "60_000 images of 28_×_28 pixels"),
    ("en", "a 5 and 1234 more, in 2018 1000 of them", "a 5 and 1234 more, in 2018 1000 of them"),
    ("fa", "۲۶۶ ۶۱۰ پارامتر", "۲۶۶_۶۱۰ پارامتر"),
    ("pl", "Sieć z warstwą i wagami, a w niej", "Sieć z_warstwą i_wagami, a_w_niej"),
    ("ru", "Слой — это нейроны в ряду, и у них", "Слой_— это нейроны в_ряду, и_у_них"),
    ("yo", "Ó ní a i o", "Ó ní a i o"),
]


@pytest.mark.parametrize(("language", "plain", "joined"), CASES)
def test_spaces_at_which_no_line_may_end(configuration, language, plain, joined):
    assert join_words(plain, configuration.language(language)) == joined.replace("_", "\u00a0")


@pytest.mark.parametrize(("language", "expected"), [("en", "60\u00a0000"), ("pl", " i\u00a0")])
def test_pages_have_them_in_prose_and_not_in_code(language, expected):
    pages = [html.parse(path) for path in sorted((ROOT / "_build" / "site" / language).glob("0*.html"))]
    assert pages, "There is no site. Remedy: python -m polyneuron.book site"
    assert any(expected in text for page in pages for text in page.xpath("//article//p//text()"))
    assert not any(
        "\u00a0" in text for page in pages for text in page.xpath("//article//div[@class='highlight']//text()")
    )


@pytest.mark.parametrize("language", ["en", "fa", "pl"])
def test_initials_stay_with_the_name(configuration, language):
    assert join_words("P. J. Werbos", configuration.language(language)) == "P.\u00a0J.\u00a0Werbos"

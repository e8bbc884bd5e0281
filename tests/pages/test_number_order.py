"""Signs stand before their numbers, and tuples are in order, on every page that is read from right to left."""

import pytest

from polyneuron.book.model.domains import Domain
from tests.number_order import numbers_out_of_order

pytestmark = pytest.mark.browser


@pytest.fixture
def sheet(browser, address):
    """One page of a browser for all pages."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_numbers_keep_their_order_on_every_page(configuration, sheet, address):
    out_of_order, seen = {}, 0
    for code, language in configuration.languages.items():
        if language.is_right_to_left:
            for name in (*configuration.chapter_names, Domain.GLOSSARY):
                sheet.goto(f"{address}/{code}/{name}.html", wait_until="load")
                count, wrong = numbers_out_of_order(sheet, ".page")
                seen += count
                if wrong:
                    out_of_order[code, name] = wrong
    assert out_of_order == {}
    assert seen > 100


def test_the_measure_sees_what_is_out_of_order(sheet):
    sheet.set_content('<p dir="rtl">مقدار −۵٫۸ و (1, −2) و \u2066−۳\u2069 است.</p>')
    seen, wrong = numbers_out_of_order(sheet, "p")
    assert seen >= 3
    assert len(wrong) >= 1
    sheet.set_content('<p dir="rtl">مقدار \u2066−۵٫۸\u2069 و \u2066(1, −2)\u2069 است.</p>')
    assert numbers_out_of_order(sheet, "p")[1] == []

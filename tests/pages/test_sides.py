"""Where things stand, by their boxes: on their own side in both directions; with the keyboard and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser import visits

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def visit(browser, address):
    with visits(browser) as open_page:

        def go(path: str, width: int, **options) -> Page:
            return open_page(f"{address}/{path}", viewport={"width": width, "height": 900}, **options)

        yield go


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None, selector
    return found


@pytest.mark.parametrize("width", [1280, 390, 360])
@pytest.mark.parametrize("code", ["en", "fa"])
def test_the_way_back_stands_where_a_line_begins(visit, code, width):
    page = visit(f"{code}/03-losses.html", width)
    back, on = box(page, ".page-links__previous"), box(page, ".page-links__next")
    if width > 480:
        assert (back["x"] < on["x"]) == (code == "en")
    else:
        assert back["y"] + back["height"] <= on["y"]
        assert (back["x"], back["width"]) == (on["x"], on["width"])
    for link in (".page-links__previous", ".page-links__next"):
        words, sign = box(page, f"{link} > span"), box(page, f"{link} svg")
        outside = sign["x"] > words["x"] if (link == ".page-links__next") == (code == "en") else sign["x"] < words["x"]
        assert outside
        mirrored = page.eval_on_selector(f"{link} svg", "e => getComputedStyle(e).transform")
        assert (mirrored == "matrix(-1, 0, 0, 1, 0, 0)") == (code == "fa")


@pytest.mark.parametrize(("code", "name"), [("fa", "glossary"), ("fa", "course-map"), ("en", "glossary")])
def test_a_page_without_contents_stands_beside_the_list_of_chapters(visit, code, name):
    page = visit(f"{code}/{name}.html", 1280)
    article, side = box(page, ".page"), box(page, ".side-chapters")
    gap = side["x"] - article["x"] - article["width"] if code == "fa" else article["x"] - side["x"] - side["width"]
    assert 0 <= gap <= 48


@pytest.mark.parametrize("code", ["en", "fa"])
def test_nothing_is_wider_than_a_small_phone(visit, configuration, code):
    page = visit(f"{code}/01-neurons.html", 320)
    address = page.url.rpartition("/")[0]
    for name in (*configuration.chapter_names, *configuration.page_names):
        page.goto(f"{address}/{name}.html")
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


def test_the_keyboard_shows_where_it_is(visit):
    page = visit("fa/01-neurons.html", 1280)
    page.evaluate("document.querySelector('.launch-menu').open = true")
    bare = page.evaluate(
        """() => {
          const places = ".side-chapters, .site-header, .launch-menu";
          const controls = `:is(${places}) :is(a, button, summary)`;
          const shown = [...document.querySelectorAll(controls)].filter((one) => one.offsetParent !== null);
          return shown.filter((one) => {
            one.focus({focusVisible: true});
            return document.activeElement === one && parseFloat(getComputedStyle(one).outlineWidth) < 2;
          }).map((one) => one.outerHTML.slice(0, 90));
        }"""
    )
    assert bare == []


def test_without_scripts_the_page_has_its_colours(visit):
    page = visit("en/01-neurons.html", 390, java_script_enabled=False)
    ground = page.locator(".site-header").evaluate("(one) => getComputedStyle(one).backgroundColor")
    assert ground not in ("rgba(0, 0, 0, 0)", "transparent")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--ink')") != ""

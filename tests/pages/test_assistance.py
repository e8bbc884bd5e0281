"""What pages say to screen readers and do for the keyboard: menus, boxes that scroll, buttons of the same words."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.browser import visits

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
HAIR = 4
"""Pixels by which a box may be too small without scrolling (`assets/site.js`)."""
BOXES = "[...document.querySelectorAll('.page :is(.scrolls, .katex-display, .text_html, span.math, pre)')]"


@pytest.fixture(scope="module")
def visit(browser, address):
    with visits(browser) as open_page:

        def go(path: str, viewport: dict, **options) -> Page:
            return open_page(f"{address}/{path}", viewport=viewport, reduced_motion="reduce", **options)

        yield go


@pytest.mark.parametrize("menu", [".chapters-drawer", ".language-switcher"])
def test_a_menu_closes_when_the_keyboard_leaves_it(visit, menu):
    page = visit("en/about.html", PHONE)
    page.locator(f"{menu} > summary").click()
    page.keyboard.press("Tab")
    opened = f"document.querySelector('{menu}').open"
    assert page.evaluate(opened)
    assert page.evaluate(f"document.querySelector('{menu}').contains(document.activeElement)")
    page.locator(f"{menu} a").last.focus()
    assert page.evaluate(opened)
    page.keyboard.press("Tab")
    assert not page.evaluate(opened)


@pytest.mark.parametrize("code", ["en", "fa"])
def test_formulas_that_are_too_wide_by_a_hair_take_no_place_in_the_order_of_keys(visit, code):
    page = visit(f"{code}/02-activations.html", PHONE)
    found = page.evaluate(
        f"""() => {BOXES}.filter((box) => box.checkVisibility()).map((box) => {{
          box.focus();
          return [box.scrollWidth - box.clientWidth, document.activeElement === box];
        }})"""
    )
    assert any(0 < hair <= HAIR for hair, _ in found)
    assert all(reached == (hair > HAIR) for hair, reached in found)


@pytest.mark.parametrize(("code", "first", "then"), [("en", "right", "left"), ("fa", "left", "right")])
def test_a_box_that_scrolls_has_a_name_and_shows_where_there_is_more(visit, configuration, code, first, then):
    page = visit(f"{code}/05-mnist.html", PHONE)
    table = page.locator(".text_html[data-more]").first
    assert table.get_attribute("role") == "group"
    name = read_interface(code, configuration)(interface_messages.WIDE_TABLE)
    assert table.get_attribute("aria-label") == name
    assert table.get_attribute("data-more") == first
    shade = "(box) => getComputedStyle(box).boxShadow"
    assert "inset" in table.evaluate(shade)
    table.evaluate("(box, side) => { box.scrollLeft = side === 'left' ? -9999 : 9999; }", first)
    page.wait_for_function("(side) => document.querySelector('.text_html[data-more]').dataset.more === side", arg=then)
    page.set_viewport_size(DESK)
    page.wait_for_function("() => document.querySelectorAll('.text_html[data-more]').length === 0")
    assert page.locator(".text_html[role], .text_html[aria-label], .text_html[tabindex]").count() == 0


@pytest.mark.parametrize("code", ["en", "fa"])
def test_what_was_folded_shows_that_it_scrolls(visit, code):
    page = visit(f"{code}/04-backprop.html", {"width": 320, "height": 800})
    page.evaluate("document.querySelectorAll('.page details').forEach((box) => { box.open = true; })")
    page.wait_for_timeout(200)
    unnamed = f"{BOXES}.filter((box) => box.scrollWidth - box.clientWidth > {HAIR} && box.clientWidth > 0 && !box.role)"
    assert page.evaluate(f"{unnamed}.length") == 0
    assert page.locator(".page [role=group]").count() > 0


def test_every_report_button_names_its_section(visit, configuration):
    page = visit("pl/02-activations.html", DESK)
    words = read_interface("pl", configuration)(interface_messages.TALK_BACK)
    names = page.locator(".report-link").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert len(names) == len(set(names)) >= 5
    assert all(name.startswith(f"{words}: ") for name in names)
    page.locator(".report-link").nth(1).click()
    for part in ("summary", "pre"):
        assert page.locator(f".talk-back {part}").get_attribute("aria-label") == names[1]
    assert page.locator(".talk-back pre").get_attribute("role") == "group"


def test_what_was_copied_is_said(visit, configuration):
    page = visit("ru/01-neurons.html", DESK)
    said = page.get_by_role("status").filter(has_text=read_interface("ru", configuration)("Copied!"))
    assert said.count() == 0
    page.locator(".copy-button:visible").first.click()
    said.wait_for(state="attached", timeout=1500)
    assert page.locator(".said").evaluate("(one) => one.getBoundingClientRect().width") <= 1


def test_a_page_that_does_not_scroll_has_no_bar(visit):
    page = visit("en/01-neurons.html", DESK)
    read = "getComputedStyle(document.documentElement).getPropertyValue('--read')"
    page.evaluate("window.scrollTo({top: 99999, behavior: 'instant'})")
    page.wait_for_function(f"() => Number({read}) === 1")
    page.evaluate("document.querySelector('.page').replaceChildren('One line')")
    page.evaluate("document.querySelectorAll('.side-chapters, .page-links').forEach((part) => part.remove())")
    page.evaluate("dispatchEvent(new Event('resize'))")
    page.wait_for_function(f"() => Number({read}) === 0")


@pytest.mark.parametrize("code", ["en", "fa"])
def test_every_fold_of_an_exercise_says_whose_it_is(visit, code):
    page = visit(f"{code}/02-activations.html", DESK)
    folds = page.locator(".exercise summary, .tag_exercise-solution summary, .tag_exercise-solution + details summary")
    described = folds.evaluate_all(
        """all => all.map((one) => {
          const ids = (one.getAttribute("aria-labelledby") ?? "").split(" ");
          return ids.map((id) => document.getElementById(id)?.textContent.trim() ?? "");
        })"""
    )
    assert len(described) > 5
    titles = page.locator(".exercise > .admonition-title").all_inner_texts()
    assert {title for _, title in described} <= set(titles)
    hints = page.locator(".exercise summary").count()
    assert len({tuple(names) for names in described}) >= max(hints, len(titles))


@pytest.mark.parametrize("code", ["en", "fa"])
def test_links_of_lists_are_high_enough_for_a_finger(visit, code):
    page = visit(f"{code}/03-losses.html", PHONE)
    for menu in ("contents-drawer", "chapters-drawer"):
        page.locator(f".{menu} > summary").click()
        heights = page.locator(f".{menu} a").evaluate_all("all => all.map((one) => one.offsetHeight)")
        assert len(heights) > 5 and min(heights) >= 44
        page.keyboard.press("Escape")


@pytest.mark.parametrize("code", ["en", "fa"])
def test_header_columns_and_footer_are_equally_wide(visit, code):
    page = visit(f"{code}/01-neurons.html", {"width": 1600, "height": 900})

    def side(selector: str) -> tuple[float, float]:
        found = page.locator(selector).bounding_box()
        assert found is not None
        return found["x"], found["x"] + found["width"]

    columns, footer = side(".columns"), side(".site-footer")
    name, tools = side(".site-name"), side(".site-tools")
    header = min(name[0], tools[0]), max(name[1], tools[1])
    assert footer == columns
    assert all(abs(one - other) <= 16 for one, other in zip(header, columns, strict=True))


@pytest.mark.parametrize("code", ["en", "fa"])
def test_the_map_leaves_a_phone_for_words(visit, code):
    page = visit(f"{code}/course-map.html", {"width": 320, "height": 800})
    assert page.locator(".pn-stop").first.evaluate("(one) => one.offsetWidth") >= 225

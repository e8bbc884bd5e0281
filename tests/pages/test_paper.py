"""Printed pages are filled, and a visit fetches no file for a few signs."""

import pytest

from tests.browser import visits


@pytest.fixture(scope="module")
def visit(browser):
    """Opens a page in a context of its own."""
    with visits(browser) as open_page:
        yield open_page


def test_on_paper_only_short_code_and_short_tables_stay_whole_and_plots_are_small(visit, address):
    page = visit(f"{address}/en/03-losses.html")
    page.emulate_media(media="print")
    breaks = page.evaluate(
        """() => [...document.querySelectorAll(".page .cell_input pre, .page .cell_output table")].map((box) => {
          const parts = box.matches("pre") ? box.querySelectorAll(".line") : box.querySelectorAll("tbody > tr");
          return [parts.length, getComputedStyle(box).breakInside];
        })"""
    )
    assert {long for count, rule in breaks if count and rule == "auto" for long in [count > 8]} == {True}
    assert all(rule == "avoid" for count, rule in breaks if count <= 8)
    heights = page.evaluate("[...document.querySelectorAll('.cell_output img')].map((image) => image.clientHeight)")
    assert heights and max(heights) <= 6.2 / 2.54 * 96 + 1


def test_paper_has_no_buttons_and_no_doors_to_other_pages(visit, address):
    page = visit(f"{address}/zh/02-activations.html")
    page.locator(".keep").evaluate("box => { box.hidden = false; }")  # as where an edition can be kept
    assert page.locator(".keep").is_visible() and page.locator(".doors").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".keep").is_visible() and not page.locator(".doors").is_visible()


def test_on_paper_a_solution_has_its_name_and_a_question_stands_with_its_answers(visit, address):
    page = visit(f"{address}/fa/03-losses.html")
    page.emulate_media(media="print")
    solutions = page.locator(".tag_exercise-solution > details > summary")
    assert solutions.count() >= 6
    assert solutions.all_inner_texts() == ["نمایش راه‌حل"] * solutions.count()
    solutions.first.evaluate("summary => { summary.parentElement.open = true; }")  # as somebody left it
    assert solutions.first.inner_text() == "نمایش راه‌حل"
    assert not page.locator(".cell:not(.tag_exercise-solution) > details.hide > summary").first.is_visible()
    rule = "(boxes, name) => [...new Set(boxes.map((box) => getComputedStyle(box)[name]))]"
    assert page.locator(".pn-question").evaluate_all(rule, "breakInside") == ["avoid"]
    assert page.locator(".tag_exercise-solution summary").evaluate_all(rule, "breakAfter") == ["avoid"]
    assert page.locator("p:has(+ .pn-quiz)").evaluate_all(rule, "breakAfter") == ["avoid"]


def test_of_the_page_for_links_paper_has_links_and_text_alone(visit, address):
    page = visit(f"{address}/en/assign.html")
    page.emulate_media(media="print")
    for shown in (".pn-links", ".pn-letter"):
        assert page.locator(shown).is_visible()
    for hidden in (".pn-assign select", ".pn-assign button >> nth=0", ".pn-all-links", "h2:has(+ .pn-all-links)"):
        assert not page.locator(hidden).first.is_visible()


def test_brackets_of_formulas_need_no_font_of_their_own(visit, address):
    fetched: list[str] = []

    def prepare(page):
        page.on("request", lambda request: fetched.append(request.url))

    page = visit(f"{address}/yo/04-backprop.html", prepare=prepare, viewport={"width": 412, "height": 823})
    assert page.locator(".delimsizing.size1").count()
    assert any("KaTeX_Size2" in name for name in fetched)
    assert not any("KaTeX_Size1" in name for name in fetched)
    assert len(fetched) <= 15

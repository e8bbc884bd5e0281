"""Tables of words, on phones and on large windows: whole words, nothing cut off; what is too wide becomes cards."""

import pytest

from tests.browser import visits

WRONG = """() => [...document.querySelectorAll(".page .scrolls > table")].filter((table) => table.offsetParent)
  .flatMap((table) => {
    const box = table.parentElement, found = [], range = document.createRange();
    if (box.scrollWidth - box.clientWidth > 4) found.push(`${box.scrollWidth} in ${box.clientWidth}`);
    if (table.matches(".cards")) return found;
    if (document.documentElement.dataset.script === "Hans") {
      const em = parseFloat(getComputedStyle(table).fontSize);
      for (const cell of table.querySelectorAll("th, td")) {
        if (cell.innerText.length > 5 && cell.clientWidth < 3.5 * em) found.push(`narrow: ${cell.innerText}`);
      }
    }
    const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      for (const word of node.data.matchAll(/[\\p{L}\\p{M}]+/gu)) {
        if (/\\p{Script=Han}/u.test(word[0])) continue;
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        const tops = [...range.getClientRects()].map((part) => part.top);
        if (Math.max(...tops) - Math.min(...tops) > 12) found.push(word[0]);
      }
    }
    return found;
  })"""
"""What is wrong with the tables of a page: boxes that scroll, words on two lines, Chinese with a character a line."""
WITHOUT_HYPHENS = """() => {
  for (const table of document.querySelectorAll(".page table")) table.style.hyphens = "manual";
  dispatchEvent(new Event("resize"));
}"""
LABELS = "cells => cells.map((cell) => cell.dataset.label)"
PAGES = ("02-activations", "03-losses", "05-mnist", "running", "syllabus", "assign", "translating")
WIDTHS = (360, 320, 600, 768, 820, 1024, 1280)


@pytest.fixture(scope="module")
def visit(browser):
    """Opens a page in a context of its own."""
    with visits(browser) as open_page:
        yield open_page


@pytest.mark.parametrize("code", ["en", "yo", "zh", "fa", "ru", "pl"])
def test_tables_of_words_fit_every_window_and_break_no_word(visit, address, code):
    for name in PAGES:
        # Hyphens are no broken words; a browser without a dictionary shows what would be broken.
        page = visit(f"{address}/{code}/{name}.html", viewport={"width": 360, "height": 740})
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            page.evaluate(WITHOUT_HYPHENS)
            assert page.evaluate(WRONG) == [], (name, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_cells_of_a_card_name_their_columns_and_it_stays_a_table_for_screen_readers(visit, address):
    page = visit(f"{address}/en/03-losses.html", viewport={"width": 360, "height": 740})
    cards = page.locator(".cards").first
    assert page.get_by_role("table").first.get_by_role("row").count() == cards.locator("tr").count()
    heads = [head.strip() for head in cards.locator("th").all_text_contents()]
    cells = cards.locator("tbody tr").first.locator("td")
    assert [cell.get_attribute("data-label") for cell in cells.all()] == heads
    shown = cells.nth(1).evaluate("cell => getComputedStyle(cell, '::before').content")
    assert heads[1] in shown
    page.set_viewport_size({"width": 900, "height": 740})
    page.locator(".cards").first.wait_for(state="detached")


def test_the_row_of_totals_is_a_card_like_the_others(visit, address):
    page = visit(f"{address}/ru/syllabus.html", viewport={"width": 390, "height": 740})
    table = page.locator("table.cards:has(tfoot)")
    heads = [head.strip() for head in table.locator("thead th").all_text_contents()]
    for row in ("tbody tr", "tfoot tr"):
        cells = table.locator(row).first.locator("td")
        assert [cell.get_attribute("data-label") for cell in cells.all()] == heads[1:]
        assert table.locator(row).first.locator("th").get_attribute("role") == "rowheader"


def test_a_label_does_not_repeat_what_the_cell_says(visit, address):
    page = visit(f"{address}/zh/assign.html", viewport={"width": 390, "height": 740})
    page.locator(".pn-all-links summary").first.click()
    links = page.locator(".pn-all-links details[open] tbody tr").first.locator("td")
    labels = [(cell.get_attribute("data-label"), cell.inner_text().strip()) for cell in links.all()]
    assert labels
    assert not [label for label, text in labels if label == text]


@pytest.mark.parametrize(("code", "label"), [("en", "epoch 1"), ("fa", "ایپاک ۱")])
def test_a_card_whose_columns_have_numbers_for_heads_says_what_they_count(visit, address, code, label):
    page = visit(f"{address}/{code}/05-mnist.html", viewport={"width": 360, "height": 740})
    labels = page.locator("[id='exercise-mnist-stop'] td:nth-child(2)").evaluate_all(LABELS)
    assert labels and set(labels) == {label}


@pytest.mark.parametrize("code", ["en", "ru", "fa", "zh"])
def test_links_of_the_downloads_have_room_for_a_finger_and_sizes_keep_their_unit(visit, address, code):
    page = visit(f"{address}/{code}/downloads.html", viewport={"width": 320, "height": 740})
    heights = "links => links.map((link) => link.getBoundingClientRect().height)"
    found = page.locator(":is(.pn-files td, .pn-downloads) a").evaluate_all(heights)
    assert found and min(found) >= 24
    sizes = page.locator(".pn-files small").all_text_contents()
    assert sizes and all("\u00a0" in size and " " not in size for size in sizes)

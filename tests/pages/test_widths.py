"""Nothing that runs or is printed scrolls sideways: cells and outputs at 1280 pixels and more, texts on a phone."""

import pytest

from polyneuron.book.model.lesson import Lesson
from polyneuron.book.source.lessons import read_lesson
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

CODES = ("en", "fa")
WIDTHS = {1280: "code and outputs", 1440: "code and outputs", 1920: "code and outputs", 390: "printed text"}
CODE_WIDTH = 88
"""Characters of a line of code that fit on a page of 1280 pixels (`assets/site.css`)."""
PARTS_OF_PAGES = ("", "scaffold", "solution")
"""Parts of exercises whose code stands on pages; checks are left to notebooks."""

SCROLLING = """(printed) => {
  document.querySelectorAll("details").forEach((box) => { box.open = true; });
  const blocks = printed ? "div.cell_output :is(.stream, .text_plain)" : "div.cell_input, div.cell_output, .highlight";
  const found = new Set();
  for (const block of document.querySelectorAll(`.page :is(${blocks})`)) {
    for (const part of [block, ...block.querySelectorAll("*")]) {
      const scrolls = ["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(part).overflowX);
      if (scrolls && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1) {
        found.add(`${part.scrollWidth} in ${part.clientWidth}: ${part.textContent.trim().slice(0, 60)}`);
      }
    }
  }
  return [...found];
}"""
"""What is wider than its box, and scrolls or is cut off there; also in folded boxes."""


@pytest.fixture
def sheet(browser, address):
    """One page of a browser, without scripts, for all chapters and widths."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("code", CODES)
def test_no_cell_and_no_printed_text_of_a_chapter_scrolls(configuration, sheet, address, code):
    found = {}
    for name in configuration.chapter_names:
        sheet.goto(f"{address}/{code}/{name}.html")
        for width, what in WIDTHS.items():
            sheet.set_viewport_size({"width": width, "height": 900})
            if too_wide := sheet.evaluate(SCROLLING, what == "printed text"):
                found[name, width] = too_wide
    assert found == {}


def test_the_measure_sees_what_would_scroll(sheet, address):
    sheet.goto(f"{address}/en/06-imdb.html")
    sheet.locator(".page .highlight pre").evaluate_all(
        """blocks => blocks.forEach((block) => {
          block.style.setProperty("white-space", "pre", "important");
          block.style.overflowX = "auto";
        })"""
    )
    long = "cells => cells.slice(0, 2).forEach(cell => { cell.textContent = 'x'.repeat(200); })"
    sheet.locator(".page .cell_input .highlight pre").evaluate_all(long)  # no lesson has a line so long
    for width, printed in ((1280, False), (390, True)):
        sheet.set_viewport_size({"width": width, "height": 900})
        assert len(sheet.evaluate(SCROLLING, printed)) >= 2


def test_code_of_the_longest_line_fits_into_every_cell(configuration, sheet, address):
    sheet.set_viewport_size({"width": 1280, "height": 900})
    for name in configuration.chapter_names:
        sheet.goto(f"{address}/en/{name}.html")
        lines = sheet.evaluate(
            """(text) => {
              document.querySelectorAll("details").forEach((box) => { box.open = true; });
              const cells = [...document.querySelectorAll(".page :is(.cell_input, .exercise) .highlight pre")];
              cells.forEach((cell) => { cell.textContent = text; });
              const heights = cells.map((cell) => cell.clientHeight);
              cells.forEach((cell) => { cell.textContent = "x"; });
              return cells.map((cell, place) => heights[place] - cell.clientHeight);
            }""",
            "x" * CODE_WIDTH,
        )
        assert len(lines) > 5
        assert set(lines) == {0}, name


def long_lines(lesson: Lesson) -> list[str]:
    """The lines of code of a lesson that are too long for its page."""
    return [
        f"{lesson.name}.md:{number}: {len(line)} characters: {line.strip()[:50]}"
        for cell in lesson.cells
        if cell.kind == "code" and cell.for_readers and cell.part in PARTS_OF_PAGES
        for number, line in enumerate(cell.source.splitlines(), cell.line)
        if len(line) > CODE_WIDTH
    ]


def test_no_line_of_code_is_too_long_for_a_page(lessons):
    assert [line for lesson in lessons for line in long_lines(lesson)] == []


def test_a_long_line_is_named_with_its_place(tmp_path):
    path = tmp_path / "long.md"
    cell = f"```{{code-cell}} ipython3\nx = 1\ny = {'1 + ' * 22}1\n```\n"
    path.write_text(f"---\nfile_format: mystnb\n---\n\n(a)=\n# A\n\n{cell}", encoding="utf-8")
    lesson, _ = read_lesson(path, ROOT)
    (line,) = long_lines(lesson)
    assert line.startswith("long.md:10: 93 characters: y = 1 + 1")

"""What a browser shows of code: the order of signs and words from right to left, and where its lines break."""

from __future__ import annotations

from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Page

from polyneuron.book.model.configuration import Configuration
from tests.conftest import ROOT

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 390)
TOOLS = r"""
  document.querySelectorAll("details").forEach((box) => { box.open = true; });
  const signs = (place) => {
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      for (let index = 0; index < walker.currentNode.data.length; index += 1) {
        found.push([walker.currentNode, index]);
      }
    }
    return found;
  };
  const box = ([node, index]) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + 1);
    return range.getBoundingClientRect();
  };
  const below = (one, other) => box(other).top - box(one).top > 6;
  const text = (place) => signs(place).map(([node, index]) => node.data[index]).join("");
"""
ORDER = rf"""() => {{{TOOLS}
  const PIECE = /(?<![\p{{L}}\p{{N}})\]])[-−]\d[\d.]*|\([-−]?[\d.]+(?:, [-−]?[\d.]+)+\)/gu;
  const WORD = /\p{{Script=Arabic}}[\p{{Script=Arabic}}\u200c]*/gu;
  const wrong = [], seen = [0, 0];
  for (const line of document.querySelectorAll(".page .cell_input .line")) {{
    const all = signs(line), words = text(line);
    for (const found of words.matchAll(PIECE)) {{
      const places = all.slice(found.index, found.index + found[0].length);
      if (below(places[0], places.at(-1))) continue;
      const sides = places.filter(([node, index]) => node.data[index] !== " ").map((one) => box(one).left);
      seen[0] += 1;
      if (sides.some((side, index) => index && side <= sides[index - 1])) wrong.push(words);
    }}
    for (const place of line.querySelectorAll("[dir=rtl]")) {{
      const own = signs(place), found = [...text(place).matchAll(WORD)];
      for (let index = 1; index < found.length; index += 1) {{
        const [one, other] = [own[found[index - 1].index], own[found[index].index]];
        seen[1] += 1;
        if (!below(one, other) && box(one).left <= box(other).left) wrong.push(words);
      }}
    }}
  }}
  return [seen, wrong];
}}"""
EMPTY_ROWS = rf"""() => {{{TOOLS}
  const lines = [...document.querySelectorAll(".page .highlight .line")].filter((line) => line.textContent.trim());
  return lines.filter((line) => {{
    const first = signs(line).find(([node, index]) => node.data[index].trim());
    return box(first).height && box(first).top - line.getBoundingClientRect().top > 12;
  }}).map((line) => line.textContent);
}}"""
BROKEN_NAMES = rf"""() => {{{TOOLS}
  const broken = [];
  for (const line of document.querySelectorAll(".page .highlight .line")) {{
    const all = signs(line), words = text(line);
    for (const found of words.matchAll(/\w+/g)) {{
      const places = all.slice(found.index, found.index + found[0].length);
      const width = places.reduce((sum, one) => sum + box(one).width, 0);
      if (below(places[0], places.at(-1)) && width < line.clientWidth - 100) broken.push(words);
    }}
  }}
  return broken;
}}"""
BROKEN_NUMBERS = rf"""() => {{{TOOLS}
  const places = document.querySelectorAll(".page :is(p, li, td, th, dd, figcaption, .cell_output pre, .line)");
  const broken = [];
  let seen = 0;
  for (const place of places) {{
    const words = text(place);
    const all = /\d\u2060?(e-|-)/.test(words) ? signs(place) : [];
    for (const found of all.length ? words.matchAll(/\d[\d.]*(e-|-)\u2060?\d+/g) : []) {{
      seen += 1;
      if (below(all[found.index], all[found.index + found[0].length - 1])) broken.push(found[0]);
    }}
  }}
  return [seen, broken];
}}"""


@pytest.fixture(scope="module")
def sheet(browser):
    """One page of a browser, without scripts, for all chapters and widths."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def visit(sheet, address):
    """Open a page of the site, at one width after the other."""

    def at_widths(path: str, *widths: int) -> Iterator[Page]:
        sheet.goto(f"{address}/{path}")
        for width in widths:
            sheet.set_viewport_size({"width": width, "height": 900})
            yield sheet

    return at_widths


def chapters(configuration: Configuration) -> list[str]:
    """Names of the chapters with much code."""
    return configuration.chapter_names[1:]


def test_words_from_right_to_left_and_the_numbers_in_them_keep_their_order_in_code(configuration, visit):
    numbers, neighbours, out_of_order = 0, 0, {}
    for code, language in configuration.languages.items():
        for name in chapters(configuration) if language.is_right_to_left else ():
            for page in visit(f"{code}/{name}.html", 360, 1280):
                seen, wrong = page.evaluate(ORDER)
                numbers, neighbours = numbers + seen[0], neighbours + seen[1]
                if wrong:
                    out_of_order[code, name] = wrong
    assert out_of_order == {}
    assert numbers > 20
    assert neighbours > 400


@pytest.mark.parametrize("code", ["en", "fa"])
def test_lines_of_code_begin_in_their_first_row_and_break_no_name_and_no_number(configuration, visit, code):
    numbers, broken = 0, []
    for name in chapters(configuration):
        for page in visit(f"{code}/{name}.html", *WIDTHS):
            broken += page.evaluate(EMPTY_ROWS) + page.evaluate(BROKEN_NAMES)
            seen, halves = page.evaluate(BROKEN_NUMBERS)
            numbers, broken = numbers + seen, broken + halves
    assert broken == []
    assert numbers > 20


def test_the_measures_see_what_is_wrong(sheet):
    style = "display:block;white-space:pre-wrap;overflow-wrap:anywhere;font:16px monospace"

    def show(line: str, width: int) -> None:
        sheet.set_content(
            f'<main class="page"><div class="cell_input highlight" style="width:{width}ch"><span class="line" '
            f'style="{style}">{line}</span></div></main>'
        )

    show('<span dir="rtl">خط در -5</span>', 30)
    assert len(sheet.evaluate(ORDER)[1]) == 1
    show('<span dir="rtl"><bdo dir="ltr">شیب خط</bdo></span>', 30)
    assert len(sheet.evaluate(ORDER)[1]) == 1
    show(" " * 8 + "activations", 16)
    assert len(sheet.evaluate(EMPTY_ROWS)) == 1
    show("uniform(dropout=", 30)
    assert sheet.evaluate(BROKEN_NAMES) == []
    show("a = f(size_of_it=1)", 30)
    sheet.locator(".line").evaluate("(line) => { line.style.width = '10ch'; line.style.paddingRight = '10em'; }")
    assert len(sheet.evaluate(BROKEN_NAMES)) == 1
    show("x 1234567890e-11", 12)
    assert sheet.evaluate(BROKEN_NUMBERS)[1] == ["1234567890e-11"]


@pytest.mark.parametrize("code", ["en", "fa"])
def test_what_is_copied_is_the_source_of_the_notebook(visit, code):
    notebook = nbformat.read(ROOT / "_build" / "books" / code / "04-backprop.ipynb", nbformat.NO_CONVERT)
    sources = {cell.source.strip() for cell in notebook.cells if cell.cell_type == "code"}
    (page,) = visit(f"{code}/04-backprop.html", 360)
    copied = page.evaluate(
        """() => [...document.querySelectorAll(".page .cell_input pre")].map((pre) => {
          pre.closest("details")?.setAttribute("open", "");
          getSelection().selectAllChildren(pre);
          return [getSelection().toString().trim(), pre.textContent.trim()]; // selected by hand, and by the button
        })"""
    )
    assert len(copied) > 10
    assert {text for texts in copied for text in texts} <= sources


def test_formulas_in_sentences_break_at_no_inner_bracket(visit):
    for page in visit("fa/04-backprop.html", 320, 360):
        broken = page.evaluate(
            rf"""() => {{{TOOLS}
              const found = [];
              let seen = 0;
              for (const place of document.querySelectorAll(".page :is(p, li)")) {{
                const words = text(place), all = words.includes("\u2066") ? signs(place) : [];
                for (const piece of all.length ? words.matchAll(/\u2066([^\u2069]*)\u2069/g) : []) {{
                  const rows = [...piece[1]].map((sign, index) => [sign, box(all[piece.index + 1 + index]).top]);
                  seen += 1;
                  rows.forEach(([sign, top], index) => {{
                    const breaks = index && sign.trim() && top - rows[index - 1][1] > 6;
                    if (breaks && !"=≈·+−-<>".includes(sign) && piece[1].length < 40) found.push(piece[1]);
                  }});
                }}
              }}
              return seen > 5 ? found : ["no mathematics was found"];
            }}"""
        )
        assert broken == []

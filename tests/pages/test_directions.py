"""Tables, references, options and short mathematics in both directions of text; and what paper gets."""

from __future__ import annotations

import re

import pytest
from docutils import nodes
from playwright.sync_api import Page

from polyneuron.book.pages.data_tables import with_directions
from polyneuron.book.pages.typesetting import isolate_passages
from tests.browser import visits

WORDS = (
    '<table id="T_a"><thead><tr><th class="col">شبکه</th><th class="col">دقت</th></tr></thead>'
    '<tbody><tr><td class="data">300-100، بذر 1</td><td class="data">-0.5</td></tr></tbody></table>'
)
NAMES = (
    '<table border="1" class="dataframe"><thead><tr><td></td><th>loss</th><th>name</th></tr></thead>'
    "<tbody><tr><th>0</th><td>0.5</td><td>Adam</td></tr></tbody></table>"
)


def test_a_table_of_words_from_right_to_left_runs_that_way():
    table = with_directions(WORDS)
    assert table.startswith('<table dir="rtl" ')
    assert '<th class="words col">شبکه</th>' in table
    assert '<td class="words data"><span class="whole">300-100</span>، بذر 1</td>' in table
    assert '<td class="data"><span dir="ltr">-0.5</span></td>' in table


def test_a_table_of_names_from_code_stays_as_code_is():
    table = with_directions(NAMES)
    assert "dir=" not in table
    assert '<td class="words">Adam</td>' in table
    assert '<th class="words">name</th>' in table
    assert "<td>0.5</td>" in table


def test_a_table_with_heads_over_several_columns_keeps_its_sides():
    table = NAMES.replace("<th>loss", '<th colspan="2">loss')
    assert with_directions(table) == table


LONG = "a note on connectionist temporal classification"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("زیان CTC (", ") به چنین", f"زیان [CTC ({LONG})] به چنین"),
        ("زیان (", ") به چنین", f"زیان ([{LONG}]) به چنین"),
        ("زیان CTC (", ")) به", f"زیان [CTC ({LONG})]) به"),
        ("کتاب: “", ".” چاپ", f"کتاب: “[{LONG}].” چاپ"),
        ("کتاب: ", ", 2006.", f"کتاب: [{LONG}, 2006.]"),
    ],
)
def test_a_passage_of_english_keeps_the_brackets_that_it_opens(before, after, shown):
    paragraph = nodes.paragraph("", "", nodes.Text(before), nodes.emphasis("", LONG), nodes.Text(after))
    isolate_passages(paragraph)
    marks = {'<span lang="en" dir="ltr">': "[", "</span>": "]"}
    assert "".join(marks.get(node.astext(), node.astext()) for node in paragraph.children) == shown


@pytest.fixture(scope="module")
def visit(browser, address):
    with visits(browser) as open_page:

        def go(path: str, width: int) -> Page:
            return open_page(f"{address}/{path}", viewport={"width": width, "height": 900}, reduced_motion="reduce")

        yield go


@pytest.mark.browser
def test_columns_of_persian_tables_go_from_right_to_left(visit):
    page = visit("fa/05-mnist.html", 1280)
    table = page.locator(".cell_output table[id^='T_mnist-choose']").first
    first, second, *_ = [cell.bounding_box() for cell in table.locator("th").all()]
    assert first["x"] > second["x"]
    assert page.locator(".cell_output table.dataframe[dir]").count() == 0  # heads are names of columns in code
    output = page.locator(".cell_output:has(table[id^='T_mnist-choose'])").first.bounding_box()
    found = table.bounding_box()
    assert found["x"] + found["width"] == pytest.approx(output["x"] + output["width"], abs=8)


@pytest.mark.browser
def test_words_in_printed_tables_begin_where_lines_begin(visit):
    page = visit("en/05-mnist.html", 1280)
    sides = "all => all.map((cell) => getComputedStyle(cell).textAlign)"
    assert set(page.locator(".cell_output td.words").evaluate_all(sides)) == {"start"}
    assert set(page.locator(".cell_output td:not(.words)").evaluate_all(sides)) == {"right"}


@pytest.mark.browser
def test_references_in_english_have_a_direction_of_their_own(visit):
    page = visit("fa/01-neurons.html", 390)
    passages = page.locator("#neurons-references [dir=ltr]")
    texts = passages.all_inner_texts()
    assert any(re.match(r"F\.\sRosenblatt, .*65 \W?\(1958\)\W?\.$", text, re.DOTALL) for text in texts)
    assert all(not re.search("[آ-ی]", text) for text in texts)
    assert set(passages.evaluate_all("all => all.map((one) => one.lang)")) == {"en"}
    lists = visit("fa/about.html", 390).locator(".page [dir=ltr]").all_inner_texts()
    assert not any("،" in text for text in lists)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 390])
def test_short_mathematics_in_persian_stays_on_its_line(visit, width):
    page = visit("fa/04-backprop.html", width)
    broken = page.evaluate(
        r"""() => {
          const walker = document.createTreeWalker(document.querySelector(".page"), NodeFilter.SHOW_TEXT);
          const found = [];
          let pieces = 0;
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            if (!node.parentElement.closest("p, li") || node.parentElement.closest("pre, .katex")) continue;
            for (const piece of node.data.matchAll(/\u2066[^\u2069]{1,20}\u2069/g)) {
              const range = new Range();
              range.setStart(node, piece.index);
              range.setEnd(node, piece.index + piece[0].length);
              const tops = [...range.getClientRects()].map((box) => box.top);
              pieces += 1;
              if (Math.max(...tops) - Math.min(...tops) > 10) found.push(piece[0]);
              if (piece[0].includes(" ")) found.push(piece[0]);
            }
          }
          return pieces > 5 ? found : ["no mathematics was found"];
        }"""
    )
    assert broken == []


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "fa"])
def test_options_are_not_broken_at_their_dashes(visit, code):
    page = visit(f"{code}/running.html", 320)
    page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    options = page.locator(".page code .whole, .page pre .whole")
    texts = options.all_inner_texts()
    assert {"--language", "--chapter", "--no-index", "--folder", "-m"} <= set(texts)
    lines = options.evaluate_all("all => all.map((one) => one.getClientRects().length)")
    assert set(lines) == {1}
    command = page.locator(".highlight pre", has_text="--language").first
    assert f"learn --language {code} --chapter 03" in command.evaluate("(one) => one.textContent")


@pytest.mark.browser
def test_cells_of_numbers_have_the_digits_of_prose(visit):
    cells = visit("fa/02-activations.html", 1280).locator(".scrolls td").all_inner_texts()
    assert "۱" in cells
    assert "600" not in visit("fa/04-backprop.html", 1280).locator(".scrolls td").all_inner_texts()


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "fa"])
def test_paper_gets_a_short_glossary(visit, code):
    printed = visit(f"{code}/glossary.html", 1280).pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 18


@pytest.mark.browser
def test_paper_gets_solutions_and_no_code_that_is_folded_because_it_only_draws(visit):
    page = visit("en/01-neurons.html", 1280)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    folded = page.locator(".cell.tag_hide-input > details:not([open])")
    assert folded.count() > 3
    assert not any(one.is_visible() for one in folded.all())
    solutions = page.locator(".tag_exercise-solution > details .highlight")
    assert solutions.count() > 3
    assert all(one.is_visible() for one in solutions.all())
    assert page.locator(".tag_hide-input .cell_output img").first.is_visible()

"""Slides: what of a page becomes one, what is said, and that nothing on them is too large."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml.html import document_fromstring, fromstring

from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.teaching.decks import deck
from polyneuron.book.teaching.excerpts import cleaned, letters, markup, sentence_ends, sentences, text_of
from polyneuron.book.teaching.slides import LINES, SlideWords, deck_slides
from polyneuron.book.texts import interface_messages
from tests.conftest import ROOT
from tests.teaching.measuring import MEASURE, MEASURE_UPRIGHT

SITE = ROOT / "_build" / "site"
WORDS = SlideWords("Open the figure")
PAGE = """<!doctype html><html lang="en" dir="ltr" data-page="small"><head>
<meta http-equiv="Content-Security-Policy" content="script-src 'self'">
<link rel="icon" href="../_shared/a.svg"><link rel="stylesheet" href="../_shared/site.css"></head><body>
<article><section id="small"><h1>1. Small<a class="headerlink" href="#small">#</a></h1><p>It begins. And goes on.</p>
<div class="admonition"><p class="admonition-title">Before</p>
<ul><li><p>You will</p><ol><li><p>add;</p></li><li><p>see.</p></li></ol></li>
<li><p>You need nothing.</p></li></ul></div>
%s
</section></article></body></html>"""


def decks() -> list[str]:
    return sorted(path.relative_to(SITE).as_posix() for path in SITE.glob("*/slides/*.html"))


def slides_of(body: str):
    article = document_fromstring(PAGE % body).xpath("//article")[0]
    return deck_slides(article, "../small.html", WORDS)


def section(body: str) -> str:
    return f'<section id="part"><h2>A part</h2><p>A first sentence.</p>{body}</section>'


def cell(code: str, output: str = "", tags: str = "") -> str:
    lines = "\n".join(f'<span class="line">{line}</span>' for line in code.split("\n"))
    shown = f'<div class="cell_output"><div class="output stream"><pre>{output}</pre></div></div>' if output else ""
    return f'<div class="cell {tags}"><div class="cell_input"><pre>{lines}</pre></div>{shown}</div>'


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is 0.5 here. Then more.", "It is 0.5 here."),
        ("Use np. array, e.g. this one. More.", "Use np. array, e.g. this one."),
        ("为什么？因为快。", "为什么？"),
        ("چرا؟ چون تند است.", "چرا؟"),
        ("Он сказал «да.» Потом ушёл.", "Он сказал «да.»"),
        ("No end", "No end"),
        ("A colon:", "A colon:"),
    ],
)
def test_sentences_end_where_readers_of_each_language_see_it(text, first):
    assert text[: sentence_ends(text)[0]].strip() == first
    assert sentence_ends(text)[-1] == len(text)


def test_code_and_formulas_are_never_cut():
    element = fromstring("<p>Call <code>a.b. C</code> <em>now. Or</em> later. The end.</p>")
    assert markup(sentences(element)) == "<p>Call <code>a.b. C</code> <em>now.</em></p>"
    assert markup(sentences(element, 1, 30)) == "<p>Call <code>a.b. C</code> <em>now. Or</em> later.</p>"
    assert text_of(element) == "Call \ufffc now. Or later. The end."


def test_links_and_identifiers_stay_on_the_page():
    element = fromstring('<p id="x">A <a class="pn-term" href="g.html">word</a>, a <a href="#y">link</a>.</p>')
    assert markup(cleaned(element)) == "<p>A <strong>word</strong>, a <span>link</span>.</p>"


def test_marks_take_no_room_and_chinese_signs_that_of_two():
    assert letters("ọ̀rọ̀") == 3 and letters("神经") == 4 and letters("нет") > 3


def test_a_chapter_begins_with_its_title_and_its_aims():
    title, aims = slides_of("")
    assert (title.kind, title.heading, title.body) == ("title", "1. Small", ["<p>It begins. And goes on.</p>"])
    assert (aims.kind, aims.heading) == ("list", "You will")
    assert aims.body == ["<ol><li>add;</li><li>see.</li></ol>"]
    assert aims.notes == ["<p>You need nothing.</p>"]


def test_paragraphs_are_said_where_they_belong():
    body = section(f"<p>Lead.</p>{cell('a', 'b')}<p>What it shows.</p><p>What comes.</p>{cell('c')}<p>Last.</p>")
    statement, first, second = slides_of(body)[2:]
    assert [slide.kind for slide in (statement, first, second)] == ["statement", "code", "code"]
    assert statement.notes == ["<p>A first sentence.</p>"]
    assert first.notes == ["<p>Lead.</p>", "<p>What it shows.</p>"]
    assert second.notes == ["<p>What comes.</p>", "<p>Last.</p>"]
    assert all(slide.anchor == "part" for slide in (statement, first, second))


def test_code_of_more_than_seven_lines_is_cut_at_its_empty_lines_or_left_out():
    five, eight = "\n".join("a" * 5), "\n".join("b" * 8)
    found = slides_of(section(cell(f"{five}\n\n{five}", "x\ny")))[3:]
    assert [(slide.kind, slide.body[0].count('class="line"')) for slide in found] == [("code", 5), ("code", 5)]
    assert "printed" in found[1].body[1]
    found = slides_of(section(cell(eight, "x")))[3:]
    assert [slide.kind for slide in found] == ["output"]


def test_code_and_what_it_printed_share_a_slide_only_when_both_fit():
    found = slides_of(section(cell("\n".join("a" * 5), "\n".join("x" * 9))))[3:]
    assert [slide.kind for slide in found] == ["code", "output"]
    assert found[1].body[0].count("\n") == LINES - 1 and "…" in found[1].body[0]


def test_cells_that_only_draw_show_their_picture_and_solutions_nothing():
    picture = '<div class="cell_output"><img src="_images/a.webp" alt="A line" loading="lazy"></div>'
    drawn = cell("draw", tags="tag_hide-input").replace("</div></div>", f"</div>{picture}</div>")
    found = slides_of(section(drawn + cell("x", "1", "tag_exercise-solution")))[3:]
    assert [slide.kind for slide in found] == ["picture"]
    assert found[0].body == ['<img src="../_images/a.webp" alt="A line">']
    assert "A line" in found[0].notes[-1]


def test_a_paragraph_with_a_new_word_is_a_slide_and_a_formula_stands_with_its_sentence():
    new = '<p>Some say it is an <a class="pn-term" href="g">epoch</a>. More.</p>'
    formula = '<div class="math">x</div>'
    statement, word, *_ = slides_of(section(formula + new))[2:]
    assert "math" in statement.body[1]
    assert word.kind == "statement" and "<strong>epoch</strong>" in word.body[0]
    assert word.notes == ["<p>Some say it is an <strong>epoch</strong>. More.</p>"]


def test_long_lists_and_tables_are_cut():
    items = "".join(f"<li><p>Item {number}. More of it.</p></li>" for number in range(9))
    rows = "".join(f"<tr><td>{number}</td></tr>" for number in range(9))
    found = slides_of(section(f"<ul>{items}</ul><div class='scrolls'><table><tbody>{rows}</tbody></table></div>"))[3:]
    assert [slide.kind for slide in found] == ["list", "list", "table"]
    assert [slide.body[0].count("<li>") for slide in found[:2]] == [5, 4]
    assert found[2].body[0].count("<tr>") == LINES and "…" in found[2].body[0]


def test_terms_and_references_stay_on_the_page():
    assert len(slides_of('<section id="small-terms"><h2>Terms</h2><p>A.</p></section>')) == 2


def test_a_deck_has_the_policy_of_its_page_and_no_script_in_it():
    names = {"slides.css": "slides.1.css", "slides.js": "slides.2.js"}
    interface = Interface({}, interface_messages.ALL)
    english = Language("en", "English", "en", "en", "ltr", "")
    text = deck((PAGE % section("")).encode(), "small.html", english, interface, names)
    page = fromstring(text)
    assert page.xpath("//meta[@http-equiv]/@content") == ["script-src 'self'"]
    assert page.xpath("//link/@href") == ["../../_shared/a.svg", "../../_shared/site.css", "../../_shared/slides.1.css"]
    assert [(script.get("src"), script.text) for script in page.iter("script")] == [("../../_shared/slides.2.js", None)]
    assert page.get("data-theme") == "light" and page.get("data-page") is None
    assert page.xpath("//section[3]/footer/a/@href") == ["../small.html#part"]
    assert page.xpath("//title/text()") == ["Slides: 1. Small"]


@pytest.mark.parametrize("code", sorted({Path(name).parts[0] for name in decks()}))
def test_nothing_on_any_slide_is_too_large(browser, address, code):
    found = {}
    chapters = [name for name in decks() if Path(name).parts[0] == code]
    assert len(chapters) >= 7
    for name in chapters:
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.goto(f"{address}/{name}")
        page.wait_for_selector("html[data-ready]")
        page.evaluate("document.fonts.ready")
        page.evaluate("Promise.all([...document.images].map((picture) => picture.decode().catch(() => {})))")
        wrong = [*page.evaluate(MEASURE, LINES), *said]
        if wrong:
            found[name] = wrong
        context.close()
    assert found == {}


@pytest.mark.parametrize("code", ["en", "fa"])
def test_on_an_upright_phone_slides_are_as_large_as_the_screen_and_have_addresses(browser, address, code):
    phone = {"width": 390, "height": 844}
    context = browser.new_context(viewport=phone, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/{code}/slides/01-neurons.html")
    page.wait_for_selector("html[data-ready]")
    assert page.locator(".keys:not(.keys--touch)").is_hidden() and page.locator(".keys--touch").is_visible()
    page.locator(".controls .enabled").tap()  # there is nothing before the first slide
    page.wait_for_url("**#/1")
    page.goto(f"{address}/{code}/slides/01-neurons.html#/7")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("Reveal.getIndices().h") == 7
    assert page.evaluate(MEASURE_UPRIGHT) == []
    page.set_viewport_size({"width": 844, "height": 390})
    page.wait_for_selector("html:not([data-upright])")
    context.close()


@pytest.mark.parametrize("code", ["en", "fa"])
def test_on_the_narrowest_phone_nothing_is_cut_off_and_no_arrow_covers_the_foot(browser, address, code):
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page, found = context.new_page(), {}
    for name in decks():
        if Path(name).parts[0] == code:
            page.goto(f"{address}/{name}")
            page.wait_for_selector("html[data-ready]")
            found[name] = page.evaluate(MEASURE_UPRIGHT)
    context.close()
    assert len(found) >= 7 and not any(found.values()), found


@pytest.mark.parametrize("code", ["en", "fa"])
def test_a_deck_works_from_a_folder_and_its_second_window_follows(browser, code):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto((SITE / code / "slides" / "01-neurons.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    with page.expect_popup() as opened:
        page.keyboard.press("s")
    window = opened.value
    window.locator(".speaker__notes p").first.wait_for()
    page.keyboard.press("ArrowLeft" if code == "fa" else "ArrowRight")
    page.wait_for_function("() => Reveal.getIndices().h === 1")
    shown = page.evaluate("document.querySelector('.slide.present :is(h1, h2)').textContent")
    window.wait_for_function(
        "(heading) => document.querySelector('.speaker__slide :is(h1, h2)').textContent === heading", arg=shown
    )
    window.keyboard.press("PageDown")
    page.wait_for_function("() => Reveal.getIndices().h === 2")
    digits = read_configuration(ROOT).languages[code].digits
    assert set(window.locator(".speaker__time").inner_text().split()[-1]) <= {*digits, ":"}
    context.close()


def test_without_scripts_a_deck_leads_to_its_chapter(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/fa/slides/01-neurons.html")
    page.click("noscript a:visible")
    page.wait_for_url("**/fa/01-neurons.html")
    context.close()

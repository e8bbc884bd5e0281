"""Sheets of exercises and of answers: what of a page they show, and what a PDF of a real chapter says."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml.html import document_fromstring, tostring
from pypdf import PdfReader

from polyneuron.book.bundle.printed_pages import PaperWords, printed_document
from polyneuron.book.bundle.printing import print_deck, print_pages
from polyneuron.book.bundle.sheets import SheetWords, make_answer_sheet, make_exercise_sheet
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.pages.downloads import ANSWER_SHEET, EXERCISE_SHEET
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.bundle.links import addresses_of
from tests.conftest import ROOT

PAGE = """<html><head></head><body><header></header><div class="columns"></div><article role="main"><section id="small">
<h1>1. Small</h1><p>Prose.</p><section id="tasks"><h2>Exercises</h2>
<div class="exercise exercise-explain admonition"><p class="admonition-title">Exercise 1: Why?</p><p>Say why.</p>
<details><summary>Hint</summary><p>Think.</p></details></div>
<div class="cell tag_exercise-solution"><pre>because = 1</pre></div>
<details><summary>A model answer</summary><p>Because.</p></details><p>Behind.</p></section>
<section id="quiz"><h2>Quiz</h2><p>One question.</p><div class="pn-quiz">
<form class="pn-question"><ul class="pn-answers">
<li><label>Yes</label><details><summary>Explanation</summary><p>It is.</p></details></li></ul></form></div></section>
</section></article></body></html>"""
WORDS = SheetWords("Exercise sheet", "Name:", "Date:")


@pytest.fixture
def article():
    return document_fromstring(PAGE).xpath("//article")[0]


def test_a_sheet_of_exercises_has_statements_and_lines_and_no_answer(article):
    make_exercise_sheet(article, WORDS)
    text = article.text_content()
    assert "Exercise sheet" in text and "Name:" in text and "Say why." in text
    assert not [word for word in ("Prose", "Think", "because", "Because", "Behind") if word in text]
    assert len(article.xpath(".//div[@class='paper-write']/div")) == 9
    assert [heading.text for heading in article.iter("h1", "h2")] == ["1. Small", "Quiz"]


def test_a_sheet_of_answers_has_solutions_model_answers_and_explanations(article):
    make_answer_sheet(article, SheetWords("Answer sheet", "", ""))
    text = article.text_content()
    assert [heading.text for heading in article.iter("h1", "h2")] == ["1. Small", "Exercise 1: Why?", "Quiz"]
    assert "because = 1" in text and "Because." in text and "It is." in text
    assert not [word for word in ("Say why", "Think", "Behind", "Name:") if word in text]


@pytest.mark.parametrize(("make", "explained"), [(make_exercise_sheet, 0), (make_answer_sheet, 1)])
def test_a_sheet_has_no_contents_and_explains_the_quiz_only_where_it_answers(tmp_path, make, explained):
    (tmp_path / "small.html").write_text(PAGE, encoding="utf-8")
    words = PaperWords("", "")
    made = printed_document(tmp_path, ["small"], "", words, lambda article: make(article, WORDS))
    document = document_fromstring(made.text)
    assert made.headings == () and made.titles == ("1. Small",)
    assert not document.xpath("//*[@class='paper-contents']")
    quizzes = [tostring(quiz, encoding="unicode") for quiz in document.xpath("//div[@class='pn-quiz']")]
    assert len(quizzes) == 1 and quizzes[0].count("It is.") == explained


@pytest.mark.parametrize("sheet", [EXERCISE_SHEET, ANSWER_SHEET])
def test_the_sheets_of_a_real_chapter_name_themselves(configuration, browser, sheet):
    language, interface = configuration.language("en"), read_interface("en", configuration)
    pdf = print_pages(configuration, language, interface, browser, ["01-neurons"], sheet=sheet)
    reader = PdfReader(BytesIO(pdf))
    kind = interface_messages.DOWNLOADS_EXERCISES if sheet == EXERCISE_SHEET else interface_messages.DOWNLOADS_ANSWERS
    assert reader.metadata.title.startswith(f"{kind}: 1. Neurons")
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    assert "Whatabiaschanges" in text and "Whatdoesthebiasofaneurondo?" in text
    assert ("answer_at_zero=-3" in text) == (sheet == ANSWER_SHEET)
    assert ("Itisaddedaftertheproducts" in text) == (sheet == ANSWER_SHEET)
    assert ("answer_at_zero=..." in text) == (sheet == EXERCISE_SHEET)


def test_a_deck_of_a_real_chapter_prints_a_page_for_each_slide(configuration, browser):
    pdf = print_deck(configuration, configuration.language("fa"), browser, "01-neurons")
    reader = PdfReader(BytesIO(pdf))
    deck = (ROOT / "_build" / "site" / "fa" / "slides" / "01-neurons.html").read_text(encoding="utf-8")
    assert len(reader.pages) == deck.count('<section class="slide ')
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == [960, 540]
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"
    led_to = addresses_of(reader)
    assert any(address.startswith(f"{configuration.site_url}/fa/") for address in led_to)
    assert not [address for address in led_to if "site.invalid" in address or address.startswith("file:")]


def test_a_deck_that_is_not_made_is_named_with_its_remedy(project, browser):
    with pytest.raises(ProblemsFound, match="make slides"):
        print_deck(project.configuration, project.configuration.language("fa"), browser, "small")

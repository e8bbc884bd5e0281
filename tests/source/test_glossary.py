"""Terms: the term base is sound, lessons name its terms only, and every edition says what they mean."""

import re

import nbformat
import polib
import pytest

from polyneuron.book.book import localize_books, term_status
from polyneuron.book.model.edition import Links
from polyneuron.book.model.term import Term
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.pages.page_content import PageContent
from polyneuron.book.pages.parts import page_markdown
from polyneuron.book.source.definitions import DEFINITION_WORDS
from polyneuron.book.source.glossary import read_glossary
from polyneuron.book.texts.collation import alphabetical_order
from polyneuron.book.texts.po_reader import open_catalog
from polyneuron.book.texts.prose_messages import prose_messages
from polyneuron.book.texts.terms import listed_terms, term_uses
from tests.conftest import SmallProject

HEADER = "en,fa,definition,variants_en,variants_fa,note\n"
WEIGHT = "weight,وزن,The number by which an input is multiplied.,,,\n"
LAYER = "hidden layer,لایهٔ پنهان,A layer between the input and the output.,,لایهٔ میانی | لایهٔ درونی,\n"
PAGE = "---\nfile_format: mystnb\n---\n\n(glossary)=\n# Glossary\n\n```{generated} glossary\n```\n"


@pytest.fixture
def with_terms(translated_project) -> SmallProject:
    """The small project with two terms, a glossary page, and a lesson that introduces one of them."""
    project = translated_project
    project.write("locales/glossary.csv", HEADER + WEIGHT + LAYER)
    project.write("pages/glossary.md", PAGE)
    project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: pages/glossary\n")
    project.replace("chapters/small.md", "## The sum\n", "## The sum\n\nSums need {term}`weights <weight>`.\n")
    assert project.run("catalogs").exit_code == 0
    return project


def translate(project: SmallProject, domain: str, text: str, translation: str) -> None:
    path = project.catalog.with_name(f"{domain}.po")
    catalog = open_catalog(path)
    next(entry for entry in catalog if entry.msgid == text).msgstr = translation
    catalog.save()


def small_notebook(project: SmallProject, code: str) -> str:
    assert project.run("notebooks").exit_code == 0
    path = project.root / "_build" / "notebooks" / code / "small.ipynb"
    return "\n".join(cell.source for cell in nbformat.read(path, 4).cells)


def test_the_term_base_of_the_course_is_sound(configuration):
    terms, problems = read_glossary(configuration)
    assert problems == []
    assert len(terms) > 150
    assert terms["weight"].names["fa"] == "وزن"
    assert terms["rectified linear unit"].variants["en"] == ("ReLU",)
    for term in terms.values():
        assert re.fullmatch(r"[A-Z].*\.", term.definition), term.definition


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (WEIGHT + WEIGHT, "locales/glossary.csv:3: This row repeats that of line 2"),
        (WEIGHT + LAYER.replace("لایهٔ پنهان", "وزن"), "glossary.csv:3 (fa): 'وزن' stands for 'hidden layer' and for"),
        (WEIGHT + LAYER.replace("لایهٔ درونی", "وزن"), "glossary.csv:3 (fa): 'وزن' stands for 'hidden layer' and for"),
        (WEIGHT.replace("وزن", "وزن (weight)"), "glossary.csv:2 (fa): The term 'وزن (weight)' holds brackets"),
        (LAYER.replace("میانی", "(میانی)"), "glossary.csv:2 (fa): The term 'لایهٔ (میانی)' holds brackets"),
        (WEIGHT.replace("The number by which an input is multiplied.", ""), "csv:2: The definition of 'weight' has 0"),
        (WEIGHT.replace("number", "number " * DEFINITION_WORDS), "csv:2: The definition of 'weight' has 29 words"),
        (WEIGHT.replace("The number", "How the number"), "csv:2: The definition of 'weight' begins with 'How' "),
        (WEIGHT.replace("The number", "In: a number"), "csv:2: The definition of 'weight' begins with 'In' "),
        (WEIGHT.replace("number", "Weight"), "csv:2: The definition of 'weight' uses the word that it defines"),
        (LAYER.replace("A layer", "One of the hidden layers"), "uses the word that it defines: 'hidden layers'"),
        (WEIGHT.replace("input", "input, as it is,"), "glossary.csv:2: This row has more or fewer cells"),
        (WEIGHT + WEIGHT.replace("weight,وزن", "Weight-,وزنه"), "have the same address #term-weight"),
    ],
)
def test_a_broken_row_is_named_with_its_line_and_language(with_terms, rows, found):
    with_terms.write("locales/glossary.csv", HEADER + rows)
    result = with_terms.run("notebooks")
    assert result.exit_code == 1
    assert "Remedy:" in result.output
    assert found in result.output


@pytest.mark.parametrize(
    ("term", "definition"),
    [
        ("bit", "The unit of surprise with the logarithm to the base 2, and a bitter one."),
        ("one-hot label", "A row of numbers, also one for each label."),
        ("state", "Inner numbers that a layer keeps; a statement."),
    ],
)
def test_words_inside_of_others_and_parts_of_a_term_are_no_circle(with_terms, term, definition):
    with_terms.write("locales/glossary.csv", f'{HEADER}{term},,"{definition}",,,\n')
    assert read_glossary(with_terms.configuration)[1] == []


def test_a_missing_column_is_named(with_terms):
    with_terms.write("locales/glossary.csv", HEADER.replace("variants_fa,", "") + WEIGHT)
    result = with_terms.run("catalogs")
    assert result.exit_code == 1
    assert "glossary.csv:1: The term base lacks the columns: variants_fa" in result.output


def test_a_language_without_a_word_for_a_term_says_it_in_english(with_terms):
    with_terms.write("locales/glossary.csv", HEADER + WEIGHT.replace("وزن", "") + LAYER)
    weight, layer = read_glossary(with_terms.configuration)[0].values()
    assert (weight.has("fa"), weight.name("fa"), weight.name("yo")) == (False, "weight", "weight")
    assert (layer.has("fa"), layer.name("fa")) == (True, "لایهٔ پنهان")
    assert small_notebook(with_terms, "fa")
    (state,) = term_status(with_terms.configuration, ["fa"])
    assert (state.translated, state.missing) == (1, 1)
    table = with_terms.run("catalogs", "--status").output
    assert re.search(r"glossary\.csv *│ +1 │ +0 │ +1 │", table), table


def glossary_page(project) -> str:
    (book,) = localize_books(project.configuration, ["fa"], "")
    content = PageContent(project.configuration, book.edition, book.lessons, book.pages, book.stops, book.ideas, [])
    return page_markdown(book.pages[0], content)


def test_the_glossary_page_marks_a_term_that_is_in_english_still(with_terms):
    with_terms.write("locales/glossary.csv", HEADER + WEIGHT.replace("وزن", "") + LAYER)
    html = glossary_page(with_terms)
    assert '<dfn><span class="untranslated" lang="en" dir="ltr">weight</span></dfn></dt>' in html
    assert '<dfn>لایهٔ پنهان</dfn> <span class="pn-english" lang="en" dir="ltr">hidden layer</span>' in html


def test_the_glossary_page_names_a_term_once_that_stays_english(with_terms):
    with_terms.write("locales/glossary.csv", HEADER + WEIGHT.replace("وزن", "Weight") + LAYER)
    html = glossary_page(with_terms)
    assert "<dfn>Weight</dfn></dt>" in html


def test_a_new_language_needs_no_column_of_the_term_base(with_terms):
    with_terms.write("locales/glossary.csv", "en,definition,variants_en\nweight,A number.,weights\n")
    (weight,) = read_glossary(with_terms.configuration)[0].values()
    assert (weight.variants, weight.has("fa")) == ({"en": ("weights",), "fa": ()}, False)
    assert "glossary.html#term-weight" in small_notebook(with_terms, "fa")


def test_every_chapter_lists_terms_of_the_glossary_and_defines_none_itself(configuration, lessons):
    terms, _ = read_glossary(configuration)
    for lesson in lessons:
        (cell,) = [cell for cell in lesson.cells if re.search("^## Terms of this", cell.source, re.MULTILINE)]
        listed = [term for term, _ in listed_terms(lesson)]
        assert len(listed) >= 8, lesson.name
        assert set(listed) <= set(terms)
        assert "|" not in cell.source, f"{lesson.name} has a table of its own"


LIST = "```{chapter-terms}\nhidden layer\n\nweight\n```"
HIDDEN = LAYER.replace(",,لایهٔ میانی", ",HL | HiddenL,لایهٔ میانی")


@pytest.fixture
def with_list(with_terms) -> SmallProject:
    """The project with terms, and a lesson that lists both of them; one has a short form."""
    with_terms.write("locales/glossary.csv", HEADER + WEIGHT + HIDDEN)
    with_terms.replace("chapters/small.md", "## The sum\n", f"## The sum\n\n{LIST}\n")
    return with_terms


def test_a_list_of_terms_becomes_a_table_from_the_glossary(with_list):
    address = f"{with_list.configuration.site_url}/en/glossary.html"
    hidden, weight = "A layer between the input and the output.", "The number by which an input is multiplied."
    assert (
        "| Term | Meaning |\n| --- | --- |\n"
        f'| [**hidden layer**]({address}#term-hidden-layer "{hidden}") · HL | {hidden} |\n'
        f'| [**weight**]({address}#term-weight "{weight}") | {weight} |'
    ) in small_notebook(with_list, "en")


def test_the_table_of_terms_speaks_the_language_of_the_edition_and_marks_what_is_english(with_list):
    meaning = "عددی که ورودی در آن ضرب می‌شود."
    translate(with_list, "glossary", "The number by which an input is multiplied.", meaning)
    translate(with_list, "interface", "Meaning", "معنا")
    (book,) = localize_books(with_list.configuration, ["fa"], "")
    (cell,) = [cell.source for cell in book.lessons[0].cells if "{term}`لایهٔ پنهان" in cell.source]
    english = '<span class="untranslated" lang="en" dir="ltr">A layer between the input and the output.</span>'
    assert (
        "| Term | معنا |\n| --- | --- |\n"
        f"| {{term}}`لایهٔ پنهان <hidden layer>` · HL | {english} |\n| {{term}}`وزن <weight>` | {meaning} |"
    ) in cell
    assert f"| {meaning} |" in small_notebook(with_list, "fa")
    with_list.write("locales/glossary.csv", HEADER + WEIGHT.replace("وزن", "") + HIDDEN)
    (book,) = localize_books(with_list.configuration, ["fa"], "")
    marked = '<span class="untranslated" lang="en" dir="ltr">{term}`weight <weight>`</span>'
    assert any(marked in cell.source for cell in book.lessons[0].cells)


def test_a_term_of_a_list_is_used_in_its_chapter(with_list):
    for code in ("en", "fa"):
        (book,) = localize_books(with_list.configuration, [code], "")
        assert {term for term, _ in term_uses(book.lessons[0])} == {"weight", "hidden layer"}


def test_a_table_of_terms_shows_words_as_words(with_list):
    row = LAYER.replace("A layer between", "*A* layer | <b> `between`")
    with_list.write("locales/glossary.csv", HEADER + WEIGHT + row)
    (book,) = localize_books(with_list.configuration, ["en"], "")
    text = "\n".join(cell.source for cell in book.lessons[0].cells)
    assert r"| \*A\* layer \| \<b\> \`between\` the input and the output. |" in text


@pytest.mark.parametrize("variants", [("MSE",), ("error", "ReLU", "SGD"), ("KL divergence", "iOS", "Relu", "Dense-A")])
def test_a_short_form_has_two_capitals_and_is_not_the_name(variants):
    term = Term({"en": "a term", "pl": "ReLU"}, {"en": variants, "pl": ()}, "", 2)
    assert term.abbreviation("en") == {1: "MSE", 3: "ReLU", 4: ""}[len(variants)]
    assert term.abbreviation("pl") == {1: "MSE", 3: "SGD", 4: ""}[len(variants)]


def test_an_unknown_term_is_named_with_its_line(with_terms):
    with_terms.replace("chapters/small.md", "<weight>", "<wait>")
    lines = (with_terms.root / "chapters" / "small.md").read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "<wait>" in line)
    result = with_terms.run("notebooks")
    assert result.exit_code == 1
    assert f"chapters/small.md:{number}: The role {{term}} names 'wait', which is not in" in result.output
    assert "`the words here <the English term>`" in result.output


def test_an_unknown_term_in_a_box_is_named_with_its_line_too(with_terms):
    with_terms.replace("chapters/small.md", "This is **important**.", "This is {term}`important`.")
    lines = (with_terms.root / "chapters" / "small.md").read_text(encoding="utf-8").splitlines()
    assert f"small.md:{lines.index('This is {term}`important`.') + 1}: The role" in with_terms.run("notebooks").output


def test_a_book_with_terms_needs_the_page_that_explains_them(with_terms):
    with_terms.write("_toc.yml", "format: jb-book\nroot: chapters/small\n")
    result = with_terms.run("notebooks")
    assert result.exit_code == 1
    assert "Add pages/glossary to _toc.yml" in result.output


def test_a_translation_inflects_the_words_of_a_term_and_keeps_its_target(with_terms):
    english = "Sums need {term}`weights <weight>`."
    translate(with_terms, "small", english, "برای مجموع {term}`وزن‌ها <weight>` لازم‌اند.")
    assert "[**وزن‌ها**]" in small_notebook(with_terms, "fa")
    translate(with_terms, "small", english, "برای مجموع {term}`وزن‌ها` لازم‌اند.")
    result = with_terms.run("notebooks")
    assert result.exit_code == 1
    assert "the translation lost: role {term} weight" in result.output


def test_a_table_cell_that_is_nothing_but_a_term_is_a_message():
    (_, _, message, *_) = prose_messages("| Term | Meaning |\n|---|---|\n| {term}`momentum` | 5 |", 1, "cell")
    assert (message.role, message.text, message.line) == ("table cell", "{term}`momentum`", 3)


def test_a_launched_notebook_links_to_the_published_glossary_of_its_language(with_terms):
    site = with_terms.configuration.site_url
    meaning = "The number by which an input is multiplied."
    assert f'[**weights**]({site}/en/glossary.html#term-weight "{meaning}")' in small_notebook(with_terms, "en")
    assert f'{site}/fa/glossary.html#term-weight "{meaning}")' in small_notebook(with_terms, "fa")
    translate(with_terms, "glossary", meaning, "عددی که ورودی در آن ضرب می‌شود.")
    assert f'{site}/fa/glossary.html#term-weight "عددی که ورودی در آن ضرب می‌شود.")' in small_notebook(with_terms, "fa")


def test_quotes_and_bars_in_a_definition_do_not_end_the_link(configuration):
    terms, _ = read_glossary(configuration)
    links = Links({}, "g.html", terms, {terms["bias"].definition: 'a "b" | c'})
    assert plain_markdown("{term}`bias`", "ltr", links) == r'[**bias**](g.html#term-bias "a \"b\" | c")'
    assert plain_markdown("| {term}`bias` |\n|---|", "ltr", links).startswith(
        r'| [**bias**](g.html#term-bias "a \"b\" \| c") |'
    )
    assert plain_markdown("{term}`from_logits`", "ltr", links).startswith("[`from_logits`](g.html#term-from-logits ")


def test_the_definitions_are_messages_of_their_own_catalogue(with_terms):
    catalog = polib.pofile(str(with_terms.catalog.with_name("glossary.po")))
    entry = catalog.find("A layer between the input and the output.")
    assert entry.msgctxt == "definition"
    assert entry.comment == "term: hidden layer"
    assert entry.occurrences == [("locales/glossary.csv", "")]
    assert catalog.find("Glossary").msgctxt == "heading"


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("pl", ["cel", "ćma", "łan", "lot", "sieć", "sygnał", "środek", "żar"]),
        ("yo", ["ẹja", "eza", "gda", "gbo", "ọwọ", "oza"]),
        ("fa", ["گام", "پایه", "وزن", "هسته", "یادگیری", "آرایه", "بایاس"]),
        ("ru", ["ёж", "ель", "жук", "ещё"]),
        ("zh-Hans", ["张量", "权重", "层", "模型"]),
    ],
)
def test_terms_stand_in_the_order_of_their_own_alphabet(tag, words):
    expected = {
        "pl": ["cel", "ćma", "lot", "łan", "sieć", "sygnał", "środek", "żar"],
        "yo": ["eza", "ẹja", "gda", "gbo", "oza", "ọwọ"],
        "fa": ["آرایه", "بایاس", "پایه", "گام", "وزن", "هسته", "یادگیری"],
        "ru": ["ёж", "ель", "ещё", "жук"],
        "zh-Hans": ["层", "模型", "权重", "张量"],
    }
    assert [words[place] for place in alphabetical_order(words, tag)] == expected[tag]

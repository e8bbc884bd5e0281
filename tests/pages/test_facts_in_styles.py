"""Style sheets name no language: what a page looks like comes from the facts of its language."""

import re
from itertools import chain

import pytest

from polyneuron.book.model.language import Language
from polyneuron.book.source.language_facts import language_facts
from tests.browser import served, visits
from tests.conftest import ROOT, SmallProject

SHEETS = sorted(chain((ROOT / "assets").glob("*.css"), (ROOT / "src" / "polyneuron").rglob("*.css")))
LIST = "\n1. One *word*.\n2. Two words.\n   1. A word inside.\n\n- No number.\n"
QUIZ = """
(quiz)=
## Quiz

:::::{question}
:name: quiz-order
:kind: ordering

In which order?

::::{item} One
The first.
::::
::::{item} Two
The second.
::::
::::{item} Three
The third.
::::
:::::
"""


def language(code: str) -> Language:
    return Language(code, **language_facts(code))


@pytest.mark.parametrize(
    ("code", "style"),
    [
        ("fa", "persian"),
        ("ckb", "arabic-indic"),
        ("mr", "devanagari"),
        ("bn", "bengali"),
        ("my", "myanmar"),
        ("dz", "tibetan"),
        ("zh", "decimal"),
        ("yo", "decimal"),
        ("en", "decimal"),
    ],
)
def test_lists_are_numbered_in_the_digits_of_the_language(code, style):
    assert language(code).counter_style == style


def test_digits_that_css_has_no_name_for_are_latin_ones():
    assert language("ff-Adlm").digits[0] != "0" and language("ff-Adlm").counter_style == "decimal"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_style_sheet_names_a_language(sheet):
    text = sheet.read_text(encoding="utf-8")
    assert not re.search(r":lang\(|\[lang|\bpersian\b", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> SmallProject:
    project = SmallProject(tmp_path_factory.mktemp("styles"))
    path = project.root / "chapters" / "small.md"
    path.write_text(path.read_text(encoding="utf-8") + LIST + QUIZ, encoding="utf-8")
    project.replace("_config.yml", "    fa: null", "    fa: null\n    yo: null")
    result = project.run("site")
    assert result.exit_code == 0, result.output
    return project


@pytest.mark.browser
@pytest.mark.parametrize(
    ("code", "markers", "height", "italics", "family"),
    [
        ("en", "decimal", 1.65, "italic", ""),
        ("fa", "persian", 1.9, "normal", "Vazirmatn"),
        ("yo", "decimal", 1.8, "italic", ""),
    ],
)
def test_a_page_is_set_as_its_language_is(browser, project, code, markers, height, italics, family):
    with served(project.root / "_build" / "site") as address, visits(browser) as visit:
        page = visit(f"{address}/{code}/small.html")
        found = page.eval_on_selector_all(".page ol.arabic", "all => all.map(e => getComputedStyle(e).listStyleType)")
        assert found == [markers, markers]
        style = "(element, name) => getComputedStyle(element)[name]"
        assert page.eval_on_selector(".page ul.simple", style, "listStyleType") == "disc"
        lines, letters = (
            float(page.eval_on_selector(".page li p", style, name).removesuffix("px"))
            for name in ("lineHeight", "fontSize")
        )
        assert lines / letters == pytest.approx(height, abs=0.01)
        assert page.eval_on_selector(".page li em", style, "fontStyle") == italics
        assert family in page.eval_on_selector(".page li p", style, "fontFamily")


@pytest.mark.browser
@pytest.mark.parametrize(("code", "style"), [("en", "decimal"), ("fa", "persian")])
def test_a_quiz_numbers_its_items_in_the_digits_of_its_language(browser, project, code, style):
    quiz = (project.root / "src/polyneuron/quizzes" / code / "small.html").read_text(encoding="utf-8")
    sheet = (ROOT / "src/polyneuron/quiz_files/quiz.css").read_text(encoding="utf-8")
    shown = quiz.replace('class="pn-quiz"', 'class="pn-quiz" data-live', 1)
    with visits(browser) as visit:
        page = visit("about:blank")
        page.set_content(f"<style>{sheet}</style>{shown}")  # as in a launched notebook, which has no page around it
        before = "element => getComputedStyle(element, '::before').content"
        assert page.eval_on_selector(".pn-item", before) in (f'counter(place, {style}) "."', 'counter(place) "."')
        assert ("persian" in page.eval_on_selector(".pn-item", before)) == (style == "persian")

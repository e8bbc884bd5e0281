"""The quiz on the page and in a notebook, answered and judged in a real browser."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import expect

from tests.browser import load_axe, served, visits
from tests.conftest import ROOT

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(built):
    """Address of a local server that shows the small site."""
    with served(built.root / "_build" / "site") as address:
        yield address


@pytest.fixture
def visit(browser, address):
    """Open a page of the small site; the test fails when a script of it does."""
    errors = []

    def open_page(path: str, width: int = 1280, before: str = "", **options):
        def prepare(page):
            page.set_default_timeout(5000)
            if before:
                page.add_init_script(before)
            else:  # the theme's own scripts need storage
                page.on("pageerror", lambda error: errors.append(str(error)))

        return open_url(f"{address}/{path}", prepare, viewport={"width": width, "height": 800}, **options)

    with visits(browser) as open_url:
        yield open_page
    assert errors == []


PAGES = ("en/small.html", "notebook-en.html")
ALL_PAGES = (*PAGES, "fa/small.html", "notebook-fa.html")
pages = pytest.mark.parametrize("path", PAGES)
all_pages = pytest.mark.parametrize("path", ALL_PAGES)


def question(page, name: str):
    return page.locator(f"#quiz-small-{name}")


def check(found) -> None:
    found.locator(".pn-check").click()


def visible_explanations(found) -> list[str]:
    return [text.strip() for text in found.locator(".pn-why:visible").all_inner_texts() if text.strip()]


@pages
def test_one_right_answer_wrong_then_right_with_the_mouse(visit, path):
    page = visit(path)
    bias = question(page, "bias")
    status = bias.get_by_role("status")
    assert bias.locator("summary:visible").count() == 0
    check(bias)
    expect(status).to_have_text("Choose an answer first.")
    bias.get_by_text("It makes large").click()
    check(bias)
    expect(status).to_contain_text("Not right yet. Try again. That would be a smaller weight.")
    assert visible_explanations(bias) == ["That would be a smaller weight."]
    assert "Not right" in bias.locator("li.pn-wrong").inner_text()
    bias.get_by_text("It moves the answer").click()
    check(bias)
    expect(status).to_contain_text("Right It is added after the products, so x1 * w1 may be 0.")
    assert "Right" in bias.locator("legend").inner_text()
    assert visible_explanations(bias) == ["It is added after the products, so x1 * w1 may be 0."]
    bias.locator("li").first.locator("summary").click()
    assert len(visible_explanations(bias)) == 2
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 0 of 4")


@pages
def test_several_right_answers(visit, path):
    page = visit(path)
    shapes = question(page, "shapes")
    boxes = shapes.get_by_role("checkbox")
    boxes.nth(0).check()
    check(shapes)
    expect(shapes.get_by_role("status")).to_contain_text("Right so far, but something is missing.")
    boxes.nth(1).check()
    boxes.nth(2).check()
    check(shapes)
    expect(shapes.get_by_role("status")).to_contain_text("Not right yet.")
    assert shapes.locator("li.pn-right").count() == 2
    assert shapes.locator("li.pn-wrong").count() == 1
    boxes.nth(2).uncheck()
    check(shapes)
    expect(shapes.get_by_role("status")).to_contain_text("Right Three numbers are one example. Five examples.")
    assert shapes.locator("li.pn-wrong").count() == 0
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 0 of 4")


NUMBERS = [
    ("en", "1050", "right"),
    ("en", "1,050", "right"),
    ("en", "1 050", "right"),
    ("en", "1\u00a0050", "right"),
    ("en", "1\u202f050", "right"),
    ("en", "1050.5", "right"),
    ("en", "1050.51", "other"),
    ("en", "+1.05e3", "right"),
    ("en", "１０５０", "right"),
    ("en", "۱۰۵۰", "right"),
    ("en", "١٠٥٠", "right"),
    ("en", "1,000", "weights"),
    ("en", "−2.5", "negative"),
    ("en", "-2,5", "negative"),
    ("en", "1,05", "other"),
    ("en", "10,50.0", "none"),
    ("en", "many", "none"),
    ("en", "", "none"),
    ("en", "1.0.5", "none"),
    ("en", "10 50", "none"),
    ("en", "Infinity", "none"),
    ("en", "0x41a", "none"),
    ("fa", "۱۰۵۰", "right"),
    ("fa", "۱٬۰۵۰", "right"),
    ("fa", "\u200f۱۰۵۰٫۵", "right"),
    ("fa", "1050,5", "right"),
    ("fa", "−۲٫۵", "negative"),
    ("fa", "\u200e−۲,۵", "negative"),
    ("fa", "۱,۰۵۰", "other"),
    ("fa", "زیاد", "none"),
]
EXPLANATIONS = {
    "right": ("weights and 50 biases.", "وزن و ۵۰ بایاس."),
    "weights": ("Those are the weights; every neuron has a bias too.", "این‌ها وزن‌ها هستند؛ هر نورون بایاس هم دارد."),
    "negative": ("A number of parameters is never negative.", "تعداد پارامترها هرگز منفی نیست."),
    "other": ("Each of the 50 neurons has 20 weights and one bias.", "هر یک از ۵۰ نورون ۲۰ وزن و یک بایاس دارد."),
}


@pytest.mark.parametrize("page_of", ["{}/small.html", "notebook-{}.html"])
@pytest.mark.parametrize("code", ["en", "fa"])
def test_numbers_are_understood_as_people_write_them(visit, code, page_of):
    page = visit(page_of.format(code))
    parameters = question(page, "parameters")
    for language, text, meaning in NUMBERS:
        if language != code:
            continue
        page.locator(".pn-again").click()
        parameters.get_by_role("textbox").fill(text)
        check(parameters)
        status = parameters.get_by_role("status")
        if meaning == "none":
            message = {"en": "That is not a number.", "fa": "این عدد نیست."}[code]
            assert message in status.inner_text(), text
            assert visible_explanations(parameters) == [], text
            assert stored(page) == {}, text
        else:
            (shown,) = visible_explanations(parameters)
            assert EXPLANATIONS[meaning][code == "fa"] in shown, text
            expect(parameters).to_have_class("pn-question" + (" pn-solved" if meaning == "right" else ""))


def stored(page) -> dict:
    return page.evaluate(
        "Object.fromEntries(Object.entries(localStorage).filter(([key]) => key.startsWith('polyneuron:')))"
    )


@pages
def test_something_that_is_no_number_is_no_try(visit, path):
    page = visit(path)
    parameters = question(page, "parameters")
    for text in ("many", "1050"):
        parameters.get_by_role("textbox").fill(text)
        page.keyboard.press("Enter")
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 1 of 4")
    assert len(parameters.locator("summary:visible").all()) == 4


def items(page) -> list[str]:
    return question(page, "workflow").locator(".pn-item > span").all_inner_texts()


@pages
def test_an_order_is_mended_with_buttons_that_name_their_item(visit, path):
    page = visit(path)
    workflow = question(page, "workflow")
    start = items(page)
    assert sorted(start) == ["Build the layers", "Get the data", "Train with fit"]
    check(workflow)
    expect(workflow.get_by_role("status")).to_contain_text("Not right yet.")
    lost = workflow.locator("li.pn-wrong").first.locator(".pn-why").inner_text().strip()
    assert lost in visible_explanations(workflow)
    for wanted in ("Get the data", "Get the data", "Build the layers"):
        workflow.get_by_role("button", name=f"Move up: {wanted}").click()
        assert workflow.locator("li.pn-wrong").count() == 0
    if items(page)[0] != "Get the data":
        workflow.get_by_role("button", name="Move up: Get the data").click()
    assert items(page) == ["Get the data", "Build the layers", "Train with fit"]
    check(workflow)
    assert len(visible_explanations(workflow)) == 3
    assert workflow.locator("li.pn-right").count() == 3


@all_pages
def test_every_kind_can_be_answered_with_the_keyboard_alone(visit, path):
    page = visit(path)
    focused = "(here => `${here.closest('form')?.id} ${here.className || here.type}`)(document.activeElement)"

    def tab_to(name: str, what: str) -> None:
        for _ in range(200):
            if page.evaluate(focused) == f"quiz-small-{name} {what}":
                outline = "element => getComputedStyle(element).outlineStyle"
                assert page.eval_on_selector(":focus", outline) == "solid"
                return
            page.keyboard.press("Tab")
        raise AssertionError(f"no way to {name} {what}: {page.evaluate(focused)}")

    tab_to("bias", "radio")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to("bias", "pn-check")
    page.keyboard.press("Enter")
    tab_to("shapes", "checkbox")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    tab_to("parameters", "text")
    page.keyboard.type("1050")
    page.keyboard.press("Enter")
    right = question(page, "workflow").locator("li")
    for place in range(3):
        for _ in range(3):
            found = right.nth(2)
            for number in range(3):
                if right.nth(number).get_attribute("data-place") == str(place):
                    found = right.nth(number)
            if right.nth(place).get_attribute("data-place") != str(place):
                found.locator(".pn-up").focus()
                page.keyboard.press("Enter")
                assert page.evaluate("document.activeElement.className") == "pn-up"
                assert question(page, "workflow").get_by_role("status").inner_text().strip()
    tab_to("workflow", "pn-check")
    page.keyboard.press("Space")
    assert page.locator(".pn-solved").count() == 4
    expect(page.locator(".pn-score")).to_have_text(re.compile("4 of 4|۴ از ۴"))


@all_pages
def test_answers_and_score_are_there_again_until_one_starts_anew(visit, path):
    page = visit(path)
    question(page, "parameters").get_by_role("textbox").fill("1050")
    check(question(page, "parameters"))
    question(page, "bias").locator("input").first.check()
    check(question(page, "bias"))
    check(question(page, "workflow"))
    order = items(page)
    assert len(stored(page)) == 3
    page.reload()
    one = re.compile("1 of 4|۱ از ۴")
    expect(page.locator(".pn-score")).to_have_text(one)
    assert question(page, "bias").locator("input").first.is_checked()
    assert question(page, "bias").locator("li.pn-wrong").count() == 1
    assert question(page, "parameters").locator("legend .pn-verdict").inner_text() in ("Right", "درست")
    assert question(page, "parameters").get_by_role("textbox").input_value() in ("1050", "۱۰۵۰")
    assert items(page) == order
    assert [text for text in page.get_by_role("status").all_inner_texts() if text] == []  # nothing is announced
    page.locator(".pn-again").click()
    expect(page.locator(".pn-score")).to_have_text(re.compile("0 of 4|۰ از ۴"))
    assert stored(page) == {}
    assert page.locator("input:checked").count() == 0
    assert page.locator(".pn-mark:visible").count() == 0
    assert page.evaluate("document.activeElement.type") == "radio"
    page.reload()
    expect(page.locator(".pn-score")).to_have_text(re.compile("0 of 4|۰ از ۴"))


def test_the_score_is_the_same_in_all_languages(visit, address):
    page = visit("en/small.html")
    question(page, "parameters").get_by_role("textbox").fill("1,050")
    check(question(page, "parameters"))
    page.goto(f"{address}/fa/small.html")
    expect(page.locator(".pn-score")).to_have_text("درست در نخستین تلاش: ۱ از ۴")
    assert question(page, "parameters").get_by_role("textbox").input_value() == "۱۰۵۰"


FORBIDDEN = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
KEY = "polyneuron:quiz-small-bias"
SPOILT = [json.dumps(text) for text in ("{", "null", "7", '{"given":7,"right":true}', '{"given":[9],"right":true}')]


@pytest.mark.parametrize("before", [FORBIDDEN, FULL, *(f"localStorage.setItem('{KEY}', {text})" for text in SPOILT)])
@pages
def test_storage_that_is_forbidden_full_or_spoilt_does_no_harm(visit, path, before):
    page = visit(path, before=before)
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 0 of 4")
    question(page, "bias").locator("input").nth(1).check()
    check(question(page, "bias"))
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 1 of 4")


def test_an_answer_to_a_question_that_was_edited_since_is_forgotten(visit):
    record = json.dumps({"given": [0], "misses": 0, "right": True})
    page = visit("en/small.html", before=f"localStorage.setItem('{KEY}', {json.dumps(record)})")
    expect(page.locator(".pn-score")).to_have_text("Right at the first try: 0 of 4")
    assert page.locator("input:checked").count() == 0


@all_pages
def test_nothing_is_sent_and_the_page_stays_where_it_is(visit, path):
    page = visit(path)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for name in ("bias", "shapes"):
        question(page, name).locator("input").first.check()
    question(page, "parameters").get_by_role("textbox").fill("7")
    for button in page.locator(".pn-check").all():
        button.click()
    page.wait_for_timeout(200)
    # On a busy machine the browser asks for its icon after the page is there.
    assert [url for url in asked if not url.endswith("/favicon.svg")] == []
    assert "?" not in page.url


@all_pages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_and_after_answering(visit, path, scheme):
    page = visit(path, color_scheme=scheme)
    if scheme == "dark" and path.startswith("notebook"):
        page.add_style_tag(content="body { background: #111; color: #eee }")
    load_axe(page)
    for _ in range(2):
        found = page.evaluate("axe.run('.pn-quiz')")
        assert found["violations"] == [], json.dumps(found["violations"], indent=1)[:3000]
        question(page, "bias").locator("input").first.check()
        question(page, "shapes").locator("input").first.check()
        question(page, "parameters").get_by_role("textbox").fill("1050")
        for button in page.locator(".pn-check").all():
            button.click()


@all_pages
@pytest.mark.parametrize("width", [390, 1280])
def test_fits_a_phone_reads_from_its_side_and_can_be_touched(visit, path, width):
    page = visit(path, width=width)
    question(page, "shapes").locator("input").first.check()
    for button in page.locator(".pn-check").all():
        button.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    persian = "fa" in path
    quiz = page.locator(".pn-quiz")
    assert quiz.evaluate("element => getComputedStyle(element).direction") == ("rtl" if persian else "ltr")
    box, radio = quiz.bounding_box(), question(page, "bias").locator("input").first.bounding_box()
    assert (radio["x"] > box["x"] + box["width"] / 2) == persian
    for target in page.locator(".pn-quiz :is(button, label, summary, [inputmode]):visible").all():
        if target.evaluate("element => !element.matches('.pn-field label')"):
            size = target.bounding_box()
            assert min(size["width"], size["height"]) >= 44, target.inner_text()
    left, right = quiz.evaluate(
        """quiz => { const form = quiz.querySelector('fieldset').getBoundingClientRect();
        const list = quiz.querySelector('li').getBoundingClientRect();
        return [list.left - form.left, form.right - list.right]; }"""
    )
    assert left == pytest.approx(right, abs=1)
    code = question(page, "shapes").locator("label code")
    assert code.evaluate("element => getComputedStyle(element).unicodeBidi") == "isolate"


def test_motion_is_left_out_where_a_reader_asks_for_that(visit):
    duration = "element => getComputedStyle(element).transitionDuration"
    assert visit("notebook-en.html").eval_on_selector(".pn-check", duration) != "0s"
    assert visit("notebook-en.html", reduced_motion="reduce").eval_on_selector(".pn-check", duration) == "0s"


@all_pages
def test_without_scripts_questions_answers_and_folded_explanations_can_be_read(visit, path):
    page = visit(path, java_script_enabled=False)
    assert page.locator(".pn-quiz button:visible").count() == 0
    assert question(page, "bias").locator("label").count() == 2
    assert question(page, "workflow").locator("li").count() == 3
    for name, count in (("bias", 2), ("shapes", 3), ("parameters", 4), ("workflow", 3)):
        for summary in question(page, name).locator("summary").all():
            summary.click()
        assert len(visible_explanations(question(page, name))) == count
    assert "Not right" in visible_explanations(question(page, "bias"))[0] or "نادرست" in page.inner_text(
        "#quiz-small-bias"
    )
    assert question(page, "workflow").get_by_text(re.compile("Right place: 3|جایگاه درست: ۳")).is_visible()


def test_several_outputs_on_one_page_and_a_script_that_runs_again(visit):
    page = visit("notebook-en.html")
    page.evaluate(
        """() => { const quiz = document.querySelector('.pn-quiz'); const again = quiz.cloneNode(true);
        const script = document.querySelector('script');
        delete again.dataset.live; document.body.append(again);
        const run = document.createElement('script'); run.textContent = script.textContent;
        document.body.append(run); }"""
    )
    one, other = page.locator(".pn-quiz").all()
    other.locator("form").first.locator("input").nth(1).check()
    one.locator("form").first.locator("input").nth(0).check()
    assert other.locator("form").first.locator("input").nth(1).is_checked()
    for quiz, text in ((one, "Not right yet."), (other, "Right")):
        quiz.locator(".pn-check").first.click()
        expect(quiz.locator(".pn-status").first).to_contain_text(text)
    moved = one.locator("form").last
    first = moved.locator(".pn-item").first.inner_text()
    moved.locator(".pn-down").first.click()
    assert moved.locator(".pn-item").nth(1).inner_text() == first  # moved once, not twice


def test_keys_do_not_reach_the_notebook():
    assert 'data-lm-suppress-shortcuts="true"' in (ROOT / "src/polyneuron/book/notebooks/quiz_markup.py").read_text(
        "utf-8"
    )

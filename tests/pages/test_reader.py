"""What pages remember for their reader, and what readers can say back; everything stays in the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.browser import visits

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}


@pytest.fixture
def visit(browser):
    with visits(browser) as open_page:
        yield open_page


def read_to(page: Page, section: str) -> None:
    page.evaluate("(id) => document.getElementById(id).scrollIntoView({behavior: 'instant'})", section)
    page.wait_for_selector(f".contents-drawer a[aria-current][href='#{section}']", state="attached")
    page.wait_for_timeout(3500)  # what is passed in less is not read


def test_a_page_that_was_left_offers_to_go_on_and_the_map_says_what_is_read(visit, address, configuration):
    interface = read_interface("fa", configuration)
    page = visit(f"{address}/fa/01-neurons.html", **PHONE)
    assert page.locator(".resume").count() == 0
    page.locator(".exercise-done input").first.check()
    read_to(page, "counting-parameters")
    title = page.locator("#counting-parameters > h2").inner_text().removesuffix("#").strip()
    page.reload()
    note = page.locator(".resume")
    assert note.inner_text().split() == f"{interface(interface_messages.RESUME)} {title}".split()
    assert page.locator(".exercise-done input").first.is_checked()
    note.locator("a").click()
    page.wait_for_function("() => scrollY > 1000")
    page.goto(f"{address}/fa/course-map.html")
    said = page.locator("[data-chapter='01-neurons'] .pn-progress-note").inner_text()
    assert interface(interface_messages.MAP_SOLVED).replace("{count}", "۱") in said
    assert interface(interface_messages.MAP_READ).partition("{")[0] in said
    assert page.locator("[data-chapter='02-activations'] .pn-progress-note").count() == 0


def test_a_jump_to_the_end_is_no_reading_and_no_place_to_go_on_from(visit, address):
    page = visit(f"{address}/pl/06-imdb.html", **PHONE)
    read_to(page, page.locator(".page > section > section[id]").nth(1).get_attribute("id"))
    page.keyboard.press("End")
    page.wait_for_timeout(3500)
    page.goto(f"{address}/pl/course-map.html")
    assert 0 < page.evaluate("JSON.parse(localStorage['polyneuron.read'])['06-imdb']") < 0.1
    page.goto(f"{address}/pl/06-imdb.html")
    assert page.locator(".resume").count() == 1


def test_the_keyboard_goes_through_the_header_without_moving_the_page(visit, address):
    page = visit(f"{address}/zh/03-losses.html#many-classes", viewport={"width": 360, "height": 740})
    page.wait_for_timeout(300)
    top = page.evaluate("document.getElementById('many-classes').getBoundingClientRect().top")
    assert 90 <= top <= 120  # below the header and the contents
    where = page.evaluate("scrollY")
    page.locator(".site-header .site-name").focus()
    for _ in range(3):
        page.keyboard.press("Tab")
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == where
    page.locator(".language-switcher summary").press("Enter")
    page.wait_for_timeout(200)
    link = page.locator(".language-switcher a[data-code=fa]")
    assert link.get_attribute("href").endswith("#many-classes")
    link.click()
    page.wait_for_timeout(300)
    assert abs(page.evaluate("document.getElementById('many-classes').getBoundingClientRect().top") - top) < 20


def test_a_report_names_page_section_edition_and_version_and_nothing_is_sent(visit, address, configuration):
    page = visit(f"{address}/pl/02-activations.html", **PHONE)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.resource_type != "image" else None)
    section = page.locator(".page > section > section[id]").nth(1)
    section.locator(":scope > .report-link").click()
    report = page.locator(".talk-back")
    text = report.locator("pre").inner_text()
    name = section.get_attribute("id")
    assert f"{configuration.site_url}/pl/02-activations.html#{name}" in text
    assert section.locator("h2").first.inner_text().removesuffix("#").strip() in text
    assert "\nPolski (pl)\n" in text
    assert report.locator("[data-report-mail]").get_attribute("href").startswith("mailto:?subject=")
    assert "/issues/new?title=" in report.locator("[data-report-issue]").get_attribute("href")
    assert page.locator(".report-link").count() >= 5
    assert sent == []


@pytest.mark.parametrize("code", ["fa", "pl"])
def test_on_a_phone_the_title_comes_first_and_the_contents_are_one_tap_away(visit, address, code):
    page = visit(f"{address}/{code}/03-losses.html", viewport={"width": 360, "height": 740})
    assert page.evaluate(
        "document.querySelector('.contents-above').getBoundingClientRect().top > "
        "document.querySelector('h1').getBoundingClientRect().bottom"
    )
    page.evaluate("document.getElementById('many-classes').scrollIntoView()")
    link = page.locator(".contents-drawer a[aria-current][href='#many-classes']")
    link.wait_for(state="attached")
    bar = page.locator(".contents-drawer > summary")
    assert 40 <= bar.bounding_box()["y"] <= 70
    assert link.text_content() in bar.inner_text()
    bar.click()
    assert link.is_visible()
    page.locator(".contents-drawer li a").first.click()
    page.wait_for_timeout(200)
    assert not link.is_visible()


@pytest.mark.parametrize("code", ["en", "yo", "zh", "fa", "ru", "pl"])
def test_on_a_phone_the_launch_menu_and_the_contents_share_a_row_and_open_as_wide_as_the_text(visit, address, code):
    for width in (320, 360, 390):
        page = visit(f"{address}/{code}/03-losses.html", viewport={"width": width, "height": 740})
        menu, contents = (page.locator(f"{name} > summary") for name in (".launch-menu", ".contents-drawer"))
        one, two = menu.bounding_box(), contents.bounding_box()
        assert one["y"] == two["y"] and one["height"] == two["height"]
        assert abs(one["width"] - two["width"]) < 2
        cut = "summary => summary.scrollWidth > summary.clientWidth || summary.scrollHeight > summary.clientHeight"
        assert not menu.evaluate(cut) and not contents.evaluate(cut)
        text = page.locator(".page").bounding_box()
        for summary, panel in ((menu, ".launch-menu__places"), (contents, ".contents-drawer > ul")):
            summary.click()
            box = page.locator(panel).bounding_box()
            assert abs(box["x"] - text["x"]) < 2 and abs(box["width"] - text["width"]) < 3
            assert menu.bounding_box() == one and contents.bounding_box() == two
            page.keyboard.press("Escape")
            assert not page.locator(panel).is_visible()
        page.evaluate("document.getElementById('many-classes').scrollIntoView()")
        page.locator(".contents-above[data-alone]").wait_for()
        assert contents.bounding_box()["width"] > text["width"] - 4
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_line_of_a_persian_report_with_persian_words_starts_at_the_right(visit, address):
    page = visit(f"{address}/fa/03-losses.html", **PHONE)
    page.locator(".report-link").nth(1).click()
    text = page.locator(".talk-back pre").inner_text()
    lines = [line for line in text.splitlines() if any("\u0600" <= sign <= "\u06ff" for sign in line)]
    assert len(lines) == 3
    assert all(line.startswith("\u200f") and "," not in line for line in lines)
    starts = page.evaluate(
        """() => {
          const pre = document.querySelector(".talk-back pre");
          const node = pre.firstChild, range = document.createRange(), found = [];
          const edge = pre.getBoundingClientRect().right - parseFloat(getComputedStyle(pre).paddingRight);
          for (let start = 0; start < node.length; start = node.data.indexOf("\\n", start) + 1) {
            const end = node.data.indexOf("\\n", start);
            if (/[\\u0600-\\u06ff]/.test(node.data.slice(start, end))) {
              range.setStart(node, start);
              range.setEnd(node, end);
              found.push(Math.max(...[...range.getClientRects()].map((box) => box.right)) - edge);
            }
            if (end < 0) break;
          }
          return found;
        }"""
    )
    assert len(starts) == 3
    assert all(abs(distance) < 2 for distance in starts)


def test_without_scripts_the_report_is_there_for_the_page(visit, address):
    page = visit(f"{address}/yo/02-activations.html", java_script_enabled=False, **PHONE)
    page.locator(".talk-back summary").click()
    assert "/yo/02-activations.html" in page.locator(".talk-back pre").inner_text()


def test_light_and_dark_are_chosen_and_kept(visit, address):
    page = visit(f"{address}/en/about.html", color_scheme="light", **PHONE)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    button = page.locator("[data-color-mode]")
    button.click()
    button.click()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    button.click()
    assert page.evaluate(ground) == light


@pytest.mark.parametrize("path", ["", "404.html", "en/about.html", "en/offline/index.html"])
def test_what_was_chosen_counts_on_every_page_and_nothing_else_is_taken_for_a_choice(visit, address, path):
    page = visit(f"{address}/en/about.html", color_scheme="light", **PHONE)
    ground = "getComputedStyle(document.documentElement).colorScheme"
    for stored, scheme in (("dark", "dark"), ("banana", "light"), ('"dark"', "light")):
        page.evaluate("(stored) => { localStorage['polyneuron.colors'] = stored; }", stored)
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.dataset.theme ?? ''") == ("dark" if stored == "dark" else "")
        if path != "404.html":  # its style sheet lies at the top of the host where the site is published
            assert page.evaluate(ground) == scheme
    if path == "en/about.html":
        assert "undefined" not in page.locator("[data-color-mode]").get_attribute("title")


def test_a_damaged_address_stops_no_script(visit, address):
    said = []
    page = visit(f"{address}/fa/05-mnist.html", **PHONE)
    page.on("pageerror", lambda error: said.append(error.message))
    page.goto("about:blank")
    page.goto(f"{address}/fa/05-mnist.html#100%")
    assert page.locator(".exercise-done").count() > 5
    assert said == []


@pytest.mark.parametrize("code", ["yo", "fa"])
def test_pages_say_who_translated_them(visit, address, configuration, code):
    line = visit(f"{address}/{code}/03-losses.html", **PHONE).locator(".credit").inner_text()
    said = read_interface(code, configuration)(interface_messages.CREDIT_MACHINE)
    share = configuration.language(code).number(100)
    assert line.replace("\u00a0", " ") == said.replace("{share}", share)


def test_marks_above_and_below_come_with_their_font(visit, address):
    page = visit(f"{address}/yo/02-activations.html", **PHONE)
    assert page.evaluate("document.fonts.check('16px \"Marked Latin\"', 'ẹ̀ọ́ṣ')")
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Marked Latin"')


@pytest.mark.parametrize(("width", "height", "stays"), [(390, 844, True), (740, 360, False)])
def test_the_contents_stay_below_the_header_only_where_there_is_height(visit, address, width, height, stays):
    page = visit(f"{address}/en/03-losses.html", viewport={"width": width, "height": height})
    page.evaluate("scrollTo(0, 3000)")
    bar = page.locator(".contents-above").bounding_box()
    assert bar is not None
    assert (bar["y"] > 0) == stays


@pytest.mark.parametrize(("code", "width"), [("en", 1280), ("en", 390), ("fa", 390)])
def test_all_lines_of_the_launch_menu_begin_at_one_edge(visit, address, code, width):
    page = visit(f"{address}/{code}/03-losses.html", viewport={"width": width, "height": 844})
    page.click(".launch-menu > summary")
    boxes = [link.bounding_box() for link in page.locator(".launch-menu :is(li > a, p > a)").all()]
    edges = {round(box["x"] + (box["width"] if code == "fa" else 0)) for box in boxes if box}
    assert len(boxes) > 2 and len(edges) == 1


@pytest.mark.parametrize(("scheme", "expected"), [("dark", "brightness(0.86)"), ("light", "none")])
def test_plots_are_dimmed_in_the_dark_and_on_the_screen_only(visit, address, scheme, expected):
    page = visit(f"{address}/en/01-neurons.html", color_scheme=scheme)
    light = "getComputedStyle(document.querySelector('.cell_output img')).filter"
    assert page.evaluate(light) == expected
    page.emulate_media(media="print")
    assert page.evaluate(light) == "none"

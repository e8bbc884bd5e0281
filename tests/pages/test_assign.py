"""The page for links in a real browser: links, QR codes, text and command; with keyboard, offline, without scripts."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page

from polyneuron.book.assigning.chosen import exercise_names
from polyneuron.book.model import launching
from polyneuron.book.model.course_folder import course_notebook
from polyneuron.book.model.exercise import short_name
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.source.times import times_of
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface
from tests.browser import load_axe, visits
from tests.conftest import ROOT
from tests.pages.qr_reader import qr_text

SITE = ROOT / "_build" / "site"
CODES = tuple(read_configuration(ROOT).languages)
HUB = "https://hub.example.edu"
ZONE = "Asia/Tehran"
_LARGE = "position: fixed; inset: 0 auto auto 0; z-index: 99; width: 728px; max-width: none"
"""Above everything, with room for every module."""


@pytest.fixture(scope="module")
def visit(browser):
    with visits(browser) as open_page:
        yield open_page


@pytest.fixture
def page(visit, address) -> Page:
    return visit(f"{address}/fa/assign.html", viewport={"width": 1280, "height": 900}, timezone_id=ZONE)


def choose(page: Page, language: str, place: str, *chapters: str) -> None:
    page.select_option("#pn-assign-language", language)
    page.check(f"[name='place'][value='{place}']")
    for box in page.locator("[name='chapter']").all():
        box.set_checked(box.get_attribute("value") in chapters)


def links(page: Page) -> list[str]:
    return page.locator(".pn-links a").evaluate_all("links => links.map((link) => link.getAttribute('href'))")


def modules(page: Page, place: int) -> list[list[bool]]:
    """What is seen of a QR code, read from the screen."""
    drawing = page.locator(".pn-qr").nth(place)
    side = int(drawing.get_attribute("viewBox").split()[2])
    drawing.evaluate("(drawing, style) => { drawing.style = style; }", _LARGE)
    image = Image.open(io.BytesIO(drawing.screenshot())).convert("L")
    drawing.evaluate("drawing => { drawing.style = ''; }")
    width = image.width / side
    seen = [
        [image.getpixel((int((column + 0.5) * width), int((row + 0.5) * width))) < 128 for column in range(side)]
        for row in range(side)
    ]
    assert not any(any(row) for row in (*seen[:4], *seen[-4:])), "a scanner needs a margin"
    return [row[4:-4] for row in seen[4:-4]]


def test_links_are_those_of_the_launch_menu(page, configuration):
    for place, derived in (("binder", launching.binder_address), ("colab", launching.colab_address)):
        choose(page, "pl", place, "01-neurons", "03-losses")
        assert links(page) == [derived(configuration, "pl", name) for name in ("01-neurons", "03-losses")]
    choose(page, "yo", "download", "06-imdb")
    assert links(page) == [launching.download_address(configuration.site_url, "yo", "06-imdb")]
    choose(page, "zh", "read", "00-start")
    assert links(page) == [f"{configuration.site_url}/zh/00-start.html"]
    assert (SITE / "zh" / "00-start.html").is_file()


@pytest.mark.parametrize("written", [HUB, f"{HUB}/", "hub.example.edu", f"{HUB}/hub/home", f"{HUB}/user/me/lab/tree/x"])
def test_a_hubs_links_are_those_of_nbgitpuller_however_its_address_is_written(page, configuration, written):
    choose(page, "fa", "hub", "05-mnist")
    page.fill("#pn-assign-hub-address", written)
    repository = launching.repository(configuration)
    assert links(page) == [launching.hub_link(HUB, repository, "fa", "05-mnist")]
    wanted = parse_qs(urlsplit(links(page)[0]).query)
    assert wanted["repo"] == [repository.url]
    assert wanted["urlpath"] == [f"lab/tree/{repository.folder}/fa/05-mnist.ipynb"]


def test_what_is_missing_is_said_and_no_link_is_shown(page, configuration):
    interface = read_interface("fa", configuration)

    def said() -> str:
        assert not page.locator(".pn-results").is_visible()
        return page.locator("#pn-assign-problem").inner_text()

    choose(page, "fa", "hub", "01-neurons")
    assert said() == interface(interface_messages.ASSIGN_HUB_MISSING)
    page.fill("#pn-assign-hub-address", "not an address")
    assert said() == interface(interface_messages.ASSIGN_HUB_WRONG)
    assert page.locator("#pn-assign-hub-address").get_attribute("aria-invalid") == "true"
    choose(page, "fa", "read")
    assert said() == interface(interface_messages.ASSIGN_NONE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_qr_code_on_the_screen_holds_its_link(visit, address, scheme):
    page = visit(f"{address}/en/assign.html", color_scheme=scheme)
    choose(page, "fa", "hub", "01-neurons")
    page.fill("#pn-assign-hub-address", "https://jupyter.informatik.example-university.edu/teaching")
    assert qr_text(modules(page, 0)) == links(page)[0]
    choose(page, "yo", "colab", "02-activations", "04-backprop")
    assert [qr_text(modules(page, place)) for place in (0, 1)] == links(page)
    choose(page, "en", "read", "06-imdb")
    assert qr_text(modules(page, 0)) == links(page)[0]


@pytest.mark.parametrize(
    ("code", "evening", "morning"),
    [
        ("en", "Monday, February 1, 2027, 6:00\u202fPM", "Sunday, March 21, 2027, 9:05\u202fAM"),
        ("yo", "Ọjọ́ Ajé, 1 Oṣù Èrèlè 2027, aago 18:00", "Ọjọ́ Àìkú, 21 Oṣù Ẹrẹ̀nà 2027, aago 9:05"),
        ("zh", "2027年2月1日星期一 18:00", "2027年3月21日星期日 09:05"),
        ("fa", "دوشنبه ۱۲ بهمن ۱۴۰۵ (۱ فوریهٔ ۲۰۲۷)، ساعت ۱۸:۰۰", "یکشنبه ۱ فروردین ۱۴۰۶ (۲۱ مارس ۲۰۲۷)، ساعت ۹:۰۵"),
        ("ru", "понедельник, 1 февраля 2027\u202fг., 18:00", "воскресенье, 21 марта 2027\u202fг., 09:05"),
        ("pl", "poniedziałek, 1 lutego 2027, godz. 18:00", "niedziela, 21 marca 2027, godz. 09:05"),
    ],
)
def test_the_due_date_is_written_as_the_edition_writes_it(page, configuration, code, evening, morning):
    choose(page, code, "binder", "01-neurons")
    sentence = read_interface(code, configuration)(interface_messages.ASSIGN_DUE_TEXT)
    for typed, date in (("2027-02-01T18:00", evening), ("2027-03-21T09:05", morning)):
        page.fill("#pn-assign-due", typed)
        assert page.locator("#pn-assign-text").text_content().split("\n\n")[-1] == sentence.replace("{date}", date)


@pytest.mark.parametrize("code", CODES)
def test_the_text_for_students_is_in_their_language_whatever_the_page_is(page, configuration, code):
    interface = read_interface(code, configuration)
    choose(page, code, "binder", "03-losses")
    page.fill("#pn-assign-due", "2027-02-01T18:00")
    text = page.locator("#pn-assign-text")
    opening, chapter, note, hand_in, due = text.inner_text().split("\n\n")
    assert opening == interface(interface_messages.ASSIGN_OPENING)
    assert chapter.splitlines()[1] == links(page)[0]
    assert note == interface(interface_messages.LAUNCH_BINDER)
    assert hand_in == interface(interface_messages.ASSIGN_HAND_IN)
    assert due.startswith(interface(interface_messages.ASSIGN_DUE_TEXT).partition("{")[0])
    language = configuration.languages[code]
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == (language.tag, language.direction)
    command = page.locator("#pn-assign-command").inner_text()
    assert command == (
        f"python -m polyneuron.book assign --language {code} --chapter 03 --due 2027-02-01T18:00 --time-zone {ZONE} "
        "--into ~/course"
    )


@pytest.mark.parametrize("code", CODES)
def test_of_handing_in_is_spoken_only_with_a_due_date_and_never_to_readers(page, configuration, code):
    interface = read_interface(code, configuration)
    hand_in, due, read_due = (
        interface(text).partition("{")[0]
        for text in (
            interface_messages.ASSIGN_HAND_IN,
            interface_messages.ASSIGN_DUE_TEXT,
            interface_messages.ASSIGN_READ_DUE_TEXT,
        )
    )
    for place in ("binder", "colab", "download", "upload", "read"):
        choose(page, code, place, "03-losses")
        page.fill("#pn-assign-due", "")
        without = page.locator("#pn-assign-text").text_content()
        assert not any(sentence in without for sentence in (hand_in, due, read_due))
        page.fill("#pn-assign-due", "2027-02-01T18:00")
        added = page.locator("#pn-assign-text").text_content().removeprefix(without).strip().split("\n\n")
        wanted = [read_due] if place == "read" else [hand_in, due]
        assert [line[: len(begin)] for line, begin in zip(added, wanted, strict=True)] == wanted


@pytest.mark.parametrize("code", CODES)
def test_ones_own_notebook_is_named_and_not_linked(page, configuration, code):
    interface = read_interface(code, configuration)
    choose(page, code, "upload", "01-neurons", "03-losses")
    assert not page.locator(".pn-linked").is_visible()
    assert links(page) == []
    text = page.locator("#pn-assign-text").text_content()
    assert "://" not in text
    named = [chapter.split("\n")[1].strip("\u200e") for chapter in text.split("\n\n")[1:3]]
    assert named == [course_notebook(Path(), name).name for name in ("01-neurons", "03-losses")]
    assert interface(interface_messages.ASSIGN_UPLOAD_TEXT) in text


def test_the_name_of_a_file_keeps_its_order_between_persian_lines(page):
    """`01-neurons.ipynb` without a mark is drawn as `neurons.ipynb-01` there."""
    choose(page, "fa", "upload", "01-neurons")
    places = page.locator("#pn-assign-text").evaluate("""(text) => {
      const [node, range] = [text.firstChild, document.createRange()];
      return ["01-neurons", "ipynb"].map((part) => {
        const at = node.data.indexOf(part);
        range.setStart(node, at);
        range.setEnd(node, at + 2);
        return range.getBoundingClientRect().left;
      });
    }""")
    assert places[0] < places[1]


def test_times_stand_in_the_brackets_of_the_language(page, configuration):
    choose(page, "zh", "read", "01-neurons")
    told = page.locator("#pn-assign-text").text_content().split("\n\n")[1].split("\n")[0]
    assert re.search(r"[^ ]（阅读 \d+ 分钟、练习和小测验 \d+ 分钟）$", told)
    assert not re.search(r"[(),]|： ", told)


def test_exercises_are_left_out_by_the_names_that_the_command_takes(page, configuration, lessons):
    page.locator(".pn-leave-out summary").click()
    choose(page, "pl", "upload", "01-neurons")
    offered = page.locator("[name='leave-out']:visible").evaluate_all("boxes => boxes.map((box) => box.value)")
    chapter = next(lesson for lesson in lessons if lesson.name == "01-neurons")
    assert offered == [short_name(exercise.name) for exercise in chapter.exercises]
    page.check("[name='leave-out'][value='blind-spot']")
    page.check("[name='leave-out'][value='bias']")
    command = page.locator("#pn-assign-command").inner_text()
    assert command == (
        "python -m polyneuron.book assign --language pl --chapter 01 --leave-out bias --leave-out blind-spot "
        "--into ~/course"
    )
    assert exercise_names(offered, lessons, "") == [exercise.name for exercise in chapter.exercises]


@pytest.mark.parametrize("code", CODES)
def test_the_text_tells_the_time_of_the_exercises_that_are_left(page, configuration, lessons, code):
    chapter = next(lesson for lesson in lessons if lesson.name == "01-neurons")
    language = configuration.languages[code]

    def told() -> str:
        return page.locator("#pn-assign-text").text_content().split("\n\n")[1].split("\n")[0]

    choose(page, code, "upload", "01-neurons")
    whole = told()
    assert language.number(times_of(chapter.cells).practice) in whole
    page.locator(".pn-leave-out summary").click()
    page.check("[name='leave-out'][value='blind-spot']")
    cells = [cell for cell in chapter.cells if not cell.exercise or cell.exercise.name != "exercise-blind-spot"]
    left = times_of(cells).practice
    assert left < times_of(chapter.cells).practice
    assert re.search(rf"(?<!\d){language.number(left)}(?!\d)", told())
    page.check("[name='place'][value='read']")
    assert told() == whole, "the site's own pages have all exercises"


def test_the_sites_own_notebooks_are_warned_of_when_exercises_are_left_out(page, configuration):
    interface = read_interface("fa", configuration)
    page.locator(".pn-leave-out summary").click()
    choose(page, "fa", "binder", "01-neurons")
    warning = page.locator("#pn-assign-still-all")
    assert not warning.is_visible()
    page.check("[name='leave-out'][value='blind-spot']")
    assert interface(interface_messages.ASSIGN_UPLOAD) in warning.inner_text()
    page.check("[name='place'][value='upload']")
    assert not warning.is_visible()
    for box in page.locator("[name='leave-out']:visible").all():
        box.check()
    assert page.locator("#pn-assign-problem").inner_text() == interface(interface_messages.ASSIGN_NONE_LEFT)


def test_a_date_in_the_past_gets_a_hint_and_the_command_a_link_to_its_steps(page, configuration):
    interface = read_interface("fa", configuration)
    choose(page, "fa", "upload", "01-neurons")
    page.fill("#pn-assign-due", "2026-02-01T18:00")
    assert page.locator("#pn-assign-past").inner_text() == interface(interface_messages.ASSIGN_PAST)
    for typed in ("2127-02-01T18:00", ""):
        page.fill("#pn-assign-due", typed)
        assert page.locator("#pn-assign-past").inner_text() == ""
    assert page.locator(".pn-results a[href='teaching.html#teaching-marks']").is_visible()


def test_what_was_chosen_is_there_after_a_reload_and_nothing_was_sent(page):
    sent = []
    page.locator(".pn-leave-out summary").click()
    choose(page, "pl", "hub", "01-neurons", "05-mnist")
    page.on("request", lambda request: sent.append((request.method, urlsplit(request.url).query)))
    page.fill("#pn-assign-hub-address", HUB)
    page.fill("#pn-assign-due", "2027-02-01T18:00")
    page.check("[name='leave-out'][value='blind-spot']")
    results = ("#pn-assign-text", "#pn-assign-command", ".pn-links")
    before = [page.locator(one).text_content() for one in results]
    page.reload()
    page.wait_for_load_state("networkidle")
    assert [page.locator(one).text_content() for one in results] == before
    assert page.locator("[name='leave-out'][value='blind-spot']").is_visible()
    assert set(sent) <= {("GET", "")}


def test_in_another_edition_the_choice_is_the_same_but_for_the_language(page, address):
    choose(page, "pl", "colab", "05-mnist")
    page.goto(f"{address}/en/assign.html")
    page.wait_for_load_state("networkidle")
    command = page.locator("#pn-assign-command").inner_text()
    assert command == "python -m polyneuron.book assign --language en --chapter 05 --into ~/course"


@pytest.mark.parametrize("kept", ["", "{", "[1]", '{"chapters": 3}', '{"chapters": [], "left": [], "language": ""]"}'])
def test_what_else_may_be_remembered_does_no_harm(visit, address, kept):
    def prepare(page: Page) -> None:
        page.add_init_script(f"localStorage.setItem('polyneuron.assign', {json.dumps(kept)})")
        page.on("pageerror", lambda error: pytest.fail(str(error)))

    page = visit(f"{address}/en/assign.html", prepare)
    choose(page, "fa", "colab", "01-neurons")
    assert len(links(page)) == 1


def test_everything_is_reached_and_copied_with_the_keyboard(visit, address):
    page = visit(f"{address}/fa/assign.html", permissions=["clipboard-read", "clipboard-write"])
    page.focus("#pn-assign-language")
    for key in ("Tab", "Tab", "Tab", "Space"):
        page.keyboard.press(key)
    assert page.locator("[name='chapter'][value='02-activations']").is_checked()
    page.locator("[name='place'][value='read']").focus()
    page.keyboard.press("ArrowUp")
    assert page.locator("[name='place'][value='upload']").is_checked()
    page.keyboard.press("ArrowUp")
    assert page.locator("[name='place'][value='download']").is_checked()
    assert len(links(page)) == 2
    for name, shown in (("pn-assign-text", "pn-assign-text"), ("pn-link-02-activations", "pn-link-02-activations")):
        page.locator(f"[data-copies='{name}']").focus()
        page.keyboard.press("Enter")
        assert page.evaluate("navigator.clipboard.readText()") == page.locator(f"#{shown}").text_content()


def test_it_works_from_a_folder(visit):
    page = visit((SITE / "fa" / "assign.html").as_uri())
    choose(page, "fa", "colab", "01-neurons")
    assert len(links(page)) == 1
    assert page.locator(".pn-qr").is_visible()


def test_without_scripts_the_tables_have_all_links(visit, address, configuration):
    page = visit(f"{address}/fa/assign.html", java_script_enabled=False)
    assert not page.locator(".pn-assign").is_visible()
    page.locator(".pn-all-links summary", has_text=configuration.languages["ru"].name).click()
    shown = page.locator(".pn-all-links details[data-edition='ru'] a:visible")
    assert shown.count() == 4 * len(configuration.chapter_names)


def test_nothing_is_cut_off_on_a_phone_and_axe_finds_nothing(visit, address):
    for code in ("fa", "pl"):
        page = visit(f"{address}/{code}/assign.html", viewport={"width": 390, "height": 800})
        page.locator(".pn-leave-out summary").click()
        choose(page, code, "hub", "01-neurons", "03-losses")
        page.check("[name='leave-out'][value='blind-spot']")
        page.fill("#pn-assign-hub-address", "https://jupyter.informatik.example-university.edu/teaching")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        load_axe(page)
        assert page.evaluate("axe.run({resultTypes: ['violations']})")["violations"] == []

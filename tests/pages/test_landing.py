"""The page in front of all editions, in a real browser: which language it shows, where it leads, and how it looks."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import html

from polyneuron.book.model.edition import Edition, Links
from polyneuron.book.pages.found import write_found_files
from polyneuron.book.pages.landing import LinkedPage, linked_page, write_landing_page
from polyneuron.book.pages.network_figure import PATTERNS, draw_network, outputs
from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.catalogs import CatalogStatus, shares
from polyneuron.book.texts.interface import read_interface
from tests.browser import load_axe, served, visits
from tests.conftest import ROOT

CONFIGURATION = read_configuration(ROOT)
LANGUAGES = CONFIGURATION.languages
KEY = "polyneuron.language"
PART, MISSING = "pl", "03-losses"
"""An edition that lacks this chapter and the page about running the course."""


def built_page(code: str, name: str, number: int) -> str:
    """What the landing page reads of a built page."""
    title = f"{LANGUAGES[code].number(number)}. {name}: more &amp; more" if number else name
    return f'<h1>{title}</h1><h1>{title}<a class="headerlink" href="#x">#</a></h1>'


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """A site of six editions; Polish is a part, Yoruba is not complete."""
    folder = tmp_path_factory.mktemp("site") / "polyneuron"
    numbers = CONFIGURATION.chapter_numbers
    for code in LANGUAGES:
        (folder / code).mkdir(parents=True)
        for name in (*CONFIGURATION.chapter_names, *CONFIGURATION.page_names):
            if code != PART or name not in (MISSING, "running"):
                page = built_page(code, name, numbers.get(name, 0))
                (folder / code / f"{name}.html").write_text(page, encoding="utf-8")
    editions = [
        Edition(language, read_interface(code, CONFIGURATION), Links(), "") for code, language in LANGUAGES.items()
    ]
    shutil.copytree(CONFIGURATION.build / SHARED_FOLDER, folder / SHARED_FOLDER)
    write_landing_page(CONFIGURATION, editions, folder, {"yo": 63})
    write_found_files(CONFIGURATION, editions, folder)
    return folder


@pytest.fixture(scope="module")
def landing(site):
    with served(site.parent) as address:
        yield f"{address}/{site.name}/"


@pytest.fixture
def visit(browser, landing):
    """Opens pages, which move, and are closed after each test."""
    with visits(browser) as open_page:

        def go(path: str = "", **options):
            return open_page(f"{landing}{path}", **options)

        yield go


@pytest.fixture(scope="module")
def tree(site) -> html.HtmlElement:
    return html.parse(site / "index.html").getroot()


def shown(page) -> list[str]:
    return page.locator("main > section:visible").evaluate_all("sections => sections.map(section => section.id)")


@pytest.mark.parametrize(
    ("code", "family", "fonts"),
    [("fa", "Vazirmatn", {"vazirmatn"}), ("yo", "Marked Latin", {"NotoSans-Regular-Subset", "NotoSans-Bold-Subset"})]
    + [(code, None, set()) for code in LANGUAGES if code not in ("fa", "yo")],
)
def test_a_font_comes_with_the_language_that_needs_it(visit, code, family, fonts):
    asked = []
    page = visit(f"#{code}", prepare=lambda page: page.on("request", lambda request: asked.append(request.url)))
    page.evaluate("document.fonts.ready.then(() => null)")
    names = {urlsplit(url).path.rpartition("/")[2].partition(".")[0] for url in asked if url.endswith(".woff2")}
    assert names == fonts
    loaded = page.evaluate("[...document.fonts].filter(({status}) => status === 'loaded').map(({family}) => family)")
    assert {name.strip('"') for name in loaded} == ({family} if family else set())


# Which language


@pytest.mark.browser
@pytest.mark.parametrize(
    ("locale", "code"),
    [("fa-IR", "fa"), ("yo-NG", "yo"), ("zh-Hans-CN", "zh"), ("zh-TW", "zh"), ("pl", "pl"), ("de-DE", "en")],
)
def test_the_language_of_the_browser_is_shown_first_and_nobody_is_led_away(visit, landing, locale, code):
    page = visit(locale=locale)
    assert shown(page) == [code]
    assert page.url == landing
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        LANGUAGES[code].tag,
        LANGUAGES[code].direction,
    ]
    assert page.locator(".choice a[aria-current]").inner_text() == LANGUAGES[code].name
    assert page.evaluate(f"localStorage.getItem('{KEY}')") is None


@pytest.mark.browser
def test_the_second_language_of_the_browser_counts_before_english(visit):
    wanted = "Object.defineProperty(navigator, 'languages', {get: () => ['de-AT', 'ru', 'en']})"
    assert shown(visit(prepare=lambda page: page.add_init_script(wanted))) == ["ru"]


@pytest.mark.browser
def test_a_choice_is_remembered(visit, landing):
    page = visit(locale="ru-RU")
    page.click(".choice a[hreflang=fa]")
    assert shown(page) == ["fa"]
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "fa"
    page.goto("about:blank")
    page.goto(landing)
    assert shown(page) == ["fa"]
    page.goto(f"{landing}#zh")  # an address that somebody sent says more than a memory
    assert shown(page) == ["zh"]


@pytest.mark.browser
def test_whoever_enters_an_edition_has_chosen_its_language(visit):
    page = visit()
    page.click("footer a[data-language=pl]")
    page.wait_for_url("**/pl/00-start.html")
    assert page.evaluate(f"localStorage.getItem('{KEY}')") == "pl"


@pytest.mark.browser
def test_the_way_back_leads_to_the_language_before(visit):
    page = visit("#ru")
    page.click(".choice a[hreflang=yo]")
    page.go_back()
    page.wait_for_function("() => document.documentElement.lang === 'ru'")
    assert shown(page) == ["ru"]


@pytest.mark.browser
def test_without_storage_the_page_works(visit):
    closed = "Object.defineProperty(window, 'localStorage', {get: () => { throw new Error('closed'); }})"
    page = visit(prepare=lambda page: page.add_init_script(closed))
    page.click(".choice a[hreflang=fa]")
    assert shown(page) == ["fa"]


@pytest.mark.browser
def test_without_scripts_english_is_shown_and_every_language_is_one_click_away(visit):
    page = visit(java_script_enabled=False, locale="fa-IR")
    assert shown(page) == ["en"]
    for code, language in LANGUAGES.items():
        page.click(f".choice a[hreflang='{language.tag}']")
        assert shown(page) == [code]
        assert page.locator(f"section#{code} h2").is_visible()
    assert page.locator(".choice a").all_inner_texts() == [language.name for language in LANGUAGES.values()]


# What it says and where it leads


def test_every_language_is_said_to_be_one(tree):
    for code, language in LANGUAGES.items():
        (section,) = tree.xpath(f"//main/section[@id='{code}']")
        assert (section.get("lang"), section.get("dir")) == (language.tag, language.direction)
        interface = read_interface(code, CONFIGURATION)
        said = section.text_content().replace("\u00a0", " ")
        for text in (interface_messages.LANDING_LEAD, *interface_messages.LANDING_GOALS):
            assert interface(text) in said
    assert len(tree.xpath("//h1")) == 1


def test_every_link_leads_to_a_page_that_is_there(tree, site):
    inside = [address for address in tree.xpath("//@href | //script/@src") if not urlsplit(address).scheme]
    assert len(inside) > 60
    for address in inside:
        path, _, place = address.partition("#")
        assert (site / path).is_file() if path else tree.xpath(f"//*[@id='{place}']"), address


@pytest.mark.parametrize("code", list(LANGUAGES))
def test_chapters_are_named_and_those_that_are_not_there_are_left_out(tree, code):
    links = tree.xpath(f"//section[@id='{code}']//ol//a")
    names = [name for name in CONFIGURATION.chapter_names[1:] if (code, name) != (PART, MISSING)]
    assert [link.get("href") for link in links] == [f"{code}/{name}.html" for name in names]
    numbers = [LANGUAGES[code].number(CONFIGURATION.chapter_numbers[name]) for name in names]
    assert [link.xpath("string(.//*[@class='number'])") for link in links] == numbers
    assert links[0].xpath("string(.//*[@class='more'])") == "more & more"


def test_ways_to_run_the_course_lead_to_the_page_of_that_language(tree):
    for code in LANGUAGES:
        ways = tree.xpath(f"//section[@id='{code}']//a[contains(@href, 'running.html')]/@href")
        assert ways == (
            []
            if code == PART
            else [f"{code}/running.html", f"{code}/running.html", f"{code}/running.html#running-locally"]
        )


def test_only_an_edition_that_is_not_complete_says_how_far_it_is(tree):
    (said,) = tree.xpath("//*[contains(@class, 'share')]")
    assert said.xpath("string(ancestor::section/@id)") == "yo"
    assert "63" in said.text_content()


def test_shares_are_counted_over_all_catalogues():
    states = [
        CatalogStatus("fa", "01-neurons", 10, 0, 0),
        CatalogStatus("yo", "01-neurons", 10, 1, 0),
        CatalogStatus("yo", "interface", 5, 0, 4),
    ]
    assert shares(states) == {"yo": 75}


def test_a_title_has_a_number_a_name_and_more(tmp_path):
    page = tmp_path / "page.html"

    def read(heading: str) -> LinkedPage | None:
        page.write_text(f"<html><h1>{heading}</h1>", encoding="utf-8")
        return linked_page(page)

    words = "۱. نورون‌ها: از یک مجموع"
    assert read(words) == LinkedPage("page.html", "نورون‌ها", "۱", "از یک مجموع", words)
    assert read("3. 损失：告诉网络") == LinkedPage("page.html", "损失", "3", "告诉网络", "3. 损失：告诉网络")
    assert read("Course map") == LinkedPage("page.html", "Course map", title="Course map")
    untranslated = read('<span class="untranslated" lang="en">Course map</span>')
    assert untranslated == LinkedPage("page.html", "Course map", title="Course map", translated=False)
    assert linked_page(tmp_path / "gone.html") is None


def test_search_engines_find_every_edition(tree):
    site = CONFIGURATION.site_url
    assert tree.xpath("//link[@rel='canonical']/@href") == [f"{site}/"]
    alternates = {link.get("hreflang"): link.get("href") for link in tree.xpath("//link[@rel='alternate']")}
    first = CONFIGURATION.chapter_names[0]
    assert alternates == {language.tag: f"{site}/{code}/{first}.html" for code, language in LANGUAGES.items()} | {
        "x-default": f"{site}/"
    }
    cards = {tag.get("property"): tag.get("content") for tag in tree.xpath("//meta[@property]")}
    assert cards["og:description"] == tree.xpath("string(//meta[@name='description']/@content)")
    assert cards["og:url"] == f"{site}/"


# How it looks


def test_the_figure_tells_the_truth():
    for place, pattern in enumerate(PATTERNS):
        assert [value > 0 for value in outputs(pattern)] == [other == place for other in range(len(PATTERNS))]
    network = draw_network()
    assert sum(bool(line.speaks) for line in network.lines) == 20
    for line in network.lines[:16]:
        (place,) = line.speaks
        pixel = network.lines.index(line) % 4
        assert line.positive == (PATTERNS[place][pixel] > 0)


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_no_language_is_wider_than_its_window(visit, scripts):
    page = visit(java_script_enabled=scripts)
    too_wide = {}
    for code, language in LANGUAGES.items():
        page.set_viewport_size({"width": 1280, "height": 900})
        page.click(f".choice a[hreflang='{language.tag}']")
        for width in (320, 390, 600, 840, 1024, 1400):
            page.set_viewport_size({"width": width, "height": 900})
            if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                too_wide[code, width] = found
    assert too_wide == {}


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "404.html"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, landing, path, scheme):
    options = {"color_scheme": scheme, "reduced_motion": "reduce", "bypass_csp": True}
    with visits(browser) as open_page:
        for code in ["en"] if path else LANGUAGES if scheme == "light" else ["en", "fa"]:
            page = open_page(f"{landing}{path}#{code}", **options)
            load_axe(page)
            found = page.evaluate("axe.run()")["violations"]
            assert [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found] == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["#fa", "404.html"])
def test_the_policy_lets_through_all_that_the_page_needs(browser, landing, path):
    said = []
    with visits(browser) as open_page:
        page = open_page(f"{landing}{path}", lambda page: page.on("console", lambda message: said.append(message.text)))
        assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert said == []


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "locale", "scripts", "first"),
    [
        ("zh/old-page.html", "ru-RU", True, "zh-Hans"),
        ("old/page.html", "fa-IR", True, "fa"),
        ("xx/page.html", "de-DE", True, "en"),
        ("zh/old-page.html", "zh-CN", False, "en"),
    ],
)
def test_where_nothing_is_found_the_readers_own_language_stands_first(
    browser, site, landing, path, locale, scripts, first
):
    lost = (site / "404.html").read_text(encoding="utf-8")
    address = f"{landing}{path}"
    with visits(browser) as open_page:
        page = open_page(
            address,
            lambda page: page.route(address, lambda route: route.fulfill(body=lost, content_type="text/html")),
            locale=locale,
            java_script_enabled=scripts,
        )
        entries = page.locator(".entrances > li")
        assert entries.count() == len(LANGUAGES)
        assert entries.first.get_attribute("lang") == first
        assert entries.first.is_visible()


@pytest.mark.browser
def test_targets_are_large_and_focus_is_seen(visit):
    page = visit("#en", viewport={"width": 390, "height": 850})
    page.keyboard.press("Tab")
    small = page.locator("a:visible, label:visible").evaluate_all(
        "links => links.filter(link => link.getBoundingClientRect().height < 44).map(link => link.outerHTML)"
    )
    assert small == []
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


@pytest.mark.browser
def test_the_figure_moves_until_it_is_stopped_and_stands_for_readers_who_want_that(visit):
    running = "() => document.getAnimations().filter(one => one.playState === 'running').length"
    page = visit("#en", reduced_motion="no-preference")
    assert page.evaluate(running) > 10
    page.locator("#still-en").focus()
    page.keyboard.press("Space")
    assert page.evaluate(running) == 0
    still = visit("#en", reduced_motion="reduce")
    assert still.evaluate(running) == 0
    assert not still.locator("#still-en").is_visible()
    assert still.locator("section#en .turn-1.answer").first.evaluate("one => getComputedStyle(one).opacity") == "1"


@pytest.mark.browser
def test_on_paper_there_is_one_language_without_buttons(visit):
    page = visit("#fa")
    page.emulate_media(media="print")
    assert shown(page) == ["fa"]
    assert not page.locator(".choice").is_visible()
    assert not page.locator("section#fa .doors").is_visible()
    assert page.locator("section#fa ol").is_visible()


def test_it_offers_a_reader_to_go_on_and_says_what_is_read(browser, landing):
    left = {
        "fa/02-activations": {"id": "old", "name": "قبلی", "share": 0.5, "at": 1},
        "fa/05-mnist": {"id": "batches", "name": "دسته‌ها", "share": 0.19, "at": 3},
        "pl/01-neurons": {"id": "x", "name": "Suma", "share": 0.2, "at": 5},
    }
    stored = {"left": left, "read": {"05-mnist": 0.19, "02-activations": 0.97}, "language": None}
    with visits(browser) as visit:

        def remember(page):
            for name, value in stored.items():
                text = json.dumps(json.dumps(value))
                page.add_init_script(f"localStorage.setItem('polyneuron.{name}', {text})")

        page = visit(f"{landing}#fa", prepare=remember)
        door = page.locator("#fa .door").first
        assert door.get_attribute("href") == "fa/05-mnist.html#batches"
        assert read_interface("fa", CONFIGURATION)(interface_messages.RESUME) in door.inner_text()
        assert "دسته‌ها" in door.inner_text()
        notes = page.locator("#fa .chapters .read").all_inner_texts()
        assert len(notes) == 2
        assert "۱۹" in notes[1]
        assert notes[0].startswith("✓")
        assert page.locator("#zh .door.resume").count() == 0

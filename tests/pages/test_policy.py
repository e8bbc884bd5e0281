"""What a page may load: nothing from other hosts, no script or style sheet in the page, shared files once."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, Route, expect

from polyneuron.book.pages.early_script import early_script
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.tools.web_fonts import FORMULA_CHARACTERS
from tests.browser import visits
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
LANGUAGES = tuple(read_configuration(ROOT).languages)
PAGES = sorted(path.relative_to(SITE).as_posix() for path in SITE.glob("??/*.html") if path.name != "index.html")
MOST_REQUESTS = 15
MOST_KILOBYTES = 200
"""Of a first visit, compressed, besides pictures and the data of figures."""


@pytest.fixture(scope="module")
def visit(browser):
    with visits(browser) as open_page:
        yield open_page


def tree(name: str) -> html.HtmlElement:
    return html.fromstring((SITE / name).read_bytes())


def test_every_page_has_the_policy_and_nothing_that_it_forbids():
    assert len(PAGES) > 60
    for name in PAGES:
        page = tree(name)
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
        assert rules["default-src"] == "'none'"
        (early,) = page.xpath("//script[not(@src) and not(@type)]/text()")
        assert early == early_script(ROOT).text
        digest = base64.b64encode(hashlib.sha256(early.encode()).digest()).decode()
        assert rules["script-src"] == f"'self' 'sha256-{digest}'"
        assert rules["style-src-elem"] == "'self'"
        scripts = page.xpath("//script[not(@src)]/@type")
        assert set(scripts) <= {"application/json"}, name
        assert len(scripts) == len(page.xpath("//script[not(@src)]")) - 1, name
        assert not page.xpath("//style"), name
        handlers = {attribute for element in page.iter() for attribute in element.attrib if attribute.startswith("on")}
        assert not handlers, name


def test_the_fonts_of_formulas_have_every_sign_of_every_formula():
    shown = set()
    for name in PAGES:
        for formula in tree(name).xpath("//*[contains(@class, 'katex-html')]"):
            shown |= {*formula.text_content()}
    assert {*"∂η⊙−"} <= shown
    letters = {sign for sign in shown - FORMULA_CHARACTERS if unicodedata.category(sign) not in ("Cf", "Cc")}
    assert letters == set(), "add them to FORMULA_CHARACTERS"


def test_editions_share_the_files_that_all_pages_load():
    loaded = Counter()
    for name in PAGES:
        page = tree(name)
        files = page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='preload']/@href")
        if not name.endswith("search.html"):
            assert all(re.fullmatch(r"\.\./_shared/[\w.-]+\.[0-9a-f]{16}\.\w+", file) for file in files), files
        loaded.update(file for file in files if file.startswith("../_shared/"))
        assert all((SITE / "en" / file).is_file() for file in files if file.startswith("../_shared/"))
    (style,) = [file for file in loaded if file.endswith(".css")]
    assert loaded[style] == len(PAGES)


def test_pictures_have_their_size_and_wait_until_they_are_seen():
    counted = 0
    for name in PAGES:
        for image in tree(name).xpath("//article//div[contains(@class, 'cell_output')]//img"):
            assert (image.get("loading"), image.get("decoding")) == ("lazy", "async")
            assert int(image.get("width")) > 50
            assert int(image.get("height")) > 50
            assert (SITE / name).parent.joinpath(image.get("src")).is_file()
            counted += 1
    assert counted > 200


@pytest.mark.parametrize("code", LANGUAGES)
def test_with_all_other_hosts_blocked_every_page_works_and_says_nothing_in_the_console(visit, address, code):
    """Formulas, menus, figures and quizzes, on every page of an edition."""
    said: list[str] = []
    asked: list[str] = []
    page: Page = visit(f"{address}/{code}/about.html", viewport={"width": 390, "height": 844})

    def only_here(route: Route) -> None:
        asked.append(route.request.url)
        if route.request.url.startswith((address, "data:")):
            route.continue_()
        else:
            said.append(f"asked for {route.request.url}")
            route.abort()

    page.context.route("**/*", only_here)
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for name in [name for name in PAGES if name.startswith(f"{code}/")]:
        asked.clear()
        page.goto(f"{address}/{name}")
        page.wait_for_load_state("networkidle")
        assert len(asked) <= MOST_REQUESTS, (name, asked)
        figures, quizzes = page.locator(".pn-figure"), page.locator(".pn-quiz")
        for number in range(figures.count()):  # large data come with the figure
            figures.nth(number).scroll_into_view_if_needed()
            expect(figures.nth(number), name).to_have_attribute("data-ready", "")
        assert quizzes.count() == page.locator(".pn-quiz[data-live]").count(), name
        if page.locator(".katex").count():
            assert page.evaluate("document.fonts.check('16px KaTeX_Main')"), name
        page.evaluate("document.querySelectorAll('details').forEach((box) => { box.open = true; })")
    assert said == []


def compressed(path: Path) -> int:
    content = path.read_bytes()
    return len(content) if path.suffix == ".woff2" else len(gzip.compress(content, 9))


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_first_visit_is_small(visit, address, configuration, code):
    """Counted from files, as a host sends them compressed."""
    page: Page = visit(f"{address}/{code}/about.html", viewport={"width": 390, "height": 844})
    heavy = {}
    for name in configuration.chapter_names:
        asked: list[str] = []
        context = page.context.browser.new_context(viewport={"width": 390, "height": 844})
        fresh = context.new_page()
        fresh.on("request", lambda request, asked=asked: asked.append(request.url))
        fresh.goto(f"{address}/{code}/{name}.html")
        fresh.wait_for_load_state("networkidle")
        context.close()
        files = [SITE / url.removeprefix(f"{address}/").partition("?")[0] for url in asked if url.startswith(address)]
        counted = {file.name: compressed(file) for file in files if file.suffix not in (".png", ".webp", ".svg")}
        weight = sum(counted.values()) / 1024
        if weight > MOST_KILOBYTES:
            heavy[name] = (round(weight), counted)
    assert heavy == {}

"""Readers find what a page says, in the words of their language as they type them, and land where it stands."""

import gzip
import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from polyneuron.book.pages.search.families import families
from polyneuron.book.pages.search.sections import sections_of
from polyneuron.book.pages.search.writing import NOT_COVERED, words_of
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import SEARCH_FAILED, SEARCH_FOUND, SEARCH_NEAR, SEARCH_NOTHING
from tests.browser import visits
from tests.conftest import MEASURED, ROOT
from tests.pages.queries import FIRST, NEAR, NOTHING, QUERIES, QUESTIONS

SITE = ROOT / "_build" / "site"
CODES = list(read_configuration(ROOT).languages)
SEED = "polyneuron"
HEADINGS = 6
"""So many headings are searched for in each edition: a third of its queries and more."""
TERMS = 6
"""So many terms of the glossary are misspelt in each edition."""
pytestmark = pytest.mark.browser
CONTROLS = ["headerlink", "launch-menu", "katex-mathml", "pn-others", "pn-uses", "pn-figure-missing", "pn-filter"]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the site, wide or as on a phone."""
    with visits(browser) as open_page:
        yield lambda path, width=1280, **options: open_page(
            f"{address}/{path}", viewport={"width": width, "height": 800}, **options
        )


@dataclass(frozen=True)
class Shown:
    """A place of a page, as a browser shows it."""

    address: str
    heading: str
    text: str


@cache
def shown(code: str) -> dict[str, Shown]:
    """Address → section or entry of the glossary, of all pages that search covers."""
    places = {}
    for path in sorted((SITE / code).glob("*.html")):
        if path.stem in ("search", "index", *NOT_COVERED):
            continue
        article = html.parse(path).xpath("//article")[0]
        for control in article.xpath(".//script | .//button"):
            control.drop_tree()
        for name in CONTROLS:
            for control in article.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]"):
                control.drop_tree()
        for number, place in enumerate(article.xpath(".//section[@id] | .//div[@class='pn-entry']")):
            address = f"{path.name}#{place.get('id')}" if number else path.name
            heading = " ".join(
                place.xpath("./*[self::h1 or self::h2 or self::h3 or self::h4 or self::dt]")[0].itertext()
            )
            text = unicodedata.normalize("NFC", " ".join([heading, *own_texts(place)])).lower()
            places[address] = Shown(address, " ".join(heading.split()), re.sub(r"\s+", " ", text))
    return places


def own_texts(place: html.HtmlElement) -> Iterator[str]:
    for child in place:
        if isinstance(child.tag, str) and not (child.tag == "section" and child.get("id")):
            entries = child.xpath(".//div[@class='pn-entry']") if child.tag != "div" or child.get("class") else []
            if entries or child.get("class") == "pn-entry":
                continue
            yield from child.itertext()


def meant(code: str, patterns: tuple[str, ...]) -> set[str]:
    """The addresses of the places that hold all the patterns."""
    return {
        place.address
        for place in shown(code).values()
        if all(re.search(pattern, plain(place.text) if code == "yo" else place.text) for pattern in patterns)
    }


def plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def search(page: Page, words: str) -> list[str]:
    """Type words, and give the addresses of all results."""
    page.fill("#search-words", words)
    page.press("#search-words", "Enter")
    page.wait_for_function("words => document.querySelector('.search-form').dataset.searched === words", arg=words)
    more = page.locator("#search-more")
    while more.is_visible():
        count = page.locator("#search-results li").count()
        more.click()
        page.wait_for_function("before => document.querySelectorAll('#search-results li').length > before", arg=count)
    return page.eval_on_selector_all("#search-results a", "links => links.map((link) => link.getAttribute('href'))")


@pytest.mark.parametrize("code", CODES)
def test_what_the_pages_say_is_found_and_nothing_else(visit, configuration, code, record_property):
    page = visit(f"{code}/search.html")
    right = wanted = given = 0
    for words, patterns in QUERIES[code]:
        expected = meant(code, patterns)
        found = set(search(page, words))
        hit = len(expected & found)
        right, wanted, given = right + hit, wanted + len(expected), given + len(found)
        record_property(MEASURED, f"{code} {words!r}: {hit} of {len(expected)} found, {len(found) - hit} besides")
        assert expected, words
        assert hit >= 0.9 * len(expected), (words, sorted(expected - found))
        assert hit >= 0.9 * len(found), (words, sorted(found - expected))
    interface = read_interface(code, configuration)
    for words in NOTHING[code]:
        assert search(page, words) == []
        assert page.inner_text("#search-status") == interface(SEARCH_NOTHING)
    record_property(MEASURED, f"{code}: recall {right / wanted:.3f}, precision {right / given:.3f}")


@pytest.mark.parametrize("code", CODES)
def test_a_heading_is_found_by_its_words_among_the_first(visit, code):
    headings = [place for place in shown(code).values() if "glossary" not in place.address]
    counted = [place.heading for place in headings]
    alone = [place for place in headings if counted.count(place.heading) == 1 and len(place.heading) > 5]
    alone.sort(key=lambda place: hashlib.sha256(f"{SEED} {place.address}".encode()).hexdigest())
    page = visit(f"{code}/search.html")
    for place in alone[:HEADINGS]:
        words = re.sub(r"^\S+[.．] ", "", place.heading)
        assert place.address in search(page, words)[:3], (place.heading, place.address)


@pytest.mark.parametrize("code", CODES)
def test_what_a_title_says_comes_first(visit, code):
    page = visit(f"{code}/search.html")
    for words, title in FIRST[code]:
        search(page, words)
        assert page.locator("#search-results a").first.inner_text() == title, words


@pytest.mark.parametrize("code", CODES)
def test_a_question_and_another_name_lead_where_the_answer_stands(visit, code):
    page = visit(f"{code}/search.html")
    for words, title in QUESTIONS[code]:
        search(page, words)
        assert title in page.locator("#search-results a").all_inner_texts()[:3], words


@pytest.mark.parametrize("code", ["en", "yo", "ru", "pl"])
def test_a_term_is_found_with_a_letter_left_out(visit, code):
    entries = [place.heading.partition(" (")[0] for place in shown(code).values() if "glossary" in place.address]
    terms = [heading for heading in entries if len(heading) > 8 and heading.isalpha()]
    terms.sort(key=lambda term: hashlib.sha256(f"{SEED} {term}".encode()).hexdigest())
    page = visit(f"{code}/search.html")
    for term in terms[:TERMS]:
        middle = len(term) // 2
        search(page, term[:middle] + term[middle + 1 :])
        titles = page.locator("#search-results a").all_inner_texts()[:3]
        assert any(title.startswith(term) for title in titles), (term, titles)


@pytest.mark.parametrize("code", sorted(NEAR))
def test_a_word_that_no_page_has_gives_what_is_near_and_says_so(visit, configuration, code):
    page = visit(f"{code}/search.html")
    for words, unknown, title in NEAR[code]:
        count = len(search(page, words))
        assert title in page.locator("#search-results a").first.inner_text()
        said = read_interface(code, configuration)(SEARCH_NEAR).replace("{words}", unknown)
        status = page.inner_text("#search-status")
        number = re.sub(r"\D", "", status)
        assert int(number) == count
        assert status == said.replace("{count}", number)


@pytest.mark.parametrize("code", CODES)
def test_an_excerpt_of_a_definition_begins_where_it_begins(visit, code):
    """So does one of a section whose title says all that was asked for."""
    page = visit(f"{code}/search.html")
    for words, _ in FIRST[code][:4]:
        search(page, words)
        for entry in page.locator("#search-results li:has(a[href*='#term-'])").all():
            assert not entry.locator(".search-result__text").inner_text().startswith("…"), words


def test_an_excerpt_begins_with_the_section_that_the_title_names(visit):
    page = visit("en/search.html")
    search(page, "gradient descent")
    named = page.locator("#search-results li").filter(has=page.locator(".search-result__title mark:nth-of-type(2)"))
    assert named.count()
    assert not any(text.startswith("…") for text in named.locator(".search-result__text").all_inner_texts())
    assert any(text.startswith("…") for text in page.locator(".search-result__text").all_inner_texts())


def test_short_words_are_marked_only_where_all_are_short(visit):
    page = visit("en/search.html")
    marked = "marks => marks.map((mark) => mark.textContent.toLowerCase())"
    search(page, "what is a neuron")
    assert not {"is", "a"} & set(page.eval_on_selector_all("#search-results mark", marked))
    search(page, "a")
    assert "a" in page.eval_on_selector_all("#search-results mark", marked)


@pytest.mark.parametrize("code", CODES)
def test_a_family_stays_small(configuration, code):
    pages = [path for path in (SITE / code).glob("*.html") if path.stem not in ("search", "index")]
    words = words_of([section for path in pages for section in sections_of(path.read_text(encoding="utf-8"))])
    stems: dict[str, set[str]] = {}
    for stem, name in families(words, code, configuration.language(code).script).values():
        stems.setdefault(name, set()).add(stem)
    assert max(len(members) for members in stems.values()) <= 12


@pytest.mark.parametrize(("code", "words"), [("fa", "شبکه"), ("zh", "神经元"), ("yo", "isokora")])
def test_a_result_has_place_context_and_the_found_word_marked_and_leads_to_the_section(
    visit, address, configuration, code, words
):
    page = visit(f"{code}/search.html?q={words}", width=390)
    first = page.locator("#search-results li").first
    first.wait_for()
    marks = page.locator("#search-results mark").all_inner_texts()
    assert marks
    assert all(plain(words) in plain(mark).lower().replace("\u200c", "") for mark in marks)
    count = page.inner_text("#search-status")
    number = re.sub(r"\D", "", count)
    assert int(number) > 20
    assert count == read_interface(code, configuration)(SEARCH_FOUND).replace("{count}", number)
    for text in page.locator(".search-result__text").all_inner_texts():
        assert "Binder" not in text
        assert len(text) < 260
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    above, below = page.locator("#search-status").bounding_box(), first.bounding_box()
    assert above["x"] == pytest.approx(below["x"], abs=1), "results stand below what is said of them"
    for link in page.locator("#search-results a").all():
        assert link.bounding_box()["height"] >= 24
    target = page.locator("#search-results a[href*='#']").first.get_attribute("href")
    page.locator(f"#search-results a[href='{target}']").click()
    page.wait_for_url(f"**/{code}/{target}")
    assert page.locator(f"[id='{target.partition('#')[2]}']").count() == 1


def test_the_search_is_used_by_keyboard(visit):
    page = visit("pl/01-neurons.html")
    page.keyboard.press("Control+k")
    page.wait_for_url("**/pl/search.html")
    page.wait_for_function("() => document.activeElement.id === 'search-words'")
    page.keyboard.type("wagami")
    page.locator("#search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("[...document.querySelectorAll('#search-results a')].indexOf(document.activeElement)") == 1
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "search-words"
    assert page.get_by_role("status").first.inner_text().startswith("Znalezione miejsca")
    assert page.url.endswith("?q=wagami")


def test_an_index_that_does_not_load_is_said_and_tried_again(visit, configuration):
    page = visit("ru/search.html", prepare=lambda page: page.route("**/_search/index*", lambda route: route.abort()))
    page.fill("#search-words", "вес")
    page.wait_for_function("() => document.getElementById('search-status').textContent !== ''")
    assert page.inner_text("#search-status") == read_interface("ru", configuration)(SEARCH_FAILED)
    page.unroute("**/_search/index*")
    assert search(page, "веса")


@pytest.mark.parametrize("code", CODES)
def test_the_search_is_small_and_loaded_when_it_is_used(visit, code):
    (script,) = (SITE / "_shared").glob("search.*.js")
    (index,) = (SITE / code / "_search").glob("index.*.js")
    assert len(gzip.compress(script.read_bytes())) <= 60_000
    assert len(gzip.compress(index.read_bytes())) <= 140_000
    requests: list[str] = []
    visit(f"{code}/01-neurons.html", prepare=lambda page: page.on("request", lambda asked: requests.append(asked.url)))
    assert requests
    assert not any("search" in request.removeprefix("http://") for request in requests)


def test_the_index_is_made_without_what_is_no_text():
    (texts,) = (SITE / "en" / "_search").glob("01-neurons.*.js")
    content = texts.read_text(encoding="utf-8")
    assert "mybinder" not in content.lower()
    assert "Something is wrong here" not in content

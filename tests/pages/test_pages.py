"""Terms in lessons and the pages beside the lessons, in a real browser: boxes, filter, map, bars, phones, axe."""

import re

import pytest
from lxml import html

from polyneuron.book.book import catalog_status, translated_languages
from polyneuron.book.source.glossary import read_glossary
from tests.browser import load_axe, visits
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
CODES = ("en", "fa")
PAGES = ("running", "course-map", "glossary", "translations", "about")
pytestmark = pytest.mark.browser


@pytest.fixture
def visit(browser, address):
    """Open a page of the site, on a phone unless told otherwise."""
    with visits(browser) as open_page:
        yield lambda path, width=390, **options: open_page(
            f"{address}/{path}", viewport={"width": width, "height": 800}, **options
        )


def tree(code: str, name: str) -> html.HtmlElement:
    return html.fromstring((SITE / code / f"{name}.html").read_bytes())


def box(page):
    return page.locator("#pn-definition")


@pytest.mark.parametrize("code", CODES)
def test_every_term_of_the_lessons_leads_to_its_place_in_the_glossary(configuration, code):
    anchors = set(tree(code, "glossary").xpath("//dl/div/@id"))
    links = [link for name in configuration.chapter_names for link in tree(code, name).xpath("//a[@class='pn-term']")]
    assert len(links) > 150
    assert {link.get("href").removeprefix("glossary.html#") for link in links} <= anchors
    assert all(link.get("title") and link.text_content().strip() for link in links)


def test_the_glossary_has_the_same_addresses_in_all_languages(configuration):
    terms, _ = read_glossary(configuration)
    expected = {term.anchor for term in terms.values()}
    for code in CODES:
        assert set(tree(code, "glossary").xpath("//dl/div/@id")) == expected


@pytest.mark.parametrize("code", CODES)
def test_an_entry_says_the_term_in_every_language_with_its_direction(configuration, code):
    terms, _ = read_glossary(configuration)
    (entry,) = tree(code, "glossary").xpath("//div[@id='term-weight']")
    said = {part.get("lang"): (part.text_content(), part.get("dir")) for part in entry.xpath(".//li/span[1][@lang]")}
    for other in configuration.languages.values():
        if other.code not in ("en", code):
            assert said[other.tag] == (terms["weight"].names[other.code], other.direction)
    assert entry.xpath("string(dt/dfn)") == terms["weight"].names[code]
    assert entry.xpath("dt/span[@lang='en']/text()") == (["weight"] if code != "en" else [])
    assert entry.xpath(".//a/@href") == ["01-neurons.html"]


@pytest.mark.parametrize("code", CODES)
def test_hover_shows_the_definition_until_escape(visit, code):
    page = visit(f"{code}/01-neurons.html", 1280)
    link = page.locator("a.pn-term").first
    definition = tree(code, "01-neurons").xpath("//a[@class='pn-term']/@title")[0]
    assert box(page).is_hidden()
    link.hover()
    assert box(page).inner_text() == definition
    assert link.get_attribute("aria-describedby") == box(page).get_attribute("id")
    box(page).hover()  # the pointer may move onto the box
    page.wait_for_timeout(400)
    assert box(page).is_visible()
    page.keyboard.press("Escape")
    assert box(page).is_hidden()
    assert link.get_attribute("aria-describedby") is None


def test_focus_shows_the_definition_and_leaving_hides_it(visit):
    page = visit("en/02-activations.html", 1280)
    link = page.locator("a.pn-term").nth(1)
    link.focus()
    assert box(page).is_visible()
    page.keyboard.press("Escape")
    assert box(page).is_hidden()
    assert link.evaluate("element => element === document.activeElement")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert box(page).is_visible()
    page.keyboard.press("Tab")  # to the next term, link or button
    gone = "element => !element.hasAttribute('aria-describedby')"
    page.wait_for_function(gone, arg=link.element_handle(), timeout=2000)
    page.evaluate("document.activeElement.blur()")
    box(page).wait_for(state="hidden", timeout=2000)


def test_the_first_tap_shows_the_definition_and_the_second_leads_on(visit):
    page = visit("fa/01-neurons.html", has_touch=True)
    link = page.locator("a.pn-term").first
    link.tap()
    assert box(page).is_visible()
    assert page.url.endswith("01-neurons.html")
    link.tap()
    page.wait_for_url("**/fa/glossary.html#term-weight")
    assert page.locator("#term-weight").is_visible()


@pytest.mark.parametrize("code", CODES)
def test_no_definition_is_cut_off_on_a_phone(visit, code):
    page = visit(f"{code}/02-activations.html")
    for number in range(page.locator("a.pn-term").count()):
        page.locator("a.pn-term").nth(number).focus()
        place = box(page).bounding_box()
        assert place["x"] >= 0, number
        assert place["x"] + place["width"] <= 390, number
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_scripts_the_definition_is_the_title_and_the_filter_is_not_there(visit):
    page = visit("fa/01-neurons.html", java_script_enabled=False)
    assert page.locator("a.pn-term").first.get_attribute("title")
    page = visit("fa/glossary.html", java_script_enabled=False)
    assert page.locator(".pn-filter").is_hidden()
    assert page.locator("#term-weight").is_visible()


SPELLINGS = {
    "iwuwo": "term-weight",  # Yoruba without marks
    "ÌWÚWO": "term-weight",
    "وزن": "term-weight",
    "پيش‌بيني": "term-prediction",  # Arabic letters
    "слои": "term-layer",  # й without its breve
    "wspolczynnik": "term-learning-rate",
    "strata": "term-loss",
    "relu": "term-rectified-linear-unit",
    "学习率": "term-learning-rate",
    "обучаемость": None,
}
"""What somebody types → a term that must be among those shown; None: nothing is found."""


def test_the_filter_knows_every_spelling(visit):
    page = visit("fa/glossary.html")
    for typed, found in SPELLINGS.items():
        page.fill("#pn-filter", typed)
        shown = page.locator(".pn-entry:visible").evaluate_all("entries => entries.map(entry => entry.id)")
        assert (found in shown) if found else (shown == []), typed
        assert len(shown) < 40, typed
        count = re.findall("[۰-۹]+", page.locator("#pn-count").inner_text())
        assert int(count[0]) == len(shown), typed
        assert page.locator(".pn-none").is_visible() == (not shown), typed
    page.press("#pn-filter", "Escape")
    assert page.locator(".pn-entry:visible").count() > 150


@pytest.mark.parametrize("code", CODES)
def test_arrows_of_the_map_lead_from_chapter_to_chapter(visit, configuration, code):
    page = visit(f"{code}/course-map.html")
    stops = page.locator(".pn-stop")
    assert stops.count() == len(configuration.chapter_names)
    arrow = page.locator(".pn-arrow[style*='--first: 2; --last: 4']").bounding_box()
    card, target = page.locator(".pn-times").nth(2).bounding_box(), stops.nth(4).bounding_box()
    assert card["y"] <= arrow["y"] <= card["y"] + card["height"]
    assert target["y"] <= arrow["y"] + arrow["height"] <= target["y"] + target["height"] + 1
    assert (arrow["x"] > target["x"]) == (code == "fa")
    needs = page.locator(".pn-card").nth(4).locator("ul.pn-needs a").evaluate_all("a => a.map(e => e.pathname)")
    assert [path.split("/")[-1] for path in needs] == ["02-activations.html", "03-losses.html"]


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_times_of_the_map_break_between_them_on_a_phone(visit, code):
    page = visit(f"{code}/course-map.html")
    times = page.locator(".pn-times").nth(2)
    parts = [box.bounding_box() for box in times.locator(".pn-time").all()]
    assert [box["height"] for box in parts] == [parts[0]["height"]] * 2
    assert times.inner_text().count("·") == 1
    assert parts[0]["height"] < 30


@pytest.fixture(scope="module")
def states(configuration):
    """How far every catalogue is."""
    return catalog_status(configuration, translated_languages(configuration))


@pytest.mark.parametrize("code", CODES)
def test_the_state_of_the_translations_is_that_of_the_catalogues(configuration, states, code):
    language = configuration.language(code)
    for group, other in zip(
        tree(code, "translations").xpath("//div[@class='pn-states']/details"),
        translated_languages(configuration),
        strict=True,
    ):
        those = [state for state in states if state.language == other]
        rows = group.xpath("ul/li")
        assert len(rows) == len(those)
        for row, state in zip(rows, those, strict=True):
            numbers = [int(number) for number in re.findall(r"\d+", row.xpath("string(span[@class='pn-counts'])"))]
            expected = [state.total] if state.complete else [state.translated, state.total, state.fuzzy, state.missing]
            assert numbers == [number for place, number in enumerate(expected) if number or place < 2]
            width = re.search(r"width: ([\d.]+)%", row.xpath(".//span[@class='pn-done']/@style")[0])[1]
            assert float(width) == pytest.approx(100 * state.translated / state.total)
        share = 100 * sum(state.translated for state in those) // sum(state.total for state in those)
        assert language.number(share) in group.xpath("string(summary/strong)")


def test_pages_offer_no_notebook_to_launch_or_download():
    for name in PAGES:
        page = (SITE / "en" / f"{name}.html").read_text(encoding="utf-8")
        assert "colab" not in page
        assert "_sources/" not in page


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages(visit, code, scheme):
    for name in PAGES:
        page = visit(f"{code}/{name}.html", color_scheme=scheme)
        page.evaluate("document.querySelectorAll('.pn-states details').forEach(one => { one.open = true; })")
        load_axe(page)
        found = page.evaluate("axe.run('article')")
        assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found["violations"]] == [], name


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_terms_and_their_box(visit, scheme):
    page = visit("fa/01-neurons.html", color_scheme=scheme)
    page.locator("a.pn-term").first.focus()
    load_axe(page)
    found = page.evaluate("axe.run({include: [['.pn-term'], ['#pn-definition']]})")
    assert [(one["id"], [node["html"] for node in one["nodes"]][:2]) for one in found["violations"]] == []


def test_the_script_of_the_boxes_is_small():
    import gzip

    assert len(gzip.compress((ROOT / "assets" / "terms.js").read_bytes())) < 2048


ON_PAPER = ("print.css", "paper.css")
"""Style sheets that speak of the classes of all others."""


def test_style_sheets_that_meet_on_a_page_share_no_class_by_chance():
    roots = {"pn-figure", "pn-quiz"}
    ours = [sheet for sheet in (ROOT / "assets").glob("*.css") if sheet.name not in ON_PAPER]
    sheets = [*ours, *(ROOT / "src" / "polyneuron").glob("*_files/*.css")]
    owners: dict[str, list[str]] = {}
    for sheet in sheets:
        for name in set(re.findall(r"\.(pn-[\w-]+)", sheet.read_text(encoding="utf-8"))) - roots:
            owners.setdefault(name, []).append(sheet.name)
    assert {name: files for name, files in owners.items() if len(files) > 1} == {}
    assert len(owners) > 50

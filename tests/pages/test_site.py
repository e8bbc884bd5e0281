"""The built site, in a real browser: six editions, their language and direction, nothing from other hosts."""

import re
import shutil
from contextlib import closing

import nbformat
import polib
import pytest
from lxml import html
from playwright.sync_api import Browser, Page

from polyneuron.book.source.settings import read_configuration
from polyneuron.book.texts.extraction import lesson_messages
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import ALL
from polyneuron.book.tools.files import file_digest
from tests.conftest import ROOT
from tests.places.set_up_cell import set_up_source, wanted_of

SITE = ROOT / "_build" / "site"
LANGUAGES = tuple(read_configuration(ROOT).languages)
pytestmark = pytest.mark.browser


class Visit:
    """A page, what it asked the network for, and what its console said."""

    def __init__(self, browser: Browser, url: str, width: int = 1280, scripts: bool = True):
        self.context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.errors: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(url)
        self.page.wait_for_load_state("networkidle")


@pytest.fixture
def visit(browser, address):
    """Open a page of the site."""
    visits = []

    def open_page(path: str, **options) -> Visit:
        visits.append(Visit(browser, f"{address}/{path}", **options))
        return visits[-1]

    yield open_page
    for one in visits:
        one.context.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_has_its_language_and_direction_and_asks_no_other_host(visit, address, configuration, code):
    opened = visit(f"{code}/01-neurons.html")
    language = configuration.language(code)
    assert opened.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [
        language.tag,
        language.direction,
    ]
    assert all(url.startswith((address, "data:", "blob:")) for url in opened.requests), opened.requests
    assert opened.errors == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_page_is_wider_than_its_window(browser, address, configuration, code):
    widths = (390, 1280) if code in ("en", "fa") else (390,)
    names = (*configuration.chapter_names, *configuration.page_names)
    too_wide = {}
    with closing(browser.new_context()) as context:
        page = context.new_page()
        for path in ("index.html", *(f"{code}/{name}.html" for name in names)):
            page.set_viewport_size({"width": widths[0], "height": 800})
            page.goto(f"{address}/{path}")
            page.evaluate("document.fonts.ready")
            for width in widths:
                page.set_viewport_size({"width": width, "height": 800})
                if (found := page.evaluate("document.documentElement.scrollWidth")) > width:
                    too_wide[path, width] = found
    assert too_wide == {}


def test_no_page_names_a_script_style_or_font_of_another_host():
    remote = re.compile(r"^(https?:)?//")
    checked = 0
    for path in SITE.rglob("*.html"):
        tree = html.fromstring(path.read_bytes())
        sources = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='preload']/@href")
        sources += tree.xpath("//img/@src | //iframe/@src | //source/@src | //link[contains(@rel, 'icon')]/@href")
        assert not [source for source in sources if remote.match(source)], path
        checked += 1
    assert checked >= 7
    for sheet in SITE.rglob("*.css"):
        assert not re.search(r"(@import|url\()\s*[\"']?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_persian_is_mirrored_and_code_and_formulas_are_not(visit):
    page = visit("fa/01-neurons.html").page

    def style(selector: str, name: str) -> str:
        return page.eval_on_selector(selector, f"element => getComputedStyle(element)['{name}']")

    assert style(".page p", "direction") == "rtl"
    for selector in ("div.highlight pre", ".cell_output pre", ".katex", ".page p code, .page li code"):
        assert style(selector, "direction") == "ltr", selector
    assert style(".page li code", "unicodeBidi") == "isolate"
    left, right = page.eval_on_selector(".side-chapters", "e => [e.getBoundingClientRect().left, innerWidth]")
    assert left > right / 2
    box = "e => [getComputedStyle(e).borderRightWidth, getComputedStyle(e).borderLeftWidth]"
    right, left = page.eval_on_selector(".admonition", box)
    assert (right != "0px", left) == (True, "0px")


def test_the_persian_font_is_served_and_used(visit):
    opened = visit("fa/01-neurons.html")
    assert any(re.search(r"/_shared/vazirmatn\.[0-9a-f]{16}\.woff2$", url) for url in opened.requests)
    assert opened.page.evaluate("document.fonts.check('16px Vazirmatn', 'شبکه')")
    assert not any("vazirmatn" in url for url in visit("ru/01-neurons.html").requests)


def test_formulas_are_there_without_scripts(visit):
    page = visit("pl/01-neurons.html", scripts=False).page
    assert page.locator(".katex").count() >= 1
    assert page.locator(".katex-error").count() == 0
    assert "neuron" in page.inner_text(".page").lower()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_switcher_leads_to_the_same_page_in_every_edition(visit, configuration, scripts):
    page = visit("ru/01-neurons.html", width=390, scripts=scripts).page
    page.click(".language-switcher summary")
    links = page.locator(".language-switcher a")
    assert links.all_inner_texts() == [language.name for language in configuration.languages.values()]
    assert page.locator(".language-switcher a[aria-current=page]").inner_text() == "Русский"
    page.click(".language-switcher a[lang=fa]")
    page.wait_for_url(re.compile(r"/fa/01-neurons\.html(#.*)?$"))


def test_the_switcher_leads_to_the_same_section_and_closes_with_escape(visit):
    page = visit("en/01-neurons.html#counting-parameters").page
    menu = page.locator(".language-switcher ul")
    page.click(".language-switcher summary")
    assert menu.is_visible()
    page.keyboard.press("Escape")
    assert not menu.is_visible()
    page.click(".language-switcher summary")
    page.click("article", position={"x": 5, "y": 5})
    assert not menu.is_visible()
    page.evaluate("document.getElementById('counting-parameters').scrollIntoView({behavior: 'instant'})")
    page.wait_for_selector(".side-contents a[aria-current][href='#counting-parameters']")
    for selector in (".language-switcher summary", ".language-switcher a[lang=fa]"):
        box = page.locator(selector).bounding_box()  # Playwright's own click scrolls the page below the header
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/fa/01-neurons.html#counting-parameters")
    assert page.evaluate("localStorage.getItem('polyneuron.language')") == "fa"


def test_sections_have_the_same_addresses_in_every_edition(configuration):
    def names(code, chapter):
        return re.findall(r'<section[^>]* id="([^"]+)"', (SITE / code / f"{chapter}.html").read_text(encoding="utf-8"))

    for chapter in configuration.chapter_names:
        english = names("en", chapter)
        assert len(english) > 5
        for code in configuration.languages:
            assert names(code, chapter) == english, (code, chapter)


@pytest.mark.parametrize(("code", "scripts"), [("fa", True), ("fa", False), ("yo", True)])
def test_the_menu_of_a_phone_opens_from_the_side_of_its_button(visit, code, scripts):
    page = visit(f"{code}/01-neurons.html", width=390, scripts=scripts).page
    page.click(".chapters-drawer summary")
    box = page.locator(".drawer-panel").bounding_box()
    button = page.locator(".chapters-drawer summary").bounding_box()
    assert box["width"] > 200
    assert 0 <= box["x"] <= 390 - box["width"] + 1
    assert (box["x"] > 20) == (button["x"] > 195) == (code == "fa")
    assert page.locator(".drawer-panel a").count() >= 7
    if scripts:
        page.keyboard.press("Escape")
        assert not page.locator(".drawer-panel").is_visible()


def untranslated(code: str, name: str) -> set[str]:
    """The English texts of a catalogue that an edition shows as they are; a released edition has none."""
    catalog = polib.pofile(str(ROOT / "locales" / code / "LC_MESSAGES" / f"{name}.po"))
    return {entry.msgid for entry in catalog if not entry.obsolete and not entry.translated()}


def texts_around_the_lesson(code: str) -> set[str]:
    """Everything outside the lesson that a page shows or says: text, tooltips and labels."""
    tree = html.fromstring((SITE / code / "01-neurons.html").read_bytes())
    for body in tree.xpath("//body"):
        words = set(body.attrib.values())  # what scripts say
    for part in tree.xpath("//script | //style | //noscript | //*[@lang] | //pre"):
        if part.tag != "html":
            part.drop_tree()
    for article in tree.xpath("//article//section | //nav//li/a"):
        article.text = None
        for child in list(article):
            article.remove(child)
    found = {text.strip() for text in tree.xpath("//body//text()") if text.strip()}
    attributes = tree.xpath("//body//@title | //body//@aria-label | //body//@placeholder | //body//@alt")
    found |= {text.strip() for text in (*attributes, *words) if text.strip()}
    source = html.fromstring((SITE / code / "01-neurons.html").read_bytes())
    return found | {
        text.strip() for text in source.xpath("//article//@title | //article//@aria-label | //summary//text()")
    }


SAME_EVERYWHERE = {
    "Polyneuron", "Ctrl", "+", "K", "#", "Binder", "Colab", "GitHub", ".ipynb", ".pdf", "2026",
}  # fmt: skip
"""Names and signs."""


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != "en"])
def test_nothing_around_a_lesson_is_english(configuration, lessons, code):
    interface = read_interface(code, configuration)
    kept = {text for text in ALL if interface(text) == text}
    english = texts_around_the_lesson("en")
    names = {text for text in english if "Neurons:" in text or text.startswith("©")}
    names |= {message.text for message in lesson_messages(lessons[0], "")[0] if message.role == "heading"}
    names |= untranslated(code, "glossary") | untranslated(code, "01-neurons")
    shared = {
        text
        for text in texts_around_the_lesson(code) & english - SAME_EVERYWHERE - kept - names
        if re.search(r"[A-Za-z]{2}", text)
    }
    assert not shared


@pytest.mark.parametrize("code", ["yo", "fa", "zh"])
def test_the_words_of_scripts_are_translated(visit, configuration, code):
    interface = read_interface(code, configuration)
    page = visit(f"{code}/01-neurons.html").page
    assert page.locator("button.copy-button").first.text_content() == interface("Copy")


def test_the_landing_page_leads_into_every_edition(visit, configuration):
    page = visit("index.html", scripts=False).page
    for language in configuration.languages.values():
        link = page.locator(f"footer li[lang={language.tag}] a")
        assert language.name in link.inner_text()
        assert (SITE / link.get_attribute("href")).exists()
    tree = html.parse(SITE / "index.html")
    for address in tree.xpath("//main//a/@href"):
        path, _, place = address.partition("#")
        target = html.parse(SITE / path)
        assert not place or target.xpath(f"//*[@id='{place}']"), address
    assert len(tree.xpath("//main//ol//a")) == len(configuration.languages) * (len(configuration.chapter_names) - 1)


def test_pictures_have_alternative_texts_in_the_language_of_the_page(visit):
    alternatives = "images => images.map(image => image.alt)"
    english = visit("en/01-neurons.html").page.locator(".cell_output img").evaluate_all(alternatives)
    persian = visit("fa/01-neurons.html").page.locator(".cell_output img").evaluate_all(alternatives)
    assert len(persian) == len(english) >= 8
    missing = untranslated("fa", "01-neurons")
    translated = [text for source, text in zip(english, persian, strict=True) if source not in missing]
    assert len(translated) >= 5
    assert all(re.search("[آ-ی]{3}", text) for text in translated)
    assert not set(translated) & set(english)


def test_notebooks_to_download_are_those_that_learners_launch():
    for code in LANGUAGES:
        page = (SITE / code / "01-neurons.html").read_text(encoding="utf-8")
        assert "_sources/01-neurons.ipynb" in page
        assert (SITE / code / "_sources" / "01-neurons.ipynb").read_bytes() == (
            ROOT / "_build" / "notebooks" / code / "01-neurons.ipynb"
        ).read_bytes()


def test_a_change_of_style_or_of_an_interface_text_reaches_the_site(translated_project):
    project = translated_project
    (project.root / "assets").unlink()
    shutil.copytree(ROOT / "assets", project.root / "assets")
    assert project.run("site", "--language", "fa").exit_code == 0
    page = project.root / "_build" / "site" / "fa" / "small.html"
    assert "Back to top" in page.read_text(encoding="utf-8")
    project.replace("assets/site.css", "--leading: 1.9", "--leading: 2.1")
    assert project.run("site", "--language", "fa").exit_code == 0
    (style,) = (project.root / "_build" / "site" / "_shared").glob("site.*.css")
    assert "--leading:2.1" in style.read_text(encoding="utf-8")
    assert style.name in page.read_text(encoding="utf-8")
    catalog = project.root / "locales" / "fa" / "LC_MESSAGES" / "interface.po"
    project.replace(
        str(catalog.relative_to(project.root)), 'msgid "Back to top"\nmsgstr ""', 'msgid "Back to top"\nmsgstr "بازگشت"'
    )
    assert project.run("site", "--language", "fa").exit_code == 0
    assert "بازگشت" in page.read_text(encoding="utf-8")


def test_building_one_edition_keeps_the_others(translated_project):
    for code in ("en", "fa"):
        assert translated_project.run("site", "--language", code).exit_code == 0
    site = translated_project.root / "_build" / "site"
    assert (site / "en" / "small.html").exists()
    assert (site / "fa" / "small.html").exists()
    landing = (site / "index.html").read_text(encoding="utf-8")
    assert landing.index("English") < landing.index("فارسی")
    shares = html.fromstring(landing).xpath("//*[contains(@class, 'share')]/ancestor::section/@id")
    assert shares == ["fa"]  # it is not released, and nothing in it is translated


def test_every_notebook_of_the_site_names_a_wheel_of_the_site(translated_project):
    """After a part build the other editions keep their pages, their notebooks, and the wheel that these name."""
    project = translated_project
    site = project.root / "_build" / "site"

    def named(code: str) -> str:
        wanted = wanted_of(set_up_source(nbformat.read(site / code / "_sources" / "small.ipynb", 4)))
        wheel = site / "wheels" / wanted["file"]
        assert file_digest(wheel) == wanted["sha256"]
        return wheel.name

    assert project.run("site", "--language", "en").exit_code == 0
    first, page = named("en"), (site / "en" / "small.html").read_bytes()
    project.write("src/polyneuron/figure_files/loss.js", "// another wheel")
    shutil.rmtree(project.root / "_build" / "wheels")
    (site / "en" / "small.html").write_text("edited by hand")
    assert project.run("site", "--language", "fa").exit_code == 0
    assert named("fa") != first == named("en")
    assert (site / "en" / "small.html").read_bytes() == page


def test_what_is_not_translated_is_english_left_to_right_and_the_page_says_so(project):
    project.replace("chapters/small.md", "## The sum", "## The sum\n\n- An [item](https://example.org) with `code`")
    assert project.run("catalogs").exit_code == 0
    catalog = project.catalog.read_text(encoding="utf-8")
    project.catalog.write_text(
        catalog.replace('msgid "A small lesson"\nmsgstr ""', 'msgid "A small lesson"\nmsgstr "درس"')
    )
    result = project.run("site", "--language", "fa")
    assert result.exit_code == 0, result.output
    page = html.fromstring((project.root / "_build" / "site" / "fa" / "small.html").read_bytes())
    marked = [part.text_content() for part in page.xpath("//article//span[contains(@class, 'untranslated')]")]
    assert "The sum" in marked
    assert set(page.xpath("//article//span[contains(@class, 'untranslated')]/@lang")) == {"en"}
    assert "An item with code" in marked
    assert page.xpath("//article//li//span[contains(@class, 'untranslated')]//a/@href") == ["https://example.org"]
    (note,) = page.xpath("//article//*[contains(@class, 'admonition')][contains(., 'Translated:')]")
    assert "Translated: ۱۴ %" in re.sub("[\u2066\u2069]", "", note.text_content()).replace("\xa0", " ")
    assert page.xpath("//article//h1")[0].text_content().startswith("درس")


def test_an_edition_that_is_kept_keeps_the_files_that_its_pages_load(translated_project):
    """Also where another edition was built since with another style sheet."""
    project = translated_project
    (project.root / "assets").unlink()
    shutil.copytree(ROOT / "assets", project.root / "assets")
    assert project.run("site").exit_code == 0
    project.replace("assets/site.css", "--leading: 1.9", "--leading: 2.1")
    assert project.run("site", "--language", "fa").exit_code == 0
    site = project.root / "_build" / "site"
    for code in ("en", "fa"):
        page = html.fromstring((site / code / "small.html").read_bytes())
        named = page.xpath("//script/@src | //link[@rel='stylesheet']/@href | //link[@rel='icon']/@href")
        assert len(named) >= 3
        assert [name for name in named if not (site / code / name).is_file()] == []

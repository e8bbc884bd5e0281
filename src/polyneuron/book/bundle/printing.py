"""Built pages → PDF, with Debian's Chromium: contents with page numbers, running heads, page numbers at the foot.

Pages are printed twice: the first print shows on which page each heading stands, the second one has these numbers in
its contents. (Chromium does not know `target-counter`, which would do both at once.) The browser gets its files from
this program and can reach nothing else, so a PDF depends on the built site and on the fonts of the machine alone.
"""

from __future__ import annotations

import contextlib
import functools
import mimetypes
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from lxml.html import HtmlElement
from playwright.sync_api import Browser, Page, Route

from polyneuron.book.bundle.contents import finished, heading_pages
from polyneuron.book.bundle.printed_pages import PaperWords, PrintedDocument, printed_document
from polyneuron.book.bundle.sheets import SheetWords, make_answer_sheet, make_exercise_sheet
from polyneuron.book.bundle.static_fonts import static_fonts
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.model.language import Language
from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.downloads import ANSWER_SHEET, EXERCISE_SHEET, SLIDES_FOLDER
from polyneuron.book.texts import interface_messages
from polyneuron.book.tools.escaping import style_string

_HOST = "http://site.invalid"
_SLIDE = (1280, 720)
_SHEETS = {EXERCISE_SHEET: make_exercise_sheet, ANSWER_SHEET: make_answer_sheet}
_WIDTH = 673
"""CSS pixels between the margins of a page of A4."""
_PASSES = 4
"""Numbers in the contents move headings only where a line of it breaks because of them."""
_FONTS = {"Hans": "fonts-noto-cjk", "Hant": "fonts-noto-cjk", "Jpan": "fonts-noto-cjk", "Kore": "fonts-noto-cjk"}
"""Script → Debian's package of a font for it, where `fonts-noto-core` has none."""

_WITHOUT_GLYPH = """(characters) => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 40;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const style = getComputedStyle(document.querySelector(".page, .slide"));
  context.font = `20px ${style.fontFamily}`;
  context.lang = document.documentElement.lang;
  context.textBaseline = "middle";
  const drawn = (character) => {
    context.clearRect(0, 0, 40, 40);
    context.fillText(character, 8, 20);
    return context.getImageData(0, 0, 40, 40).data.join();
  };
  const missing = drawn("\\u0378");
  return characters.filter((character) => drawn(character) === missing);
}"""
"""A character that no font has is drawn as a box, like this one, which no script has."""
_READY = """async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
}"""
_PAGE_FAMILY = "getComputedStyle(document.querySelector('.page')).fontFamily"
_FAMILY = "var(--family)"
"""Stands for the names of the page's fonts: margins inherit nothing from it."""
_ADD_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}"""
_LEAD = """([host, address]) => {
  for (const link of document.querySelectorAll("a[href]")) {
    if (!link.href.startsWith(`${host}/`)) continue;
    if (address) link.href = address + link.href.slice(host.length);
    else link.removeAttribute("href");
  }
}"""
"""Links to this host lead to the published site, where it has an address."""
_NUMBER = """(numbers) => {
  for (const place of document.querySelectorAll(".paper-number")) place.textContent = numbers[place.dataset.heading];
}"""


def print_pages(
    configuration: Configuration,
    language: Language,
    interface: Interface,
    browser: Browser,
    names: Sequence[str],
    *,
    cover: bool = False,
    sheet: str = "",
) -> bytes:
    """A PDF of built pages of an edition.

    Raises `ProblemsFound` where pages are not built, or the machine lacks a font for them.

    Parameters
    ----------
    names
        The pages, without extension, in their order.
    cover
        Whether they are a book, with a cover before the contents.
    sheet
        `EXERCISE_SHEET` or `ANSWER_SHEET`, where that is all that is printed of them.
    """
    code, book = language.code, configuration.book
    folder = configuration.build / "site" / code
    if missing := [name for name in names if not (folder / f"{name}.html").is_file()]:
        raise ProblemsFound(
            Problem(f"_build/site/{code}/{name}.html", 0, "Not built", "Run `make site`.", code) for name in missing
        )
    arrange: Callable[[HtmlElement], object] | None = None
    kind = ""
    if sheet:
        said = _sheet_words(interface, sheet)
        words, kind = PaperWords("", ""), f"{said.kind}: "
        arrange = functools.partial(_SHEETS[sheet], words=said)
    else:
        words = PaperWords(
            interface(interface_messages.PAPER_CONTENTS),
            interface(interface_messages.QUIZ_ANSWERS),
            book["title"] if cover else "",
            interface(interface_messages.LANDING_TAGLINE) if cover else "",
        )
    address = f"{configuration.site_url}/{code}" if configuration.site_url else ""
    document = printed_document(folder, names, address, words, arrange)
    paper = (configuration.root / "assets" / "paper.css").read_text(encoding="utf-8")
    style = paper + _margin_boxes(document, book["title"], language)
    numbers = dict.fromkeys((heading.identifier for heading in document.headings), 888)
    for _ in range(_PASSES):
        with _shown(browser, configuration, document, language) as page:
            page.evaluate(_ADD_STYLE, style.replace(_FAMILY, page.evaluate(_PAGE_FAMILY)))
            page.evaluate(_NUMBER, {heading: language.number(number) for heading, number in numbers.items()})
            pdf = page.pdf(prefer_css_page_size=True, print_background=True, tagged=True)
        last, numbers = numbers, heading_pages(pdf, document.headings)
        if last == numbers:
            break
    else:
        raise AssertionError("the numbers in the contents do not settle")
    title = book["title"] if cover else f"{document.titles[0]} – {book['title']}"
    return finished(pdf, document.headings, f"{kind}{title}", book["author"], language)


def _sheet_words(interface: Interface, sheet: str) -> SheetWords:
    if sheet == ANSWER_SHEET:
        return SheetWords(interface(interface_messages.DOWNLOADS_ANSWERS), "", "")
    words = (interface_messages.DOWNLOADS_EXERCISES, interface_messages.SHEET_NAME, interface_messages.SHEET_DATE)
    return SheetWords(*map(interface, words))


def print_deck(configuration: Configuration, language: Language, browser: Browser, chapter: str) -> bytes:
    """A PDF of a chapter's slides, a page for each; raises `ProblemsFound` where they are not made."""
    site, deck = configuration.build / "site", f"{language.code}/{SLIDES_FOLDER}/{chapter}.html"
    if not (site / deck).is_file():
        raise ProblemsFound([Problem(f"_build/site/{deck}", 0, "Not made", "Run `make slides`.", language.code)])
    # reveal.js puts a style element into the printed page, which the policy of the site forbids.
    context = browser.new_context(bypass_csp=True, viewport={"width": _SLIDE[0], "height": _SLIDE[1]})
    page = context.new_page()
    page.route("**/*", functools.partial(_answer, site, _fonts(configuration, language)))
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
    page.goto(f"{_HOST}/{deck}?print-pdf")
    page.locator(".pdf-page").first.wait_for()
    page.evaluate(_READY)
    _check_glyphs(page, language)
    page.evaluate(_LEAD, [_HOST, configuration.site_url])
    pdf = page.pdf(width=f"{_SLIDE[0]}px", height=f"{_SLIDE[1]}px", print_background=True, tagged=True)
    title = page.title()
    context.close()
    return finished(pdf, (), f"{title} – {configuration.book['title']}", configuration.book["author"], language)


@contextlib.contextmanager
def _shown(
    browser: Browser, configuration: Configuration, document: PrintedDocument, language: Language
) -> Iterator[Page]:
    """The document as if it lay beside the pages of the edition, with its figures, fonts and pictures.

    Opened anew for each print: a second print of the same page may break it otherwise.
    """
    shown = f"{_HOST}/{language.code}/paper.html"
    context = browser.new_context(viewport={"width": _WIDTH, "height": 900})
    page = context.new_page()
    made = {shown: document.text, **_fonts(configuration, language)}
    page.route("**/*", functools.partial(_answer, configuration.build / "site", made))
    page.emulate_media(media="print", color_scheme="light", reduced_motion="reduce")
    page.goto(shown)
    for figure in page.locator(".pn-figure").all():
        figure.scroll_into_view_if_needed()
        figure.and_(page.locator("[data-ready]")).wait_for()  # its data may lie in a file of their own
    page.evaluate(_READY)
    _check_glyphs(page, language)
    yield page
    context.close()


def _fonts(configuration: Configuration, language: Language) -> dict[str, str | bytes]:
    if language.script != "Arab":
        return {}
    return static_fonts(configuration.root, configuration.build / "site", _HOST)


def _answer(site: Path, made: Mapping[str, str | bytes], route: Route) -> None:
    """Give the browser a file of the site, or what was made for it (address → content)."""
    url = route.request.url.partition("?")[0].partition("#")[0]
    file = site / url.removeprefix(f"{_HOST}/")
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    if url in made:
        route.fulfill(body=made[url], content_type=f"{kind}; charset=utf-8" if isinstance(made[url], str) else kind)
    elif url.startswith(f"{_HOST}/") and file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=kind)
    else:
        route.abort()


def _check_glyphs(page: Page, language: Language) -> None:
    """Raise `ProblemsFound` where the machine has no font for a character of the text."""
    text = page.evaluate("document.body.innerText")
    shown = sorted({sign for sign in text if sign > "~" and unicodedata.category(sign)[0] not in "CZM"})
    missing = page.evaluate(_WITHOUT_GLYPH, shown)
    if missing:
        package = _FONTS.get(language.script, "fonts-noto-core")
        more = f" and {len(missing) - 5} more" if len(missing) > 5 else ""
        what = f"No font of this machine has {' '.join(missing[:5])}{more}, which the pages need"
        remedy = f"Install one; on Debian: apt-get install {package}"
        raise ProblemsFound([Problem(f"_build/site/{language.code}", 0, what, remedy, language.code)])


def _margin_boxes(document: PrintedDocument, book: str, language: Language) -> str:
    """The head of each page, with the title of its chapter, and its foot, with the number."""
    start, end = ("right", "left") if language.is_right_to_left else ("left", "right")
    look = f"font: 8.5pt {_FAMILY}; direction: {language.direction}; color: #333;"
    foot = f"@page {{ @bottom-center {{ content: counter(page, {language.counter_style}); {look} }} }}\n"
    heads = [
        f"@page paper{place} {{\n"
        f"  @top-{start} {{ content: {style_string(title)}; {look} }}\n"
        f"  @top-{end} {{ content: {style_string(book)}; {look} }}\n}}\n"
        for place, title in enumerate(document.titles)
    ]
    return "\n".join([foot, *heads])

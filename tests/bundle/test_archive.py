"""The zip of an edition: the same bytes each time, nothing missing, and pages that work from a folder."""

from __future__ import annotations

import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from lxml import html
from playwright.sync_api import expect

from polyneuron.book.bundle.archive import folder_page, write_archive
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.pages.downloads import archive_name, pdf_name, questions_name
from polyneuron.book.tools.files import file_digest
from tests.browser import visits

CODES = ("en", "fa")
PAGES = ("01-neurons", "04-backprop", "glossary", "downloads")


@pytest.fixture(scope="module")
def archives(configuration, tmp_path_factory) -> dict[str, Path]:
    """Code → the zip of an edition, with files in the places of its PDF and of a question bank."""
    folder = tmp_path_factory.mktemp("archives")
    found = {}
    for code in CODES:
        pdf = folder / pdf_name(configuration, code)
        pdf.write_bytes(b"%PDF-1.4 " * 100_000)
        questions = folder / questions_name(configuration, code, "xml", "01-neurons")
        questions.write_bytes(b"<quiz/>")
        found[code] = folder / archive_name(configuration, code)
        write_archive(configuration, code, [pdf, questions], found[code])
    return found


@pytest.fixture(scope="module")
def unpacked(archives, tmp_path_factory) -> dict[str, Path]:
    """Code → the folder that one gets from its zip."""
    folders = {}
    for code, archive in archives.items():
        target = tmp_path_factory.mktemp("a stick, of mine")
        zipfile.ZipFile(archive).extractall(target)
        (folders[code],) = target.iterdir()
    return folders


def test_the_same_files_make_the_same_bytes(configuration, archives, tmp_path):
    again = tmp_path / archives["en"].name
    pdf = archives["en"].with_suffix(".pdf")
    questions = pdf.with_name(questions_name(configuration, "en", "xml", "01-neurons"))
    write_archive(configuration, "en", [pdf, questions], again)
    assert file_digest(again) == file_digest(archives["en"])
    entries = zipfile.ZipFile(again).infolist()
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("code", CODES)
def test_the_zip_holds_all_parts_and_every_link_within_it_leads_to_a_file(configuration, unpacked, code):
    folder = unpacked[code]
    assert folder.name == f"polyneuron-{code}"
    notebooks = {path.stem for path in (folder / "notebooks").glob("*.ipynb")}
    assert notebooks == set(configuration.chapter_names)
    assert len(list((folder / "notebooks" / "wheels").glob("polyneuron-*.whl"))) == 1
    assert {path.name for path in (folder / "data").iterdir()} >= {"digits.npz", "reviews.tsv", "README.md"}
    assert (folder / "pdf" / f"polyneuron-{code}.pdf").is_file()
    # What a teacher imports lies where it lies on the site, and the page of downloads leads there.
    questions = f"downloads/{code}/{questions_name(configuration, code, 'xml', '01-neurons')}"
    assert (folder / questions).read_bytes() == b"<quiz/>"
    links = html.fromstring((folder / code / "downloads.html").read_bytes()).xpath("//article//@href")
    assert f"../{questions}" in links
    assert (folder / "LICENSE-text").is_file()
    lost = []
    for page in [folder / "index.html", *(folder / code).glob("*.html")]:
        for link in html.fromstring(page.read_bytes()).xpath("//@href | //@src | //@data-file"):
            file = unquote(link.partition("#")[0].partition("?")[0])
            if file and ":" not in file and not (page.parent / file).exists():
                lost.append(f"{page.name}: {link}")
    assert lost == []


def test_the_search_works_from_a_folder(browser, unpacked):
    with visits(browser) as visit:
        page = visit((unpacked["fa"] / "fa" / "search.html").as_uri(), viewport={"width": 390, "height": 844})
        page.fill("#search-words", "شبکههای")
        page.locator("#search-results a[href*='#']").first.click()
        page.wait_for_url("file://**/fa/*.html#*")
        assert page.locator("article h1").count() == 1


@pytest.mark.parametrize("code", CODES)
def test_pages_work_from_a_folder_and_the_console_stays_silent(browser, unpacked, code):
    said: list[str] = []
    with visits(browser) as visit:
        page = visit((unpacked[code] / "index.html").as_uri(), viewport={"width": 390, "height": 844})
        page.wait_for_url(f"**/{code}/*.html")
        page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
        page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
        for name in PAGES:
            page.goto((unpacked[code] / code / f"{name}.html").as_uri())
            page.wait_for_load_state("networkidle")
            assert page.evaluate("document.styleSheets.length") == 1
            assert page.locator(".site-header").evaluate("(header) => getComputedStyle(header).position") == "sticky"
            for figure in page.locator(".pn-figure").all():
                figure.scroll_into_view_if_needed()
                expect(figure).to_have_attribute("data-ready", "")
            if page.locator(".katex").count():
                assert page.evaluate("document.fonts.check('16px KaTeX_Main')")
            if name == PAGES[0]:
                form = page.locator(".pn-quiz[data-live] form").first
                form.locator("[data-right] input").check()
                form.locator(".pn-check").click()
                expect(form).to_have_class("pn-question pn-solved")
        page.wait_for_timeout(300)
        listed = page.locator(".pn-downloads li")
        assert listed.count() == 1
        assert file_digest(unpacked[code] / "pdf" / f"polyneuron-{code}.pdf") in listed.inner_text()
    # A picture that was on its way when the page was left is none that is missing.
    assert [one for one in said if not one.startswith("net::ERR_ABORTED")] == []


def test_an_edition_that_is_not_built_is_named(project, tmp_path):
    with pytest.raises(ProblemsFound, match="make site"):
        write_archive(project.configuration, "fa", [], tmp_path / "polyneuron-fa.zip")


def test_a_page_for_a_folder_leads_to_other_editions_where_they_are_published(configuration):
    own = '<a href="../fa/about.html"><img src="../_shared/a.png">'
    text = f'<a href="../pl/about.html"><a href="_sources/a.ipynb">{own}'
    leading = f'<a href="{configuration.site_url}/pl/about.html"><a href="../notebooks/a.ipynb">{own}'
    assert folder_page(text, configuration, "fa") == leading


def test_a_deck_for_a_folder_finds_the_page_above_it_and_the_shared_files(configuration):
    own = '<a href="../01-neurons.html"><img src="../_images/a.webp"><script src="../../_shared/slides.js">'
    text = f'{own}<a href="../../pl/about.html">'
    leading = f'{own}<a href="{configuration.site_url}/pl/about.html">'
    assert folder_page(text, configuration, "fa", 2) == leading

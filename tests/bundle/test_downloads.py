"""The list of downloads on the page of an edition."""

from __future__ import annotations

import json
import shutil

import pytest
from lxml.html import fromstring

from polyneuron.book.bundle import downloads
from polyneuron.book.pages.downloads import archive_name, pdf_name, put_downloads
from polyneuron.book.pages.offline import LIST_FILE, write_offline_list
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import DOWNLOADS_NONE
from polyneuron.book.tools.files import file_digest
from polyneuron.book.tools.progress import Progress
from tests.conftest import ROOT


@pytest.fixture
def site(project, tmp_path):
    """A site with the real Persian page of downloads."""
    target = tmp_path / "_build" / "site" / "fa"
    target.mkdir(parents=True)
    shutil.copy(ROOT / "_build" / "books" / "fa" / "_build" / "html" / "downloads.html", target)
    return target.parent


def shown(project, site) -> str:
    language = project.configuration.language("fa")
    project.copy_interface()
    put_downloads(project.configuration, language, read_interface("fa", project.configuration), site)
    return (site / "fa" / "downloads.html").read_text(encoding="utf-8").replace("\u00a0", " ")


def test_without_files_the_page_says_what_one_can_take_along_meanwhile(project, site):
    page = shown(project, site)
    assert read_interface("fa", project.configuration)(DOWNLOADS_NONE) in page and "pn-downloads" not in page


def test_files_are_listed_with_size_and_checksum_and_lie_in_the_site(project, site):
    made = project.configuration.build / "downloads" / "fa"
    made.mkdir(parents=True)
    (made / archive_name(project.configuration, "fa")).write_bytes(b"x" * 12_300_000)
    (made / pdf_name(project.configuration, "fa")).write_bytes(b"x" * 41_600)
    page = shown(project, site)
    assert "۱۲٫۳ مگابایت" in page and "۴۲ کیلوبایت" in page
    assert page.index("polyneuron-fa.zip") < page.index("polyneuron-fa.pdf")
    for path in made.iterdir():
        assert file_digest(path) in page
        assert (site / "downloads" / "fa" / path.name).read_bytes() == path.read_bytes()
    (made / "polyneuron-fa.pdf").unlink()
    again = shown(project, site)
    assert "polyneuron-fa.pdf" not in again and not (site / "downloads" / "fa" / "polyneuron-fa.pdf").exists()


def test_a_size_is_never_nothing_and_never_a_thousand_kilobytes(project, site):
    made = project.configuration.build / "downloads" / "fa"
    made.mkdir(parents=True)
    for count, words in ((1, "۱ کیلوبایت"), (999_499, "۹۹۹ کیلوبایت"), (999_500, "۱ مگابایت")):
        (made / pdf_name(project.configuration, "fa")).write_bytes(b"x" * count)
        assert f", {words})" in shown(project, site)


def test_what_a_device_keeps_knows_the_page_with_the_new_list(project, site, monkeypatch):
    project.copy_interface()
    write_offline_list(site, "fa")
    before = (site / "fa" / "downloads.html").read_bytes()
    (site / "_shared").mkdir()
    for name in ("LICENSE", "LICENSE-text"):
        shutil.copy(ROOT / name, project.root)
    monkeypatch.setattr(downloads, "make_pdfs", lambda *arguments: [])
    (project.configuration.build / "downloads" / "fa").mkdir(parents=True)
    downloads.make_bundles(project.configuration, ["fa"], Progress())
    page = site / "fa" / "downloads.html"
    assert page.read_bytes() != before
    listed = json.loads((site / "fa" / LIST_FILE).read_text(encoding="utf-8"))["files"]
    assert listed["fa/downloads.html"] == file_digest(page)


def test_those_who_teach_find_a_row_for_each_chapter_and_a_column_for_each_kind_of_file(project, site):
    made = project.configuration.build / "downloads" / "fa"
    made.mkdir(parents=True)
    shutil.copy(ROOT / "_build" / "books" / "fa" / "_build" / "html" / "01-neurons.html", site / "fa" / "small.html")
    names = ["polyneuron-fa-small-questions.xml", "polyneuron-fa-small-slides.pdf", "polyneuron-fa-questions.gift"]
    for name in names:
        (made / name).write_bytes(b"x")
    (site / "fa" / "slides").mkdir()
    (site / "fa" / "slides" / "small.html").write_text("", encoding="utf-8")
    page = shown(project, site)
    (table,) = fromstring(page).xpath("//h2[@id='for-teaching']/following-sibling::div//table")
    heads = [cell.text_content() for cell in table.xpath(".//thead//th")]
    assert heads == ["فصل", "اسلایدها", "پرسش‌های آزمونک"]
    rows = [[cell.xpath(".//a/@href") for cell in row.xpath("td")] for row in table.xpath(".//tbody/tr")]
    address = "../downloads/fa/"
    assert rows == [
        [["slides/small.html", address + names[1]], [address + names[0]]],
        [[], [address + names[2]]],
    ]
    assert read_interface("fa", project.configuration)(DOWNLOADS_NONE) in page

"""How parts of a page become HTML, in a Sphinx of this process; and the lines below a page."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from lxml import html
from PIL import Image
from sphinx.application import Sphinx

from polyneuron.book.pages.credits import credit_of
from polyneuron.book.pages.navigation import navigation
from polyneuron.book.pages.reports import report_of
from polyneuron.book.texts import interface_messages
from polyneuron.book.texts.interface import read_interface

PAGE = """\
A page
======

Say ``short`` and ``a_function_with_a_very_long_name(1, 2)``.

.. code-block:: python

   def one(x):
       return x + 1

.. code-block:: none

   print this

.. list-table::

   * - a
     - b

.. image:: plain.png
.. image:: noise.png
   :width: 50px
.. image:: plain.png
   :width: 50%
"""


def png(pixels: np.ndarray) -> bytes:
    content = io.BytesIO()
    Image.fromarray(pixels.astype(np.uint8)).save(content, "PNG")
    return content.getvalue()


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    """The folder of a site of one page."""
    folder = tmp_path_factory.mktemp("written")
    source = folder / "source"
    source.mkdir()
    (source / "index.rst").write_text(PAGE)
    (source / "plain.png").write_bytes(png(np.full((40, 100, 3), 200)))
    (source / "noise.png").write_bytes(png(np.random.default_rng(0).integers(0, 256, (20, 100))))
    settings = {"extensions": ["polyneuron.book.pages.translator"], "html_theme": "basic"}
    app = Sphinx(source, None, folder / "out", folder / "trees", "html", settings, status=None, warning=None)
    app.build()
    return folder / "out"


@pytest.fixture(scope="module")
def page(written) -> html.HtmlElement:
    return html.fromstring((written / "index.html").read_bytes())


def test_lines_of_code_are_blocks_that_say_how_far_they_stand_in(page):
    code, printed = page.xpath("//div[contains(@class, 'highlight-')]//pre")
    assert [line.get("style") for line in code.xpath("span[@class='line']")] == [None, "--indent:4"]
    assert code.text_content().strip() == "def one(x):\n    return x + 1"
    assert code.xpath(".//span[@class='k']")
    assert not code.xpath(".//span[@class='n' or @class='o' or @class='p' or @class='w']")
    assert not printed.xpath("span[@class='line']")


def test_only_short_code_is_kept_whole(page):
    short, long = page.xpath("//p//code")
    assert "short" in short.get("class").split()
    assert "short" not in long.get("class").split()


def test_tables_scroll_in_a_box(page):
    (table,) = page.xpath("//table")
    assert table.getparent().get("class") == "scrolls"


def test_pictures_have_their_size_and_the_smaller_format(page, written):
    plain, noise, half = page.xpath("//img")
    assert (plain.get("width"), plain.get("height"), plain.get("loading")) == ("100", "40", "lazy")
    assert (noise.get("width"), noise.get("height")) == ("50", "10")
    assert "50%" in half.get("style")
    for image in (plain, noise):
        with Image.open(written / image.get("src")) as shown:
            assert shown.width == 100
    sizes = {path.name: path.stat().st_size for path in (written / "_images").iterdir()}
    assert sizes["plain.webp"] < len(png(np.full((40, 100, 3), 200)))


def test_the_list_of_pages_holds_what_is_there_with_its_headings(configuration):
    title = SimpleNamespace(astext=lambda: "A title")
    environment = SimpleNamespace(titles=dict.fromkeys(("01-neurons", "about"), title))
    interface = read_interface("fa", configuration)
    chapters, beside = navigation(configuration, interface, environment)
    assert (chapters.heading, [link.name for link in chapters.links]) == ("", ["01-neurons"])
    assert (beside.heading, [link.title for link in beside.links]) == (
        interface(interface_messages.BESIDE),
        ["A title"],
    )
    environment.titles.pop("about")
    assert len(navigation(configuration, interface, environment)) == 1


def test_a_page_names_its_translators_or_the_machine(translated_project, configuration):
    project, fa = translated_project, configuration.language("fa")
    interface = read_interface("fa", configuration)

    def line(page: str = "small", language=fa) -> str:
        return credit_of(project.configuration, language, interface, page)

    assert "({share}" not in interface(interface_messages.CREDIT_MACHINE)  # in words what it counts
    machine = interface(interface_messages.CREDIT_MACHINE).partition("{")[0]
    assert line().startswith(machine)
    catalog = project.catalog.read_text(encoding="utf-8")
    project.catalog.write_text(catalog.replace("The Polyneuron translators", "Simin Daneshvar <simin@example.org>"))
    said = line()
    assert "Simin Daneshvar" in said
    assert "example.org" not in said
    assert line("search") == line("small", configuration.language("en")) == ""


def test_a_report_holds_what_finds_the_text_again(configuration):
    fa = configuration.language("fa")
    report = report_of(configuration, fa, "03-losses", "عنوان & more", "<p>text</p>")
    assert report.text.splitlines()[1] == f"{configuration.site_url}/fa/03-losses.html"
    assert report.text.splitlines()[0] == "\u200fعنوان & more – Polyneuron"
    assert "\n\u200fفارسی (fa)\n" in report.text
    assert report.mail.startswith("mailto:?subject=%E2%80%8F%D8%B9")
    written = replace(configuration, contact="course@example.org")
    assert report_of(written, fa, "x", "y", "").mail.startswith("mailto:course@example.org?subject=")
    assert "%26" in report.issue
    assert " " not in report.mail + report.issue
    assert report_of(configuration, fa, "03-losses", "عنوان", "<p>other</p>").end != report.end

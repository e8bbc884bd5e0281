"""How a site is found, and what it says where nothing is found: sitemap, robots and a 404 page in every language."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

import jinja2

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Edition
from polyneuron.book.pages.settings import TEMPLATES
from polyneuron.book.texts import interface_messages

_NOT_LISTED = ("search", "genindex")
"""Pages that nobody looks for."""


def write_found_files(configuration: Configuration, editions: Sequence[Edition], target: Path) -> None:
    """Write `sitemap.xml`, `robots.txt` and `404.html` into the site in the folder `target`."""
    loader = jinja2.FileSystemLoader(TEMPLATES)
    environment = jinja2.Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    order = list(configuration.languages)
    editions = sorted(editions, key=lambda edition: order.index(edition.language.code))
    pages = {
        edition.language: sorted(
            path.name for path in (target / edition.language.code).glob("*.html") if path.stem not in _NOT_LISTED
        )
        for edition in editions
    }
    common = {"site": configuration.site_url, "texts": interface_messages, "editions": editions}
    names = sorted({name for listed in pages.values() for name in listed})
    written = {
        # A host shows it for addresses at any depth, so its links name the path from the host's root.
        "404.html": environment.get_template("404.html").render(
            common, root=f"{urlsplit(configuration.site_url).path.rstrip('/')}/", first=configuration.chapter_names[0]
        ),
    }
    if configuration.site_url:
        written["sitemap.xml"] = environment.get_template("sitemap.xml").render(common, pages=pages, names=names)
        written["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {configuration.site_url}/sitemap.xml\n"
    for name, text in written.items():
        (target / name).write_text(text, encoding="utf-8")

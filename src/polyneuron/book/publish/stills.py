"""Pictures of the interactive figures as the built pages show them, taken with Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.chromium import open_chromium

_WIDTH = 760


def take_stills(site: Path, code: str, chapters: Iterable[str]) -> dict[tuple[str, str], bytes]:
    """(chapter, name of a figure) → its picture as PNG, for an edition of the site.

    Raises `ProblemsFound` where the pages or Chromium are missing.
    """
    chapters = list(chapters)
    if missing := [name for name in chapters if not (site / code / f"{name}.html").is_file()]:
        raise ProblemsFound(
            [Problem(f"_build/site/{code}/{name}.html", 0, "Not built", "Run `make site`.", code) for name in missing]
        )
    found = {}
    with open_chromium("takes pictures of the interactive figures") as browser:
        context = browser.new_context(
            viewport={"width": _WIDTH, "height": 900}, reduced_motion="reduce", color_scheme="light"
        )
        page = context.new_page()
        for chapter in chapters:
            page.goto((site / code / f"{chapter}.html").resolve().as_uri())
            for figure in page.locator(".pn-figure").all():
                name = figure.get_attribute("data-figure") or ""
                figure.scroll_into_view_if_needed()
                figure.and_(page.locator("[data-ready]")).wait_for()  # its data may lie in a file of their own
                found[chapter, name] = figure.screenshot(type="png", animations="disabled")
    return found

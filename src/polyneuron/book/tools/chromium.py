"""Debian's Chromium, which takes pictures of built pages and prints them."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from polyneuron.book.model.problems import Problem, ProblemsFound

_OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@contextlib.contextmanager
def open_chromium(purpose: str) -> Iterator[Browser]:
    """A browser for a block; raises `ProblemsFound` where Chromium is missing.

    Parameters
    ----------
    purpose
        What it is needed for, such as `prints the pages`.
    """
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        what = f"Chromium is missing, which {purpose}"
        raise ProblemsFound([Problem("_build/site", 0, what, "Run `make tools`, or install it.")])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_OPTIONS)
        try:
            yield browser
        finally:
            browser.close()

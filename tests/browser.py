"""What tests in a browser share: a local server of built pages, and Debian's Chromium."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

_AXE = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, before: Callable[[str], object], **options):
        self._before = before
        super().__init__(*arguments, **options)

    def do_GET(self):
        self._before(self.path)
        super().do_GET()

    def log_message(self, *arguments):
        pass


@contextlib.contextmanager
def served(folder: Path, before: Callable[[str], object] = lambda path: None) -> Iterator[str]:
    """Address of a local server that shows a folder; `before` is called with what is asked for, before the answer."""
    handler = functools.partial(_Quiet, directory=str(folder), before=before)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    assert executable, "Chromium is missing. Remedy: make tools"
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        yield browser
        browser.close()


def load_axe(page: Page) -> None:
    """Bring axe-core into a page, past its Content-Security-Policy, as a debugger does."""
    page.evaluate(_AXE.read_text(encoding="utf-8"))


@contextlib.contextmanager
def visits(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own with the options given, and closes them all at the end.

    Without `workers` the browser is one that has no service workers: what a test holds back, they would fetch all the
    same.
    """
    contexts = []

    def open_page(
        url: str, prepare: Callable[[Page], None] = lambda page: None, workers: bool = False, **options
    ) -> Page:
        contexts.append(browser.new_context(**options))
        if not workers:
            contexts[-1].add_init_script("delete Navigator.prototype.serviceWorker")
        page = contexts[-1].new_page()
        prepare(page)
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()

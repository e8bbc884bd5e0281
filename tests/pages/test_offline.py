"""What a device keeps is read when the network is gone, and pages of two versions never meet."""

import contextlib
import json
import shutil
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as BrowserError

from polyneuron.book.texts.interface import read_interface
from polyneuron.book.texts.interface_messages import KEEP_FAILED, KEEP_KEPT, KEEP_NO_ROOM, NOT_KEPT
from tests.browser import load_axe, served, visits
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
pytestmark = pytest.mark.browser


class Network:
    """A host that shows a folder, writes down what is asked for, and can be slow and be cut off."""

    def __init__(self, folder: Path):
        self._stack = contextlib.ExitStack()
        self.address = self._stack.enter_context(served(folder, self._note))
        self.asked: list[str] = []
        self.seconds = 0.0

    def _note(self, path: str) -> None:
        self.asked.append(path)
        time.sleep(self.seconds)

    def cut(self) -> None:
        self._stack.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    """A host with a copy of the Persian edition."""
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ("fa", "_shared"):
        shutil.copytree(SITE / name, folder / name)
    (folder / "downloads" / "fa").mkdir(parents=True)
    (folder / "downloads" / "fa" / "polyneuron-fa.zip").write_bytes(b"PK")
    shutil.copy(SITE / "service-worker.js", folder)
    found = Network(folder)
    yield found
    found.cut()


def begin_to_keep(page: Page) -> None:
    """Press the button at the foot of a page."""
    page.wait_for_selector(".keep:not([hidden])")
    page.click(".keep summary")
    page.click(".keep button:not([hidden])")


def keep(page: Page) -> str:
    """Press the button at the foot of a page, and give what is said at the end."""
    begin_to_keep(page)
    page.wait_for_selector(".keep:not([aria-busy])")
    return page.inner_text(".keep [role=status]")


def worker_ready(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def test_a_kept_course_is_read_without_a_network(browser: Browser, network, configuration):
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/01-neurons.html", viewport={"width": 390, "height": 800}, workers=True)
        page.locator(".keep summary").scroll_into_view_if_needed()
        assert keep(page) == read_interface("fa", configuration)(KEEP_KEPT)
        megabytes = json.loads((SITE / "fa" / "offline.json").read_text())["bytes"] / 1e6
        assert 1 < megabytes < 12
        assert page.inner_text(".keep [data-size]") != ""
        network.cut()
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(f"{message.location}") if message.type == "error" else None)
        page.goto(f"{network.address}/fa/05-mnist.html")
        assert page.locator(".katex").count() > 0
        page.locator("[data-figure=digit]").scroll_into_view_if_needed()
        page.wait_for_selector("[data-figure=digit] canvas, [data-figure=digit] svg, [data-figure=digit] button")
        assert page.evaluate("[...document.images].every((image) => image.loading === 'lazy' || image.complete)")
        page.goto(f"{network.address}/fa/search.html?q=شبکههای")
        page.locator("#search-results a").first.wait_for()
        page.locator("#search-results a[href*='#']").first.click()
        page.wait_for_selector("article h1")
        page.goto(f"{network.address}/fa/")
        page.wait_for_url("**/fa/00-start.html")
        assert page.locator("article h1").count() == 1
        asked_by_the_browser = "/favicon.ico"  # where a page that leads on names no icon
        assert [error for error in errors if asked_by_the_browser not in error] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_box(browser: Browser, network, scheme):
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/about.html", workers=True, color_scheme=scheme)
        for again in range(2):
            if again:
                keep(page)
            else:
                page.wait_for_selector(".keep:not([hidden])")
                page.click(".keep summary")
            load_axe(page)
            assert page.evaluate("axe.run({include: ['.keep']})")["violations"] == []
            page.reload()


def test_a_visited_page_is_read_again_without_a_network(browser: Browser, network):
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/02-activations.html", workers=True)
        worker_ready(page)
        page.reload()
        page.wait_for_load_state("networkidle")
        page.evaluate("fetch('../downloads/fa/polyneuron-fa.zip')")
        page.wait_for_function(REMEMBERED)
        remembered = page.evaluate("caches.keys().then((names) => names.filter((name) => name.includes('visited')))")
        assert remembered == ["polyneuron-visited-fa"], "downloads are nothing to keep twice"
        network.cut()
        page.reload()
        assert page.locator(".katex").count() > 1
        assert page.evaluate("getComputedStyle(document.querySelector('.site-header')).position") == "sticky"


REMEMBERED = """async () => {
    const cache = await caches.open("polyneuron-visited-fa");
    const shown = [location.href, ...[...document.styleSheets].map(({href}) => href).filter(Boolean)];
    return (await Promise.all(shown.map((address) => cache.match(address)))).every(Boolean);
}"""
"""Whether the browser has remembered the page that it shows, with its style sheets."""


def release(folder: Path, word: str, listed: bool) -> None:
    """Put another version of two pages on the host; `listed`: with the list that goes with it."""
    path = folder / "fa" / "offline.json"
    found = json.loads(path.read_text())
    for name in ("fa/01-neurons.html", "fa/02-activations.html"):
        page = folder / name
        page.write_text(page.read_text().replace("<body ", f'<body data-release="{word}" ', 1))
        found["files"][name] = sha256(page.read_bytes()).hexdigest()
    found["version"] = word
    if listed:
        path.write_text(json.dumps(found))


KEPT = """async () => {
    const state = await (await caches.open("polyneuron-state")).match("/kept");
    return (await state.json()).fa;
}"""
"""The version of the Persian edition that the browser keeps."""


def version_of(page: Page, address: str) -> str | None:
    page.goto(address)
    return page.evaluate("document.body.dataset.release ?? null")


def test_a_new_version_takes_the_place_of_the_old_as_a_whole(browser: Browser, network, tmp_path):
    first, second = (f"{network.address}/fa/{name}.html" for name in ("01-neurons", "02-activations"))
    with visits(browser) as open_page:
        page = open_page(first, workers=True)
        keep(page)
        release(tmp_path / "site", "two", listed=True)
        assert version_of(page, first) is None, "what is kept comes first, and the new version is fetched meanwhile"
        deadline = time.monotonic() + 30
        while page.evaluate(KEPT) != "two" and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert version_of(page, second) == "two"
        assert version_of(page, first) == "two"
        network.cut()
        assert version_of(page, second) == "two"


def test_a_new_version_comes_after_pages_that_were_read_without_a_network(browser: Browser, network, tmp_path):
    first = f"{network.address}/fa/01-neurons.html"
    with visits(browser) as open_page:
        page = open_page(first, workers=True)
        keep(page)
        page.context.set_offline(True)
        assert version_of(page, first) is None
        page.context.set_offline(False)
        release(tmp_path / "site", "two", listed=True)
        version_of(page, first)
        deadline = time.monotonic() + 30
        while page.evaluate(KEPT) != "two" and time.monotonic() < deadline:
            page.wait_for_timeout(100)
        assert version_of(page, first) == "two"


def test_without_a_network_every_address_leads_to_what_is_kept(browser: Browser, network, configuration):
    interface = read_interface("fa", configuration)
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/01-neurons.html", viewport={"width": 390, "height": 800}, workers=True)
        keep(page)
        network.cut()
        for path in ("en/01-neurons.html", "fa/no-such-page.html", "no-such-page.html", "pl/"):
            page.goto(f"{network.address}/{path}")
            assert page.inner_text("h1") == interface(NOT_KEPT), path
            assert page.url == f"{network.address}/{path}", "a reload asks for it again"
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
        title = page.locator("h1").bounding_box()
        assert title is not None
        assert min(title["x"], title["y"], 390 - title["x"] - title["width"]) >= 16
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
        chapters = [f"{name}.html" for name in configuration.chapter_names]
        links = page.locator("main a").evaluate_all("links => links.map((link) => link.href.split('/').pop())")
        assert links == [*chapters, "course-map.html"]
        page.click("main a >> nth=0")
        page.wait_for_url("**/fa/00-start.html")
        for path in ("", "fa", "index.html"):
            page.goto(f"{network.address}/{path}")
            page.wait_for_url("**/fa/00-start.html")


def test_a_full_device_is_told_of_its_room_and_not_of_the_connection(browser: Browser, network, configuration):
    interface = read_interface("fa", configuration)
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/about.html", workers=True)
        worker_ready(page)
        session = page.context.new_cdp_session(page)
        session.send("Storage.overrideQuotaForOrigin", {"origin": network.address, "quotaSize": 1_500_000})
        said = keep(page)
        before, _, after = interface(KEEP_NO_ROOM).partition("{size}")
        assert said.startswith(before) and said.endswith(after)
        assert page.evaluate("caches.keys().then((names) => names.filter((name) => name.includes('kept')))") == []


def test_half_a_release_changes_nothing(browser: Browser, network, tmp_path, configuration):
    first, second = (f"{network.address}/fa/{name}.html" for name in ("01-neurons", "02-activations"))
    release(tmp_path / "site", "half", listed=False)
    with visits(browser) as open_page:
        page = open_page(first, workers=True)
        assert keep(page) == read_interface("fa", configuration)(KEEP_FAILED)
        assert page.evaluate("caches.keys().then((names) => names.filter((name) => name.includes('kept')))") == []
        assert version_of(page, second) == "half", "not kept, so from the network"


WHOLE = """async () => {
    const state = await (await caches.open("polyneuron-state")).match("/kept");
    const version = state && (await state.json()).fa;
    if (!version || !(await caches.has(`polyneuron-kept-fa-${version}`))) return null;
    const {files} = await (await fetch("/fa/offline.json")).json();
    const cache = await caches.open(`polyneuron-kept-fa-${version}`);
    for (const path of Object.keys(files)) if (!(await cache.match(`/${path}`))) return null;
    return version;
}"""
"""The version of the Persian edition that the browser keeps whole."""


def test_who_asks_twice_keeps_one_whole_edition(browser: Browser, network):
    network.seconds = 0.05
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/00-start.html", workers=True)
        begin_to_keep(page)
        page.wait_for_function("() => document.querySelector('.keep [role=status]').textContent !== ''")
        page.goto(f"{network.address}/fa/glossary.html")
        page.wait_for_selector(".keep:not([hidden])")
        page.click(".keep summary")
        page.wait_for_selector(".keep[aria-busy]")
        assert page.locator(".keep button:not([hidden])").is_disabled(), "it is being fetched already"
        page.wait_for_selector(".keep:not([aria-busy])", timeout=60_000)
        listed = json.loads((SITE / "fa" / "offline.json").read_text())
        assert page.evaluate(WHOLE) == listed["version"]
        pages = [path for path in network.asked if path == "/fa/05-mnist.html"]
        assert len(pages) == 1


def test_what_came_before_a_connection_broke_is_not_fetched_again(browser: Browser, network):
    network.seconds = 0.05
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/about.html", workers=True)
        begin_to_keep(page)
        listed = json.loads((SITE / "fa" / "offline.json").read_text())
        while len(network.asked) < len(listed["files"]) // 2:
            page.wait_for_timeout(50)
        page.context.set_offline(True)
        page.wait_for_selector(".keep:not([aria-busy])")
        assert page.evaluate(WHOLE) is None
        page.context.set_offline(False)
        before = len(network.asked)
        page.click(".keep button:not([hidden])")
        page.wait_for_selector(".keep:not([aria-busy])", timeout=60_000)
        assert page.evaluate(WHOLE) == listed["version"]
        assert len(network.asked) - before < 0.7 * len(listed["files"])


LOSE = """async () => {
    for (const name of await caches.keys()) if (name.includes("-kept-")) await caches.delete(name);
}"""


def test_an_edition_that_a_device_lost_leads_nobody_in_a_circle(browser: Browser, network):
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/01-neurons.html", workers=True)
        keep(page)
        page.evaluate(LOSE)
        page.context.set_offline(True)
        with pytest.raises(BrowserError, match=r"ERR_INTERNET_DISCONNECTED|ERR_FAILED"):
            page.goto(f"{network.address}/fa/05-mnist.html?as-the-browser-itself-has-not-kept-it")
        page.context.set_offline(False)
        page.goto(f"{network.address}/fa/05-mnist.html")
        deadline = time.monotonic() + 30
        while page.evaluate(WHOLE) is None and time.monotonic() < deadline:
            page.wait_for_timeout(100)
            page.goto(f"{network.address}/fa/01-neurons.html")
        listed = json.loads((SITE / "fa" / "offline.json").read_text())
        assert page.evaluate(WHOLE) == listed["version"], "with a network it is made whole again"


def test_what_is_kept_can_be_removed(browser: Browser, network):
    with visits(browser) as open_page:
        page = open_page(f"{network.address}/fa/01-neurons.html", workers=True)
        keep(page)
        page.click(".keep button:not([hidden])")
        page.wait_for_selector(".keep button:first-of-type:not([hidden])")
        assert page.evaluate("caches.keys().then((names) => names.filter((name) => name.includes('kept')))") == []


@pytest.mark.parametrize("code", ["en", "fa"])
def test_an_edition_is_installed_as_an_app_in_its_language(configuration, code):
    manifest = json.loads((SITE / code / "manifest.webmanifest").read_text(encoding="utf-8"))
    language = configuration.language(code)
    assert (manifest["lang"], manifest["dir"]) == (language.tag, language.direction)
    assert (SITE / code / manifest["start_url"]).is_file()
    for icon in manifest["icons"]:
        assert (SITE / code / icon["src"]).resolve().is_file()


def test_the_list_has_every_file_that_pages_show(configuration):
    listed = json.loads((SITE / "pl" / "offline.json").read_text(encoding="utf-8"))["files"]
    for path in (SITE / "pl").rglob("*"):
        name = path.relative_to(SITE).as_posix()
        if path.is_file() and path.name != "offline.json" and not name.startswith("pl/_sources/"):
            assert listed[name] == sha256(path.read_bytes()).hexdigest()
    fonts = [name for name in listed if name.endswith(".woff2")]
    assert len(fonts) > 10, "those that the style sheet names"

"""Large data of figures: in one file for all editions, asked for when the figure comes near, and never in the page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import Page, Route, expect

from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.pages.figure_data import INLINE, share, without_data
from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.figures.markup import frame
from tests.browser import served, visits
from tests.conftest import SMALL_LESSON, TRANSLATIONS, SmallProject

LESSON = SMALL_LESSON + dedent(
    """\

    ```{code-cell} ipython3
    for number in range(200):
        print(number)
    ```

    ```{code-cell} ipython3
    import numpy as np


    def softmax():
        pass


    class Dense:
        activation = softmax

        def get_weights(self):
            kernel = np.zeros((784, 10))
            kernel[:, 4] = 0.5
            return kernel, np.zeros(10)


    class Model:
        layers = (Dense(),)


    polyneuron.show_figure("digit", model=Model)
    ```
    """
)
"""A figure far down the page, with the weights of a network that sees a four everywhere."""


DATA_FILES = f"**/{SHARED_FOLDER}/*-data.*.js"


def body(content: object, name: str = "digit") -> str:
    return f"<p>Before</p>{frame(name, 'Title', '<p>Inside</p>', content, 'en')}<p>Behind</p>"


def test_large_data_leave_the_page_and_small_data_stay():
    small, large = body([1, 2]), body(["<b>", "ł" * INLINE])
    assert without_data(small, "../") == (small, {})
    page, files = without_data(small + large, "../../")
    ((name, text),) = files.items()
    assert re.fullmatch(r"digit-data\.[0-9a-f]{16}\.js", name)
    assert f'data-file="../../{SHARED_FOLDER}/{name}"' in page
    assert "łł" not in page
    assert page.startswith(small)
    content = text.partition("] = ")[2].strip().removesuffix(";")
    assert json.loads(content) == ["<b>", "ł" * INLINE]
    assert f'["{name.split(".")[1]}"] = ' in text


def test_the_same_data_have_one_name_and_other_data_another():
    one, again, other = (without_data(body("x" * INLINE + end), "../")[1] for end in ("a", "a", "b"))
    assert one == again
    assert not one.keys() & other.keys()
    review = without_data(body("x" * INLINE, "review"), "../")[1]
    assert next(iter(review)).startswith("review-data.")


def test_a_shared_file_is_never_written_over_with_another(tmp_path: Path):
    for folder, text in (("one", "1"), ("same", "1"), ("other", "2")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "digit.0.js").write_text(text)
    site = tmp_path / "site"
    share(tmp_path / "one", site)
    share(tmp_path / "same", site)
    with pytest.raises(ProblemsFound, match=r"digit\.0\.js"):
        share(tmp_path / "other", site)
    assert (site / "digit.0.js").read_text() == "1"
    share(tmp_path / "none", site)


# In a whole site


@pytest.fixture(scope="module")
def figure_project(tmp_path_factory) -> SmallProject:
    """A site of two editions whose chapter has a figure with weights."""
    project = SmallProject(tmp_path_factory.mktemp("project"))
    project.write("chapters/small.md", LESSON)
    project.translate(TRANSLATIONS)
    for code in ("en", "fa"):
        result = project.run("site", "--language", code)
        assert result.exit_code == 0, result.output
    return project


@pytest.fixture
def visit(browser, figure_project):
    """Open the page of an edition; gives it and the shared files that it has asked for."""
    with served(figure_project.root / "_build" / "site") as address, visits(browser) as open_page:

        def open_edition(code: str = "en", base: str = address, prepare=lambda page: None, **options):
            asked: list[str] = []

            def listen(page: Page) -> None:
                page.on("request", lambda request: asked.append(request.url) if "-data." in request.url else None)
                prepare(page)

            size = {"width": 390, "height": 700}
            return open_page(f"{base}/{code}/small.html", listen, viewport=size, **options), asked

        yield open_edition


def shared_files(project: SmallProject) -> list[Path]:
    """The files with the weights of a figure; the scripts of figures have smaller ones."""
    folder = project.root / "_build" / "site" / SHARED_FOLDER
    return sorted(path for path in folder.glob("*.js") if "polyneuronData ??=" in path.read_text(encoding="utf-8"))


@pytest.mark.browser
def test_editions_share_one_file_and_pages_hold_no_weights(figure_project):
    (file,) = shared_files(figure_project)
    build = figure_project.root / "_build"
    for code in ("en", "fa"):
        page = (build / "site" / code / "small.html").read_text(encoding="utf-8")
        assert f"../{SHARED_FOLDER}/{file.name}" in page
        assert "kernel&quot;" not in page
        assert '"kernel":' not in page
        assert not (build / "site" / code / SHARED_FOLDER).exists()
        notebook = (build / "books" / code / "small.ipynb").read_text(encoding="utf-8")
        assert r"\"kernel\":" in notebook
        assert "data-file" not in notebook


@pytest.mark.browser
@pytest.mark.parametrize("code", ["en", "fa"])
@pytest.mark.parametrize("from_folder", [False, True])
def test_the_file_is_asked_for_when_the_figure_comes_near(visit, figure_project, code, from_folder):
    site = figure_project.root / "_build" / "site"
    page, asked = visit(code, site.as_uri()) if from_folder else visit(code)
    found = page.locator(".pn-figure")
    expect(found).to_have_attribute("data-waiting", "")
    assert found.bounding_box()["y"] > 1500
    assert asked == []
    height = found.bounding_box()["height"]
    page.mouse.wheel(0, found.bounding_box()["y"] - 1300)  # below the screen, less than a screen away
    expect(found).to_have_attribute("data-ready", "")
    assert found.bounding_box()["y"] > 700
    assert found.bounding_box()["height"] == height
    assert [url.rpartition("/")[2] for url in asked] == [shared_files(figure_project)[0].name]
    found.locator('[name="example"]').click()
    expect(found.locator(".pn-figure-status")).to_contain_text({"en": "reads: 4", "fa": "۴"}[code])
    assert len(asked) == 1


@pytest.mark.browser
def test_the_file_is_loaded_under_a_strict_policy(visit):
    def strict(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "Content-Security-Policy": "script-src 'self'"})

    page, asked = visit(prepare=lambda page: page.route("**/*.html", strict))
    page.locator(".pn-figure").scroll_into_view_if_needed()
    expect(page.locator(".pn-figure")).to_have_attribute("data-ready", "")
    assert len(asked) == 1


@pytest.mark.browser
def test_a_drawing_is_read_as_soon_as_the_weights_are_there(visit):
    held: list[Route] = []
    page, _ = visit(prepare=lambda page: page.route(DATA_FILES, lambda route: held.append(route)))
    found = page.locator(".pn-figure")
    found.scroll_into_view_if_needed()
    found.locator('[name="example"]').click()
    status = found.locator(".pn-figure-status")
    expect(status).to_have_text("")
    expect(found).to_have_attribute("aria-busy", "true")
    expect(found.locator(".pn-figure-missing")).to_be_hidden()
    held[0].continue_()
    expect(status).to_contain_text("reads: 4")
    expect(found).to_have_attribute("aria-busy", "false")


@pytest.mark.browser
@pytest.mark.parametrize("answer", [{"status": 404}, {"status": 200, "body": "other = 1"}])
def test_a_figure_says_so_when_its_file_does_not_come(visit, answer):
    page, asked = visit("fa", prepare=lambda page: page.route(DATA_FILES, lambda route: route.fulfill(**answer)))
    found = page.locator(".pn-figure")
    found.scroll_into_view_if_needed()
    expect(found.locator(".pn-figure-missing")).to_be_visible()
    expect(found.locator(".pn-figure-body")).to_be_hidden()
    expect(found.locator(".pn-figure-status")).to_have_text("")
    assert len(asked) == 1


@pytest.mark.browser
def test_without_scripts_the_words_are_there_and_nothing_is_asked_for(visit):
    page, asked = visit(java_script_enabled=False)
    page.locator(".pn-figure").scroll_into_view_if_needed()
    expect(page.locator(".pn-figure-missing")).to_be_visible()
    assert asked == []


@pytest.mark.browser
def test_other_weights_are_another_file_and_the_former_stays_for_those_who_name_it(figure_project):
    """The last test: it changes the site."""
    (former,) = shared_files(figure_project)
    figure_project.replace("chapters/small.md", "kernel[:, 4] = 0.5", "kernel[:, 7] = 0.5")
    result = figure_project.run("site", "--language", "en")
    assert result.exit_code == 0, result.output
    files = shared_files(figure_project)
    assert len(files) == 2
    assert former in files
    books = figure_project.root / "_build" / "books"
    own = [path.name for path in (books / "en" / "_build" / "html" / SHARED_FOLDER).iterdir()]
    assert own == [path.name for path in files if path != former]

"""Pictures of a lesson, on pages and in launched notebooks of two editions, seen in a real browser."""

import nbformat
import pytest

from tests.bad_input.rows_pictures import PNG, SVG
from tests.browser import served, visits
from tests.conftest import SmallProject, own_assets

pytestmark = pytest.mark.browser
ENGLISH, PERSIAN, OF_ALL = [255, 0, 0], [0, 0, 255], [0, 128, 0]
COLOURS = {"sign.svg": "red", "sign.fa.svg": "blue", "plan.svg": "green"}
TEXT = """

A word, ![a sign](../assets/sign.svg), and more words.

```{figure} ../assets/plan.svg
:alt: The plan
:width: 80px

Its **caption**.
```

```{image} ../assets/dot.png
:alt: A "dot"
```
"""
SEEN = """images => images.map(image => {
    const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    return [image.alt, image.naturalWidth > 0, [...pen.getImageData(1, 1, 1, 1).data.slice(0, 3)]];
})"""
"""Alternative text, whether the picture could be read, and its colour."""


def draw(project: SmallProject, name: str, colour: str) -> None:
    drawing = SVG.format(f'<rect width="4" height="2" fill="{colour}"/>').replace("<svg ", '<svg width="8" height="4" ')
    (own_assets(project) / name).write_text(drawing, encoding="utf-8")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> SmallProject:
    """A lesson with a picture that Persian draws again, one that all share, and one of pixels; its site is built."""
    project = SmallProject(tmp_path_factory.mktemp("pictures"))
    for name, colour in COLOURS.items():
        draw(project, name, colour)
    (own_assets(project) / "dot.png").write_bytes(PNG)
    path = project.root / "chapters" / "small.md"
    path.write_text(path.read_text(encoding="utf-8") + TEXT, encoding="utf-8")
    result = project.run("site")
    assert result.exit_code == 0, result.output
    return project


@pytest.mark.parametrize(("code", "sign"), [("en", ENGLISH), ("fa", PERSIAN)])
def test_a_page_shows_the_pictures_of_its_edition(browser, project, code, sign):
    with served(project.root / "_build" / "site") as address, visits(browser) as visit:
        page = visit(f"{address}/{code}/small.html")
        seen = page.eval_on_selector_all(".page img", SEEN)
        assert page.text_content("figcaption .caption-text").strip() == "Its caption."
        assert page.eval_on_selector("figure img", "image => image.getBoundingClientRect().width") == 80
    assert seen[:2] == [["a sign", True, sign], ["The plan", True, OF_ALL]]
    assert seen[2][:2] == ['A "dot"', True]


@pytest.mark.parametrize(("code", "sign"), [("en", ENGLISH), ("fa", PERSIAN)])
def test_a_notebook_brings_its_pictures_along(browser, project, tmp_path, code, sign):
    notebook = nbformat.read(project.root / "_build" / "notebooks" / code / "small.ipynb", nbformat.NO_CONVERT)
    text = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    images = [
        line[line.index("<img") : line.index(">", line.index("<img")) + 1]
        for line in text.split("\n")
        if "<img" in line
    ]
    assert "../assets" not in text and len(images) == 3 and 'width="80"' in images[1]
    page_file = tmp_path / "away" / "notebook.html"
    page_file.parent.mkdir()
    page_file.write_text(f"<!doctype html><meta charset=utf-8>{''.join(images)}", encoding="utf-8")
    with visits(browser) as visit:
        seen = visit(page_file.as_uri()).eval_on_selector_all("img", SEEN)
    assert seen[:2] == [["a sign", True, sign], ["The plan", True, OF_ALL]]
    assert seen[2][:2] == ['A "dot"', True]


def test_another_drawing_changes_pages_and_runs_nothing_again(project):
    site = project.root / "_build" / "site"
    before = (site / "en" / "_images" / "sign.svg").read_bytes(), (site / "fa" / "_images" / "sign.svg").read_bytes()
    draw(project, "sign.fa.svg", "black")
    result = project.run("site")
    assert result.exit_code == 0 and result.output.count("unchanged") == 3, result.output  # two runs, English pages
    assert (site / "en" / "_images" / "sign.svg").read_bytes() == before[0]
    assert (site / "fa" / "_images" / "sign.svg").read_bytes() != before[1]


def test_a_picture_that_no_lesson_shows_any_more_is_gone(project):
    project.replace("chapters/small.md", "![a sign](../assets/sign.svg)", "no sign")
    (own_assets(project) / "sign.fa.svg").unlink()
    result = project.run("site")
    assert result.exit_code == 0, result.output
    for code in ("en", "fa"):
        assert sorted(path.name for path in (project.root / "_build/site" / code / "_images").iterdir()) == [
            "dot.webp",
            "plan.svg",
        ]
        assert not (project.root / "_build/books" / code / "assets" / "sign.svg").exists()

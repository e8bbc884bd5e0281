"""A whole edition in which every message holds every payload that is accepted there: nothing runs, nothing is lost."""

from __future__ import annotations

import ast
import contextlib
import csv
import io
import itertools
import re
from collections import Counter
from pathlib import Path

import nbformat
import polib
import pytest
import yaml
from nbconvert import HTMLExporter

from polyneuron.book.book import catalog_templates
from polyneuron.book.texts.invariants import broken_parts
from tests.browser import served, visits
from tests.conftest import SmallProject
from tests.package.quiz.conftest import notebook_page
from tests.safety.payloads import PERHAPS
from tests.safety.project import COURSE_MAP, LANGUAGE, fill, full_project

pytestmark = pytest.mark.browser

IN_TABLES = '"><img src=x onerror=ran(30)></script><script>ran(31)</script> {{ 7*7 }} `ran(32)` \\x'
IN_TERMS = '"><img src=x onerror=ran`33`></script><script>ran`34`</script> onmouseover="ran`35`" \\x'
"""What tables hold in addition; the term base without brackets, which it has not."""


def in_persian(text: str) -> str:
    """A text with a long Persian word in front, so that most of its letters are of the edition's language."""
    return "آ" * (1 + sum(letter.isalpha() for letter in text)) + f" {text}"


def spoil(project: SmallProject) -> Counter[str]:
    """Put every payload that is accepted into every message and table; return how often each one is there."""
    counts: Counter[str] = Counter()
    turn = itertools.count()
    templates, problems = catalog_templates(project.configuration)
    assert not problems
    formatted = {(domain, m.role, m.text): m.formatted for domain, (_, messages) in templates.items() for m in messages}

    def translate(domain: str, entry: polib.POEntry) -> str:
        role, text = entry.msgctxt or "", entry.msgid
        known = formatted[domain, role, text]
        translation = text
        # All of them together are longer than a translation may be: as many as there is room for, in turn.
        start = next(turn) % len(PERHAPS)
        for name, payload in [*PERHAPS.items()][start:] + [*PERHAPS.items()][:start]:
            longer = f"{translation} {payload}"
            if not broken_parts(role, text, in_persian(longer), known):
                translation = longer
                counts[name] += 1
        return in_persian(translation)

    fill(project, translate)
    rows = list(csv.reader(io.StringIO((project.root / "locales/glossary.csv").read_text(encoding="utf-8"))))
    rows[1][1] += f" {IN_TERMS}"
    rows[1][4] = f"{IN_TERMS}|ضریب"
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    project.write("locales/glossary.csv", stream.getvalue())
    project.write("chapters/course-map.yml", COURSE_MAP.replace("sums and products", f"'sums {IN_TABLES}'"))
    citation = yaml.safe_load((project.root / "CITATION.cff").read_text(encoding="utf-8"))
    citation["title"] += f" {IN_TABLES} ```"
    project.write("CITATION.cff", yaml.safe_dump(citation, allow_unicode=True))
    result = project.run("catalogs")
    assert result.exit_code == 0, result.output
    return counts


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """The notebooks of an edition whose translations are the English texts."""
    project = full_project(tmp_path_factory.mktemp("clean"))
    result = project.run("notebooks", "--language", LANGUAGE)
    assert result.exit_code == 0, result.output
    return project


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The site of the edition with payloads, its notebooks as pages beside it."""
    project = full_project(tmp_path_factory.mktemp("hostile"))
    counts = spoil(project)
    assert {"end of an attribute", "three quotes", "a quote at the end", "YAML key"} <= set(counts)
    assert sum(counts.values()) > 1000
    result = project.run("site", "--language", LANGUAGE)
    assert result.exit_code == 0, result.output
    site = project.root / "_build" / "site"
    for folder in ("notebooks", "executed"):
        for path in (project.root / "_build" / folder / LANGUAGE).glob("*.ipynb"):
            body, _ = HTMLExporter().from_filename(str(path))
            (site / f"{folder}-{path.stem}.html").write_text(body, encoding="utf-8")
    (site / "quiz.html").write_text(notebook_page(project.root, LANGUAGE), encoding="utf-8")
    return project


class _Skeleton(ast.NodeTransformer):
    """Forgets the words of strings and keeps the fields of f-strings, in whatever order."""

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        return ast.Constant("…") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return ast.JoinedStr(
            sorted((part for part in node.values if isinstance(part, ast.FormattedValue)), key=ast.dump)
        )


def code_cells(project: SmallProject, folder: str) -> dict[tuple[str, str], str]:
    """Syntax trees of all code cells below a folder of the build, by file and cell."""
    found = {}
    for path in sorted((project.root / "_build" / folder).rglob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                tree = ast.dump(_Skeleton().visit(ast.parse(cell.source)))
                found[str(path.relative_to(project.root)), cell.id] = tree
    return found


@pytest.mark.parametrize("folder", ["notebooks", "course"])
def test_the_code_of_every_cell_is_that_of_the_clean_edition(clean, hostile, folder):
    before, after = code_cells(clean, folder), code_cells(hostile, folder)
    assert len(before) > 8
    assert {place for place in before if before[place] != after[place]} == set()
    assert before.keys() == after.keys()


def test_no_cell_was_added_or_hidden(clean, hostile):
    for path in sorted((clean.root / "_build" / "course").rglob("*.ipynb")):
        one, other = (
            nbformat.read(root / path.relative_to(clean.root), as_version=4) for root in (clean.root, hostile.root)
        )
        assert [(c.id, c.cell_type, c.metadata.get("nbgrader")) for c in one.cells] == [
            (c.id, c.cell_type, c.metadata.get("nbgrader")) for c in other.cells
        ]
        for cell in other.cells:
            assert cell.source.count("BEGIN HIDDEN TESTS") == cell.source.count("END HIDDEN TESTS") <= 1


WATCH = "window.got = []; window.ran = (n) => { window.got.push(n); };"
STIR = """
() => {
  const events = ["mouseover", "mouseenter", "pointerenter", "focus", "focusin", "pointerdown", "load", "toggle"];
  for (const part of document.querySelectorAll("*")) {
    for (const name of events) part.dispatchEvent(new Event(name, { bubbles: true }));
    if (part.matches("summary, button:not([onclick]), input[type=checkbox], input[type=radio]")) part.click();
  }
}
"""
LOOK = """
() => ({
  handlers: [...document.querySelectorAll("*")].flatMap((part) =>
    [...part.attributes].filter((a) => a.name.startsWith("on")).map((a) => `${a.name}=${a.value}`)),
  addresses: [...document.querySelectorAll("[href], [src], [action], [srcdoc]")].flatMap((part) =>
    ["href", "src", "action", "srcdoc"].map((name) => part.getAttribute(name)).filter((value) => value !== null)),
  pictures: document.querySelectorAll("img[src=x], iframe, svg[onload], object, embed, base").length,
})
"""


def pages(project: SmallProject) -> list[str]:
    site = project.root / "_build" / "site"
    return sorted(str(path.relative_to(site)) for path in site.rglob("*.html"))


@pytest.fixture(scope="module")
def seen(browser, hostile):
    """What every page did and holds, after everything on it was touched."""
    found = {}
    with served(hostile.root / "_build" / "site") as address, visits(browser) as open_page:
        wanted = [*pages(hostile), f"{LANGUAGE}/search.html?q=A", f"{LANGUAGE}/search.html?q=Twice"]
        for name in wanted:
            dialogs: list[str] = []
            page = open_page(
                f"{address}/{name}",
                lambda page, dialogs=dialogs: (
                    page.add_init_script(WATCH),
                    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss())),
                    page.route(lambda url: not url.startswith(address), lambda route: route.abort()),
                ),
            )
            with contextlib.suppress(TimeoutError):
                page.evaluate(STIR)
            page.wait_for_timeout(200)
            found[name] = {**page.evaluate(LOOK), "ran": page.evaluate("window.got"), "dialogs": dialogs}
            found[name]["text"] = page.evaluate("document.documentElement.textContent")
    return found


def test_there_is_something_to_see(seen):
    names = {Path(name.partition("?")[0]).name for name in seen}
    assert {"small.html", "first.html", "glossary.html", "course-map.html", "about.html", "search.html"} <= names
    assert {"index.html", "quiz.html", "notebooks-small.html", "executed-small.html"} <= names
    # No message has room for all payloads; each takes its turn, so every page shows some, and all pages most of them.
    shown = {name: set(re.findall(r"ran(?:\(\d+\)|`\d+`)", page["text"])) for name, page in seen.items()}
    for name in ("glossary.html", "course-map.html", "about.html", "small.html"):
        assert shown[f"{LANGUAGE}/{name}"], name
    assert shown["executed-small.html"]
    assert len(set().union(*shown.values())) >= 12


def test_nothing_runs(seen):
    assert {name: page["ran"] for name, page in seen.items() if page["ran"] or page["dialogs"]} == {}


def test_no_page_holds_a_handler_an_address_or_an_element_of_theirs(seen):
    for name, page in seen.items():
        assert page["pictures"] == 0, name
        assert [one for one in page["handlers"] if "ran(" in one] == [], name
        hostile = ("evil", "script:", "ran(")
        # A fragment is a place of the page itself.
        # The letters of a picture's own data may happen to spell anything.
        picture = re.compile(r"data:image/png;base64,[A-Za-z0-9+/]+=*")
        # What a reader may send as a report names the page's title, as text in a query.
        report = re.compile(r"(mailto:|https://[\w./-]+/issues/new)\?(subject|title)=[\w.~%&=()!'*-]+")
        harmless = (picture, report)
        addresses = [
            one
            for one in page["addresses"]
            if not one.startswith("#") and not any(kind.fullmatch(one) for kind in harmless)
        ]
        assert [one for one in addresses if any(word in one.lower() for word in hostile)] == [], name

"""axe-core's default rules over whole pages, with everything unfolded and quizzes answered.

All pages in English and Persian, light on a phone and dark on a desktop; a chapter and a page of the other editions.
`make test QUICK=` and `make test-all` look at all of them, both ways at both widths.
"""

from __future__ import annotations

import itertools
import os

import pytest
from playwright.sync_api import Page

from polyneuron.book.source.settings import read_configuration
from tests.browser import load_axe, visits
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
LANGUAGES = tuple(read_configuration(ROOT).languages)
WHOLE = ("en", "fa")
FEW = ("03-losses", "glossary")
VIEWS = (("light", 390), ("dark", 1280))
EVERYTHING = bool(os.environ.get("POLYNEURON_EVERYTHING"))
ALL_VIEWS = tuple(itertools.product(("light", "dark"), (390, 1280)))

pytestmark = pytest.mark.browser


def names_of(code: str) -> list[str]:
    """The pages of an edition that are looked at."""
    names = sorted(path.stem for path in (SITE / code).glob("*.html") if path.stem != "index")
    return names if EVERYTHING or code in WHOLE else [name for name in names if name in FEW]


def unfold(page: Page) -> None:
    """Open what is folded, and let every quiz judge an empty answer."""
    page.evaluate(
        """() => {
          document.querySelectorAll(".page details, .talk-back").forEach((box) => { box.open = true; });
          document.querySelectorAll(".pn-check").forEach((button) => button.click());
        }"""
    )


@pytest.mark.parametrize(("scheme", "width"), ALL_VIEWS if EVERYTHING else VIEWS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_axe_finds_nothing_on_any_page(browser, address, code, scheme, width):
    found = {}
    with visits(browser) as visit:
        size = {"width": width, "height": 900}
        page = visit(f"{address}/{code}/about.html", viewport=size, color_scheme=scheme, reduced_motion="reduce")
        for name in names_of(code):
            page.goto(f"{address}/{code}/{name}.html")
            page.wait_for_load_state("networkidle")
            unfold(page)
            load_axe(page)
            for violation in page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]:
                targets = [node["target"] for node in violation["nodes"][:3]]
                found[name, violation["id"]] = (len(violation["nodes"]), targets)
    assert found == {}

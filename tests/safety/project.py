"""A small project that has everything that shows words: all roles, all catalogues, all tables, in Persian."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from textwrap import dedent

import polib

from tests.conftest import FRONT_MATTER, ROOT, SMALL_LESSON, SmallProject
from tests.package.quiz.sample import QUIZ
from tests.small_exercise import LESSON as EXERCISES

LANGUAGE = "fa"

FIRST = FRONT_MATTER + dedent(
    """\
    (first)=
    # First

    Nothing to see.

    ```{code-cell} ipython3
    :tags: [set-up]
    import polyneuron

    polyneuron.use_language("en")
    ```
    """
)

PARTS = dedent(
    """\

    (parts)=
    ## Parts

    1. A {term}`weight` and `` {term}`weight` ``, and {term}`from_logits`.
    2. See {ref}`the sum <sum>`, press {kbd}`Ctrl`, and $\\sqrt{2}$.

    ```{chapter-terms}
    weight
    from_logits
    ```

    > A quotation.

    | word | meaning |
    |---|---|
    | {term}`weights <weight>` | numbers |

    :::{tip} A title
    What it *says*.
    :::

    ```{code-cell} ipython3
    :alt: A line that rises
    import matplotlib.pyplot as plt
    import pandas as pd

    class_names = ["small", "large"]  # two of them
    plt.plot([1, 2], label="answers")
    plt.title(f"Sum: {1 + 2}")
    plt.legend();
    ```

    ```{code-cell} ipython3
    print("It is done.", f'And "{class_names[0]}" it is')
    pd.DataFrame([1, 2], index=class_names, columns=["number"])
    ```

    ```{code-cell} ipython3
    polyneuron.show_figure("activation")
    ```

    ```{code-cell} ipython3
    polyneuron.show_figure("loss")
    ```

    """
)

GLOSSARY = """\
en,fa,definition,variants_en,variants_fa,note
weight,وزن,A number by which a neuron multiplies an input.,weights,وزن‌ها|ضریب,from a textbook
from_logits,from_logits,The argument that tells a loss what it receives.,,,
"""
_LABEL = re.compile(r"^\(([\w-]+)\)=$", re.MULTILINE)
_LINK = re.compile(r"\{(?:ref|doc)\}`(?:[^`<]*<)?([^`<>]+?)>?`")
_TERM = re.compile(r"\{term\}`(?:[^`<]*<)?([^`<>]+?)>?`")

COURSE_MAP = """\
- chapter: first
  ideas:
    - the beginning
  needs: {}
- chapter: small
  ideas:
    - sums and products
    - what a picture shows
  needs:
    first: how to begin
"""

_EXERCISES = EXERCISES[EXERCISES.index("(small-exercises)=") :]


def glossary(pages: Iterable[Path]) -> str:
    """The terms of the lessons above, and those of the real term base that the pages name."""
    named = {term for page in pages for term in _TERM.findall(page.read_text(encoding="utf-8"))}
    columns = GLOSSARY.partition("\n")[0].split(",")
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, extrasaction="ignore", lineterminator="\n")
    with (ROOT / "locales" / "glossary.csv").open(encoding="utf-8", newline="") as stream:
        writer.writerows(row for row in csv.DictReader(stream) if row["en"] in named)
    return GLOSSARY + table.getvalue()


def without_links_to_chapters(pages: Sequence[Path]) -> dict[str, str]:
    """Name of a page → its text, with plain words for links to what is not in these pages."""
    texts = {page.name: page.read_text(encoding="utf-8") for page in pages}
    labels = {label for name, text in texts.items() for label in (Path(name).stem, *_LABEL.findall(text))}
    return {
        name: _LINK.sub(lambda found: found[0] if found[1] in labels else "elsewhere", text)
        for name, text in texts.items()
    }


def full_project(root: Path) -> SmallProject:
    """The project with complete catalogues, whose translations are the English texts."""
    project = SmallProject(root)
    project.write("chapters/first.md", FIRST)
    project.write("chapters/small.md", SMALL_LESSON + PARTS + _EXERCISES + QUIZ)
    project.write("chapters/course-map.yml", COURSE_MAP)
    shutil.copy(ROOT / "CITATION.cff", root)
    pages = sorted((ROOT / "pages").glob("*.md"))
    project.write("locales/glossary.csv", glossary(pages))
    for name, text in without_links_to_chapters(pages).items():
        project.write(f"pages/{name}", text)
    chapters = ["chapters/small", *(f"pages/{page.stem}" for page in pages)]
    listed = "".join(f"- file: {name}\n" for name in chapters)
    project.write("_toc.yml", f"format: jb-book\nroot: chapters/first\nchapters:\n{listed}")
    assert project.run("catalogs").exit_code == 0
    fill(project, lambda domain, entry: entry.msgid)
    return project


def catalogs(project: SmallProject) -> list[Path]:
    """Every catalogue of the project."""
    return sorted((project.root / "locales" / LANGUAGE / "LC_MESSAGES").glob("*.po"))


def fill(project: SmallProject, translate: Callable[[str, polib.POEntry], str]) -> None:
    """Write a translation of every message: `translate` gets the catalogue's name and the entry."""
    for path in catalogs(project):
        catalog = polib.pofile(str(path), wrapwidth=100)
        for entry in catalog:
            entry.msgstr = translate(path.stem, entry)
        catalog.save()

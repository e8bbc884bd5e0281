"""Large data of interactive figures, such as a network's weights: out of the page, into a file that editions share.

Whoever reads a page does not wait for weights of 0.2 MB further down: the figure's script adds the file when the figure
comes near. It is a script, not JSON, because a page opened from a folder may load scripts and may not fetch.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.shared_files import SHARED_FOLDER
from polyneuron.book.tools.files import content_key, write_if_changed
from polyneuron.figures.markup import DATA_END, DATA_START

if TYPE_CHECKING:
    from sphinx.application import Sphinx

INLINE = 4000
"""So many characters of data may stay in a page; another file costs a request."""

_DATA = re.compile(
    rf'(data-figure="(?P<name>[a-z-]+)"(?:(?!data-figure=).)*?){re.escape(DATA_START)}(?P<content>[^<]*)'
    rf"{re.escape(DATA_END)}",
    re.DOTALL,
)
_NAMED = re.compile(rf'data-file="(?:\.\./)+{SHARED_FOLDER}/([\w.-]+)"')
_SCRIPT = '(window.polyneuronData ??= {{}})["{key}"] = {content};\n'


def without_data(body: str, to_site: str) -> tuple[str, dict[str, str]]:
    """A page's HTML whose figures name files in the place of their large data, and these files: name → text.

    Parameters
    ----------
    to_site
        The way from the page to the folder of all editions, such as `../`.
    """
    files = {}

    def named(found: re.Match[str]) -> str:
        content = found["content"]
        if len(content) <= INLINE:
            return found[0]
        key = content_key(_SCRIPT.format(key="", content=content).encode())
        name = f"{found['name']}-data.{key}.js"
        files[name] = _SCRIPT.format(key=key, content=content)
        start = f'{DATA_START.removesuffix(">")} data-file="{to_site}{SHARED_FOLDER}/{name}" data-key="{key}">'
        return f"{found[1]}{start}{DATA_END}"

    return _DATA.sub(named, body), files


def share(source: Path, target: Path) -> None:
    """Copy what an edition shares into the site; a file that is there already must hold the same.

    Parameters
    ----------
    source, target
        Folders `_shared` of the edition and of the site.
    """
    for path in sorted(source.glob("*")):
        _put(path, target)


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.connect("html-page-context", _take_out)
    app.connect("build-finished", _remove_unnamed)


def _put(path: Path, folder: Path) -> None:
    target = folder / path.name
    if target.exists():
        if target.read_bytes() != path.read_bytes():
            what = "Two editions share a file of this name, and its content is not the same"
            remedy = "Remove the folder _build/books and build again."
            raise ProblemsFound([Problem(f"_build/site/{SHARED_FOLDER}/{path.name}", 0, what, remedy)])
        return
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def _named_in(pages: Path) -> set[str]:
    """The files that the pages in a folder name."""
    return {name for path in pages.rglob("*.html") for name in _NAMED.findall(path.read_text(encoding="utf-8"))}


def _take_out(app: Sphinx, pagename: str, templatename: str, context: dict, doctree: Any) -> None:
    if "body" not in context:
        return
    context["body"], files = without_data(context["body"], "../" * (pagename.count("/") + 1))
    for name, text in files.items():
        write_if_changed(Path(app.outdir) / SHARED_FOLDER / name, text)


def _remove_unnamed(app: Sphinx, exception: Exception | None) -> None:
    """Remove the files that only earlier builds of the pages named."""
    folder = Path(app.outdir) / SHARED_FOLDER
    if exception is not None or not folder.is_dir():
        return
    named = _named_in(Path(app.outdir))
    for path in folder.iterdir():
        if path.name not in named:
            path.unlink()

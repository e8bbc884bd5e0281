"""The files that all pages of all editions load: one style sheet, a few scripts, fonts, once for the whole site.

Each has a digest of its content in its name, so that a browser may keep it for ever and fetches it once for all
editions. `names.json` beside them says which name a file has.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rcssmin
import rjsmin

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.pages.colors import color_rules
from polyneuron.book.tools.files import content_key, write_if_changed
from polyneuron.book.tools.web_fonts import FORMULA_FONTS, arabic_font, formula_font

SHARED_FOLDER = "_shared"
"""Below the site, beside the editions."""
NAMES_FILE = "names.json"
FONTS_STYLE = "assets/fonts.css"
_STYLES = (
    FONTS_STYLE,
    "assets/site.css",
    "assets/code.css",
    "assets/pages.css",
    "assets/assign.css",
    "assets/print.css",
)
_QUIZ, _FIGURES = "src/polyneuron/quiz_files", "src/polyneuron/figure_files"
_SCRIPTS = ("assets/site.js", "assets/terms.js", "assets/offline.js", f"{_QUIZ}/quiz.js", f"{_FIGURES}/figure.js")
_KATEX = "node_modules/katex/dist"
_MINISEARCH = "node_modules/minisearch"
_QR_CODES = "node_modules/qrcode-generator/dist/qrcode.js"
_REVEAL = "node_modules/reveal.js"
_VAZIRMATN = "node_modules/@fontsource-variable/vazirmatn"
_OTHER_FORMATS = re.compile(r',url\([^)]*\) format\("(?:woff|truetype)"\)')
_ADDRESS = re.compile(r"url\((?:[\"']?)(fonts/[\w.-]+)(?:[\"']?)\)")


def write_shared_files(root: Path, folder: Path) -> None:
    """Write the files into a folder, and remove what lies there and is none of them.

    Raises
    ------
    ProblemsFound
        Where style sheets and fonts are not installed.
    """
    if not (root / _KATEX).is_dir():
        remedy = "Run `make site`, which installs them, or `.venv/bin/npm ci`."
        raise ProblemsFound([Problem("package.json", 0, "The style sheets and fonts are not installed", remedy)])
    contents, names = {}, {}

    def add(name: str, content: bytes) -> None:
        stem, _, ending = name.rpartition("/")[2].rpartition(".")
        names[name] = f"{stem}.{content_key(content)}.{ending}"
        contents[names[name]] = content

    def text(*files: str, between: str = "\n") -> str:
        return between.join((root / file).read_text(encoding="utf-8") for file in files)

    for font in sorted((root / FORMULA_FONTS).glob("*.woff2")):
        add(f"fonts/{font.name}", formula_font(font))
    for font in sorted((root / "assets" / "fonts").glob("*.woff2")):
        add(f"fonts/{font.name}", font.read_bytes())
    add("fonts/vazirmatn.woff2", arabic_font(root))
    formulas = _OTHER_FORMATS.sub("", text(f"{_KATEX}/katex.min.css"))
    styles = text(*_STYLES, f"{_QUIZ}/quiz.css", f"{_FIGURES}/figure.css")
    colors = color_rules(root)
    add("site.css", _style(f"{colors}\n{styles}\n{formulas}", names))
    add("site.js", _script(text(*_SCRIPTS, between=";\n")))
    add("glossary.js", _script(text("assets/words.js", "assets/glossary.js", between=";\n")))
    add(
        "search.js",
        _script(text(f"{_MINISEARCH}/dist/umd/index.js", "assets/words.js", "assets/search.js", between=";\n")),
    )
    add("assign.js", _script(text(_QR_CODES, "assets/assign.js", between=";\n")))
    slides = text("assets/slides.css")
    add("slides.css", f"{text(f'{_REVEAL}/dist/reveal.css')}\n{_style(slides, names).decode()}".encode())
    add("slides.js", f"{text(f'{_REVEAL}/dist/reveal.js')};\n{_script(text('assets/slides.js')).decode()}".encode())
    for figure in sorted((root / _FIGURES).glob("*.js")):
        if figure.name != "figure.js":
            add(figure.name, _script(text(f"{_FIGURES}/{figure.name}")))
    add("favicon.svg", (root / "assets" / "favicon.svg").read_bytes())
    written = {
        **contents,
        "KaTeX-LICENSE.txt": (root / "node_modules" / "katex" / "LICENSE").read_bytes(),
        "vazirmatn-LICENSE.txt": (root / _VAZIRMATN / "LICENSE").read_bytes(),
        "MiniSearch-LICENSE.txt": (root / _MINISEARCH / "LICENSE.txt").read_bytes(),
        "qrcode-generator-LICENSE.txt": _first_comment(text(_QR_CODES)).encode(),
        "reveal.js-LICENSE.txt": (root / _REVEAL / "LICENSE").read_bytes(),
        "NotoSans-LICENSE.txt": (root / "assets" / "fonts" / "OFL.txt").read_bytes(),
        NAMES_FILE: json.dumps(names, indent=1).encode(),
    }
    for name, content in written.items():
        write_if_changed(folder / name, content)
    for path in list(folder.iterdir()):
        if path.name not in written:
            path.unlink()


@cache
def shared_names(folder: Path) -> Mapping[str, str]:
    """Name of a file, such as `site.css` → the name that it has in a folder that `write_shared_files` has filled."""
    return json.loads((folder / NAMES_FILE).read_text(encoding="utf-8"))


def with_shared_fonts(style: str, names: Mapping[str, str], folder: str = "") -> str:
    """A style sheet whose fonts are those of the shared files; `folder`, with a slash, is the way to them."""
    return _ADDRESS.sub(lambda found: f"url({folder}{names[found[1]]})", style)


def _style(text: str, names: Mapping[str, str]) -> bytes:
    """A style sheet without comments and blanks, whose fonts are those beside it."""
    return rcssmin.cssmin(with_shared_fonts(text, names)).encode()


def _first_comment(text: str) -> str:
    """The lines of a script before its code: its name, its author and its licence."""
    return "".join(itertools.takewhile(lambda line: line.startswith("//"), text.splitlines(keepends=True)))


def _script(text: str) -> bytes:
    return rjsmin.jsmin(text).encode()

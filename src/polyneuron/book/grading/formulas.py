"""Markdown with formulas → HTML with MathML, which browsers set by themselves: no script, no font, no other host."""

from __future__ import annotations

import functools
import html
import json
import re
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from polyneuron.book.tools.node import run_node

_PROGRAM = """
const katex = require(process.argv[1]);
const formulas = JSON.parse(require("fs").readFileSync(0, "utf8"));
const written = formulas.map(([display, tex]) =>
  katex.renderToString(tex, {displayMode: display, output: "mathml", throwOnError: false}));
process.stdout.write(JSON.stringify(written));
"""
_PASTED = "attachment:"
_MARK = re.compile("\ue000([0-9]+)\ue001")
"""What stands in the place of a formula until all of a cell are known: private characters, which no text has."""


class _FormulaRenderer(IPythonRenderer):
    """Keeps formulas, and leaves a mark in the place of each; shows pictures that were pasted into the cell."""

    def __init__(self, attachments: Mapping[str, dict[str, str]]) -> None:
        super().__init__(escape=False, attachments={name: dict(kinds) for name, kinds in attachments.items() if kinds})
        self.formulas: list[tuple[bool, str]] = []

    def _mark(self, tex: str, *, display: bool) -> str:
        self.formulas.append((display, tex))
        return f"\ue000{len(self.formulas) - 1}\ue001"

    def block_math(self, body: str) -> str:
        """A formula in a line of its own."""
        return self._mark(body, display=True)

    def latex_environment(self, name: str, body: str) -> str:
        """A formula in an environment of LaTeX."""
        return self._mark(f"\\begin{{{name}}}{body}\\end{{{name}}}", display=True)

    def inline_math(self, body: str) -> str:
        """A formula within a sentence."""
        return self._mark(body, display=False)

    def _embed_image_or_attachment(self, src: str) -> str:
        """The picture itself; what was not saved with the cell stays a name, where nbconvert would end."""
        name = unquote(src.removeprefix(_PASTED))
        if src.startswith(_PASTED):
            return super()._embed_image_or_attachment(_PASTED + name) if name in self.attachments else ""
        return src


def html_with_formulas(source: str, attachments: Mapping[str, dict[str, str]] | None = None) -> str:
    """The HTML of a Markdown cell; a filter for feedback's template.

    `attachments` are those of the cell, as nbformat has them: name → kind → Base64.
    """
    renderer = _FormulaRenderer(attachments or {})
    text = MarkdownWithMath(renderer=renderer).render(source.translate({0xE000: None, 0xE001: None}))
    written = _mathml(tuple(renderer.formulas)) if renderer.formulas else ()
    return _MARK.sub(lambda mark: written[int(mark[1])], text)


@functools.lru_cache(maxsize=4096)
def _mathml(formulas: tuple[tuple[bool, str], ...]) -> tuple[str, ...]:
    """KaTeX's MathML of all formulas of a cell; their LaTeX where it cannot run."""
    katex = _katex()
    if katex is not None:
        try:
            done = run_node(["-e", _PROGRAM, str(katex)], json.dumps(formulas))
        except OSError:
            pass
        else:
            if done.returncode == 0:
                return tuple(json.loads(done.stdout))
    return tuple(f'<code dir="ltr">{html.escape(tex)}</code>' for _, tex in formulas)


def _katex() -> Path | None:
    """The file of KaTeX that sphinxcontrib-katex brings."""
    found = find_spec("sphinxcontrib.katex")
    if found is None or found.origin is None:
        return None
    return next(iter(sorted(Path(found.origin).parent.rglob("katex.min.js"))), None)

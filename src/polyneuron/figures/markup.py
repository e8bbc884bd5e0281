"""The parts that figures are made of: frame, sliders, choices, buttons, plots and numbers, as plain accessible HTML."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from polyneuron.isolation import isolated
from polyneuron.language import chosen, language_of
from polyneuron.messages import gettext

FILES_START, FILES_END = "<!--polyneuron-files-->", "<!--/polyneuron-files-->"
"""Around style and scripts: a site loads them once, from files, and takes them out of outputs."""
DATA_START, DATA_END = '<script type="application/json" class="pn-figure-data">', "</script>"
"""Around the data, in which no `<` stands: a site puts large data into a file of their own."""


def frame(name: str, title: str, body: str, data: Any, language: str) -> str:
    """The whole figure; without scripts it shows its title and a sentence that says what is missing.

    Parameters
    ----------
    data
        What the script needs besides the markup; anything that JSON can hold.
    """
    facts = language_of(language)
    content = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    missing = gettext("This figure moves only where scripts run: on the page, or in a notebook after its cell has run.")
    return (
        f'<div class="pn-figure" data-figure="{name}" role="group" aria-label="{_shown(title)}"'
        # JupyterLab's keys (arrows, A, B …) must not act on the notebook while somebody moves a slider.
        f' lang="{facts.tag}" dir="{facts.direction}" data-separator="{escape(facts.list_separator)}"'
        ' data-lm-suppress-shortcuts="true">\n'
        f'<p class="pn-figure-title">{_shown(title)}</p>\n'
        f'<p class="pn-figure-missing">{_shown(missing)}</p>\n'
        f'<div class="pn-figure-body">\n{body}</div>\n'
        f'<p class="pn-figure-status" role="status"></p>\n'
        f"{DATA_START}{content}{DATA_END}\n</div>\n"
    )


def slider(
    name: str, label: str, low: float, high: float, step: float, value: float, *, along_plot: bool = False
) -> str:
    """A number that the reader sets; the script writes it beside the slider and says it (`aria-valuetext`).

    The number is no `output`: a label belongs to the first such element in it, and the slider would have no name.

    Parameters
    ----------
    along_plot
        The number stands on a plot's axis, which goes from left to right in every language: so does the slider.
    """
    direction = ' dir="ltr"' if along_plot else ""
    return (
        f'<label class="pn-control"><span>{_shown(label)}</span>'
        f' <span class="pn-value" data-shows="{name}" aria-hidden="true"></span>'
        f'<input type="range" name="{name}" min="{low}" max="{high}" step="{step}" value="{value}"'
        f' autocomplete="off"{direction}></label>\n'
    )


def in_digits(number: int) -> str:
    """A number with the digits that the language of the notebook writes in prose."""
    return chosen().in_digits(str(number))


def choice(name: str, label: str, options: Iterable[tuple[str, str]]) -> str:
    """One of several; `options` are values and their words."""
    entries = "".join(f'<option value="{value}">{_shown(words)}</option>' for value, words in options)
    return (
        f'<label class="pn-control"><span>{_shown(label)}</span>'
        f'<select name="{name}" autocomplete="off">{entries}</select></label>\n'
    )


def button(name: str, words: str) -> str:
    """Something to press."""
    return f'<button type="button" name="{name}">{_shown(words)}</button>\n'


def numbers(entries: Mapping[str, str]) -> str:
    """What the figure computes: name → words; the script writes the numbers."""
    rows = "".join(
        f'<div><dt>{_shown(words)}</dt><dd data-shows="{name}"></dd></div>' for name, words in entries.items()
    )
    return f'<dl class="pn-numbers">{rows}</dl>\n'


def plot(name: str, description: str, x_label: str, y_label: str = "") -> str:
    """Room for a plot; the description is what a screen reader says of it."""
    return (
        f'<svg data-plot="{name}" role="img" aria-label="{_shown(description)}" direction="ltr"'
        f' data-x-label="{_shown(x_label)}" data-y-label="{_shown(y_label)}"></svg>\n'
    )


def legend(entries: Mapping[str, str]) -> str:
    """Lines of a plot: style class → words."""
    rows = "".join(
        f'<li><svg viewBox="0 0 32 8" aria-hidden="true"><path class="{style}" d="M0 4H32"/></svg>{_shown(words)}</li>'
        for style, words in entries.items()
    )
    return f'<ul class="pn-legend">{rows}</ul>\n'


def words(entries: Mapping[str, str]) -> str:
    """Sentences that the script may show later: name → words."""
    return "".join(f'<template data-word="{name}">{_shown(text)}</template>\n' for name, text in entries.items())


def row(*parts: str, kind: str = "pn-controls") -> str:
    """Parts side by side, where there is room."""
    return f'<div class="{kind}">\n{"".join(parts)}</div>\n'


def _shown(text: str) -> str:
    """A text as HTML; from right to left with its mathematics in order."""
    return escape(isolated(text) if chosen().is_right_to_left else text)

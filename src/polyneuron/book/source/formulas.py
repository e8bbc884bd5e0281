"""Formulas of prose: whether what opens in TeX is closed.

Guards against a formula that every page would show as red letters or as its source. Blind on purpose to commands and
their arguments: MathJax knows them, and nothing here does.
"""

from __future__ import annotations

import re

_PART = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}|\\(left|right)(?![A-Za-z])|\\.|([{}])|(?<!\\)%", re.DOTALL)


def broken_formula(tex: str) -> str:
    """What is opened and not closed in a formula, or closed and not opened; empty where nothing is."""
    opened: list[str] = []
    for part in _PART.finditer(tex):
        name, environment, side, brace = part.groups()
        if part[0] == "%":
            return "% hides the rest of the line"
        if name == "begin" or side == "left" or brace == "{":
            opened.append(f"\\begin{{{environment}}}" if name else f"\\{side}" if side else "{")
        elif name == "end" or side == "right" or brace == "}":
            closes = f"\\begin{{{environment}}}" if name else "\\left" if side else "{"
            if not opened or opened.pop() != closes:
                return f"{part[0]} closes nothing"
    if tex.replace("\\\\", "").endswith("\\"):
        return "a backslash ends it"
    return f"{opened[-1]} is not closed" if opened else ""

"""The picture that messengers and search engines show beside a link: what the course is, in the edition's language."""

from __future__ import annotations

import io
import itertools
import textwrap
from typing import TYPE_CHECKING, Any

from polyneuron.book.model.language import Language
from polyneuron.book.tools.remembered import remembered
from polyneuron.fonts import families_for
from polyneuron.isolation import isolated

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""In pixels: what programs that show links ask for."""
_PAPER, _INK, _SOFT, _POSITIVE, _NEGATIVE = "#fbfaf6", "#1b2430", "#55606f", "#0b5c9e", "#b4530a"
_LAYERS = ((0.2, 0.5, 0.8), (0.1, 0.37, 0.63, 0.9), (0.1, 0.37, 0.63, 0.9), (0.5,))
_LINE = 24
"""Letters on a line; of Chinese ones half as many."""


def card_name(code: str) -> str:
    """The file of an edition's picture, in the folder of shared files."""
    return f"card-{code}.png"


def share_card(title: str, words: str, language: Language) -> bytes:
    """A PNG picture with the course's title, what it is, and the language's own name."""
    return _drawn(title, words, language.name, language.script, language.is_right_to_left)


@remembered
def _drawn(title: str, words: str, name: str, script: str, right_to_left: bool) -> bytes:
    from matplotlib.figure import Figure  # a page that only names the picture does not wait for it

    figure = Figure(figsize=(CARD_WIDTH / 100, CARD_HEIGHT / 100), dpi=100, facecolor=_PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, CARD_WIDTH), ylim=(0, CARD_HEIGHT))
    axes.axis("off")
    edge, side = (CARD_WIDTH - 70, "right") if right_to_left else (70, "left")
    _draw_network(axes, (70, 420) if right_to_left else (CARD_WIDTH - 420, CARD_WIDTH - 70))
    write: dict[str, Any] = {"ha": side, "family": families_for(script), "linespacing": 1.5}
    axes.text(edge, 540, title, fontsize=44, weight="bold", color=_INK, va="center", ha=side, family="DejaVu Sans")
    lines = _lines(words)
    axes.text(edge, 300, isolated(lines) if right_to_left else lines, fontsize=31, color=_INK, va="center", **write)
    axes.text(edge, 75, name, fontsize=24, color=_SOFT, va="center", **write)
    file_like = io.BytesIO()
    figure.savefig(file_like, format="png", metadata={"Software": None})
    return file_like.getvalue()


def _lines(words: str) -> str:
    if " " in words.strip():
        return "\n".join(textwrap.wrap(words, _LINE))
    return "\n".join(words[start : start + _LINE // 2] for start in range(0, len(words), _LINE // 2))


def _draw_network(axes: Axes, across: tuple[float, float]) -> None:
    step = (across[1] - across[0]) / (len(_LAYERS) - 1)
    places = [
        [(across[0] + step * n, CARD_HEIGHT * (0.15 + 0.7 * y)) for y in layer] for n, layer in enumerate(_LAYERS)
    ]
    for n, (left, right) in enumerate(itertools.pairwise(places)):
        for i, (start, end) in enumerate(itertools.product(left, right)):
            color = _NEGATIVE if (i + n) % 3 == 0 else _POSITIVE
            axes.plot(*zip(start, end, strict=True), color=color, linewidth=2, alpha=0.7, zorder=1)
    for place in itertools.chain(*places):
        axes.scatter(*place, s=900, facecolor="white", edgecolor=_INK, linewidth=2.5, zorder=2)

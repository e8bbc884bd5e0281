"""An extension of IPython that the kernels of a build load: it looks at each plot as it is drawn.

It says on standard error, behind `PLOT_FAULT`, which words of the plot stand on each other, which titles or labels of
neighbouring panels read as one line, which legend hides data, and which plot is too wide for a phone. Every edition is
looked at: a word that is short in English may be long in Russian.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.backend_bases import FigureCanvasBase
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from polyneuron.book.tools.kernels import PLOT_FAULT

_WIDEST = 6.4
"""Inches, Matplotlib's own width. On a phone, of 360 pixels, words of ten points are then eight pixels high."""
_MARGIN = 1.0
"""Pixels that two words may share: their boxes are a little larger than they."""
_POINTS_IN_INCH = 72
_STEPS = np.linspace(0, 1, 20)[:, np.newaxis]
"""The parts of a line between two points at which one looks whether it passes below a legend."""


def load_ipython_extension(shell: object) -> None:
    """Look at every figure that this kernel draws; `shell` is IPython's, and is not needed."""
    draw = FigureCanvasBase.print_figure

    def draw_and_look(canvas: FigureCanvasBase, *arguments: Any, **keywords: Any) -> Any:
        drawn = draw(canvas, *arguments, **keywords)
        for fault in plot_faults(canvas.figure):
            sys.stderr.write(f"{PLOT_FAULT}{fault}\n")
        return drawn

    FigureCanvasBase.print_figure = draw_and_look  # type: ignore[method-assign,assignment]


def plot_faults(figure: Figure) -> list[str]:
    """What nobody can read in a figure: words on words, data below a legend, words that a phone makes tiny."""
    figure.draw_without_rendering()  # puts everything in its place at the figure's own resolution
    words = [(text.get_text(), Text.get_window_extent(text)) for text in _words(figure)]
    faults = [
        f"{one!r} and {other!r} stand on each other"
        for (one, place), (other, its_place) in combinations(words, 2)
        if _touch(place, its_place)
    ]
    faults += [
        f"{one.get_text()!r} and {other.get_text()!r}, of neighbouring panels, read as one line"
        for one, other in combinations(_names_of_panels(figure), 2)
        if one.axes is not other.axes and _in_one_line(one, other, figure.dpi)
    ]
    if (width := figure.get_figwidth()) > _WIDEST:
        faults.append(f"{width:g} inches are too wide for a phone, {_WIDEST} are the most")
    for axes in figure.axes:
        if (legend := axes.get_legend()) is not None:
            box = legend.get_window_extent()
            if any(_is_below(artist, axes, box) for artist in (*axes.lines, *axes.collections, *axes.patches)):
                names = ", ".join(text.get_text() for text in legend.get_texts())
                faults.append(f"the legend ({names}) hides data")
    return faults


def _words(figure: Figure) -> Iterator[Text]:
    """Every word that is drawn from left to right or along an axis."""
    found = [*figure.texts, *(text for legend in figure.legends for text in legend.get_texts())]
    for axes in figure.axes:
        if axes.get_visible():
            found += [axes.title, *axes.texts]
            if axes.axison:
                found += [text for axis in (axes.xaxis, axes.yaxis) for text in (axis.label, *_tick_labels(axis))]
    return (text for text in found if text.get_visible() and text.get_text().strip() and not text.get_rotation() % 90)


def _names_of_panels(figure: Figure) -> list[Text]:
    """The titles of panels and the labels below them, which stand in a row."""
    panels = [axes for axes in figure.axes if axes.get_visible()]
    found = [axes.title for axes in panels] + [axes.xaxis.label for axes in panels if axes.axison]
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def _in_one_line(one: Text, other: Text, dots: float) -> bool:
    """Whether two words stand side by side with less than a letter's height between them, but not on each other.

    `dots` is the figure's resolution, in pixels per inch.
    """
    places = Text.get_window_extent(one), Text.get_window_extent(other)
    left, right = sorted(places, key=lambda place: place.x0)
    height = min(left.y1, right.y1) - max(left.y0, right.y0)
    needed = one.get_fontproperties().get_size_in_points() * dots / _POINTS_IN_INCH
    return bool(height > _MARGIN and right.x0 - left.x1 < needed and not _touch(left, right))


def _tick_labels(axis: Axis) -> Iterator[Text]:
    low, high = sorted(axis.get_view_interval())
    for tick in (*axis.get_major_ticks(), *axis.get_minor_ticks()):
        if low <= tick.get_loc() <= high:
            yield from (tick.label1, tick.label2)


def _touch(one: Bbox, other: Bbox) -> bool:
    width = min(one.x1, other.x1) - max(one.x0, other.x0)
    height = min(one.y1, other.y1) - max(one.y0, other.y0)
    return bool(width > _MARGIN and height > _MARGIN)


def _is_below(artist: Artist, axes: Axes, box: Bbox) -> bool:
    """Whether curves, marks or bars pass below a box; what spans the whole plot, such as `axhline`, may."""
    if isinstance(artist, Line2D) and artist.get_transform() is axes.transData:
        points = axes.transData.transform(np.asarray(artist.get_xydata()))
        if len(points) > 1 and artist.get_linestyle() not in ("None", "", " "):
            pairs = pairwise(points)
            points = np.concatenate([start + (end - start) * _STEPS for start, end in pairs])
    elif isinstance(artist, PathCollection):
        points = axes.transData.transform(np.asarray(artist.get_offsets()))
    elif isinstance(artist, Patch) and artist.get_data_transform() is axes.transData:
        return _touch(artist.get_window_extent(), box)
    else:
        return False
    return any(box.contains(*point) for point in points)

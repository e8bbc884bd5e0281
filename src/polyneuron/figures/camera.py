"""Chapter 01: the camera of four pixels, with the answer of every neuron, for a network of the reader's choice."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from polyneuron.figures.markup import button, in_digits, row, slider, words
from polyneuron.messages import gettext


def markup(weights: Sequence[np.ndarray]) -> tuple[str, str, list]:
    """Title, HTML and data of the figure.

    Parameters
    ----------
    weights
        What `get_weights()` of the camera gives: kernels of shape (4, 4), (4, 4), (4, 8), (8, 4) and their biases.

    Raises
    ------
    ValueError
        When the arrays have other shapes.
    """
    shapes = [np.shape(array) for array in weights]
    expected = [(4, 4), (4,), (4, 4), (4,), (4, 8), (8,), (8, 4), (4,)]
    if shapes != expected:
        raise ValueError(
            gettext("The camera needs arrays of these shapes: {expected}. These came: {found}").format(
                expected=expected, found=shapes
            )
        )
    places = [gettext("upper left"), gettext("upper right"), gettext("lower left"), gettext("lower right")]
    pixels = "".join(
        f'<button type="button" data-pixel="{number}" aria-pressed="false" aria-label="{escape(place)}"></button>'
        for number, place in enumerate(places)
    )
    classes = [gettext("solid"), gettext("vertical"), gettext("diagonal"), gettext("horizontal")]
    layers = "".join(_layer(number, size) for number, size in enumerate((4, 4, 8), 1))
    answers = "".join(
        f'<li><span>{escape(name)}</span><span class="pn-bar"><span data-bar="{number}"></span></span>'
        f'<span class="pn-value" data-shows="p-{number}"></span></li>'
        for number, name in enumerate(classes)
    )
    picture = escape(gettext("Picture: press a pixel"))
    presets = [button(f"pattern-{number}", name) for number, name in enumerate(classes)]
    body = (
        row(*presets, button("negative", gettext("make the negative")), kind="pn-buttons")
        + row(
            f'<div class="pn-pixels" role="group" aria-label="{picture}">{pixels}</div>\n',
            f'<div class="pn-layers">{layers}<ul class="pn-bars">{answers}</ul></div>\n',
            kind="pn-camera",
        )
        + row(slider("noise", gettext("Noise"), 0, 1.5, 0.05, 0))
        + row(button("other", gettext("Other noise")), kind="pn-buttons")
        + words({"answer": gettext("The network says: {name}")})
    )
    return gettext("Look into the four-pixel camera"), body, [np.round(array, 4).tolist() for array in weights]


def _layer(number: int, size: int) -> str:
    cells = "".join(f'<span data-cell="{number}-{cell}"></span>' for cell in range(size))
    title = gettext("Layer {number}").format(number=in_digits(number))
    return f'<div class="pn-layer"><span>{escape(title)}</span><div dir="ltr">{cells}</div></div>\n'

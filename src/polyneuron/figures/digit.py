"""Chapter 05: draw a digit, and the network of the notebook reads it, in the browser."""

from __future__ import annotations

from html import escape
from typing import Any

from polyneuron.figures.compact import dense_layers
from polyneuron.figures.markup import button, row, words
from polyneuron.messages import gettext


def markup(model: Any) -> tuple[str, str, list]:
    """Title, HTML and data of the figure.

    Parameters
    ----------
    model
        A Keras model of `Dense` layers that takes 784 pixels from 0 to 1 and gives ten probabilities.

    Raises
    ------
    ValueError
        When the model takes or gives something else.
    """
    layers = dense_layers(model)
    if not layers or layers[0]["kernel"]["shape"][0] != 784 or layers[-1]["kernel"]["shape"][1] != 10:
        raise ValueError(gettext("This figure needs a network that takes 784 pixels and gives ten probabilities."))
    bars = "".join(
        f'<li><span class="pn-value" data-digit="{digit}"></span>'
        f'<span class="pn-bar"><span data-bar="{digit}"></span></span>'
        f'<span class="pn-value" data-shows="p-{digit}"></span></li>'
        for digit in range(10)
    )
    paper = escape(gettext("Paper: draw a digit with a finger, a pen or the mouse"))
    seen = escape(gettext("What the network sees: 28 × 28 pixels"))
    body = (
        row(
            '<div class="pn-paper"><canvas data-paper width="280" height="280" role="img"'
            f' aria-label="{paper}"></canvas></div>\n',
            f'<ul class="pn-bars pn-digits">{bars}</ul>\n',
            kind="pn-camera",
        )
        + row(
            f'<figure><canvas data-seen width="28" height="28" aria-hidden="true"></canvas>'
            f"<figcaption>{seen}</figcaption></figure>\n",
            button("again", gettext("New sheet")),
            button("example", gettext("Draw a 4 for me")),
            kind="pn-buttons",
        )
        + words(
            {
                "answer": gettext("The network reads: {digit}, with the probability {probability}"),
                "empty": gettext("Draw a large digit from 0 to 9."),
            }
        )
    )
    return gettext("Draw a digit"), body, layers

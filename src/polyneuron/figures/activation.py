"""Chapter 02: an activation function and its slope, at a place that the reader moves."""

from __future__ import annotations

from polyneuron.figures.markup import choice, legend, numbers, plot, row, slider, words
from polyneuron.messages import gettext

FUNCTIONS = ("relu", "sigmoid", "tanh", "leaky_relu", "elu", "softplus", "silu", "gelu", "linear")
"""Names as Keras has them; leaky ReLU with the slope 0.1, as in the chapter."""


def markup() -> tuple[str, str, None]:
    """Title, HTML and data of the figure."""
    body = (
        row(
            choice("function", gettext("Activation function"), [(name, name) for name in FUNCTIONS]),
            slider("sum", gettext("Sum that goes in"), -8, 8, 0.1, 1, along_plot=True),
        )
        + plot(
            "curve",
            gettext("The function and its slope, with a dot at the chosen sum."),
            gettext("sum of the neuron"),
        )
        + legend({"pn-line-1": gettext("answer"), "pn-line-2": gettext("slope")})
        + numbers({"answer": gettext("Answer"), "slope": gettext("Slope")})
        + words(
            {
                "flat": gettext("Almost flat here: corrections hardly pass through this neuron."),
                "dead": gettext("Flat here: no correction passes through this neuron."),
            }
        )
    )
    return gettext("Move along an activation function"), body, None

"""Chapter 04: walk down the error surface with four optimizers, from any place, with any learning rate.

The surface and the rules are the chapter's: one linear neuron without bias, minimum at (1, −1), `scale` 1 or 10.
"""

from __future__ import annotations

from polyneuron.figures.markup import button, choice, numbers, plot, row, slider, words
from polyneuron.messages import gettext


def markup() -> tuple[str, str, None]:
    """Title, HTML and data of the figure."""
    body = (
        row(
            choice(
                "optimizer",
                gettext("Optimizer"),
                [("sgd", "SGD"), ("momentum", gettext("momentum")), ("rmsprop", "RMSprop"), ("adam", "Adam")],
            ),
            choice("scale", gettext("Error surface"), [("1", gettext("round bowl")), ("10", gettext("long valley"))]),
            slider("rate", gettext("Learning rate"), -3, 0.5, 0.02, -1),
            slider("w1", gettext("Start: weight w1"), -1.5, 2.5, 0.1, -1.2, along_plot=True),
            slider("w2", gettext("Start: weight w2"), -2.5, 1.5, 0.1, 0.5, along_plot=True),
        )
        + plot(
            "map",
            gettext("The error surface from above: contour lines, a star at the minimum, and the paths."),
            gettext("weight w1"),
            gettext("weight w2"),
        )
        + '<ul class="pn-legend" data-paths></ul>\n'
        + row(
            button("step", gettext("One step")),
            button("run", gettext("50 steps")),
            button("again", gettext("Start again")),
            kind="pn-buttons",
        )
        + numbers(
            {"steps": gettext("Steps"), "place": gettext("Weights (w1, w2)"), "error": gettext("Error")},
        )
        + words(
            {
                "path": gettext("{name}, {rate}"),
                "away": gettext("The error grows without end: the learning rate is too large here."),
                "arrived": gettext("The error is below 0.0001 after so many steps: {steps}"),
                "tap": gettext("Tap on the map to start there. Earlier paths stay until you start again."),
            }
        )
    )
    return gettext("Walk down the error surface"), body, None

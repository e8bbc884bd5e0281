"""Chapter 03: what a logit costs under cross-entropy and under squared error, and how strongly each pulls at it."""

from __future__ import annotations

from polyneuron.figures.markup import choice, in_digits, legend, numbers, plot, row, slider, words
from polyneuron.messages import gettext


def markup() -> tuple[str, str, None]:
    """Title, HTML and data of the figure."""
    body = (
        row(
            choice("target", gettext("Right class"), [(str(label), in_digits(label)) for label in (1, 0)]),
            slider("logit", gettext("Logit of class 1"), -8, 8, 0.1, -4, along_plot=True),
        )
        + plot("curve", gettext("Two losses over the logit, with a dot on each."), gettext("logit"), gettext("loss"))
        + legend({"pn-line-1": gettext("cross-entropy"), "pn-line-2": gettext("squared error of the probability")})
        + numbers(
            {
                "probability": gettext("Probability of class 1"),
                "cross-entropy": gettext("Cross-entropy"),
                "cross-entropy-slope": gettext("Slope of cross-entropy"),
                "squared-error": gettext("Squared error"),
                "squared-error-slope": gettext("Slope of the squared error"),
            }
        )
        + words(
            {
                "stuck": gettext(
                    "Very wrong: cross-entropy pulls with nearly full strength here, the squared error hardly at all."
                ),
            }
        )
    )
    return gettext("Which loss pulls at a wrong answer?"), body, None

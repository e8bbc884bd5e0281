"""Chapter 02: four logits, a temperature, and the probabilities that softmax makes of them."""

from __future__ import annotations

from html import escape

from polyneuron.figures.markup import button, in_digits, row, slider
from polyneuron.messages import gettext

LOGITS = (2.0, 1.0, 0.0, -1.0)


def markup() -> tuple[str, str, None]:
    """Title, HTML and data of the figure."""
    sliders = [
        slider(
            f"logit-{number}", gettext("Logit of class {number}").format(number=in_digits(number)), -5, 5, 0.1, value
        )
        for number, value in enumerate(LOGITS)
    ]
    names = [gettext("Class {number}").format(number=in_digits(number)) for number in range(len(LOGITS))]
    bars = "".join(
        f"<li><span>{escape(name)}</span>"
        f'<span class="pn-bar"><span data-bar="{number}"></span></span>'
        f'<span class="pn-value" data-shows="p-{number}"></span></li>'
        for number, name in enumerate(names)
    )
    body = (
        row(*sliders)
        + row(slider("temperature", gettext("Temperature"), -1, 1, 0.05, 0))
        + f'<ul class="pn-bars">{bars}</ul>\n'
        + row(
            button("add", gettext("Add 1 to every logit")),
            button("again", gettext("Start again")),
            kind="pn-buttons",
        )
    )
    return gettext("From logits to probabilities"), body, None

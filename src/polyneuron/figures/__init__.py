"""Interactive figures: small machines that a reader sets with sliders and buttons, on the page and in a notebook.

Each module makes the HTML of one figure, with all of its words in the notebook's language; the script of the same name
in `figure_files/` moves it and holds no word. Nothing is loaded from elsewhere and nothing is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from polyneuron import messages
from polyneuron.figures import activation, camera, digit, gradient_descent, loss, review, softmax
from polyneuron.figures.markup import FILES_END, FILES_START, frame
from polyneuron.messages import gettext

if TYPE_CHECKING:
    from IPython.display import HTML

FILES = Path(__file__).parent.parent / "figure_files"
"""Style sheet and scripts."""
FIGURES: dict[str, Callable[..., tuple[str, str, Any]]] = {
    "activation": activation.markup,
    "camera": camera.markup,
    "digit": digit.markup,
    "gradient-descent": gradient_descent.markup,
    "loss": loss.markup,
    "review": review.markup,
    "softmax": softmax.markup,
}
"""Name → function that gives title, inner HTML and data of the figure."""


def show_figure(name: str, **data: Any) -> HTML:
    """An interactive figure, in the language chosen by `polyneuron.use_language`.

    Parameters
    ----------
    name
        One of `FIGURES`.
    data
        What the figure shows, such as the weights of a network; see the figure's own module.

    Raises
    ------
    ValueError
        When there is no such figure.
    """
    from IPython.display import HTML

    if name not in FIGURES:
        raise ValueError(
            gettext("There is no figure with this name: {name}. There are: {names}").format(
                name=name, names=", ".join(sorted(FIGURES))
            )
        )
    title, body, content = FIGURES[name](**data)
    style = (FILES / "figure.css").read_text(encoding="utf-8")
    scripts = "".join((FILES / file).read_text(encoding="utf-8") for file in ("figure.js", f"{name}.js"))
    return HTML(
        f"{FILES_START}<style>\n{style}</style>{FILES_END}\n"
        f"{frame(name, title, body, content, messages.chosen_language())}"
        f"{FILES_START}<script>\n{scripts}</script>{FILES_END}"
    )

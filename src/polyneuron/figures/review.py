"""Chapter 06: type a review, and the network of the notebook judges it and shows which words moved its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from polyneuron.figures.compact import dense_layers
from polyneuron.figures.markup import button, in_digits, row, words
from polyneuron.messages import gettext

INDEX_SHIFT = 3
"""A word stands in a review as its rank plus 3."""


def markup(model: Any, word_index: Mapping[str, int], examples: Sequence[str] = ()) -> tuple[str, str, dict]:
    """Title, HTML and data of the figure.

    Parameters
    ----------
    model
        A Keras model of `Dense` layers that takes a multi-hot row and gives one probability.
    word_index
        Word → rank, as `load_imdb().word_index`.
    examples
        Reviews that can be put into the field with a button.

    Raises
    ------
    ValueError
        When the model gives something else than one number.
    """
    layers = dense_layers(model)
    if not layers or layers[-1]["kernel"]["shape"][1] != 1:
        raise ValueError(gettext("This figure needs a network that takes a multi-hot row and gives one probability."))
    size = layers[0]["kernel"]["shape"][0]
    vocabulary = [""] * size
    for word, rank in word_index.items():
        if rank + INDEX_SHIFT < size:
            vocabulary[rank + INDEX_SHIFT] = word
    buttons = [
        button(f"example-{number}", gettext("Example {number}").format(number=in_digits(number)))
        for number, _ in enumerate(examples, 1)
    ]
    field, marked = escape(gettext("Your review, in English")), escape(gettext("Your review with its words marked"))
    negative, positive = escape(gettext("negative")), escape(gettext("positive"))
    body = (
        f'<label class="pn-control pn-wide"><span>{field}</span><textarea name="review" rows="4" lang="en" dir="ltr"'
        ' autocomplete="off" spellcheck="false"></textarea></label>\n'
        + row(*buttons, button("again", gettext("Empty the field")), kind="pn-buttons")
        + f'<p class="pn-scale" aria-hidden="true"><span>{negative}</span>'
        '<span class="pn-bar"><span data-bar="p"></span></span>'
        f"<span>{positive}</span></p>\n"
        f'<div class="pn-marked" dir="ltr" lang="en" role="group" data-marked aria-label="{marked}"></div>\n'
        + words(
            {
                "answer": gettext("Probability that it is positive: {probability}"),
                "for": gettext("Speaks for positive: {words}"),
                "against": gettext("Speaks for negative: {words}"),
                "unknown": gettext("Words that the network does not know: {count}"),
                "empty": gettext("Write a few sentences about a film."),
            }
        )
        + '<ul class="pn-facts"><li data-shows="for"></li><li data-shows="against"></li>'
        '<li data-shows="unknown"></li></ul>\n'
    )
    return gettext("Type a review"), body, {"layers": layers, "words": vocabulary, "examples": list(examples)}

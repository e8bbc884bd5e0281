"""Latin words in what a cell prints for readers of another script: names of Python and Keras, and no others.

Guards against words of prose that were left in English before a colon, and against names of variables that a label
got beside its own words: numbers keep their order by themselves (`polyneuron.isolation`). Blind to words that begin
with a capital: those are names mostly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from polyneuron.book.lint.context import Context
from polyneuron.book.lint.findings import Finding, Gate, Level, finding_in
from polyneuron.book.lint.names import words_to_translate
from polyneuron.book.model.messages import PRINTED_TEXT

NAMES = frozenset(["bias", "hot", "kernel", "logit", "sigmoid", "softmax"])
"""Words of Keras that editions print as they are, beside the names that every gate knows."""
_WORD = re.compile(r"(?<![A-Za-z0-9_])[a-z_][A-Za-z0-9_]*")


def _left_in_english(context: Context) -> Iterator[Finding]:
    if context.language.script == "Latn":
        return
    for text in context.texts:
        if text.role != PRINTED_TEXT:
            continue
        english = {word.lower() for word in re.findall(r"\w+", text.plain_source)}
        for word in dict.fromkeys(_WORD.findall(text.plain)):
            if word in NAMES:
                continue
            if word.lower() not in english:
                what, remedy = f"{word!r} does not stand in the English text", "Take it out: the label says it alone."
            elif list(words_to_translate(word)):
                what, remedy = f"{word!r} was left in English", "Translate it; add a name of code to `NAMES`."
            else:
                continue
            yield finding_in(text, "printed-words", what, remedy)


GATES = (Gate("printed-words", Level.ERROR, (), "printed labels hold no stray Latin word", _left_in_english),)

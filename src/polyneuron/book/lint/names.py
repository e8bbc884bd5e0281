"""What no edition translates: names, letters of formulas, identifiers of code, titles of books and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAMES = frozenset(
    (
        *("Adam", "Binder", "Colab", "Ctrl", "Functional", "Google", "Jupyter", "Keras", "Polyneuron", "Python"),
        *("Sequential", "True", "False", "None"),
        *("cosh", "elu", "hinge", "leaky", "ln", "log", "maxout", "relu", "softplus", "softsign", "swish", "tanh"),
    )
)
"""Names that do not show by their form that they are names."""

_IDENTIFIER = re.compile(r"\w*_\w*")
_WORD = re.compile(r"[^\W\d_]+")
_REFERENCE = re.compile(r"(?:[A-Z]\.[ -]?)+\w.*\b(?:19|20)\d\d\b")
_TITLE = re.compile(r'"[^"]+"|\*[^*]+\*')


def words_to_translate(plain: str) -> Iterator[str]:
    """The words of an English text without code and formulas that are no names.

    A single letter is a formula's; a word with a capital after its first letter is a name: `ReLU`, `GPU`, `AdaGrad`.
    """
    refers = is_reference(plain)
    words = _WORD.findall(_IDENTIFIER.sub(" ", _TITLE.sub(" ", plain) if refers else plain))
    return (word for word in words if not (_is_name(word) or (refers and word.istitle())))


def is_reference(source: str) -> bool:
    """Whether an English text names a book or an article: it begins with the author's initials and has a year."""
    return bool(_REFERENCE.match(source))


def _is_name(word: str) -> bool:
    return len(word) == 1 or word in _NAMES or any(map(str.isupper, word[1:]))

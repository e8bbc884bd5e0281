"""Words and indices of reviews: the same rules for IMDB, for the sample, and for what a learner types.

Guards against the silent mismatch between the data that a network learnt from and a new text: a word that is cut into
pieces becomes other words. IMDB was split at ASCII punctuation and blanks only, so its words have accents ("cliché"),
apostrophes at their ends ("parents'") and dashes of their own; a text is split in the same way first. What the
vocabulary does not have in this form is split once more, at everything that is no letter of any script, mark or digit.
Deliberately blind to scripts that write no blanks: what stands between two signs counts as one word there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

import numpy as np

from polyneuron.datasets.result import Split

PADDING, START, UNKNOWN, INDEX_SHIFT = 0, 1, 2, 3
"""What the first indices mean; the word of rank r stands as r + INDEX_SHIFT."""

_PIECE = re.compile(r"""[^ \t\n\r\f\v!"#$%&()*+,\-./:;<=>?@\[\\\]^_`{|}~]+""")
"""What IMDB counts as a word: its text was split at blanks and ASCII punctuation, the apostrophe excepted."""

_INSIDE_WORDS = "'\u200c\u200d"
"""Apostrophe, zero-width non-joiner and joiner: part of a word when letters stand on both sides."""


def decode_review(review: Iterable[int], word_index: Mapping[str, int]) -> str:
    """Turn the indices of a review back into words.

    Parameters
    ----------
    review
        Indices, as in `x_train[0]`.
    word_index
        Word → rank: the `word_index` of the data set that the review comes from.

    Returns
    -------
    str
        The words in small letters with blanks between them; "?" for an unknown word, nothing for start and padding.
    """
    words = {rank + INDEX_SHIFT: word for word, rank in word_index.items()}
    return " ".join(words.get(int(index), "?") for index in review if index not in (PADDING, START))


def encode_review(text: str, word_index: Mapping[str, int], num_words: int | None = None) -> np.ndarray:
    """Turn a text into the indices of a review: the inverse of `decode_review`, for new reviews.

    Parameters
    ----------
    text
        Words of any language; those that the vocabulary does not have become 2, each as a whole. Capital letters and
        punctuation are lost.
    word_index, num_words
        Those of the data set that the network was trained on.

    Returns
    -------
    numpy.ndarray
        int32, shape (number of words + 1,): 1 = start, then rank + 3 for each word, 2 where it is unknown or too rare.
    """
    known = _Vocabulary(word_index, num_words)
    found = (known.index(word) for word in split_into_words(text, known))
    return np.array([START, *found], dtype=np.int32)


def split_into_words(text: str, vocabulary: Container[str] = ()) -> list[str]:
    """Split a text into words as the vocabulary has them, in small letters where it does not: "Don’t!" gives "don't".

    Parameters
    ----------
    text
        The text, in any language.
    vocabulary
        Words that are taken as they are, such as "parents'"; from other words such an apostrophe is removed.
    """
    words: list[str] = []
    for piece in _PIECE.findall(text):
        forms = (piece, piece.lower(), _plain(piece))
        known = next((form for form in forms if form in vocabulary), None)
        words += [known] if known is not None else _letters_together(forms[-1])
    return words


class _Vocabulary(Container[str]):
    """The words whose index is below `num_words`."""

    def __init__(self, word_index: Mapping[str, int], num_words: int | None) -> None:
        self._word_index, self._num_words = word_index, num_words

    def index(self, word: str) -> int:
        """Return rank + 3, or 2 for a word that is unknown or too rare."""
        index = self._word_index.get(word, 0) + INDEX_SHIFT
        is_known = index > INDEX_SHIFT and (self._num_words is None or index < self._num_words)
        return index if is_known else UNKNOWN

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and self.index(word) != UNKNOWN


def _plain(piece: str) -> str:
    """Small letters, accents in one character with their letter, and typewriter apostrophes."""
    return unicodedata.normalize("NFC", piece.lower()).replace("’", "'")


def _letters_together(piece: str) -> list[str]:
    """Split at everything that is no letter, mark or digit of any script; an apostrophe stays between letters."""
    kept = "".join(one if one in _INSIDE_WORDS or unicodedata.category(one)[0] in "LMN" else " " for one in piece)
    return [word for word in (part.strip(_INSIDE_WORDS) for part in kept.split()) if word]


def as_split(tokens: np.ndarray, offsets: np.ndarray, labels: np.ndarray, num_words: int | None) -> Split:
    """Cut a stream of tokens into reviews: `tokens[offsets[i]:offsets[i + 1]]`, with indices ≥ `num_words` made 2."""
    if num_words is not None:
        tokens = np.where(tokens < num_words, tokens, np.int32(UNKNOWN))
    reviews = np.empty(len(labels), dtype=object)
    for review, (start, end) in enumerate(zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)):
        reviews[review] = tokens[start:end]
    return Split(reviews, labels.astype(np.int64))

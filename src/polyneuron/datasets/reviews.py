"""Words and indices of reviews: the same rules for IMDB, for the sample, and for what a learner types."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import numpy as np

from polyneuron.datasets.result import Split

PADDING, START, UNKNOWN, INDEX_SHIFT = 0, 1, 2, 3
"""What the first indices mean; the word of rank r stands as r + INDEX_SHIFT."""

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")


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
        English words; capital letters, and signs other than an apostrophe inside a word, are lost.
    word_index, num_words
        Those of the data set that the network was trained on.

    Returns
    -------
    numpy.ndarray
        int32, shape (number of words + 1,): 1 = start, then rank + 3 for each word, 2 where it is unknown or too rare.
    """
    indices = [START]
    for word in split_into_words(text):
        index = word_index.get(word, 0) + INDEX_SHIFT
        indices.append(index if index > INDEX_SHIFT and (num_words is None or index < num_words) else UNKNOWN)
    return np.array(indices, dtype=np.int32)


def split_into_words(text: str) -> list[str]:
    """Split English text into words in small letters, as the IMDB word index has them: "Don't!" gives "don't"."""
    return _WORD.findall(text.lower().replace("’", "'"))


def as_split(tokens: np.ndarray, offsets: np.ndarray, labels: np.ndarray, num_words: int | None) -> Split:
    """Cut a stream of tokens into reviews: `tokens[offsets[i]:offsets[i + 1]]`, with indices ≥ `num_words` made 2."""
    if num_words is not None:
        tokens = np.where(tokens < num_words, tokens, np.int32(UNKNOWN))
    reviews = np.empty(len(labels), dtype=object)
    for review, (start, end) in enumerate(zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)):
        reviews[review] = tokens[start:end]
    return Split(reviews, labels.astype(np.int64))

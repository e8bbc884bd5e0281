"""IMDB: 50 000 film reviews as numbers, half of them positive (Maas et al., 2011), in one canonical order."""

from __future__ import annotations

import json

import numpy as np

from polyneuron.datasets import sample
from polyneuron.datasets.archive import read_arrays
from polyneuron.datasets.canonical import content_hash, order_reviews, word_index_hash
from polyneuron.datasets.errors import DamagedFileError
from polyneuron.datasets.keras_file import KERAS_IMDB_SHA256
from polyneuron.datasets.result import ReviewDataset
from polyneuron.datasets.reviews import INDEX_SHIFT, as_split
from polyneuron.datasets.settings import KERAS_FILES, Settings
from polyneuron.datasets.sources import Wanted, find
from polyneuron.messages import gettext

CONTENT_SHA256 = "db6ee6ddd3bb4330a31bdeb08265351d8d78dd417e7dac653947c0ef24821f2f"
"""`canonical.content_hash` of tokens, offsets and labels of both splits in the canonical order."""
WORD_INDEX_SHA256 = "b7b54ffb5a0238c287bd9075300d166721bb0176a907c58cf96bc1d7b17fc697"
"""`canonical.word_index_hash` of the 88 584 words."""

_PARTS = tuple(f"{split}_{part}" for split in ("train", "test") for part in ("tokens", "offsets", "labels"))
_KNOWN_REVIEW_FILES = {
    KERAS_IMDB_SHA256: 17_464_789,
    "e3f23b280496f0a888ce154c7b41cc74148acf1b71a6f5ebb000f6ea090038a5": 19_971_117,  # plain arrays
}
_KNOWN_WORD_FILES = {
    "027313fe9a320280f3bf0fac5baf58c4a683cf39a7ed9c3d3d3912bde4284cf6": 1_641_221,  # Keras's
    "e4225fe9a43b2812e7d8516a170947e84b7866347fd972a895fb4c9d7deda3ca": 1_456_303,  # the same without blanks
}


def load_imdb(num_words: int | None = None, settings: Settings | None = None) -> ReviewDataset:
    """Load the IMDB reviews, or say loudly why they are not there and load reviews written for this course.

    Sources, in this order: the folder POLYNEURON_DATA, the loader's own cache, Keras's cache (only read), the mirrors
    in POLYNEURON_MIRRORS or Keras's own, and last the sample in this package: short reviews in English, half of them
    positive, with word ranks of their own. Whatever the source, the reviews come in the same order.

    Parameters
    ----------
    num_words
        Keep indices below this number, as Keras does: `num_words=10000` keeps the words of rank 1 to 9996, and every
        other word becomes 2. None keeps all words.
    settings
        Where to look and how long to wait; read from the environment when omitted.

    Returns
    -------
    ReviewDataset
        Unpacks as `(x_train, y_train), (x_test, y_test)`. Reviews: arrays of objects, shape (25000,) each, every object
        an int32 vector with the indices of one review (11 to 2 494 of them in the training set): 1 = start, 2 = unknown
        word, a word = its rank + 3; 0 is left for padding. Labels: int64, shape (25000,), 1 = positive, 0 = negative.
        `word_index`, `source`, `location` and `is_sample` belong to it. It raises nothing when a source fails: what
        was wrong is printed, and the next source is asked.

    Raises
    ------
    ValueError
        When `num_words` leaves no room for a word (4 is the least).

    References
    ----------
    Maas et al., "Learning word vectors for sentiment analysis", ACL 2011. Indices: `keras.datasets.imdb.load_data`.
    """
    if num_words is not None and num_words <= INDEX_SHIFT:
        raise ValueError(gettext("num_words is too small. The least that works: {n}").format(n=INDEX_SHIFT + 1))
    settings = settings or Settings.from_environment()
    problems: list[str] = []
    words = find(
        Wanted("imdb_word_index.json", _KNOWN_WORD_FILES, (KERAS_FILES,), _read_word_index), settings, problems
    )
    if words is None:
        return sample.load_reviews(num_words, problems)
    reviews = find(
        Wanted("imdb.npz", _KNOWN_REVIEW_FILES, (KERAS_FILES,), _read_reviews, keras_pickle=KERAS_IMDB_SHA256),
        settings,
        problems,
    )
    if reviews is None:
        return sample.load_reviews(num_words, problems)
    arrays = reviews.content
    train, test = (
        as_split(arrays[f"{name}_tokens"], arrays[f"{name}_offsets"], arrays[f"{name}_labels"], num_words)
        for name in ("train", "test")
    )
    return ReviewDataset(train, test, reviews.source, reviews.location, words.content)


def _read_reviews(content: bytes) -> dict[str, np.ndarray]:
    """Return the six arrays in canonical order from the bytes of a plain `imdb.npz`, or raise DamagedFileError."""
    arrays = read_arrays(content, _PARTS)
    ordered = {}
    for split in ("train", "test"):
        tokens, offsets, labels = (arrays[f"{split}_{part}"] for part in ("tokens", "offsets", "labels"))
        right_form = (
            tokens.ndim == offsets.ndim == labels.ndim == 1
            and all(np.issubdtype(array.dtype, np.integer) for array in (tokens, offsets, labels))
            and len(offsets) == len(labels) + 1 > 1
            and offsets[0] == 0
            and offsets[-1] == len(tokens)
            and bool(np.all(np.diff(offsets) > 0))
        )
        if not right_form:
            raise _wrong_content("IMDB")
        for part, array in zip(("tokens", "offsets", "labels"), order_reviews(tokens, offsets, labels), strict=True):
            ordered[f"{split}_{part}"] = array
    if content_hash(ordered) != CONTENT_SHA256:
        raise _wrong_content("IMDB")
    return ordered


def _read_word_index(content: bytes) -> dict[str, int]:
    """Return word → rank from the bytes of `imdb_word_index.json`, or raise DamagedFileError."""
    try:
        word_index = json.loads(content)
        right = word_index_hash(word_index) == WORD_INDEX_SHA256
    except (ValueError, TypeError, AttributeError, RecursionError):
        right = False
    if not right:
        raise _wrong_content("IMDB")
    return word_index


def _wrong_content(name: str) -> DamagedFileError:
    return DamagedFileError(gettext("The file does not hold the data that it should: {name}").format(name=name))

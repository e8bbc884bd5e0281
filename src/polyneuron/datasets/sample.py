"""The small offline samples that stand in for a data set that cannot be had, and the loud word that they do.

Guards against a silent stand-in: a learner who compares an accuracy with the chapter's must know that the data are
others. The digits are real ones, from scikit-learn (BSD licence) and the UCI repository, made by
`polyneuron.book.make.digits_sample`; the reviews were written for this course. See `samples/README.md`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from polyneuron.datasets.announce import announce
from polyneuron.datasets.archive import read_arrays
from polyneuron.datasets.canonical import order_reviews
from polyneuron.datasets.result import Dataset, ReviewDataset, Split
from polyneuron.datasets.reviews import as_split, encode_review, split_into_words
from polyneuron.messages import gettext

_FOLDER = Path(__file__).parent / "samples"
_DIGITS, _REVIEWS = _FOLDER / "digits.npz", _FOLDER / "reviews.tsv"
_DIGIT_SIDE, _BOX_SIDE, _IMAGE_SIDE = 8, 20, 28  # MNIST, too, has digits of 20×20 in images of 28×28
_MOST_INK = 16


def load_digits(problems: list[str]) -> Dataset:
    """Load 1 437 training and 360 test digits, form and ranges as MNIST's, after announcing them.

    Parameters
    ----------
    problems
        Why the full data could not be had; printed with the announcement.
    """
    arrays = read_arrays(_DIGITS.read_bytes(), ("x_train", "y_train", "x_test", "y_test"))
    train = Split(_enlarge(arrays["x_train"]), arrays["y_train"])
    test = Split(_enlarge(arrays["x_test"]), arrays["y_test"])
    about = gettext("It holds real handwritten digits from scikit-learn, enlarged to 28×28 pixels.")
    _announce_sample("MNIST", about, train, test, ["mnist.npz"], problems)
    return Dataset(train, test, "sample", str(_DIGITS))


def load_reviews(num_words: int | None, problems: list[str]) -> ReviewDataset:
    """Load the reviews of the sample, form as IMDB's, after announcing them; parameters as for the others."""
    texts: dict[str, list[tuple[str, int]]] = {"train": [], "test": []}
    with _REVIEWS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            texts[row["split"]].append((row["text"], int(row["label"])))
    word_index = _rank_words(text for reviews in texts.values() for text, _ in reviews)
    train, test = (_encode_reviews(reviews, word_index, num_words) for reviews in texts.values())
    about = gettext("It holds short reviews in English that were written for this course.")
    _announce_sample("IMDB", about, train, test, ["imdb.npz", "imdb_word_index.json"], problems)
    return ReviewDataset(train, test, "sample", str(_REVIEWS), word_index)


def _encode_reviews(reviews: list[tuple[str, int]], word_index: Mapping[str, int], num_words: int | None) -> Split:
    """Turn (text, label) into a split in the canonical order."""
    encoded = [encode_review(text, word_index) for text, _ in reviews]
    offsets = np.cumsum([0, *map(len, encoded)], dtype=np.int64)
    labels = np.array([label for _, label in reviews], dtype=np.uint8)
    return as_split(*order_reviews(np.concatenate(encoded), offsets, labels), num_words)


def _announce_sample(name: str, about: str, train: Split, test: Split, files: list[str], problems: list[str]) -> None:
    lines = [
        gettext("ATTENTION: this is not the full dataset, but a small offline sample. Missing: {name}").format(
            name=name
        ),
        about,
        gettext("Training examples: {n}").format(n=len(train.x)),
        gettext("Test examples: {n}").format(n=len(test.x)),
        gettext("Your numbers will differ from those in the chapter."),
        "",
        gettext("To get the full data, connect to the internet and run this cell again."),
        gettext("Or put these files into a folder, and set POLYNEURON_DATA to it before you start: {files}").format(
            files=", ".join(files)
        ),
    ]
    if problems:
        lines += ["", gettext("What was wrong:"), *("  " + problem.replace("\n", "\n  ") for problem in problems)]
    announce(lines)


def _enlarge(digits: np.ndarray) -> np.ndarray:
    """Enlarge digits (n, 8, 8) of 0–16 to a box of 20×20 in the middle of images (n, 28, 28) of 0–255.

    Bilinear, in whole numbers only, so that every machine gives the same pixels.
    """
    # On a ruler of 320 units every pixel centre is a whole number: 8 pixels of 40 units, 20 pixels of 16.
    old, new = 320 // _DIGIT_SIDE, 320 // _BOX_SIDE
    centres = np.clip(np.arange(_BOX_SIDE) * new + new // 2 - old // 2, 0, (_DIGIT_SIDE - 1) * old)
    left = np.minimum(centres // old, _DIGIT_SIDE - 2)
    weights = np.zeros((_BOX_SIDE, _DIGIT_SIDE), dtype=np.int64)
    rows = np.arange(_BOX_SIDE)
    weights[rows, left + 1] = centres - left * old
    weights[rows, left] = old - weights[rows, left + 1]
    ink = np.einsum("ai,nij,bj->nab", weights, digits.astype(np.int64), weights)
    full = old * old * _MOST_INK
    images = np.zeros((len(digits), _IMAGE_SIDE, _IMAGE_SIDE), dtype=np.uint8)
    edge = (_IMAGE_SIDE - _BOX_SIDE) // 2
    images[:, edge:-edge, edge:-edge] = (255 * ink + full // 2) // full
    return images


def _rank_words(texts: Iterable[str]) -> dict[str, int]:
    """Return word → rank, 1 for the most frequent word; words equally frequent are ranked by the alphabet."""
    counts = Counter(word for text in texts for word in split_into_words(text))
    ordered = sorted(counts, key=lambda word: (-counts[word], word))
    return {word: rank for rank, word in enumerate(ordered, start=1)}

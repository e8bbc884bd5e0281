"""One order and one form of the data, whatever the source, proved by a hash.

The IMDB reviews lie in another order in each source, and an order decides which reviews are held out for validation:
without this module two learners would get different numbers from the same code. MNIST has one order everywhere, that
of the original files, and keeps it. The hash is over the content, not over a file: the same arrays packed by another
program are the same data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import numpy as np


def content_hash(arrays: Mapping[str, np.ndarray]) -> str:
    """Return the SHA-256 (hexadecimal) of names, types, shapes and values, in the order of the mapping."""
    digest = hashlib.sha256()
    for name, array in arrays.items():
        little_endian = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<"))
        digest.update(f"{name} {little_endian.dtype.str} {little_endian.shape}\n".encode())
        digest.update(little_endian.data)
    return digest.hexdigest()


def word_index_hash(word_index: Mapping[str, int]) -> str:
    """Return the SHA-256 (hexadecimal) of a word → rank mapping, whatever the order of its words."""
    return hashlib.sha256(json.dumps(sorted(word_index.items())).encode()).hexdigest()


def order_reviews(
    tokens: np.ndarray, offsets: np.ndarray, labels: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bring the reviews of one split into the canonical order: by the SHA-256 of label and words.

    That sorts by content and shuffles at once, and depends on no random generator. Reviews that are equal in label and
    words are interchangeable.

    Parameters
    ----------
    tokens
        Integers, shape (total number of tokens,): the reviews one after the other.
    offsets
        Integers, shape (reviews + 1,): review i is `tokens[offsets[i]:offsets[i + 1]]`.
    labels
        0 or 1, shape (reviews,).

    Returns
    -------
    tokens, offsets, labels
        The same reviews as int32, int64 and uint8.
    """
    tokens = np.ascontiguousarray(tokens, dtype="<i4")
    labels = np.ascontiguousarray(labels, dtype=np.uint8)
    memory, sizes = tokens.data.cast("B"), np.diff(offsets)
    fingerprints = [
        hashlib.sha256(bytes([label]) + memory[4 * start : 4 * end]).digest()
        for label, start, end in zip(labels.tolist(), offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    ]
    order = np.array(sorted(range(len(labels)), key=fingerprints.__getitem__), dtype=np.int64)
    ordered_offsets = np.concatenate([[0], np.cumsum(sizes[order])]).astype(np.int64)
    ordered_tokens = np.concatenate([tokens[offsets[review] : offsets[review + 1]] for review in order])
    return ordered_tokens.astype(np.int32), ordered_offsets, labels[order]

"""From the data set to what the network is fed: the ways of laying out the same examples.

Each layout gives the network the same numbers; they differ in memory, in the time to make them and in the time to read
them. `float32` is what the lessons do; the others are there to be compared with it.

| data | layout | form |
| MNIST | float32 | NumPy array (n, 784) of float32, 0 to 1 |
| MNIST | tensor | the same as one TensorFlow tensor |
| MNIST | dataset | the same as `tf.data.Dataset.from_tensor_slices`, shuffled and batched example by example |
| MNIST | images | NumPy array (n, 28, 28) of uint8, flattened and divided by 255 within the network |
| IMDB | float32, float64, uint8 | multi-hot NumPy array (n, 10000); uint8 is cast batch by batch within the network |
| IMDB | sparse | the same as `tf.SparseTensor` |
| IMDB | embedding | distinct indices (n, longest) of int32, padded with 0; the first layer sums rows of its kernel |
"""

from __future__ import annotations

from typing import Any

import numpy as np

from polyneuron.book.bench.networks import INPUTS


def encode(data: str, layout: str, examples: np.ndarray) -> Any:
    """Lay out images, uint8 (n, 28, 28), or reviews, n vectors of indices; see the table above for the forms."""
    return _images(layout, examples) if data == "mnist" else _reviews(layout, examples)


def _images(layout: str, images: np.ndarray) -> Any:
    if layout == "images":
        return images
    flat = images.reshape(len(images), -1).astype("float32") / 255
    if layout == "tensor":
        import tensorflow as tf

        return tf.constant(flat)
    return flat


def _reviews(layout: str, reviews: np.ndarray) -> Any:
    if layout == "embedding":
        distinct = [np.unique(review) for review in reviews]
        padded = np.zeros((len(reviews), max(map(len, distinct))), dtype="int32")
        for row, indices in zip(padded, distinct, strict=True):
            row[: len(indices)] = indices
        return padded
    if layout == "sparse":
        import tensorflow as tf

        places = np.argwhere(multi_hot(reviews, "bool"))
        return tf.SparseTensor(places, np.ones(len(places), "float32"), (len(reviews), INPUTS["imdb"]))
    return multi_hot(reviews, layout)


def multi_hot(reviews: np.ndarray, dtype: str) -> np.ndarray:
    """Ones at the indices that occur in a review, zeros elsewhere: shape (n, 10000)."""
    encoded = np.zeros((len(reviews), INPUTS["imdb"]), dtype=dtype)
    for row, review in zip(encoded, reviews, strict=True):
        row[review] = 1
    return encoded


def shifted(images: np.ndarray, most: int, random: np.random.Generator) -> np.ndarray:
    """Flat images (n, 784), each moved by a random whole number of pixels, up to `most`, in both directions."""
    side = 28
    padded = np.pad(images.reshape(-1, side, side), ((0, 0), (most, most), (most, most)))
    moved = np.empty((len(images), side, side), dtype=images.dtype)
    width = 2 * most + 1
    choice = random.integers(width * width, size=len(images))
    for number in range(width * width):
        chosen = np.flatnonzero(choice == number)
        top, left = divmod(number, width)
        moved[chosen] = padded[chosen, top : top + side, left : left + side]
    return moved.reshape(len(images), -1)

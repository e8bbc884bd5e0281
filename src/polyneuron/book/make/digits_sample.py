"""Make the offline sample of handwritten digits, `datasets/samples/digits.npz`, from scikit-learn's copy.

Run it only to make the file anew; it needs scikit-learn, which the project does not install:

    python -m polyneuron.book.make.digits_sample

The digits come in the order in which their 13 writers gave them, so the last 360 are mostly by other hands than the
first 1 437: an honest test set. They are kept as they are, 8×8 pixels of 0 to 16; `datasets.sample` enlarges them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[2] / "datasets" / "samples" / "digits.npz"
TRAINING_DIGITS = 1437


def make_digits_sample(images: np.ndarray, labels: np.ndarray, target: Path = TARGET) -> str:
    """Write the sample and return the SHA-256 of its arrays.

    Parameters
    ----------
    images
        Ink of 0 to 16, shape (1797, 8, 8).
    labels
        The digits 0 to 9, shape (1797,).
    """
    small, digits = images.astype(np.uint8), labels.astype(np.uint8)
    if not np.array_equal(small, images) or small.max() > 16:
        raise ValueError("The images are not whole numbers of 0 to 16: is this scikit-learn's load_digits()?")
    arrays = {
        "x_train": small[:TRAINING_DIGITS],
        "y_train": digits[:TRAINING_DIGITS],
        "x_test": small[TRAINING_DIGITS:],
        "y_test": digits[TRAINING_DIGITS:],
    }
    np.savez_compressed(target, allow_pickle=False, **arrays)
    return hashlib.sha256(b"".join(array.tobytes() for array in arrays.values())).hexdigest()


if __name__ == "__main__":
    from sklearn.datasets import load_digits

    bunch = load_digits()
    print("SHA-256 of the arrays:", make_digits_sample(bunch.images, bunch.target))
    print("Bytes:", TARGET.stat().st_size)

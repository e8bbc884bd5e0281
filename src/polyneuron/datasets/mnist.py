"""MNIST: 70 000 handwritten digits (LeCun, Cortes and Burges, 1998), in the order of the original files."""

from __future__ import annotations

import numpy as np

from polyneuron.datasets import sample
from polyneuron.datasets.archive import read_arrays
from polyneuron.datasets.canonical import content_hash
from polyneuron.datasets.errors import DamagedFileError
from polyneuron.datasets.result import Dataset, Split
from polyneuron.datasets.settings import KERAS_FILES, Settings
from polyneuron.datasets.sources import Wanted, find
from polyneuron.messages import gettext
from polyneuron.published import sites

CONTENT_SHA256 = "e5ea4841dd6fde90b155843179ce5756a4864227194eec7fb09d7cfc4cf702a5"
"""`canonical.content_hash` of the four arrays; written as IDX files they have the MD5 sums published with MNIST."""

_SHAPES = {"x_train": (60000, 28, 28), "y_train": (60000,), "x_test": (10000, 28, 28), "y_test": (10000,)}
KNOWN_FILES = {
    "06af5dfe73b70e3bc1c36439982b18a8d76803db9b544f6fdf838a37fbb01b64": 11_490_519,  # the course's
    "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1": 11_490_434,  # Keras's
}
"""SHA-256 → size in bytes of the files that hold it."""


def load_mnist(settings: Settings | None = None) -> Dataset:
    """Load MNIST, or say loudly why it is not there and load a small sample of other handwritten digits.

    Sources, in this order: the folder POLYNEURON_DATA, the loader's own cache, Keras's cache (only read), the mirrors
    in POLYNEURON_MIRRORS or the default ones, and last the sample in this package: 1 437 training and 360 test digits
    from scikit-learn's copy of the UCI Optical Recognition of Handwritten Digits (Alpaydin and Kaynak, 1998), enlarged.

    Parameters
    ----------
    settings
        Where to look and how long to wait; read from the environment when omitted.

    Returns
    -------
    Dataset
        Unpacks as `(x_train, y_train), (x_test, y_test)`. Images: uint8, shape (60000, 28, 28) and (10000, 28, 28),
        0 = paper, 255 = ink, rows from top to bottom. Labels: uint8, shape (60000,) and (10000,), the digits 0 to 9.
        `source`, `location` and `is_sample` say where it came from. It raises nothing when a source fails: what was
        wrong is printed, and the next source is asked.

    References
    ----------
    LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", Proc. IEEE, 1998.
    """
    settings = settings or Settings.from_environment()
    problems: list[str] = []
    wanted = Wanted("mnist.npz", KNOWN_FILES, (*(f"{site}data/" for site in sites()), KERAS_FILES), _read)
    found = find(wanted, settings, problems)
    if found is None:
        return sample.load_digits(problems)
    train, test = found.content
    return Dataset(train, test, found.source, found.location)


def _read(content: bytes) -> tuple[Split, Split]:
    """Return the two splits from the bytes of `mnist.npz`, or raise DamagedFileError."""
    arrays = read_arrays(content, _SHAPES)
    right_form = all(arrays[name].shape == shape and arrays[name].dtype == np.uint8 for name, shape in _SHAPES.items())
    if not right_form or content_hash(arrays) != CONTENT_SHA256:
        raise DamagedFileError(gettext("The file does not hold the data that it should: {name}").format(name="MNIST"))
    return Split(arrays["x_train"], arrays["y_train"]), Split(arrays["x_test"], arrays["y_test"])

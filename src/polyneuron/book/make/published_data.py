"""The data that the course's own site offers to readers whose network is closed to other hosts.

MNIST may be passed on with attribution (CC BY-SA 3.0), so it lies beside the pages, where the loaders look first.
IMDB may not, and is never put there.
"""

from __future__ import annotations

from pathlib import Path

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.tools.files import copy_if_changed, file_digest, write_if_changed
from polyneuron.datasets import Settings, load_mnist
from polyneuron.datasets.mnist import KNOWN_FILES

ATTRIBUTION = """\
# mnist.npz

The MNIST database of handwritten digits: Yann LeCun, Corinna Cortes and Christopher J. C. Burges, 1998, after NIST's
Special Databases 1 and 3. Licence: Creative Commons Attribution-ShareAlike 3.0
(https://creativecommons.org/licenses/by-sa/3.0/).

Changed: the four files of the original are packed into one NumPy archive; images, labels and their order are the same.
SHA-256: {digest}
"""


def publish_mnist(target: Path, settings: Settings | None = None) -> Path:
    """Put MNIST and its attribution into the folder `target`; returns the data file.

    Raises `ProblemsFound` when the real data cannot be had here.
    """
    settings = settings or Settings.from_environment()
    load_mnist(settings)  # brings it into the cache when it is nowhere else
    folders = [settings.data_folder, settings.cache_folder, settings.keras_folder]
    for path in (folder / "mnist.npz" for folder in folders if folder is not None):
        digest = file_digest(path) if path.exists() else ""
        if digest in KNOWN_FILES:
            write_if_changed(target / "ATTRIBUTION.md", ATTRIBUTION.format(digest=digest))
            copy_if_changed(path, target / "mnist.npz")
            return target / "mnist.npz"
    remedy = "Set POLYNEURON_DATA to a folder that holds it, or connect to the internet."
    raise ProblemsFound([Problem("mnist.npz", 0, "The real MNIST is not to be had here", remedy)])

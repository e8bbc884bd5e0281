"""The data sets of the course: loaded from wherever they can be had, checked, in one order; or an offline sample."""

from polyneuron.datasets.imdb import load_imdb
from polyneuron.datasets.mnist import load_mnist
from polyneuron.datasets.result import Dataset, ReviewDataset, Split
from polyneuron.datasets.reviews import decode_review, encode_review
from polyneuron.datasets.settings import Settings

__all__ = [
    "Dataset",
    "ReviewDataset",
    "Settings",
    "Split",
    "decode_review",
    "encode_review",
    "load_imdb",
    "load_mnist",
]

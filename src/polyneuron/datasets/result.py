"""What the loaders give back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np

Source = Literal["folder", "cache", "keras", "download", "sample"]


class Split(NamedTuple):
    """Examples and their labels: `x` and `y` have the same length."""

    x: np.ndarray
    y: np.ndarray


@dataclass(frozen=True, eq=False)
class Dataset:
    """A data set that unpacks as Keras's do: `(x_train, y_train), (x_test, y_test) = data`."""

    train: Split = field(repr=False)
    """What a network learns from."""
    test: Split = field(repr=False)
    """What it is judged by, once, at the end."""
    source: Source
    """Where it came from: "folder" (POLYNEURON_DATA), "cache", "keras" (Keras's cache), "download", or "sample"."""
    location: str
    """The file or web address in that source."""

    @property
    def is_sample(self) -> bool:
        """True when this is the small offline sample instead of the data set itself."""
        return self.source == "sample"

    def __iter__(self) -> Iterator[Split]:
        return iter((self.train, self.test))


@dataclass(frozen=True, eq=False)
class ReviewDataset(Dataset):
    """Reviews as numbers, together with the words that the numbers stand for."""

    word_index: Mapping[str, int] = field(repr=False)
    """Word → rank; 1 is the most frequent word. In `x`, a word stands as its rank + 3."""

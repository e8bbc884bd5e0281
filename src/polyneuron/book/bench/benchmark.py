"""What a part of the benchmark runs: its recipes, and with how many seeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from polyneuron.book.bench.networks import Recipe


@dataclass(frozen=True)
class Conclusion:
    """One figure that follows from a part's measurements."""

    name: str
    """Identifier in the stored results."""
    title: str
    value: float
    unit: str
    """`×`, `s` or empty (an accuracy)."""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the figure is as demanded; None when nothing is."""
        if self.at_least is None and self.at_most is None:
            return None
        above = self.at_least is None or self.value >= self.at_least
        return above and (self.at_most is None or self.value <= self.at_most)


@dataclass(frozen=True)
class Benchmark:
    """A part, which runs alone as well."""

    name: str
    title: str
    recipes: tuple[Recipe, ...]
    one_seed: frozenset[str] = frozenset()
    """Names of recipes that run with the first seed only."""
    conclude: Callable[[Mapping[str, Any]], list[Conclusion]] = lambda entries: []
    """From the stored entries of its recipes to what follows from them."""

    def runs(self, seeds: int) -> list[tuple[Recipe, int]]:
        """Recipe and seed of each run: all with seed 1, then all with 2 …: a slow minute hits all alike."""
        return [
            (recipe, seed)
            for seed in range(1, seeds + 1)
            for recipe in self.recipes
            if seed == 1 or recipe.name not in self.one_seed
        ]

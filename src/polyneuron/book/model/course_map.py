"""The course map as data: chapters with their times and main ideas, and what each of them builds on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from polyneuron.book.model.times import Times


@dataclass(frozen=True)
class Stop:
    """A chapter on the map."""

    chapter: str
    """Name of the lesson."""
    ideas: tuple[str, ...]
    """What one takes along, in a few words each."""
    needs: dict[str, str]
    """Earlier chapter → what this one uses of it, in a few words."""
    times: Times = field(default_factory=Times)
    """How long it takes, as its lesson has it."""


@dataclass(frozen=True)
class Arrow:
    """An arrow from a chapter to one that builds on it, in a lane of its own where arrows would cross."""

    first: int
    last: int
    """Places of the two chapters on the map, counted from 0."""
    lane: int
    """0 is the lane beside the chapters."""


def present(stops: list[Stop], chapter_names: tuple[str, ...]) -> list[Stop]:
    """The stops whose chapters the book has, in its order, without what they need of others; none without a map."""
    known = {stop.chapter: stop for stop in stops}
    return [
        replace(known[name], needs={need: why for need, why in known[name].needs.items() if need in chapter_names})
        for name in chapter_names
        if name in known
    ]


def with_times(stops: list[Stop], known: Mapping[str, Times]) -> list[Stop]:
    """The stops with the times of their chapters, as far as these are known."""
    return [replace(stop, times=known.get(stop.chapter, stop.times)) for stop in stops]


def arrows(stops: list[Stop]) -> list[Arrow]:
    """The arrows of the map, each in the first lane in which it meets no other."""
    places = {stop.chapter: place for place, stop in enumerate(stops)}
    spans = sorted(
        ((places[need], place) for place, stop in enumerate(stops) for need in stop.needs),
        key=lambda span: (span[1] - span[0], span[0]),
    )
    drawn: list[Arrow] = []
    for first, last in spans:
        taken = {arrow.lane for arrow in drawn if arrow.first < last and first < arrow.last}
        drawn.append(Arrow(first, last, next(lane for lane in range(len(spans)) if lane not in taken)))
    return drawn

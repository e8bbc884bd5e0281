"""The moving figure of the landing page: a network that tells four patterns of four pixels apart.

Its weights are real: +1 and −1, each hidden neuron compares the picture with one pattern, and each neuron of the
output lets one hidden neuron speak and holds the three others back. So exactly one output is positive for each
picture, which is what the figure shows, one picture after the other. The movement is in `assets/landing.css`.
"""

from __future__ import annotations

from dataclasses import dataclass

PATTERNS = ((1, 1, 1, 1), (1, -1, 1, -1), (1, -1, -1, 1), (1, 1, -1, -1))
"""One colour, vertical, diagonal, horizontal: pixels from left to right and from top to bottom, 1 where it is bright.

They are the weights of the hidden neurons too.
"""
ROWS = (45, 125, 205, 285)
INPUT, HIDDEN, OUTPUT, SIGN = 130, 262, 394, 448
"""Where the columns stand."""


@dataclass(frozen=True)
class Line:
    """A weight."""

    x1: int
    y1: int
    x2: int
    y2: int
    positive: bool
    speaks: tuple[int, ...] = ()
    """Places of the patterns for which it carries the answer."""


@dataclass(frozen=True)
class Square:
    """A pixel."""

    x: int
    y: int
    size: int
    bright: bool


@dataclass(frozen=True)
class Network:
    """The figure as numbers; the template makes SVG of them."""

    lines: list[Line]
    neurons: list[tuple[int, int, int]]
    """x, y, and place of the pattern for which it answers."""
    pictures: list[list[Square]]
    """What the camera sees and the four inputs, for each pattern."""
    signs: list[list[Square]]
    """The patterns in small, beside the outputs."""


def outputs(picture: tuple[int, ...]) -> list[int]:
    """What the network answers: one number for each pattern."""
    hidden = [sum(weight * pixel for weight, pixel in zip(weights, picture, strict=True)) for weights in PATTERNS]
    return [2 * value - sum(hidden) for value in hidden]


def draw_network() -> Network:
    """The places of everything, in a picture of 480 × 330."""
    places = range(len(PATTERNS))
    lines = [
        Line(INPUT, ROWS[pixel], HIDDEN, ROWS[place], PATTERNS[place][pixel] > 0, (place,))
        for place in places
        for pixel in range(4)
    ]
    lines += [
        Line(HIDDEN, ROWS[start], OUTPUT, ROWS[end], start == end, (start,) if start == end else ())
        for start in places
        for end in places
    ]
    pictures = [
        _picture(pattern, 8, 127, 38)
        + [Square(INPUT - 14, y - 14, 28, value > 0) for y, value in zip(ROWS, pattern, strict=True)]
        for pattern in PATTERNS
    ]
    signs = [_picture(pattern, SIGN - 14, y - 14, 14) for pattern, y in zip(PATTERNS, ROWS, strict=True)]
    neurons = [(x, ROWS[place], place) for x in (HIDDEN, OUTPUT) for place in places]
    return Network(lines, neurons, pictures, signs)


def _picture(pattern: tuple[int, ...], x: int, y: int, size: int) -> list[Square]:
    """Two times two pixels."""
    return [
        Square(x + size * (place % 2), y + size * (place // 2), size, value > 0) for place, value in enumerate(pattern)
    ]

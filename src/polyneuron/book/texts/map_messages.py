"""The words of the course map as messages."""

from __future__ import annotations

from polyneuron.book.model.course_map import Stop
from polyneuron.book.model.domains import COURSE_MAP_FILE
from polyneuron.book.model.messages import IDEA, Message


def map_messages(stops: list[Stop]) -> list[Message]:
    """The words of the map, in the form in which catalogues take them."""
    return [
        Message(IDEA, text, 0, "", note=f"chapter: {stop.chapter}", file=COURSE_MAP_FILE)
        for stop in stops
        for text in (*stop.ideas, *stop.needs.values())
    ]

"""What a text may hold that a person writes for readers, in any file and in any place.

Guards against what no reader sees and some program acts on: control characters, characters that turn the direction of
what follows, addresses that nobody put there on purpose. How a text enters code, HTML or Markdown is another matter:
`polyneuron.book.tools.escaping`. Blind on purpose to words: whether a text says what it should is for readers to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from urllib.parse import urlsplit

from linkify_it import LinkifyIt

from polyneuron.book.tools.characters import LINE_BREAKS, character_name, is_needless, isolates_are_balanced

Wrong = tuple[str, str]
"""What is wrong, and how to mend it."""

ALLOWED_ADDRESSES = {
    ("polyneuron.github.io", "/polyneuron"): "the course's own pages",
    ("creativecommons.org", "/licenses/"): "the course's licence has a page in every language",
}
"""Host and beginning of the path of addresses that a text may name though its source does not → the reason."""
_TAIL = r"(?-i:[^\s<>()\[\]\"'`\x80-\U0010ffff])*"
"""Case counts in it: without it the range of letters beyond ASCII holds i, k and s too, since İ, K and ſ are theirs."""
_SCHEME = re.compile(
    rf"(?<![a-z0-9+.-])[a-z0-9+.-]+://{_TAIL}|\bwww\.{_TAIL}"
    rf"|\b(?:java|vb|live)script\s*:{_TAIL}|\b(?:mailto|tel|blob|view-source|file):(?!\s){_TAIL}"
    rf"|\bdata:(?:[a-z]+/|[^\s,;]*[,;](?=\S)){_TAIL}",
    re.IGNORECASE,
)
"""Addresses that programs follow or run, whatever the rest of them looks like."""
_STOP_IN_NAME = re.compile(r"(?<=[a-z0-9])[。｡](?=[a-z0-9])")


@lru_cache(maxsize=100_000)
def unsafe_characters(text: str, source: str = "") -> tuple[Wrong, ...]:
    """Characters that no text for readers may hold.

    Parameters
    ----------
    text
        A text, or a translation.
    source
        The English text of a translation, which may have as many line breaks and tabs.
    """
    if text.isascii() and text.isprintable():
        return ()
    found: list[Wrong] = []
    allowed = {sign for sign in "\n\t" if text.count(sign) <= source.count(sign)}
    refused = dict.fromkeys(sign for sign in text if is_needless(sign) and sign not in allowed)
    if breaks := [character_name(sign) for sign in refused if sign in LINE_BREAKS]:
        subject = "translation" if source else "text"
        found.append((f"the {subject} has several lines ({', '.join(breaks)})", "Write it in one line."))
    for sign in refused:
        if sign not in LINE_BREAKS:
            found.append((f"the text holds {character_name(sign)}", "Remove this character: nobody sees it."))
    if not isolates_are_balanced(text):
        what = "an isolate (U+2066 to U+2068) is opened and not closed by U+2069, or U+2069 closes none"
        found.append((what, "Close every isolate in its own line, or remove it."))
    return tuple(found)


@cache
def _finder() -> LinkifyIt:
    return LinkifyIt()


@lru_cache(maxsize=100_000)
def addresses(text: str) -> frozenset[str]:
    """Everything in a text that a browser, Jupyter or a Markdown program takes for an address, as it is written."""
    if text.isascii():
        return _addresses(text)
    # Letters and stops of full width: browsers read ｅｘａｍｐｌｅ．ｏｒｇ and example。org as an address, once copied.
    plain = _STOP_IN_NAME.sub(".", unicodedata.normalize("NFKC", text))
    found = _addresses(text)
    return found if plain == text else found | _addresses(plain)


def _addresses(text: str) -> frozenset[str]:
    found = {match.group().rstrip(".,;:!?*_|") for match in _SCHEME.finditer(text)}
    return frozenset(found | {match.raw for match in _finder().match(text) or []})


def foreign_addresses(text: str, source: str = "") -> list[Wrong]:
    """Addresses that the source of a translation has not, but for `ALLOWED_ADDRESSES`."""
    foreign = sorted(address for address in addresses(text) - addresses(source) if not _is_allowed(address))
    remedy = "Remove it, or write it as the English text does. Jupyter makes a link of every address."
    return [(f"the text holds an address that its source has not: {address}", remedy) for address in foreign]


def _is_allowed(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" and any(
        parts.netloc == host and parts.path.startswith(path) for host, path in ALLOWED_ADDRESSES
    )


_ORDERS = re.compile("(?:BEGIN|END) (?:SOLUTION|HIDDEN TESTS|MARK SCHEME)|AUTOTEST|NBVAL_[A-Z]|PYTEST_VALIDATE_")
"""What nbgrader takes for an order, wherever in a cell it stands (its `ClearSolutions` and its like), and nbval."""


def foreign_orders(text: str, source: str = "") -> list[Wrong]:
    """Words that nbgrader or nbval would obey: they open or hide parts of an assignment, or skip a test."""
    counts = Counter(_ORDERS.findall(text)) - Counter(_ORDERS.findall(source))
    what = "nbgrader or nbval takes this for an order"
    return [(f"{what}: {order}", "Say it in other words.") for order in sorted(counts)]


def unsafe_parts(text: str, source: str = "") -> list[Wrong]:
    """What no text for readers may hold, whatever it is for; see the functions above."""
    return [*unsafe_characters(text, source), *foreign_addresses(text, source), *foreign_orders(text, source)]

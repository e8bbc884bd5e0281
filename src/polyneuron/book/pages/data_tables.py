"""Tables that pandas printed: which way they run, and at which side their words stand.

A table whose heads are words of an edition that is read from right to left runs that way too; one whose heads are names
from code stays as code is. Numbers keep their order, and stand right, one below the other, everywhere.
"""

from __future__ import annotations

import re

from polyneuron.book.pages.code_lines import with_whole_numbers
from polyneuron.isolation import has_right_to_left

_TABLE = re.compile(r'<table (?:border="1" class="dataframe"|id="T_[^"]*")>.*?</table>', re.DOTALL)
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_CELL = re.compile(r"<(?P<tag>t[dh])(?P<attributes>[^>]*)>(?P<text>[^<]*)</(?P=tag)>")
_ROW = re.compile(r"<tr[^>]*>.*?</tr>", re.DOTALL)
_NUMBER = re.compile(r"\s*(?:[+\-−]?\d[\d.,\s%e+\-−×]*|[–—]|NaN|nan)?\s*")
"""What stands in a column of numbers, where one is missing too."""


def with_directions(body: str) -> str:
    """A page's HTML in which tables of pandas run as their words do."""
    return _TABLE.sub(lambda found: _directed(found[0]), body)


def _directed(table: str) -> str:
    head = _HEAD.search(table)
    from_the_right = has_right_to_left(head[0]) if head else False
    spans = "colspan" in table or "rowspan" in table
    columns = frozenset() if spans else _columns_of_words(table)
    table = _ROW.sub(lambda row: _marked(row[0], columns, from_the_right), table)
    return table.replace("<table ", '<table dir="rtl" ', 1) if from_the_right else table


def _columns_of_words(table: str) -> frozenset[int]:
    """The places of the columns that hold more than numbers, below their heads."""
    body = _HEAD.sub("", table)
    rows = [[cell["text"] for cell in _CELL.finditer(row)] for row in _ROW.findall(body)]
    return frozenset(place for row in rows for place, text in enumerate(row) if not _NUMBER.fullmatch(text))


def _marked(row: str, columns: frozenset[int], from_the_right: bool) -> str:
    """A row whose cells of words have a class, and whose numbers and names go from left to right."""
    places = iter(range(len(row)))

    def mark(cell: re.Match[str]) -> str:
        tag, attributes, text = cell["tag"], cell["attributes"], cell["text"]
        if next(places) in columns:
            known = 'class="' in attributes
            attributes = attributes.replace('class="', 'class="words ') if known else f'{attributes} class="words"'
        if from_the_right and text.strip() and not has_right_to_left(text):
            text = f'<span dir="ltr">{text}</span>'
        text = with_whole_numbers(text)
        return f"<{tag}{attributes}>{text}</{tag}>"

    return _CELL.sub(mark, row)

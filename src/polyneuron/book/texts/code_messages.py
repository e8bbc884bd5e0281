"""Messages in code cells: comments, and the strings that a person reads.

Guards against editions whose comments and plot labels stay English, and against translations that change code. A
concrete syntax tree (LibCST), made once for each English cell, says in which characters a message stands;
translations are put into these places, and everything else of the cell keeps every byte. A string is read by a person
when it stands in one of the places listed below: as an argument of `print`, as a title, label or annotation of a
plot, as the message of a `check` in an exercise, or in a list assigned to a name that ends in `_names` or `_titles`.
Blind on purpose to all other strings: keys, file names, options of Keras. Code that compares a displayed name with a
literal would break in translation; lessons compare numbers instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from polyneuron.book.model.messages import (
    CODE_COMMENT,
    DISPLAYED_NAME,
    FEEDBACK,
    PLOT_TEXT,
    PRINTED_TEXT,
    Message,
    Translate,
)
from polyneuron.book.tools import escaping
from polyneuron.book.tools.remembered import remembered

PLOT_KEYWORDS = frozenset(
    {"title", "xlabel", "ylabel", "zlabel", "label", "suptitle", "xticklabels", "yticklabels", "cbar_label"}
)
"""Keyword arguments and keys of a dictionary whose strings a person reads, whatever the function."""
_FIRST_ARGUMENT = (
    "title suptitle supxlabel supylabel xlabel ylabel annotate set_label set_title set_xlabel set_ylabel set_zlabel "
    "set_xticklabels set_yticklabels"
)
PLOT_FUNCTIONS = dict.fromkeys(_FIRST_ARGUMENT.split(), (0,)) | {"legend": (0, 1), "text": (2,), "figtext": (2,)}
"""Functions and the positions of their arguments that a person reads."""
TABLE_KEYWORDS = frozenset({"index", "columns"})
"""Keyword arguments of `DataFrame` that name rows and columns for a reader."""
NAMED_FOR_READERS = ("_names", "_titles")

NOT_PROSE = re.compile(r"(noqa|type:|fmt:|%%|!|@|\||NBVAL|PYTEST_VALIDATE)")
"""Beginnings of comments that tools obey."""


def _has_letters(text: str) -> bool:
    return any(character.isalpha() for character in text)


def _placeholder(part: cst.BaseFormattedStringContent) -> str:
    return cst.Module([]).code_for_node(part)


def _fstring_text(node: cst.FormattedString) -> str:
    return "".join(
        part.value if isinstance(part, cst.FormattedStringText) else _placeholder(part) for part in node.parts
    )


_ESCAPE = re.compile(
    r"\\(N\{[^{}]*\}|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|[\\'\"abfnrtv\n])|\\", re.DOTALL
)
"""An escape of a string literal (https://docs.python.org/3/reference/lexical_analysis.html), or a lone backslash."""


FIELD_LENGTH = 500
"""A longer one is none: to look for it takes a time that grows with the square of its length."""


def _field_at(text: str, start: int) -> str:
    """The replacement field that begins at the brace `start`; raises `SyntaxError` where it is none."""
    end = start
    while (end := text.find("}", end) + 1) > 0 and end - start <= FIELD_LENGTH:
        field = text[start:end]
        # A field may hold quotes of its own; words outside of it never come here.
        for quote in ('"""', "'''"):
            try:
                node = cst.parse_expression(f"f{quote}{field}{quote}")
            except cst.ParserSyntaxError:
                continue
            if isinstance(node, cst.FormattedString) and len(node.parts) == 1 and _placeholder(node.parts[0]) == field:
                return field
    raise SyntaxError(f"not the text of an f-string: {text}")


@lru_cache(maxsize=100_000)
def _pieces(formatted_text: str) -> tuple[tuple[str, str], ...]:
    """The text of an f-string in pieces: pairs of `words`, `escape` or `field`, and the piece as written.

    Words may hold any quotes: which of them end the literal is decided where it is written. Raises `SyntaxError` when
    the braces do not make a valid f-string.
    """
    pieces: list[tuple[str, str]] = []
    position = 0
    while position < len(formatted_text):
        sign = formatted_text[position]
        if formatted_text[position : position + 2] in ("{{", "}}"):
            pieces.append(("words", sign * 2))
        elif sign == "{":
            pieces.append(("field", _field_at(formatted_text, position)))
        elif sign == "}":
            raise SyntaxError(f"not the text of an f-string: {formatted_text}")
        elif escape := _ESCAPE.match(formatted_text, position):
            pieces.append(("escape", escape[0]))
        else:
            pieces.append(("words", sign))
        position += len(pieces[-1][1])
    return tuple(pieces)


def placeholders(formatted_text: str) -> Counter[str]:
    """The replacement fields of an f-string's text, as written, with how often each occurs.

    Raises `SyntaxError` when the braces do not make a valid f-string.
    """
    return Counter(piece for kind, piece in _pieces(formatted_text) if kind == "field")


def escapes(formatted_text: str) -> Counter[str]:
    """The escapes in the words of an f-string's text; a backslash alone stands for one that escapes nothing.

    Empty where the braces do not match, which `placeholders` says.
    """
    try:
        return Counter(piece for kind, piece in _pieces(formatted_text) if kind == "escape")
    except SyntaxError:
        return Counter()


def has_words(text: str, formatted: bool) -> bool:
    """Whether there is a letter outside of the fields of a text: what has none is no message for readers."""
    try:
        pieces = _pieces(text) if formatted else (("words", text),)
    except SyntaxError:
        return True  # `placeholders` says what is wrong with it
    return _has_letters("".join(piece for kind, piece in pieces if kind != "field"))


def text_pattern(text: str) -> str:
    """A regular expression for what the text of a string prints, plain or f-string: anything for a placeholder."""
    try:
        fields = list(placeholders(text))
    except SyntaxError:
        fields = []
    if not fields:
        return re.escape(text)
    fields_pattern = "|".join(re.escape(field) for field in sorted(fields, key=len, reverse=True))
    return ".*".join(re.escape(words) for words in re.split(fields_pattern, text))


@dataclass(frozen=True)
class _Place:
    """A message in the source of a code cell, with what a translation needs in order to stand there."""

    role: str
    text: str
    line: int
    """Counted from 1."""
    first: int
    last: int
    """The message is written in the characters [first, last) of the source."""
    opening: str
    closing: str
    """What stands around the words of a translation: `# `, quotes, an f-string's beginning and end."""
    formatted: bool = False
    fields: tuple[str, ...] = ()
    """The replacement fields of an f-string, as written."""

    def written(self, translation: str) -> str:
        """A translation as it stands in code."""
        if self.role == CODE_COMMENT:
            return escaping.python_comment(translation)
        if not self.formatted:
            return escaping.python_string(translation, self.closing)
        return f"{self.opening}{_fstring_words(translation, self.closing, self.fields)}{self.closing}"


class _Finder(cst.CSTVisitor):
    """Finds the messages of a cell and their places."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, source: str):
        super().__init__()
        self.starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", source))]
        self.roles: dict[int, str] = {}
        self.places: list[_Place] = []

    def add(
        self, node: cst.CSTNode, role: str, text: str, around: tuple[str, str], fields: tuple[str, ...] | None = None
    ) -> None:
        """Note a message; those in the fields of an f-string that is a message itself are a part of it."""
        span = self.get_metadata(PositionProvider, node)
        first, last = (self.starts[place.line - 1] + place.column for place in (span.start, span.end))
        self.places = [place for place in self.places if not first < place.first < last]
        self.places.append(_Place(role, text, span.start.line, first, last, *around, fields is not None, fields or ()))

    # Which strings a person reads

    def visit_Call(self, node: cst.Call) -> None:
        name = node.func.attr.value if isinstance(node.func, cst.Attribute) else getattr(node.func, "value", "")
        for position, argument in enumerate(node.args):
            keyword = argument.keyword.value if argument.keyword else None
            if keyword is None and name == "print":
                self.mark(argument.value, PRINTED_TEXT)
            elif keyword is None and name == "check" and position == 1:
                self.mark(argument.value, FEEDBACK)
            elif position in PLOT_FUNCTIONS.get(name, ()) if keyword is None else keyword in PLOT_KEYWORDS:
                self.mark(argument.value, PLOT_TEXT)
            elif name == "DataFrame" and keyword in TABLE_KEYWORDS:
                self.mark(argument.value, DISPLAYED_NAME)

    def visit_DictElement(self, node: cst.DictElement) -> None:
        if isinstance(node.key, cst.SimpleString) and node.key.evaluated_value in PLOT_KEYWORDS:
            self.mark(node.value, PLOT_TEXT)

    def visit_Assign(self, node: cst.Assign) -> None:
        names = [target.target.value for target in node.targets if isinstance(target.target, cst.Name)]
        if any(name.endswith(NAMED_FOR_READERS) for name in names):
            self.mark(node.value, DISPLAYED_NAME)

    def mark(self, node: cst.BaseExpression, role: str) -> None:
        """Mark the strings of an expression; those inside calls, subscripts and comparisons are not for readers."""
        match node:
            case cst.SimpleString() | cst.FormattedString() | cst.ConcatenatedString():
                self.roles[id(node)] = role
            case cst.List() | cst.Tuple() | cst.Set() | cst.Dict():
                for element in node.elements:
                    self.mark(element.value, role)
            case cst.IfExp():
                self.mark(node.body, role)
                self.mark(node.orelse, role)
            case cst.BinaryOperation():
                self.mark(node.left, role)
                self.mark(node.right, role)
            case cst.ListComp() | cst.GeneratorExp():
                self.mark(node.elt, role)
            case cst.StarredElement():
                self.mark(node.value, role)

    # What is found on the way back, so that inner messages come before outer ones

    def leave_SimpleString(self, original_node: cst.SimpleString) -> None:
        role, text = self.roles.get(id(original_node)), original_node.evaluated_value
        if role is not None and isinstance(text, str) and _has_letters(text):
            quote = original_node.quote[0]
            self.add(original_node, role, text, (quote, quote))

    def leave_FormattedString(self, original_node: cst.FormattedString) -> None:
        role, parts = self.roles.get(id(original_node)), original_node.parts
        words = "".join(part.value for part in parts if isinstance(part, cst.FormattedStringText))
        if role is not None and _has_letters(words):
            fields = tuple(_placeholder(part) for part in parts if isinstance(part, cst.FormattedStringExpression))
            around = (original_node.start, original_node.end)
            self.add(original_node, role, _fstring_text(original_node), around, fields)

    def leave_ConcatenatedString(self, original_node: cst.ConcatenatedString) -> None:
        if self.roles.get(id(original_node)):
            raise ConcatenatedTextError(self.get_metadata(PositionProvider, original_node).start.line)

    def leave_Comment(self, original_node: cst.Comment) -> None:
        text = original_node.value.lstrip("#").strip()
        if _has_letters(text) and not NOT_PROSE.match(text):
            self.add(original_node, CODE_COMMENT, text, ("# ", ""))


class ConcatenatedTextError(ValueError):
    """A text that a person reads is written as several strings side by side; `line` is counted from 1 in its cell."""

    def __init__(self, line: int):
        self.line = line
        super().__init__("a text for readers is written as several strings side by side; write it as one string")


def _fstring_words(translation: str, quote: str, known: Iterable[str]) -> str:
    """The words of an f-string's translation, escaped, with the fields of its original.

    A field that the original has not becomes words; `polyneuron.book.texts.invariants` names it.
    """
    fields = frozenset(known)
    written = []
    for is_field, run in groupby(_pieces(translation), key=lambda piece: piece[0] == "field" and piece[1] in fields):
        if is_field:
            written += [piece for _, piece in run]
        else:
            words = "".join(_doubled(piece) if kind == "field" else piece for kind, piece in run)
            written.append(escaping.fstring_words(words, quote))
    return "".join(written)


def _doubled(field: str) -> str:
    return field.replace("{", "{{").replace("}", "}}")


@cache
@remembered
def _places(source: str) -> tuple[_Place, ...]:
    """The messages of a code cell. The same English cell is parsed once, for all languages and all that is made of it.

    Raises `SyntaxError` where the cell is no valid Python, `ConcatenatedTextError` where a text is in pieces.
    """
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    except cst.ParserSyntaxError as error:
        raise SyntaxError(error.message, ("", error.raw_line, error.raw_column, None)) from error
    finder = _Finder(source)
    wrapper.visit(finder)
    return tuple(finder.places)


def _put(source: str, replacements: Iterable[tuple[_Place, str]]) -> str:
    """The source with other words in the places of messages; every other byte stays."""
    pieces, end = [], 0
    for place, written in sorted(replacements, key=lambda pair: pair[0].first):
        pieces += [source[end : place.first], written]
        end = place.last
    return "".join([*pieces, source[end:]])


def code_messages(source: str, line: int, cell: str) -> list[Message]:
    """The messages of a code cell that begins at `line` of its file."""
    found = (Message(place.role, place.text, line + place.line - 1, cell, place.formatted) for place in _places(source))
    return sorted(found, key=lambda message: message.line)


def feedback_texts(source: str) -> list[str]:
    """The messages of the `check`s in a code cell, in their order; f-strings with their placeholders."""
    return [message.text for message in code_messages(source, 1, "") if message.role == FEEDBACK]


def localize_code(source: str, translate: Translate) -> str:
    """Put translations in the place of the messages of a code cell; what has none stays English."""
    replacements = []
    for place in _places(source):
        translation = translate(place.role, place.text)
        if translation is not None and (translation != place.text or place.role == CODE_COMMENT):
            replacements.append((place, place.written(translation)))
    return _put(source, replacements)


def marked_code(source: str, mark: str) -> str:
    """The code of a cell with a mark in the place of every string that a person reads; f-strings keep their fields.

    `polyneuron.book.texts.code_comparison` compares editions with it.
    """
    strings = (place for place in _places(source) if place.role != CODE_COMMENT)
    return _put(source, ((place, f"{place.opening}{mark}{''.join(place.fields)}{place.closing}") for place in strings))

"""How a text enters what a build makes: code, HTML, scripts, Markdown, YAML. The one place that decides it.

Every text of a catalogue, a table or the settings is data: wherever a step puts one into something that a program
reads, it calls a function of this module, which is named after the target. None of them can fail or be got round,
whatever the text holds: what is code in the target becomes words in it. What a text may hold at all is another
question, answered in `polyneuron.book.source.plain_texts` and `polyneuron.book.texts.invariants`.

One target has no function here. The templates and scripts of Sphinx and of its themes put one and the same interface
text now into HTML as it is, now escaped, now into an attribute inside a script: no escaping is right in all of these
places, so interface texts may hold no character that means anything in any.
"""

from __future__ import annotations

import functools
import json
import re

from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from polyneuron.book.tools.characters import LINE_BREAKS

_LINE_BREAKS = re.compile(f"[{''.join(sorted(LINE_BREAKS))}]+")


def one_line(text: str) -> str:
    """A text with a space in the place of every line break, for targets in which a second line is something else."""
    return _LINE_BREAKS.sub(" ", text)


# Python


def python_comment(text: str) -> str:
    """A comment of one line."""
    return f"# {one_line(text)}"


def python_string(text: str, quote: str = '"') -> str:
    """A string literal in one line, between `quote`, with letters of all scripts as they are."""
    inner = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"').replace("\x7f", "\\x7f")
    inner = _LINE_BREAKS.sub(lambda found: "".join(f"\\u{ord(sign):04x}" for sign in found[0]), inner)
    # Lone surrogates cannot be written to a file.
    inner = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", inner)
    return quote + inner.replace(quote, f"\\{quote}") + quote


def fstring_words(words: str, quote: str) -> str:
    """Words of an f-string, which hold Python's escapes already, for one that stands between `quote`."""
    sign = quote[-1]
    escaped = re.sub(rf"(\\.)|{sign}", lambda found: found[1] or f"\\{sign}", words, flags=re.DOTALL)
    ends_open = len(escaped) - len(escaped.rstrip("\\"))
    return _LINE_BREAKS.sub("\\\\n", escaped + "\\" * (ends_open % 2))


# HTML


def html(template: str, /, **values: object) -> Markup:
    """HTML from a template in which `{name}` is a text or an attribute's value, escaped unless it is `Markup` already.

    Attributes stand in double quotes in the template.
    """
    return Markup(template).format(**values)


def html_text(text: str) -> Markup:
    """A text between tags, or the value of an attribute in quotes."""
    return escape(text)


# Style sheets


def style_string(text: str) -> str:
    """A string of CSS: whatever is no letter or digit of ASCII is written as its number."""
    return '"' + re.sub("[^A-Za-z0-9]", lambda found: f"\\{ord(found[0]):x} ", text) + '"'


# Scripts


def script_value(value: object) -> str:
    """JSON that may stand in a script, in an HTML page or in a file: no `<`, `>`, `&` or `'` in it."""
    return str(htmlsafe_json_dumps(value, dumps=functools.partial(json.dumps, ensure_ascii=False)))


# Markdown

_MARKUP = re.compile(r"[\\`*_\[\]<>&$~]")
"""What can begin something inside a line of MyST Markdown, of CommonMark, or of a formula. A table's bars are escaped
where a table's cell is written."""
_BLOCK_START = re.compile(r"(?P<sign>[!-/:-@\[-`{-~])|(?P<number>[0-9]+)(?=[.)])")
"""What can begin another block than a paragraph at the beginning of a line: a list, a directive, a comment …"""


def markdown_words(text: str) -> str:
    """Words that stay words in one line of Markdown, wherever in it they stand."""
    line = one_line(text).strip()
    escaped = _MARKUP.sub(r"\\\g<0>", line)
    start = _BLOCK_START.match(line)
    if start is None or escaped.startswith("\\"):
        return escaped
    return f"{start['number']}\\{escaped[start.end() :]}" if start["number"] else f"\\{escaped}"


def markdown_title(text: str) -> str:
    """The title of a Markdown link, with its quotes."""
    return '"' + re.sub(r'[\\"&<$`]', r"\\\g<0>", one_line(text)) + '"'


def words_in_role(text: str) -> str:
    """Words inside of a role's backticks, in front of `<its target>`: signs that would end either are left out."""
    return re.sub(r"[`<>]", "", one_line(text)).strip()


def markdown_cell(text: str) -> str:
    """A piece of Markdown as a cell of a table: its bars are no borders, wherever they stand."""
    return text.replace("|", r"\|")


# Data


def yaml_value(text: str) -> str:
    """A YAML scalar in one line, between double quotes; also for MyST's smaller YAML."""
    return python_string(text)

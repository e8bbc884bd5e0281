"""How parts of a page become HTML where Sphinx's own form does not do: tables, lines of code, pictures."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from polyneuron.book.pages.code_lines import WHOLE, code_lines, with_whole_numbers
from polyneuron.book.pages.titles import BREAK
from polyneuron.book.pages.web_pictures import Picture, picture_for
from polyneuron.book.tools.escaping import html

SHORT = 22
"""Characters of code that fit on a line of any phone."""
_NOT_CODE = ("myst-ansi", "none", "text", "output")
_CODE = re.compile(r"(<pre>)(?:<span></span>)?(.*?)\n?(</pre>)", re.DOTALL)
_COMMANDS = ("bash", "sh", "bat", "powershell", "console")
"""Languages in which a word may begin with a dash."""
_OPTION = re.compile(r"(?<![^\s>])-{1,2}[A-Za-z][\w-]*")
_WORD = re.compile(rf'<span class="pre">(?=-[^<]{{1,{SHORT}}}</span>)')
"""A word of inline code that is an option, as Sphinx writes it."""

_WORDS = re.compile(r'(?<=<span class="pre">)[^<]+')
_NAME_PART = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z]_)(?=[A-Za-z])|(?<=[A-Za-z\])]\.)(?=[A-Za-z])|(?<=\w)(?=\()")
"""Where a long name may end its line: `Sparse|Categorical|Crossentropy|(from_|logits=True)`."""


class PageTranslator(HTML5Translator):
    """Sphinx's writer with boxes that scroll, lines that hang, and pictures that load when they are seen."""

    def visit_table(self, node: nodes.Element) -> None:
        """A wide table scrolls by itself."""
        self.body.append('<div class="scrolls">')
        super().visit_table(node)

    def depart_table(self, node: nodes.Element) -> None:
        """The end of the box."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def visit_literal_block(self, node: nodes.Element) -> None:
        """Each line of code is a block, so that what does not fit goes on below it, further in."""
        try:
            super().visit_literal_block(node)
        finally:
            if self.body:
                self.body[-1] = _of_language(node.get("language", ""), self.body[-1])

    def visit_literal(self, node: nodes.Element) -> None:
        """Short code in a sentence is not broken: in text from right to left its halves would change places."""
        if len(node.astext()) <= SHORT:
            node["classes"].append("short")
        super().visit_literal(node)

    def visit_Text(self, node: nodes.Text) -> None:
        """An option in code stays in one piece; a long name ends its line between its words."""
        first = len(self.body)
        super().visit_Text(node)
        if self.protect_literal_text:
            parts = [_WORD.sub('<span class="pre whole">', part) for part in self.body[first:]]
            is_long = len(node.parent.astext()) > SHORT
            self.body[first:] = [with_name_breaks(part) for part in parts] if is_long else parts

    def visit_image(self, node: nodes.Element) -> None:
        """A picture has its size, so that nothing jumps, and is fetched when the reader comes near."""
        wanted = str(node.get("width", "")).removesuffix("px")
        as_it_is = not wanted or wanted.isdecimal()
        picture = picture_for(self.builder, node["uri"]) if as_it_is and "scale" not in node else None
        if picture is None:
            super().visit_image(node)
        else:
            self.body.append(_image(picture.as_wide_as(int(wanted)) if wanted else picture, node))


def _image(picture: Picture, node: nodes.Element) -> str:
    return str(
        html(
            '<img src="{source}" alt="{alt}" width="{width}" height="{height}" loading="lazy" decoding="async">',
            source=picture.source,
            alt=node.get("alt", ""),
            width=picture.width,
            height=picture.height,
        )
    )


def with_name_breaks(code: str) -> str:
    """Words of inline code, as Sphinx writes them, with places where a line may end between the parts of a name."""
    return _WORDS.sub(lambda found: _NAME_PART.sub(BREAK, found[0]), code)


def _of_language(language: str, block: str) -> str:
    """A block of literal text as HTML, after what it is: printed text, commands or code."""
    if language in _NOT_CODE:
        return with_whole_numbers(block)
    return _CODE.sub(_with_whole_options if language in _COMMANDS else _with_lines, block)


def _with_lines(found: re.Match[str]) -> str:
    return f"{found[1]}{code_lines(found[2])}{found[3]}"


def _with_whole_options(found: re.Match[str]) -> str:
    """Lines of commands, whose options stay in one piece."""
    return _OPTION.sub(rf"{WHOLE}\g<0></span>", _with_lines(found))


def setup(app: Sphinx) -> None:
    """Called by `polyneuron.book.pages.extension`."""
    app.set_translator("html", PageTranslator)

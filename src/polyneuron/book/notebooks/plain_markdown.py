"""MyST Markdown → the plain Markdown that Colab, JupyterLab and Binder show.

A launched notebook knows no directives: an admonition becomes a quotation with a bold title, a label an anchor, a
reference a link. Right-to-left text is wrapped so that it reads from the right, with code kept in its own order.
MyST's parser says where each of them stands; what is none of them keeps every byte.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token
from markupsafe import Markup

from polyneuron.book.model.edition import Links
from polyneuron.book.source import myst
from polyneuron.book.source.pictures import picture_name
from polyneuron.book.tools.escaping import html, markdown_cell, markdown_title, markdown_words
from polyneuron.book.tools.remembered import remembered
from polyneuron.isolation import END, LEFT_TO_RIGHT, isolated, outside

_FROM_THE_RIGHT = '<span dir="rtl" style="display:inline-block;width:100%;text-align:right">'
"""JupyterLab aligns every paragraph to the left by a rule of its own; a block inside the paragraph escapes it."""
_NO_PROSE = re.compile(r"\]\([^()\s]*(?:\s+\"[^\"]*\")?\)|<[^<>]+>")
"""The address of a link, and what stands in angle brackets."""
_TABLE_CELLS = ("th_open", "td_open")


@remembered
def plain_markdown(
    source: str,
    direction: str,
    links: Links,
    folded: dict[str, str] | None = None,
) -> str:
    """Convert a Markdown cell.

    Parameters
    ----------
    source
        MyST Markdown.
    direction
        `ltr` or `rtl`.
    links
        Where references and terms lead.
    folded
        Directive → the words on which a reader clicks to open it.
    """
    converter = _Converter(direction, links, folded or {})
    text = "\n".join(converter.blocks(source.splitlines())).strip("\n")
    if direction == "rtl":
        return f'<div dir="rtl">\n\n{text}\n\n</div>'
    return text


@dataclass
class _Edits:
    """Changes of the lines of a text, by their line numbers; later lines know nothing of earlier changes."""

    blocks: dict[int, tuple[int, list[str]]] = field(default_factory=dict)
    """First line of a block → the line after its last one, and what takes its place."""
    pieces: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    """Line → first and last column of a piece of it, and what takes its place."""

    def applied_to(self, lines: list[str]) -> list[str]:
        result: list[str] = []
        number = 0
        while number < len(lines):
            if number in self.blocks:
                number, body = self.blocks[number]
                result += body
                continue
            line = lines[number]
            for first, last, piece in sorted(self.pieces.get(number, []), reverse=True):
                line = line[:first] + piece + line[last:]
            result.append(line)
            number += 1
        return result


@dataclass(frozen=True)
class _Converter:
    direction: str
    links: Links
    folded: dict[str, str]

    @property
    def around_code(self) -> tuple[str, str]:
        """What keeps code in its own order in a text from right to left."""
        return (LEFT_TO_RIGHT, END) if self.direction == "rtl" else ("", "")

    def blocks(self, lines: list[str]) -> list[str]:
        """Convert lines block by block; what is no directive, label or formula is copied with its roles converted."""
        edits = _Edits()
        opened: list[Token] = []
        columns: dict[int, int] = {}
        for token in myst.parser().parse("\n".join(lines)):
            if token.nesting == 1:
                opened.append(token)
            elif token.nesting == -1:
                opened.pop()
            if token.map is None:
                continue
            first, last = token.map
            if token.type == "inline" and token.content:
                self.inline_block(token, opened[-1], lines, columns, edits)
            elif token.type == "myst_target":
                edits.blocks[first] = (last, [str(html('<a id="{label}"></a>', label=token.content)), ""])
            elif token.type in ("fence", "colon_fence"):
                directive = myst.directive_of(token, lines)
                if directive is not None:
                    indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
                    body = self.directive(directive)
                    edits.blocks[first] = (last, [f"{indent}{line}".rstrip() for line in body])
        return edits.applied_to(lines)

    def inline_block(
        self, token: Token, container: Token, lines: list[str], columns: dict[int, int], edits: _Edits
    ) -> None:
        """Convert the text of a paragraph, heading or table cell where it stands."""
        in_table = container.type in _TABLE_CELLS
        from_the_right = (
            self.direction == "rtl" and container.type == "paragraph_open" and not container.hidden
        )  # fmt: skip
        converted = self.inline(token)
        if in_table:
            converted = [markdown_cell(piece) for piece in converted]
        before = token.content.split("\n")
        first, _ = myst.lines_of_token(token)
        for number, (old, new) in enumerate(zip(before, converted, strict=True), first):
            written = markdown_cell(old) if in_table else old
            column = lines[number].index(written, columns.get(number, 0) if in_table else 0)
            columns[number] = column + len(written)
            if from_the_right and number == first:
                new = _FROM_THE_RIGHT + new
            if from_the_right and number == first + len(before) - 1:
                new += "</span>"
            if new != written:
                edits.pieces.setdefault(number, []).append((column, column + len(written), new))

    def directive(self, directive: myst.Directive) -> list[str]:
        """What a notebook shows of a directive."""
        if directive.name == "math":
            return ["$$", *directive.body.splitlines(), "$$"]
        if directive.name in ("figure", "image"):
            alternative = str(directive.options.get("alt", ""))
            caption = self.blocks(directive.body.splitlines()) if directive.name == "figure" else []
            shown = self.picture(directive.argument, alternative, directive.options)
            return [shown or f"![{markdown_words(alternative)}]({directive.argument})", "", *caption]
        body = self.blocks(directive.body.splitlines())
        if directive.name in self.folded:
            summary = str(html("<summary>{words}</summary>", words=self.folded[directive.name]))
            return ["<details>", summary, "", *body, "", "</details>", ""]
        title = " ".join(self.inline(myst.parser().parseInline(directive.argument)[0])) if directive.argument else ""
        title = f"{_FROM_THE_RIGHT}**{title}**</span>" if self.direction == "rtl" else f"**{title}**"
        quoted = [title, "", *body] if directive.argument else body
        return [f"> {line}".rstrip() for line in quoted]

    def inline(self, token: Token) -> list[str]:
        """The lines of an inline token with roles converted and, from right to left, code and mathematics isolated."""
        pieces, position = [], 0
        for child in token.children or []:
            if child.type not in ("myst_role", "code_inline", "image", "math_inline", "html_inline"):
                continue
            first, last = myst.span(child)
            written = token.content[first:last]
            if child.type == "myst_role":
                # A role that goes over several lines keeps their number.
                piece = self.role(child.meta["name"], child.content.replace("\n", " ")) + "\n" * written.count("\n")
            elif child.type == "image":
                words = "".join(grandchild.content for grandchild in child.children or [])
                piece = self.picture(str(child.attrGet("src")), words, {}) or written
            elif child.type == "code_inline":
                piece = written.join(self.around_code)
            else:
                piece = written
            pieces += [self.prose(token.content[position:first]), piece]
            position = last
        return "".join([*pieces, self.prose(token.content[position:])]).split("\n")

    def prose(self, text: str) -> str:
        """Text between code, formulas and roles, with the mathematics in it isolated from right to left."""
        return outside(_NO_PROSE, text, isolated) if self.direction == "rtl" else text

    def picture(self, address: str, alternative: str, options: Mapping[str, object]) -> str:
        """A picture of the book as HTML, with width and height of its options; empty where it is none of the book's.

        Markdown's own form would do for most programs; some of them refuse SVG in it.
        """
        name = picture_name(address)
        if name is None or name not in self.links.pictures:
            return ""
        sizes = [
            html(' {side}="{size}"', side=side, size=str(options[side]).removesuffix("px"))
            for side in ("width", "height")
            if side in options
        ]
        template = '<img alt="{words}" src="{address}"{sizes}>'
        return str(html(template, words=alternative, address=self.links.pictures[name], sizes=Markup("").join(sizes)))

    def role(self, name: str, content: str) -> str:
        """What a notebook shows of a role."""
        if name == "math":
            return f"${content}$"
        if name == "kbd":
            return str(html("<kbd>{key}</kbd>", key=content))
        target = myst.role_target(content)
        text = myst.role_words(content)
        if name == "term":
            return self.term(text, target)
        address = self.links.document(target) if name == "doc" else f"{self.links.labels.get(target, '')}#{target}"
        return f"[{markdown_words(text)}]({address})"

    def term(self, text: str, english: str) -> str:
        """The words of a term as a link to the glossary, with the definition as its title."""
        term = self.links.terms[english]
        # Words of code stand in a code span, where a backslash is one: no sign of Markdown is left in them.
        code = f"`{text.replace('`', '')}`".join(self.around_code)
        shown = code if term.is_code else f"**{markdown_words(text)}**"
        title = markdown_title(self.prose(self.links.definition(term)))
        return f"[{shown}]({self.links.glossary}#{term.anchor} {title})"

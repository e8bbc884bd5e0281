"""The prose of a lesson: roles, links, pictures, and what no page can show.

Guards against what looks like syntax and is not (a role with a space before its words, a directive inside of a
paragraph), against HTML, which launched notebooks and right-to-left pages would show each in their own way, and
against pictures that are missing or that not everybody can see.
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it.token import Token

from polyneuron.book.model.lesson import Reference
from polyneuron.book.source import myst
from polyneuron.book.source.formulas import broken_formula
from polyneuron.book.source.pictures import BEFORE_NAME, address_trouble, picture_name
from polyneuron.book.source.schema import did_you_mean
from polyneuron.book.tools.characters import character_name, is_needless

_ROLE_BEFORE = re.compile(r"\{([\w:+-]+)\}\s*$")
_ROLE_ALONE = re.compile(r"\{(" + "|".join(sorted(myst.ROLES)) + r")\}")
_FENCE = re.compile(r"(:{3,}|`{3,})(\{[\w-]*\}?)?")
_WITHOUT_TARGET = re.compile(r"\[\^[^\]\s]+\]|\[[^\[\]]+\]\[[^\[\]]*\]")
_ADDRESS_IN_BRACKETS = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*>")
_TABLE_LINE = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|?)+\s*")
_BORDER = re.compile(r"(?<!\\)\|")
_NO_FOOTNOTE = "Say it in the text, in brackets or in a sentence of its own."
_SCHEMES = ("http", "https", "mailto")
_REFERENCES = ("ref", "numref", "eq", "doc")
_NO_HTML = "Write it in Markdown: {kbd}`…` for keys, % for a note that nobody sees, {figure} for a picture."


class ProseReader:
    """Reads pieces of a lesson's prose, and collects problems (line, message, remedy) and references."""

    def __init__(self, root: Path):
        """`root` is the project's: its folder of pictures is looked into."""
        self.root = root
        self.problems: list[tuple[int, str, str]] = []
        self.references: list[Reference] = []
        self.pictures: list[str] = []
        """Names of pictures, below the folder of pictures."""
        self.has_values = False
        """Whether what is read now belongs to an exercise with variants, and may hold placeholders."""

    def read(self, text: str, first_line: int, inside: str = "") -> None:
        """Read Markdown that begins at `first_line` of its file, inside of a directive or not."""
        lines = myst.lines_of(text)
        for token in myst.parser().parse(text):
            if token.map is None:
                continue
            line = first_line + token.map[0]
            if token.type == "inline":
                self.read_inline(token.children or [], line)
            elif token.type in ("math_block", "math_block_label", "amsmath"):
                self.check_formula(token.content, line)
            elif token.type == "html_block":
                self.problem(line, f"HTML stands in the prose: {_short(token.content)}", _NO_HTML)
            elif token.type == "heading_open" and (inside or token.level):
                where = f"inside of {{{inside}}}" if inside else "inside of a list or a quotation"
                self.problem(line, f"A heading stands {where}", "Write a paragraph, or end the block above.")
            elif token.type == "tr_open":
                self.check_row(lines, token.map[0], line)
            elif token.type == "myst_block_break":
                what = f"+++ stands here, which a notebook shows as it is: {_short(token.content)}"
                self.problem(line, what, "Take it out; a heading or a code cell begins a new cell.")
            elif token.type == "footnote_reference_open":
                self.problem(line, "The text of a footnote stands here", _NO_FOOTNOTE)
            elif myst.is_fence(token):
                self.read_fence(token, lines, line)

    def problem(self, line: int, message: str, remedy: str) -> None:
        self.problems.append((line, message, remedy))

    def read_fence(self, token: Token, lines: list[str], line: int) -> None:
        directive = myst.directive_of(token, lines)
        if directive is None:
            word = token.info.strip().partition(" ")[0]
            known = {*myst.DIRECTIVES, *myst.CODE_DIRECTIVES}
            if token.type == "colon_fence" or word in known:
                what = f"{token.markup}{token.info.strip()} is no directive: its name has no braces"
                self.problem(line, what, f"Write {token.markup}{{{word or 'note'}}}.")
            return
        if directive.name == "math":
            self.check_formula(directive.body, line)
        if directive.name in ("figure", "image"):
            self.check_picture(directive.argument, directive.options.get("alt"), line)
            if target := directive.options.get("target"):
                self.read_link(str(target), line + directive.option_lines["target"])
        if directive.name in myst.DIRECTIVES_WITH_PROSE:
            if directive.argument and directive.name != "figure":
                self.read_inline(myst.parser().parseInline(directive.argument)[0].children or [], line)
            self.read(directive.body, line + directive.body_line, directive.name)

    def read_inline(self, children: list[Token], line: int) -> None:
        """Read the parts of a paragraph, heading or cell of a table."""
        before = ""
        for child in children:
            match child.type:
                case "softbreak" | "hardbreak":
                    line += 1
                    before += " "
                    continue
                case "text":
                    self.check_text(child.content, line)
                case "code_inline":
                    self.check_role_before(before, child.content, line)
                case "myst_role":
                    self.read_role(child.meta["name"], child.content, line)
                case "math_inline" | "math_inline_double":
                    self.check_formula(child.content, line)
                case "html_inline":
                    self.problem(line, f"HTML stands in the prose: {_short(child.content)}", _NO_HTML)
                case "footnote_ref":
                    self.problem(line, "A footnote stands here, which a notebook shows as signs", _NO_FOOTNOTE)
                case "image":
                    self.check_picture(str(child.attrGet("src")), child.content, line)
                case "link_open":
                    self.read_link(str(child.attrGet("href") or ""), line)
            before = child.content if child.type == "text" else ""

    def check_text(self, text: str, line: int) -> None:
        if fence := _FENCE.search(text):
            what = f"{fence[0]} stands inside of a paragraph, where it opens and closes nothing"
            self.problem(line, what, "Put it on a line of its own, as long as the fence that it belongs to.")
        elif "$$" in text:
            self.problem(line, "A formula is opened or closed here with $$, and its other end is missing", "Add it.")
        if not self.has_values and (value := myst.VALUE.search(text)):
            what = f"{value[0]} stands here, and nothing is drawn here"
            self.problem(line, what, "Only an exercise with a part {variants} has values; write a number or a word.")
        if (alone := _ROLE_ALONE.search(text)) and not text.rstrip().endswith(alone[0]):
            self.problem(line, f"The role {alone[0]} has no words", f"Write {alone[0]}`the words`.")

        for sign in sorted(filter(is_needless, text)):  # those that stand there as they are were refused before
            what = f"An entity of HTML stands here for {character_name(sign)}"
            self.problem(line, what, "Remove it: nobody sees this character.")
        if "|" in text and _TABLE_LINE.fullmatch(text):
            what = f"{text.strip()} looks like the second line of a table, and is none"
            self.problem(line, what, "Give it as many cells as the line above, and an empty line above that.")
        if lost := _WITHOUT_TARGET.search(text):
            what = f"{lost[0]} looks like a link or a note, and nothing says where it leads"
            self.problem(line, what, "Write the address in round brackets; what is code stands in `…`.")
        elif "](" in text:
            what = f"{_short(text[text.rfind('[', 0, text.index('](')) :])} looks like a link, and is none"
            self.problem(line, what, "In its address write %20 for a space, and close every bracket.")
        elif address := _ADDRESS_IN_BRACKETS.search(text):
            self.problem(line, f"This link has an address of an unknown kind: {address[0]}", "Write https://…")

    def check_row(self, lines: list[str], row: int, line: int) -> None:
        """Whether a row of a table has as many cells as the first one: what is more would not be shown."""
        first = row
        while first > 0 and "|" in lines[first - 1]:
            first -= 1
        here, there = (len(_cells(lines[number])) for number in (row, first))
        if here != there:
            what = f"This row has {here} cells, and the first row of its table has {there}"
            self.problem(line, what, "Mend the borders; a | within a cell is written \\|.")

    def check_formula(self, tex: str, line: int) -> None:
        if what := broken_formula(tex):
            self.problem(line, f"A formula is not whole: {what}", "Mend it; in TeX, write \\% and \\{ for the signs.")

    def check_role_before(self, before: str, code: str, line: int) -> None:
        role = _ROLE_BEFORE.search(before)
        if role and (role[1] in myst.ROLES or did_you_mean(role[1], myst.ROLES)):
            what = f"A space stands between {{{role[1]}}} and `{code}`"
            self.problem(line, what, f"Write {{{role[1]}}}`{code}`.")

    def read_role(self, name: str, content: str, line: int) -> None:
        if name not in myst.ROLES:
            what = f"Unknown role {{{name}}}{did_you_mean(name, myst.ROLES)}"
            self.problem(line, what, f"Use one of {', '.join(sorted(myst.ROLES))}.")
        elif name == "math" and content.strip():
            self.check_formula(content, line)
        elif not content.strip() or (name not in ("math", "kbd") and not myst.role_target(content)):
            self.problem(line, f"The role {{{name}}} is empty", "Write its words or its target.")
        elif name in _REFERENCES:
            has_words = myst.role_words(content) != myst.role_target(content) or "<" in content
            self.references.append(Reference(name, myst.role_target(content), line, has_words))

    def read_link(self, address: str, line: int) -> None:
        try:
            scheme = urlsplit(address).scheme
        except ValueError:
            self.problem(line, f"This link is no address: {address}", "Mend it.")
            return
        if address.startswith("#"):
            self.references.append(Reference("link", unquote(address[1:]), line))
        elif not address:
            self.problem(line, "This link leads nowhere", "Write its address between the round brackets.")
        elif not scheme:
            what = f"This link leads to a file: {address}"
            self.problem(line, what, "Write {doc}`its words <name of the chapter>`, or an address with https://.")
        elif scheme not in _SCHEMES:
            self.problem(line, f"This link has an address of an unknown kind: {address}", "Write https://…")

    def check_picture(self, source: str, alt: object, line: int) -> None:
        if not isinstance(alt, str) or not alt.strip():
            what = f"The picture {source or ''} has no text for those who do not see it"
            self.problem(line, what, "Add it, as :alt: or between the square brackets.")
        elif "\n" in alt:
            self.problem(line, "The text of this picture has several lines", "Write it in one line.")
        if not source:
            self.problem(line, "This picture names no file", f"Write its file, such as {BEFORE_NAME}name.svg.")
        elif urlsplit(source).scheme or source.startswith("//"):
            what = f"The picture {_short(source)} comes from another host"
            self.problem(line, what, "Put it into the repository: the site needs no other host.")
        elif trouble := address_trouble(source, self.root):
            self.problem(line, *trouble)
        elif name := picture_name(source):
            self.pictures.append(name)


def _cells(row: str) -> list[str]:
    cells = _BORDER.split(row.strip().lstrip("> "))
    return cells[not cells[0].strip() : len(cells) - (not cells[-1].strip())]


def _short(text: str) -> str:
    line = text.strip().split("\n")[0]
    return line if len(line) <= 60 else f"{line[:60]}…"

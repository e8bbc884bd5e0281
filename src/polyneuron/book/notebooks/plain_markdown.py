"""MyST Markdown → the plain Markdown that Colab, JupyterLab and Binder show.

A launched notebook knows no directives: an admonition becomes a quotation with a bold title, a label an anchor, a
reference a link. Right-to-left text is wrapped so that it reads from the right, with code kept in its own order.
"""

from __future__ import annotations

import re

from polyneuron.book.model.edition import Links
from polyneuron.book.source import myst

_ROLE = re.compile(r"\{(" + "|".join(sorted(myst.ROLES)) + r")\}`([^`]+)`")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_FROM_THE_RIGHT = '<span dir="rtl" style="display:inline-block;width:100%;text-align:right">'
"""JupyterLab aligns every paragraph to the left by a rule of its own; a block inside the paragraph escapes it."""
LEFT_TO_RIGHT_ISOLATE, POP_ISOLATE = "\u2066", "\u2069"


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
    text = "\n".join(_convert(source.splitlines(), direction, links, folded or {})).strip("\n")
    if direction == "rtl":
        return f'<div dir="rtl">\n\n{text}\n\n</div>'
    return text


def _convert(lines: list[str], direction: str, links: Links, folded: dict[str, str]) -> list[str]:
    """Convert lines block by block; what is no directive, label or math is copied with its inline roles converted."""
    replaced: dict[int, tuple[int, list[str]]] = {}
    verbatim: set[int] = set()
    opened: dict[int, str] = {}
    closed: set[int] = set()
    paragraph = False
    for token in myst.parser().parse("\n".join(lines)):
        if token.type in ("paragraph_open", "paragraph_close"):
            paragraph = token.type == "paragraph_open" and not token.hidden
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "inline" and paragraph and direction == "rtl":
            opened[first] = lines[first][: lines[first].index(token.content.split("\n")[0])]
            closed.add(last - 1)
        if token.type == "myst_target":
            replaced[first] = (last, [f'<a id="{token.content}"></a>', ""])
        elif token.type in ("math_block", "amsmath", "html_block"):
            verbatim.update(range(first, last))
        elif token.type in ("fence", "colon_fence"):
            directive = myst.directive_of(token, lines)
            if directive is None:
                verbatim.update(range(first, last))
                continue
            indent = lines[first][: len(lines[first]) - len(lines[first].lstrip(" "))]
            body = _directive(directive, direction, links, folded)
            replaced[first] = (last, [f"{indent}{line}".rstrip() for line in body])
    result: list[str] = []
    number = 0
    while number < len(lines):
        if number in replaced:
            number, body = replaced[number]
            result += body
        else:
            line = lines[number]
            if number not in verbatim:
                prefix = opened.get(number)
                line = _inline(line.removeprefix(prefix or ""), direction, links)
                line = line if prefix is None else f"{prefix}{_FROM_THE_RIGHT}{line}"
                line = f"{line}</span>" if number in closed else line
            result.append(line)
            number += 1
    return result


def _directive(directive: myst.Directive, direction: str, links: Links, folded: dict[str, str]) -> list[str]:
    if directive.name == "math":
        return ["$$", *directive.body.splitlines(), "$$"]
    if directive.name in ("figure", "image"):
        picture = f"![{directive.options.get('alt', '')}]({directive.argument})"
        caption = _convert(directive.body.splitlines(), direction, links, folded) if directive.name == "figure" else []
        return [picture, "", *caption]
    body = _convert(directive.body.splitlines(), direction, links, folded)
    if directive.name in folded:
        return ["<details>", f"<summary>{folded[directive.name]}</summary>", "", *body, "", "</details>", ""]
    title = _inline(directive.argument, direction, links) if directive.argument else ""
    title = f"{_FROM_THE_RIGHT}**{title}**</span>" if direction == "rtl" else f"**{title}**"
    quoted = [title, "", *body] if directive.argument else body
    return [f"> {line}".rstrip() for line in quoted]


def _inline(line: str, direction: str, links: Links) -> str:
    def role(found: re.Match) -> str:
        name, content = found[1], found[2]
        if name == "math":
            return f"${content}$"
        if name == "kbd":
            return f"<kbd>{content}</kbd>"
        target = myst.role_target(content)
        text = myst.role_words(content)
        if name == "doc":
            return f"[{text}]({target}.ipynb)"
        if name == "term":
            return links.term(text, target)
        return f"[{text}]({links.labels.get(target, '')}#{target})"

    line = _ROLE.sub(role, line)
    if direction == "rtl":
        line = _CODE_SPAN.sub(lambda found: f"{LEFT_TO_RIGHT_ISOLATE}{found[0]}{POP_ISOLATE}", line)
    return line

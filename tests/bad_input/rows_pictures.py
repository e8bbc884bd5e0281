"""Pictures of lessons: their names, their kinds, what they hold, and those of one language."""

from __future__ import annotations

from collections.abc import Mapping

from tests.bad_input import Row, Spoil
from tests.bad_input.spoiling import in_prose, several
from tests.conftest import own_assets

STATUS = ("catalogs", "--status")
SHOWN = "![A sign](../assets/sign.svg)"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 2">\n{}\n</svg>\n'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
"""One grey pixel."""


def drawn(name: str, content: str | bytes) -> Spoil:
    """A picture in the folder of pictures."""
    return lambda project: own_assets(project).joinpath(name).write_bytes(
        content.encode() if isinstance(content, str) else content
    )


def named(name: str, address: str, words: str) -> Row:
    """A lesson that names a picture in a way that leads to none."""
    return Row(name, in_prose(f"![A sign]({address})"), STATUS, (f"chapters/small.md:38: {words}",), problems=1)


def beside(name: str, words: str, files: Mapping[str, str | bytes]) -> Row:
    """A lesson that shows `sign.svg`, one of these files of the folder of pictures."""
    spoil = several(*(drawn(file, content) for file, content in files.items()), in_prose(SHOWN))
    return Row(name, spoil, STATUS, (words,), problems=1)


def holding(name: str, inside: str, words: str, line: int = 2) -> Row:
    """A picture that is shown and holds what it may not."""
    return beside(name, f"assets/sign.svg:{line}: {words}", {"sign.svg": SVG.format(inside)})


def whole(name: str, content: str | bytes, words: str, file: str = "sign.svg") -> Row:
    """A file that is not what its name says."""
    spoil = several(drawn(file, content), in_prose(f"![A sign](../assets/{file})"))
    return Row(name, spoil, STATUS, (f"assets/{file}", words), problems=1)


def shown(name: str, content: str | bytes, file: str = "sign.svg") -> Row:
    """A picture that is right."""
    spoil = several(drawn(file, content), in_prose(f"![A sign](../assets/{file})"))
    return Row(name, spoil, STATUS, (), accepted=True)


ROWS = [
    # Names
    named("a name as seen from the root", "/assets/favicon.svg", "The picture /assets/favicon.svg is not named as seen"),
    named("a name without its folder", "favicon.svg", "The picture favicon.svg is not there"),
    named(
        "a misspelt name",
        "../assets/favicom.svg",
        "The picture ../assets/favicom.svg is not there (did you mean favicon.svg?)",
    ),
    named("a name with capitals", "../assets/Favicon.svg", "The picture ../assets/Favicon.svg is not there"),
    named("another folder", "../docs/benchmarks.svg", "The picture ../docs/benchmarks.svg is not there"),
    named("a way out of the folder", "../assets/../x.svg", "The picture ../assets/../x.svg is not there"),
    named("a folder", "../assets/", "The picture ../assets/ is not there"),
    named("another kind", "../assets/photo.jpg", "The picture ../assets/photo.jpg is no SVG, PNG or WebP"),
    named("a picture in the address", "data:image/png;base64,iVBORw0KGgo=", "The picture data:image/png;base64"),
    Row(
        "the picture of one language",
        several(drawn("sign.svg", SVG.format("")), drawn("sign.fa.svg", SVG.format("")), in_prose(
            "![A sign](../assets/sign.fa.svg)")),
        STATUS,
        ("chapters/small.md:38: The picture ../assets/sign.fa.svg is not there",),
    ),
    Row(
        "a figure that leads to a script",
        in_prose("```{figure} ../assets/favicon.svg\n:alt: A sign\n:target: javascript:alert(1)\n```"),
        STATUS,
        ("chapters/small.md:40: This link has an address of an unknown kind",),
        problems=1,
    ),
    # Kinds
    whole("no SVG at all", "a sign\n", "This is no SVG: syntax error"),
    whole("an SVG that is cut off", SVG.format("<g>").removesuffix("</svg>\n"), "This is no SVG: no element found"),
    whole("HTML that is named SVG", "<html><body/></html>", "This is no SVG: its first element is <html>"),
    whole("an SVG without its namespace", "<svg><g/></svg>", "This is no SVG: its first element is <svg>"),
    whole("an empty picture", b"", "This is no SVG: no element found"),
    whole("a PNG that is named SVG", PNG, "This is no SVG: not well-formed"),
    whole("an SVG that is named PNG", SVG.format(""), "This file is no PNG, or not a whole one", "sign.png"),
    whole("a PNG that is cut off", PNG[:45], "This file is no PNG, or not a whole one", "sign.png"),
    whole("a PNG that is named WebP", PNG, "This file is no WEBP, or not a whole one", "sign.webp"),
    whole("a picture that is too large", SVG.format("<!--" + "x" * 200_000 + "-->"), "This picture has 2001"),
    # What an SVG may not hold
    holding("a script", "<script>alert(1)</script>", "The element <script> does more than to be looked at"),
    holding("a handler", '<rect onclick="alert(1)"/>', "The attribute onclick holds a script"),
    holding("a link", '<a href="https://example.org"><rect/></a>', "The element <a> does more"),
    holding("HTML inside", "<foreignObject><g/></foreignObject>", "The element <foreignObject> does more"),
    holding("an element of HTML", '<p xmlns="http://www.w3.org/1999/xhtml">x</p>', "The element <p> is none of SVG"),
    holding("a remote image", '<image href="https://example.org/p.png"/>', "This address leads out of the file"),
    holding("an image beside it", '<image xlink:href="photo.png"/>', "This address leads out of the file: photo.png"),
    holding("a script as an address", '<use href="javascript:alert(1)"/>', "This address leads out of the file"),
    holding("an SVG inside of an SVG", '<image href="data:image/svg+xml,x"/>', "This address leads out of the file"),
    holding("a remote style", "<style>@import 'x.css';</style>", "This style leads out of the file: @import"),
    holding("a remote font", "<style>@font-face{src:url(//x.org/f)}</style>", "This style leads out of the file: url(//"),
    holding("a style behind a backslash", r"<style>a{b:u\72l(x)}</style>", "This style leads out of the file: \\"),
    holding("a remote paint", '<rect fill="url(https://x.org/p#a)"/>', "The attribute fill leads out of the file"),
    holding("a style in parts", "<style>a{b:u/**/rl(x)}<![CDATA[@im]]>port</style>", "This style leads out of the file"),
    holding("a base", '<g xml:base="https://example.org/"/>', "The attribute base names another file"),
    holding("a style sheet beside it", '<?xml-stylesheet href="x.css"?>', "The instruction <?xml-stylesheet …?>"),
    beside(
        "a document type",
        "assets/sign.svg:1: A <!DOCTYPE …> stands here",
        {"sign.svg": '<!DOCTYPE svg [<!ENTITY a "b">]>\n' + SVG.format("<text>&a;</text>")},
    ),
    # Pictures of one language
    beside(
        "the picture of a language is broken",
        "assets/sign.fa.svg:2: The element <script>",
        {"sign.svg": SVG.format(""), "sign.fa.svg": SVG.format("<script/>")},
    ),
    beside(
        "a picture of a language that there is not",
        "assets/sign.fr.svg: This picture is for the language 'fr', which the book has not",
        {"sign.svg": SVG.format(""), "sign.fr.svg": SVG.format("")},
    ),
    beside(
        "a picture of a language in another kind",
        "assets/sign.fa.png: This picture stands for assets/sign.png, which no lesson shows",
        {"sign.svg": SVG.format(""), "sign.fa.png": PNG},
    ),
    # What is right
    shown("a PNG", PNG, "sign.png"),
    shown(
        "a gradient, a use, a style, notes of a drawing program, an image inside",
        SVG.format(
            '<metadata xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:grid i:url="http://x.org"/></metadata>'
            '<style>.a{fill:url(#b)}</style><linearGradient id="b"/><g id="c"/><use xlink:href="#c"/>'
            "<rect fill=\"url('#b')\" aria-label=\"Transcript: a // b\"/>"
            '<image href="data:image/png;base64,iVBORw0KGgo="/>'
        ),
    ),
]

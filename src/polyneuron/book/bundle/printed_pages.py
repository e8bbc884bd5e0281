"""Built pages of an edition → one document to print: the articles alone, unfolded, with links that lead within it."""

from __future__ import annotations

import copy
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement, document_fromstring, fragment_fromstring, tostring

from polyneuron.book.bundle.contents import Heading, contents_list
from polyneuron.book.bundle.sheets import OPEN_ANSWERS
from polyneuron.book.tools.elements import drop_of_classes, inner_markup, of_class
from polyneuron.book.tools.escaping import html

_REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers")
"""Attributes that name elements by their identifiers."""
_LEFT_OUT = ("contents-above", "headerlink", "launch-menu", "pn-end", "pn-status", "pn-check", "pn-up", "pn-down")
"""Classes of what does nothing on paper."""
_FIGURE = re.compile(r"(?:^|/)(?!glossary\.)[\w-]+\.[0-9a-f]{16}\.js$")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3}


@dataclass(frozen=True)
class PrintedDocument:
    """What Chromium prints."""

    text: str
    """HTML, to be shown beside the edition's pages."""
    headings: tuple[Heading, ...]
    """Those that its contents list, in their order."""
    titles: tuple[str, ...]
    """Of the pages: the running heads."""


@dataclass(frozen=True)
class PaperWords:
    """What a document says besides its pages, in the edition's language."""

    contents: str
    """Heading of the contents; empty for a document without them."""
    answers: str
    """Heading of the answers to a page's quiz; empty where these stay away, or where they are."""
    title: str = ""
    """What stands on the cover; empty for a document without one."""
    tagline: str = ""
    """What stands below it."""


def printed_document(
    folder: Path,
    names: Sequence[str],
    address: str,
    words: PaperWords,
    arrange: Callable[[HtmlElement], object] | None = None,
) -> PrintedDocument:
    """One document of several built pages.

    Parameters
    ----------
    folder
        The built edition.
    names
        The pages, without extension.
    address
        Where the edition is published: there lead the links to pages that are left out. Empty: they lead nowhere.
    arrange
        Called with the text of each page: takes out what is not printed of it.
    """
    pages = [document_fromstring((folder / f"{name}.html").read_bytes()) for name in names]
    whole = pages[0]
    articles: list[HtmlElement] = []
    headings: list[Heading] = []
    titles: list[str] = []
    scripts: dict[str, None] = {}
    for place, (name, page) in enumerate(zip(names, pages, strict=True)):
        scripts |= {script.get("src"): None for script in page.xpath("//head/script[@src]")}
        (article,) = page.xpath("//article")
        if arrange:
            arrange(article)
        _unfold(article, words)
        _rename(article.iterdescendants(etree.Element), f"{name}.{{}}")  # unique on a page only
        for link in article.xpath(".//a[@href]"):
            _lead(link, name, names, address)
        found = list(_headings(article, name))
        titles.append(found[0].text if found else name)
        headings += found
        article.attrib.pop("role", None)
        article.set("id", name)
        article.set("style", f"page: paper{place}")
        articles.append(article)
    levels = () if not words.contents else (1, 2) if words.title else (2, 3)
    listed = [heading for heading in headings if heading.level in levels]
    contents = html(
        '<nav class="paper-contents"><h2>{title}</h2>{items}</nav>',
        title=words.contents,
        items=contents_list(listed),
    )
    if words.title:
        cover = html(
            '<section class="page paper-cover" style="page: paper-cover"><h1>{title}</h1><p>{tagline}</p>{contents}'
            "</section>",
            title=words.title,
            tagline=words.tagline,
            contents=contents,
        )
        articles.insert(0, fragment_fromstring(str(cover)))
    elif words.contents:
        title = articles[0].xpath(".//h1")[0]
        title.addnext(fragment_fromstring(str(contents)))
    _put_together(whole, articles, list(scripts))
    text = tostring(whole, doctype="<!doctype html>", encoding="unicode")
    return PrintedDocument(text, tuple(listed), tuple(titles))


def _put_together(whole: HtmlElement, articles: Sequence[HtmlElement], scripts: Sequence[str]) -> None:
    """Give the first page all articles in the place of its own; what the style sheet of paper hides stays."""
    for element in whole.xpath("//head/*[@http-equiv or self::script or self::link[not(@rel='stylesheet')]]"):
        element.drop_tree()
    for script in scripts:
        if _FIGURE.search(script):
            whole.head.append(fragment_fromstring(str(html('<script src="{file}" defer></script>', file=script))))
    for element in [*of_class(whole, "columns"), *of_class(whole, "site-footer")]:
        element.drop_tree()
    middle = fragment_fromstring('<div class="columns columns--wide"><div class="middle paper"></div></div>')
    middle[0].extend(articles)
    whole.body.append(middle)


def _unfold(article: HtmlElement, words: PaperWords) -> None:
    """Open what is folded, load pictures at once, and put the answers to the quiz at the end."""
    for quiz in of_class(article, "pn-quiz"):
        quiz.set("data-live", "")  # for the script: leave it as it is
        if OPEN_ANSWERS in quiz.attrib:
            continue
        answers = copy.deepcopy(quiz)
        _rename([answers, *answers.iterdescendants(etree.Element)], "{}.answers")
        heading = html('<section id="answers"><h2>{words}</h2></section>', words=words.answers)
        section = fragment_fromstring(str(heading))
        section.append(answers)
        if words.answers:
            article.append(section)
        for element in quiz.xpath(".//details"):
            element.drop_tree()
        for field in of_class(quiz, "pn-field"):
            field.attrib.pop("hidden", None)
            for item in field.getparent().xpath(".//ul"):
                item.drop_tree()
        if words.answers:
            link = html('<p class="paper-answers"><a href="#answers">{words}</a></p>', words=words.answers)
            quiz.append(fragment_fromstring(str(link)))
    drop_of_classes(article, _LEFT_OUT)
    for element in article.iter("details"):
        element.set("open", "")
    for element in article.iter("img"):
        element.attrib.pop("loading", None)


def _rename(elements: Iterable[HtmlElement], name: str) -> None:
    """Give elements other identifiers, and what names them too; `{}` in `name` is the one that they have."""
    for element in elements:
        for attribute in ("id", *_REFERENCES):
            if element.get(attribute):
                element.set(attribute, " ".join(name.format(one) for one in element.get(attribute).split()))


def _lead(link: HtmlElement, page: str, names: Sequence[str], address: str) -> None:
    """Let a link lead within the document, else to where the edition is published."""
    target = link.get("href", "")
    if re.match(r"[a-z]+:", target):
        return
    file, _, place = target.partition("#")
    name = file.removesuffix(".html") or page
    if name in names:
        link.set("href", f"#{name}.{place}" if place else f"#{name}")
    elif address:
        link.set("href", _joined(address, target))
    else:
        del link.attrib["href"]


def _joined(address: str, target: str) -> str:
    start = re.match(r"[a-z]+://[^/]*", address)
    head = start[0] if start else ""
    return head + posixpath.normpath(posixpath.join(address[len(head) :] or "/", target))


def _headings(article: HtmlElement, page: str) -> Iterator[Heading]:
    """The headings of an article, each with an identifier of its own: a section may begin on the page before it."""
    for number, element in enumerate(article.xpath(".//section/*[self::h1 or self::h2 or self::h3]")):
        identifier = element.get("id") or f"{page}..{number}"
        element.set("id", identifier)
        shown = copy.deepcopy(element)
        for part in shown.iterdescendants(etree.Element):
            part.attrib.pop("id", None)
            part.attrib.pop("href", None)
        inner = inner_markup(shown)
        text = copy.deepcopy(element)
        for part in [*of_class(text, "katex-html"), *text.iter("annotation")]:
            part.drop_tree()
        words = " ".join(text.text_content().split())
        yield Heading(identifier, _HEADINGS[element.tag], words, inner)

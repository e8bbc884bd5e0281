"""A chapter's built page → slides: one idea, one picture, or at most seven lines each.

Somebody speaks to them, so the slide shows what an audience looks at, and the prose of the lesson becomes the notes:

- a section is a slide with its heading and the first sentence of its first paragraph, and with the sentence that brings
  a new word, where another one does; a formula behind it stands on it too;
- what one does is a slide: code of at most seven lines, longer code cut at its empty lines, what it printed, a picture
  or a table each alone; cells that only draw show their picture;
- a paragraph between two cells that brings a new word is a slide of its own;
- an exercise is a slide with the beginning of its statement, its time and its points, and a question of the quiz one
  whose right answer comes with the next key;
- the chapter's aims come first, what to take along last, a sentence of each; terms and references stay on the page.

Of the paragraphs between two slides the last one is said with the next slide, which it leads to, the others with the
one before, which they explain.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement, fragment_fromstring
from markupsafe import Markup

from polyneuron.book.teaching.excerpts import cleaned, letters, markup, sentence_with, sentences, width_of
from polyneuron.book.tools.elements import drop_of_classes, inner_markup, of_class
from polyneuron.book.tools.escaping import html, html_text

LINES = 7
"""The most lines of text or code, items of a list or rows of a table."""
LINE_WIDTHS = {"large": 54, "medium": 66, "small": 80}
"""Size of text → how many letters a line of it holds."""
_MARGIN = 4
"""Letters that the number or the mark of an item takes."""
_ANSWER = 0.5
"""Lines that the ground of an answer takes besides its text."""
CODE_WIDTHS = {"large": 52, "medium": 66, "small": 82, "smallest": 100}
"""The same for code."""
_LEFT_OUT = ("-terms", "-references")
"""Ends of the labels of sections that no slide shows."""
_NEW_WORD = "pn-term"
_STATED_WIDTH = 130
"""How much of a paragraph is shown, in letters, unless its first sentence is longer."""
_STATEMENT_WIDTH = 230
"""How much of an exercise's statement is shown, in letters, unless its first sentence is longer."""


@dataclass
class Slide:
    """One slide."""

    kind: str
    """A class for the style sheet: `title`, `list`, `statement`, `code`, `output`, `picture`, `table`, `figure`,
    `exercise` or `question`."""
    heading: Markup
    body: list[str] = field(default_factory=list)
    """HTML."""
    notes: list[str] = field(default_factory=list)
    """HTML: what one says."""
    size: str = "large"
    """Of its text: one of `LINE_WIDTHS`."""
    anchor: str = ""
    """The label of its section on the page."""

    def add(self, element: HtmlElement) -> None:
        """Show an element."""
        self.body.append(markup(element))

    def say(self, *elements: HtmlElement) -> None:
        """Put elements into the notes."""
        self.notes += [markup(cleaned(element)) for element in elements]


@dataclass(frozen=True)
class SlideWords:
    """What slides say besides the page, in the edition's language."""

    figure: str
    """Link to a figure that moves, on the page."""


def deck_slides(article: HtmlElement, page: str, words: SlideWords) -> list[Slide]:
    """The slides of a page.

    Parameters
    ----------
    article
        The page's text, as it was built.
    page
        Its address, as seen from the deck.
    """
    (top,) = article.xpath("./section")
    return list(_Deck(page, words).chapter(top))


class _Deck:
    def __init__(self, page: str, words: SlideWords):
        self.page, self.words = page, words

    def chapter(self, top: HtmlElement) -> Iterator[Slide]:
        for section in [top, *top.xpath(".//section")]:
            anchor = section.get("id", "")
            if anchor.endswith(_LEFT_OUT):
                continue
            for slide in _Section(self, section).slides():
                slide.anchor = anchor
                yield slide


class _Section:
    def __init__(self, deck: _Deck, section: HtmlElement):
        self.deck, self.section = deck, section
        head = section.xpath("./h1 | ./h2 | ./h3 | ./h4")[0]
        self.is_chapter = head.tag == "h1"
        self.heading = inner_markup(cleaned(head)).strip()
        self.found: list[Slide] = []
        self.pending: list[HtmlElement] = []
        self.with_formula: Slide | None = None

    def slides(self) -> list[Slide]:
        """The slides of the section, without those of the sections in it."""
        self.found = [Slide("title" if self.is_chapter else "statement", self.heading)]
        for block in self.section:
            if isinstance(block.tag, str):
                self.block(block)
        self.found[-1].say(*self.pending)
        first = self.found[0]
        if not first.body and not first.notes and len(self.found) > 1 and not self.is_chapter:
            del self.found[0]  # the next slide has the same heading
        return self.found

    def block(self, block: HtmlElement) -> None:
        classes = block.get("class", "").split()
        if block.tag == "p":
            self.paragraph(block)
        elif "math" in classes:
            self.formula(block)
        elif "exercise" in classes:
            self.exercise(block)
        elif "cell" in classes:
            self.cell(block, classes)
        elif self.is_chapter and "admonition" in classes and block.xpath("./ul/li/ol"):
            self.aims(block)
        elif "pn-quiz" in classes:
            self.quiz(block)
        elif "admonition" in classes:
            self.pending += [part for part in block if part.tag in ("p", "ul", "ol")]
        elif block.tag in ("ul", "ol"):
            self.items(block)
        elif "scrolls" in classes or block.tag == "table":
            self.table(block)
        elif block.tag == "figure" or block.tag == "img":
            self.picture(block.xpath("descendant-or-self::img")[0])
        elif any(name.startswith("highlight-") for name in classes):
            self.code(block.xpath(".//pre")[0], None)

    def new(self, kind: str) -> Slide:
        """The next slide; the paragraphs since the last one go where they are said."""
        earlier = self.pending[:-1] if len(self.pending) > 1 else self.pending
        later = self.pending[len(earlier) :]
        self.found[-1].say(*earlier)
        self.pending = []
        slide = Slide(kind, self.heading)
        slide.say(*later)
        self.found.append(slide)
        return slide

    def paragraph(self, block: HtmlElement) -> None:
        first = self.found[0]
        if len(self.found) == 1 and not first.body:
            self.state(first, block)
        elif _has(block, _NEW_WORD):
            if self.pending:
                self.found[-1].say(*self.pending)
                self.pending = []
            slide = Slide("statement", self.heading)
            self.found.append(slide)
            self.state(slide, block)
            slide.say(block)
            return
        self.pending.append(block)

    def state(self, slide: Slide, block: HtmlElement) -> None:
        """Show the first sentence of a paragraph, and the one with a new word where that is another one."""
        # Two sentences of a paragraph stand together only when nothing is left out between them.
        place = sentence_with(block, _NEW_WORD)
        shown = sentences(block, 2 if place == 2 else 1, _STATED_WIDTH)
        slide.add(shown)
        slide.size = _size([width_of(shown)], LINES if slide.kind != "title" else 4)

    def formula(self, block: HtmlElement) -> None:
        slide = self.found[-1]
        if slide.kind != "statement" or slide is self.with_formula:
            leading = self.pending[-1:]
            slide = self.new("statement")
            for paragraph in leading:
                slide.add(sentences(paragraph, 1, _STATEMENT_WIDTH))
        else:
            slide.say(*self.pending)
            self.pending = []
        self.with_formula = slide
        slide.add(cleaned(block))

    def aims(self, block: HtmlElement) -> None:
        """What readers will be able to do; what they need and how long it takes is said."""
        numbered, words = block.xpath("./ul/li/ol")[0], block.xpath("./ul/li[ol]/p")
        slide = self.new("list")
        slide.heading = inner_markup(cleaned(words[0])).strip() if words else self.heading
        self.show_items(slide, list(numbered), "ol")
        slide.say(*block.xpath("./ul/li[not(ol)]/p"))

    def items(self, block: HtmlElement) -> None:
        """A list: its sentences, on as many slides as they need."""
        items, widths = list(block), [width_of(_item(item)) for item in block]
        parts = max(1, -(-_lines(widths, LINE_WIDTHS["medium"] - _MARGIN) // LINES))
        while items:
            slide = self.new("list")
            count = self.show_items(slide, items[: -(-len(items) // parts)], block.tag)
            slide.say(*(part for item in items[:count] for part in item.xpath("./p | ./*[not(self::p)]")))
            items, parts = items[count:], max(1, parts - 1)

    def show_items(self, slide: Slide, items: Sequence[HtmlElement], tag: str) -> int:
        """Show the first sentence of as many items as fit; return how many."""
        shown = [_item(item) for item in items]
        widths = [width_of(item) for item in shown]
        slide.size = _size(widths, margin=_MARGIN)
        count = 0
        while count < len(shown) and _lines(widths[: count + 1], LINE_WIDTHS[slide.size] - _MARGIN) <= LINES:
            count += 1
        count = max(count, 1)
        rows = Markup("").join(html("<li>{item}</li>", item=inner_markup(item).strip()) for item in shown[:count])
        slide.body.append(str(html("<{tag}>{rows}</{tag}>", tag=tag, rows=rows)))
        return count

    def cell(self, block: HtmlElement, classes: Sequence[str]) -> None:
        """What a cell shows: code, what it printed, pictures."""
        if "tag_set-up" in classes or "tag_exercise-solution" in classes:
            return
        figures = of_class(block, "pn-figure")
        if figures:
            title = of_class(figures[0], "pn-figure-title")[0]
            slide = self.new("figure")
            address = f"{self.deck.page}#{self.section.get('id', '')}"
            slide.body.append(
                str(
                    html(
                        '<p>{title}</p><p><a href="{address}" target="_blank" rel="noopener">{words}</a></p>',
                        title=title.text_content(),
                        address=address,
                        words=self.deck.words.figure,
                    )
                )
            )
            return
        hidden = "tag_hide-input" in classes
        code = block.xpath(".//div[contains(@class, 'cell_input')]//pre")
        outputs = block.xpath(".//div[contains(@class, 'cell_output')]")
        printed = outputs[0].xpath(".//div[contains(@class, 'stream') or contains(@class, 'text_plain')]//pre") if (
            outputs
        ) else []  # fmt: skip
        if code and not hidden:
            self.code(code[0], printed[0] if len(printed) == 1 else None)
        elif printed:
            self.printed(printed[0])
        for picture in outputs[0].xpath(".//img") if outputs else ():
            self.picture(picture)
        for table in outputs[0].xpath(".//table") if outputs else ():
            self.table(table)

    def code(self, block: HtmlElement, printed: HtmlElement | None) -> None:
        """Code in pieces of at most seven lines; what it printed behind the last of them where both fit."""
        pieces = _pieces(_code_lines(block))
        output = _printed_lines(printed) if printed is not None else []
        for place, piece in enumerate(pieces):
            slide = self.new("code")
            last = place == len(pieces) - 1
            with_output = last and output and _count(piece) + len(output) <= LINES
            widths = [letters_of_code(line) for line in piece]
            slide.size = _size_of_code([*widths, *(len(line) for line in (output if with_output else []))])
            slide.body.append(_code_markup(piece))
            if with_output:
                slide.body.append(_output_markup(output))
                output = []
        if output and printed is not None:
            self.printed(printed)

    def printed(self, block: HtmlElement) -> None:
        lines = _printed_lines(block)
        if lines:
            slide = self.new("output")
            slide.size = _size_of_code([len(line) for line in lines])
            slide.body.append(_output_markup(lines))

    def picture(self, picture: HtmlElement) -> None:
        slide = self.new("picture")
        shown = cleaned(picture)
        shown.set("src", "../" + shown.get("src", ""))
        slide.add(shown)
        slide.notes.append(str(html("<p><em>{words}</em></p>", words=shown.get("alt", ""))))

    def table(self, block: HtmlElement) -> None:
        """A table with its first rows."""
        table = cleaned(block.xpath("descendant-or-self::table")[0])
        rows = table.xpath(".//tr")
        for row in rows[LINES:]:
            row.getparent().remove(row)
        if len(rows) > LINES:
            for cell in rows[LINES - 1]:
                cell.clear()
                cell.text = "…"
        widths = [sum(max(width_of(cell), 4) for cell in row) for row in table.xpath(".//tr")]
        slide = self.new("table")
        slide.size = "medium" if max(widths) < 60 else "small" if sum(widths) < 420 else "smallest"
        slide.add(table)

    def exercise(self, block: HtmlElement) -> None:
        slide = self.new("exercise")
        slide.heading = inner_markup(cleaned(of_class(block, "admonition-title")[0])).strip()
        statement = [part for part in block if part.tag in ("p", "ul", "ol", "div") and _is_statement(part)]
        for facts in of_class(block, "exercise-facts"):
            slide.body.append(str(html('<p class="facts">{facts}</p>', facts=facts.text_content().strip())))
        if statement:
            shown = sentences(statement[0], 1, _STATEMENT_WIDTH)
            slide.add(shown)
            slide.size = _size([width_of(shown)], LINES - 1)
        slide.say(*statement)

    def quiz(self, block: HtmlElement) -> None:
        for form in of_class(block, "pn-question"):
            slide = self.new("question")
            slide.heading = html_text(form.xpath(".//legend/text()")[0].strip())
            _show_question(slide, form)


def _is_statement(element: HtmlElement) -> bool:
    classes = element.get("class", "").split()
    return not {"admonition-title", "exercise-facts"} & {*classes} and not any("highlight" in one for one in classes)


def _show_question(slide: Slide, form: HtmlElement) -> None:
    """A question with its answers; what is right comes with the next key."""
    kind = form.get("data-kind")
    asked = of_class(form, "pn-text")[0]
    slide.body += [markup(cleaned(part)) for part in asked]
    widths = [width_of(part) for part in asked]
    rows = []
    for item in of_class(form, "pn-answers")[0]:
        why = cleaned(of_class(item, "pn-why")[0])
        drop_of_classes(why, ("pn-solution",))
        right = "data-right" in item.attrib
        shown = Markup("")
        if kind == "numeric":
            number = item.xpath(".//summary/span[last()]")[0]
            shown = inner_markup(cleaned(number)).strip()
            if right:
                rows.append(html('<li class="fragment right">{text}</li>', text=shown))
        else:
            words = cleaned(item.xpath(".//label/span | .//div[@class='pn-item']/span")[0])
            shown = inner_markup(words).strip()
            widths.append(width_of(words))
            place = _place_of(item) if kind == "ordering" else "✓" if right else ""
            mark = html('<b class="fragment mark" data-fragment-index="0">{place}</b>', place=place)
            rows.append(html("<li>{mark} {text}</li>", mark=mark if place else Markup(""), text=shown))
        sign = "✓ " if right else ""
        slide.notes.append(str(html("<p>{sign}<strong>{text}</strong></p>", sign=sign, text=shown)))
        slide.notes.append(markup(why))
    slide.size = next(
        (
            size
            for size, width in LINE_WIDTHS.items()
            if _lines(widths, width - _MARGIN) + _ANSWER * len(rows) <= (LINES + 0.5) * width / LINE_WIDTHS["large"]
        ),
        "small",
    )
    slide.body.append(
        str(html('<ul class="answers answers--{kind}">{rows}</ul>', kind=kind, rows=Markup("").join(rows)))
    )


def _place_of(item: HtmlElement) -> str:
    """Where an item of an order belongs, in the edition's digits; the line for readers without scripts says it."""
    solution = of_class(item, "pn-solution")[0].text_content()
    return "".join(sign for sign in solution if sign.isdigit())


def _item(item: HtmlElement) -> HtmlElement:
    """The first sentence of an item of a list."""
    return sentences((item.xpath("./p") or [item])[0])


def _has(element: HtmlElement, name: str) -> bool:
    return bool(of_class(element, name))


def _lines(widths: Sequence[float], width: int) -> int:
    """Lines that paragraphs or items of these widths take."""
    return sum(max(1, -(-int(one) // width)) for one in widths)


def _size(widths: Sequence[float], lines: int = LINES, margin: int = 0) -> str:
    """The largest text in which paragraphs or items of these widths take few enough lines."""
    return next((size for size, width in LINE_WIDTHS.items() if _lines(widths, width - margin) <= lines), "small")


def _size_of_code(widths: Sequence[float]) -> str:
    """The largest code in which no line breaks."""
    longest = max(widths, default=0)
    return next((size for size, width in CODE_WIDTHS.items() if longest <= width), "smallest")


def letters_of_code(line: HtmlElement) -> float:
    """How wide a line of code is, with the blanks before it."""
    text = line.text_content().rstrip()
    return letters(text) + len(text) - len(text.lstrip())


def _code_lines(block: HtmlElement) -> list[HtmlElement]:
    """The lines of code, each an element."""
    lines = [cleaned(line) for line in block.xpath("./span[@class='line']")]
    if lines:
        return lines
    texts = block.text_content().rstrip("\n").split("\n")
    return [fragment_fromstring(str(html('<span class="line">{text}</span>', text=text))) for text in texts]


def _count(lines: Sequence[HtmlElement]) -> int:
    return sum(bool(line.text_content().strip()) for line in lines)


def _pieces(lines: Sequence[HtmlElement]) -> list[list[HtmlElement]]:
    """Code cut at its empty lines into as few pieces of at most seven lines as it goes; none where it does not."""
    paragraphs: list[list[HtmlElement]] = [[]]
    for line in lines:
        if line.text_content().strip():
            paragraphs[-1].append(line)
        else:
            paragraphs.append([])
    pieces: list[list[HtmlElement]] = []
    for paragraph in filter(None, paragraphs):
        if len(paragraph) > LINES:
            return []
        if pieces and _count(pieces[-1]) + len(paragraph) <= LINES:
            pieces[-1] += [fragment_fromstring('<span class="line"></span>'), *paragraph]
        else:
            pieces.append(paragraph)
    return pieces


def _code_markup(lines: Sequence[HtmlElement]) -> str:
    """Lines of code; where they are wider than a phone, a finger moves them and not the slides."""
    text = Markup("\n").join(Markup(markup(line)) for line in lines)
    inner = html('<pre class="code" data-prevent-swipe>{text}</pre>', text=text)
    return str(html('<div class="highlight" dir="ltr">{inner}</div>', inner=inner))


def _printed_lines(block: HtmlElement) -> list[str]:
    """What a cell printed; the beginning where it is long."""
    lines = [line for line in block.text_content().rstrip("\n").split("\n") if line.strip()]
    return lines if len(lines) <= LINES else [*lines[: LINES - 1], "…"]


def _output_markup(lines: Sequence[str]) -> str:
    return str(html('<pre class="printed" dir="ltr" data-prevent-swipe>{text}</pre>', text="\n".join(lines)))

"""Every payload in every message: refused, or words in whatever the message becomes. No build is needed for that."""

from __future__ import annotations

import ast
import io
import tokenize
from collections import Counter

import mistune
import pytest
from lxml import html
from markdown_it import MarkdownIt

from polyneuron.book.book import catalog_templates, localize_books, read_book, translated_languages
from polyneuron.book.lint.protected import GATES
from polyneuron.book.lint.texts import GLOSSARY_TERM, Text, read_texts
from polyneuron.book.model.edition import Links
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from polyneuron.book.source.table_texts import table_problems
from polyneuron.book.texts.code_comparison import same_code
from polyneuron.book.texts.code_messages import localize_code
from polyneuron.book.texts.invariants import broken_parts
from polyneuron.book.texts.plain_invariants import unsafe_text
from polyneuron.book.texts.prose_messages import localize_prose
from polyneuron.book.tools import escaping
from tests.lint import judge
from tests.safety.payloads import NEVER, PERHAPS
from tests.safety.project import full_project

PROTECTED, SAFE = (next(gate for gate in GATES if gate.name == name) for name in ("protected", "safe"))


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project that has everything."""
    return full_project(tmp_path_factory.mktemp("words"))


@pytest.fixture(scope="module")
def documents(project):
    """Its lessons and pages, in English."""
    source, problems = read_book(project.configuration)
    assert not problems
    return [*source.lessons, *source.pages]


@pytest.fixture(scope="module")
def links(project):
    """Where its references and terms lead."""
    (book,) = localize_books(project.configuration, ["en"], "")
    return book.edition.links


@pytest.fixture(scope="module")
def messages(project):
    """Role and text of all its messages → whether they have placeholders."""
    templates, _ = catalog_templates(project.configuration)
    return {(m.role, m.text): m.formatted for _, found in templates.values() for m in found}


@pytest.fixture(scope="module")
def real_messages(configuration):
    """Every message of the real book, of all catalogues: role, text, whether it has placeholders."""
    templates, problems = catalog_templates(configuration)
    assert not problems
    found = {(m.role, m.text, m.formatted) for _, messages in templates.values() for m in messages}
    return sorted(found)


@pytest.mark.parametrize("name", NEVER)
def test_no_message_of_the_book_may_hold_it(real_messages, name):
    assert len(real_messages) > 2000
    accepted = []
    for number, (role, text, formatted) in enumerate(real_messages):
        translation = f"{text} {NEVER[name]}" if number % 2 else f"{NEVER[name]} {text}"
        # The first is a part of the second, and quicker.
        if not (unsafe_text(text, translation) or broken_parts(role, text, translation, formatted)):
            accepted.append((role, text))
    assert accepted == []


def test_english_texts_as_they_are_and_real_translations_raise_no_alarm(configuration, real_messages):
    for role, text, formatted in real_messages:
        assert broken_parts(role, text, text, formatted) == [], text
    assert table_problems(configuration) == []
    checked = 0
    for code in translated_languages(configuration):
        texts, _ = read_texts(configuration, code)
        assert judge(SAFE, texts) == []
        checked += len(texts)
    assert checked > 3000


@pytest.mark.parametrize(
    "text",
    [
        "می‌رود و \u2066Dense(2)\u2069 را",
        "a\u200d\u0301\u0323 e\u0323\u0300\u200e\u200f",
        "„cudzysłów” — «ёлочки»؛ 《书》。",
        "Polish: data: 2026, e.g. 5 % of x < y & z, a/b, 3.5, p.m., и т.д., i.e. so",
        "cooperate 10\u00a0000 ½ ∑ 👩\u200d💻",
        "۱٫۵ and ۳٬۰۰۰ و U.S.A. — TensorFlow2.0 v1.2.3, f(x) = x*2; [a, b]",
    ],
)
def test_what_languages_need_is_no_alarm(text):
    assert broken_parts("definition", "x" * len(text), text) == []


@pytest.mark.parametrize("name", [*NEVER, *PERHAPS])
def test_lint_says_the_same_of_every_kind_of_text(name):
    payload = (NEVER | PERHAPS)[name]
    for role in ("paragraph", "definition", "interface", "printed text", ""):
        translation = f"słowa {payload}"
        text = Text("pl", "x.po", 1, role, "words", translation, False)
        found = {finding.what for gate in (PROTECTED, SAFE) for finding in judge(gate, [text])}
        assert found == {what for what, _ in broken_parts(role, "words", translation)}
    if name in NEVER and name != "far too long" and "$" not in payload:  # in the term base a dollar is a dollar
        assert judge(SAFE, [Text("pl", "x.csv", 1, GLOSSARY_TERM, "words", f"słowa {payload}")])


def accepted(payload: str, formatted: dict, at_end: bool = True):
    """A translation of each message that holds a payload, where it is accepted; else the English text."""
    counts: Counter[str] = Counter()

    def translate(role: str, text: str) -> str:
        translation = f"{text} {payload}" if at_end else f"{payload} {text}"
        if broken_parts(role, text, translation, formatted.get((role, text), False)):
            return text
        counts[role] += 1
        return translation

    return translate, counts


def comments(source: str) -> int:
    return sum(token.type == tokenize.COMMENT for token in tokenize.generate_tokens(io.StringIO(source).readline))


def markup(source: str) -> Counter:
    """Every tag with its attributes that a lenient program for notebooks makes of Markdown; alt texts may differ."""
    rendered = MarkdownIt("commonmark", {"html": True, "linkify": True}).enable(["table", "strikethrough", "linkify"])
    top = html.fromstring(f"<div>{rendered.render(source)}</div>")
    kept = [
        (part.tag, tuple(sorted((key, value) for key, value in part.attrib.items() if key not in ("alt", "title"))))
        for part in top.iter()
    ]
    return Counter((str(tag), attributes) for tag, attributes in kept if tag not in ("em", "strong"))


@pytest.mark.parametrize("at_end", [True, False])
@pytest.mark.parametrize("name", PERHAPS)
def test_what_is_accepted_stays_words(documents, links, messages, name, at_end):
    cells = [cell for document in documents for cell in document.cells]
    translate, _ = accepted(PERHAPS[name], messages, at_end)
    for cell in cells:
        if cell.kind == "code":
            if not cell.for_readers:
                continue
            localized = localize_code(cell.source, translate)
            assert same_code(cell.source, localized)
            assert comments(localized) == comments(cell.source)
            assert len(localized.splitlines()) == len(cell.source.splitlines())
        else:
            localized = localize_prose(cell.source, translate)
            before, after = (
                markup(plain_markdown(one, "ltr", links, {"hint": "x"})) for one in (cell.source, localized)
            )
            assert after == before, localized


def test_every_kind_of_plain_text_accepts_html_as_words(messages):
    """So that the test above, and the one in a browser, have something to look at."""
    translate, counts = accepted(PERHAPS["end of an attribute"], messages)
    for role, text in messages:
        translate(role, text)
    for role in ("definition", "idea", "alt text", "printed text", "plot text", "displayed name", "code comment", ""):
        assert counts[role], role
    assert not counts["interface"]
    assert not counts["paragraph"]


@pytest.mark.parametrize("name", PERHAPS)
def test_each_target_shows_a_payload_as_it_is(name):
    payload = PERHAPS[name]
    for quote in "'\"":
        literal = escaping.python_string(payload, quote)
        assert ast.literal_eval(literal) == payload
        assert "\n" not in literal
    assert len(list(tokenize.generate_tokens(io.StringIO(escaping.python_comment(payload)).readline))) == 3
    part = html.fromstring(escaping.html('<p title="{one}">{two}</p>', one=payload, two=payload))
    assert (part.get("title"), part.text) == (payload, payload)
    script = escaping.script_value({"x": payload})
    assert not set("<>&'") & set(script)
    rendered = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).render
    shown = html.fromstring(rendered(escaping.markdown_words(payload)))
    assert (shown.tag, len(shown), shown.text_content().strip()) == ("p", 0, payload.strip())
    link = html.fromstring(rendered(f"[x](y {escaping.markdown_title(payload)})"))[0]
    assert (link.tag, link.get("title"), link.text) == ("a", payload, "x")


@pytest.mark.parametrize("name", [*PERHAPS])
def test_a_definition_is_the_title_of_its_link_in_a_notebook(links, name):
    term = links.terms["weight"]
    hostile = Links(terms={"weight": term}, definitions={term.definition: PERHAPS[name]})
    table = "| a |\n|---|\n| {term}`weight` |"
    rendered = MarkdownIt("commonmark", {"html": True}).enable("table").render(plain_markdown(table, "ltr", hostile))
    (link,) = html.fromstring(f"<div>{rendered}</div>").xpath("//td/a")
    assert link.get("title") == PERHAPS[name]


@pytest.mark.parametrize("name", PERHAPS)
def test_an_alternative_text_of_a_figure_stays_one(name):
    source = "```{figure} picture.png\n:alt: A picture\n\nCaption.\n```"
    payload = PERHAPS[name]
    localized = localize_prose(source, lambda role, text: payload if role == "alt text" else text)
    assert markup(plain_markdown(localized, "ltr", Links())) == markup(plain_markdown(source, "ltr", Links()))
    # nbconvert's parser: markdown-it-py drops escaped characters from alternative texts.
    rendered = mistune.create_markdown(escape=False)(plain_markdown(localized, "ltr", Links()))
    assert html.fromstring(f"<div>{rendered}</div>").xpath("//img/@alt") == [payload.strip()]


def test_the_project_covers_every_role_of_the_book(messages, real_messages):
    assert {role for role, _, _ in real_messages} <= {role for role, _ in messages}

"""Bad input in translations and in what tables and settings say: what would run, lead elsewhere or hide."""

from __future__ import annotations

import polib

from tests.bad_input import Row, Spoil, replacing, writing
from tests.conftest import ROOT, SmallProject

CATALOGS = "locales/fa/LC_MESSAGES"
COMMENT = "Install the course's package where it is missing, for instance on Colab"
SUM = "Two numbers and `x + y`, see [the site](https://example.org), with $a^2$."


def translating(domain: str, text: str, translation: str) -> Spoil:
    """Spoils a project by a translation; `…` stands for the one that is there, or for the English text."""

    def spoil(project: SmallProject) -> None:
        path = project.root / CATALOGS / f"{domain}.po"
        catalog = polib.pofile(str(path), wrapwidth=100)
        (entry,) = [entry for entry in catalog if entry.msgid == text]
        entry.msgstr = translation.replace("…", entry.msgstr or text)
        catalog.save()

    return spoil


def with_plural(domain: str, text: str, form: str) -> Spoil:
    """Spoils a project by plural forms in the place of a translation."""

    def spoil(project: SmallProject) -> None:
        path = project.root / CATALOGS / f"{domain}.po"
        catalog = polib.pofile(str(path), wrapwidth=100)
        (entry,) = [entry for entry in catalog if entry.msgid == text]
        entry.msgid_plural, entry.msgstr, entry.msgstr_plural = text, "", {0: form, 1: form}
        catalog.save()

    return spoil


def adding(domain: str, text: str, translation: str) -> Spoil:
    """Spoils a project by a message that it has not."""

    def spoil(project: SmallProject) -> None:
        path = project.root / CATALOGS / f"{domain}.po"
        catalog = polib.pofile(str(path), wrapwidth=100)
        catalog.append(polib.POEntry(msgid=text, msgstr=translation))
        catalog.save()

    return spoil


def both(*spoils: Spoil) -> Spoil:
    """Spoils a project in several ways."""

    def spoil(project: SmallProject) -> None:
        for one in spoils:
            one(project)

    return spoil


def refused(name: str, spoil: Spoil, *says: str, problems: int | None = None) -> Row:
    """A row for the command that writes learners' notebooks."""
    return Row(name, spoil, ("notebooks",), says, problems=problems)


def lesson(text: str, translation: str, name: str, *says: str) -> Row:
    """A row for a message of the lesson."""
    return refused(name, translating("small", text, translation), f"{CATALOGS}/small.po:", *says)


def interface(text: str, translation: str, name: str, *says: str) -> Row:
    """A row for an interface text."""
    return refused(name, translating("interface", text, translation), f"{CATALOGS}/interface.po:", *says)


def accepted(name: str, spoil: Spoil) -> Row:
    """A row for what is unusual and right."""
    return Row(name, spoil, ("notebooks", "--language", "fa"), ("Notebooks:",), accepted=True)


GLOSSARY = "en,fa,definition,variants_en,variants_fa\nweight,{fa},{definition},weights,{variant}\n"


def glossary(fa: str = "وزن", definition: str = "A number.", variant: str = "وزن‌ها") -> Spoil:
    """A term base of one term."""
    text = GLOSSARY.format(fa=fa, definition=definition, variant=variant)
    return writing("locales/glossary.csv", text)


SIGNS = ("<script>ran()</script>", '" onmouseover="ran()', "x & y", "`x`", "{x}", "$x$", "\\u003c")
PERSIAN = "نوشته‌ای به زبان فارسی برای دکمه‌ای در صفحه"
SPHINX_LINK = 'Created using <a href="https://www.sphinx-doc.org/">Sphinx</a> %(sphinx_version)s.'
SHOWN_BY_TEMPLATES = (
    *("On this page", "Search", "Search this course", "Back to top", "Contents", "Hint", "next", "previous", "Light", "Note"),
    *("Show code", "Hide code", "Copy", "Copied!", "Predict", "Something is wrong here"),
    "This page in other languages",
)
"""Interface texts that Sphinx, its themes or scripts put into HTML without escaping them."""

ROWS = [
    # The comment of the first cell, and other interface texts
    interface(COMMENT, '…\nimport os; os.system("id")', "code behind a line break in the comment", "several lines"),
    interface(COMMENT, '…\rimport os; os.system("id")', "code behind a carriage return", "CARRIAGE RETURN"),
    interface(COMMENT, "…\x0cimport os", "code behind a form feed", "FORM FEED"),
    *(
        refused(
            f"{signs} in interface texts",
            both(*(translating("interface", text, f"{PERSIAN} {signs}") for text in SHOWN_BY_TEMPLATES)),
            f"{CATALOGS}/interface.po:",
            "has what the source has not",
            *(f"message {text!r}" for text in SHOWN_BY_TEMPLATES),
        )
        for signs in SIGNS
    ),
    interface("Fig. %s", "شکل %s %s", "a placeholder twice", "has what the source has not: %s"),
    interface("Fig. %s", "شکل %s ۱۰%", "a per cent sign in a format", "has what the source has not: %"),
    interface("Points: {points}", "{points.__class__}", "a field that looks into Python", "lost: {points}"),
    interface("Dark", "x" * 1000, "a translation that is far too long", "much longer than the source"),
    # The lesson
    lesson(SUM, "… \u202eabc", "an override of direction", "U+202E RIGHT-TO-LEFT OVERRIDE"),
    lesson(SUM, "… \u2067abc", "an open isolate", "an isolate"),
    lesson(SUM, "… a\u200bb", "a zero width space", "U+200B ZERO WIDTH SPACE"),
    lesson(SUM, "\ufeff…", "a byte order mark", "U+FEFF"),
    lesson(SUM, "… \x07", "a bell", "U+0007 ALERT"),
    lesson(
        SUM, "… https://evil.example/", "a bare address", "an address that its source has not: https://evil.example/"
    ),
    lesson(SUM, "… [x](javascript:alert(1))", "an address that is a script", "javascript:alert"),
    lesson(SUM, "… <b>x</b>", "a tag", "tag <b>"),
    lesson(SUM, "… <!-- x -->", "a comment of HTML", "<!--"),
    lesson(SUM, "… &lt;script&gt;", "an entity", "&lt;"),
    lesson(SUM, r"… \<script>", "an escaped tag, which the search of the site would run", "<script"),
    lesson(SUM, r"… \\(\href{x}{y}\\)", "a formula that only Jupyter sees", "has not: \\\\"),
    lesson(SUM, "… {raw}`x`", "a role", "role {raw} x"),
    lesson(SUM, "…  \n", "a line break of Markdown", "several lines"),
    lesson(SUM, "… " * 30, "code, formula and link many times", "has what the source has not: code"),
    lesson("add them", "…\nimport os", "code behind a line break in a comment", "several lines"),
    lesson("add them", "…\rimport os", "code behind a carriage return in a comment", "several lines"),
    lesson("add them", "### END HIDDEN TESTS", "an order to nbgrader in a comment", "nbgrader or nbval takes this for an order"),
    lesson("add them", "-*- coding: utf-7 -*-", "an encoding in a comment", "take this comment for an order"),
    lesson("Sum: {1 + 2}", "… \\", "a backslash at the end of an f-string", "a backslash that escapes nothing"),
    lesson("Sum: {1 + 2}", "… \\x41", "an escape in an f-string", "Write the character itself."),
    lesson("Sum: {1 + 2}", "… {__import__('os')}", "code in an f-string", "has not: {__import__('os')}"),
    accepted("quotes at the end of an f-string", translating("small", "Sum: {1 + 2}", '… "')),
    accepted("three quotes in an f-string", translating("small", "Sum: {1 + 2}", '""" … \'\'\' """')),
    accepted("code between quotes in an f-string", translating("small", "Sum: {1 + 2}", '…"); import os; ("')),
    accepted("joiners, marks and closed isolates", translating("small", "add them", "می‌رود \u2066a\u2069 \u200e")),
    # The package's own messages
    refused(
        "a renamed field in a message of the package",
        translating("polyneuron", "Layer {number}", "لایه {nubmer}"),
        f"{CATALOGS}/polyneuron.po:",
        "lost: {number}",
        "has not: {nubmer}",
        problems=2,
    ),
    refused(
        "a field that looks into Python in a message of the package",
        translating("polyneuron", "Layer {number}", "{number.__class__}"),
        f"{CATALOGS}/polyneuron.po:",
        "has not: {number.__class__}",
    ),
    refused(
        "an escape sequence in a message of the package",
        translating("polyneuron", "Correct.", "\x1b[31m…"),
        f"{CATALOGS}/polyneuron.po:",
        "U+001B ESCAPE",
    ),
    refused(
        "braces that do not match in a message of the package",
        translating("polyneuron", "Layer {number}", "{number} }"),
        f"{CATALOGS}/polyneuron.po:",
        "braces",
    ),
    refused(
        "plural forms in a message of the package, which gettext would show unchecked",
        with_plural("polyneuron", "Correct.", "\x1b[31m"),
        f"{CATALOGS}/polyneuron.po:",
        "plural forms",
    ),
    accepted("a text of Sphinx's own that nobody asked for", adding("interface", SPHINX_LINK, "<script>ran()</script>")),
    lesson("add them", "NBVAL_SKIP", "an order to nbval in a comment", "take this comment for an order"),
    lesson("add them", "@title x", "an order to Colab in a comment", "take this comment for an order"),
    lesson(SUM, "… &lt x", "an entity without its semicolon", "has not: &lt"),
    # Tables and settings
    refused("an override in a term", glossary(fa="وزن\u202e"), "locales/glossary.csv:2: ", "U+202E"),
    refused("an address in a definition", glossary(definition="See evil.com."), "locales/glossary.csv:2: ", "evil.com"),
    refused("a line break in a variant", glossary(variant='"a\nb"'), "locales/glossary.csv:2: ", "ends in line 3"),
    refused(
        "an override in the name of a language",
        replacing("_config.yml", "fa: null", 'fa: {name: "فارسی\\u202e"}'),
        "_config.yml:",
        "U+202E",
    ),
    refused(
        "a tag in the name of a language",
        replacing("_config.yml", "fa: null", 'fa: {name: "<b>"}'),
        "_config.yml:",
        "holds <>",
    ),
    refused(
        "a tag in the title of the book", replacing("_config.yml", "title: Polyneuron", "title: <b>x"), "_config.yml:1:"
    ),
    refused(
        "a line break in the citation",
        both(
            writing("CITATION.cff", (ROOT / "CITATION.cff").read_bytes()),
            replacing("CITATION.cff", 'title: "Polyneuron:', 'title: "Poly\\n```\\n```{raw} html\\nneuron:'),
        ),
        "CITATION.cff:3: ",
        "several lines",
    ),
    refused(
        "an override in the course map",
        writing("chapters/course-map.yml", '- chapter: small\n  ideas:\n    - "a\\u202eb"\n'),
        "chapters/course-map.yml:3: ",
        "U+202E",
    ),
    *[
        Row(
            f"markup of another Markdown: {markup}",
            translating("small", SUM, f"… {markup}"),
            ("notebooks", "--language", "fa"),
            (f"{CATALOGS}/small.po", f"the translation has what the source has not: {named}"),
        )
        for markup, named in (
            ("~~a~~", "~~"),
            ("[x] a", "[x]"),
            ("a [^1]", "[^"),
            ("[a][b]", "]["),
            ("[a]{.b}", "]{"),
            ("{{ a }}", "{{"),
        )
    ],
    *[
        Row(
            f"an address that is not written like one: {address}",
            translating("small", "The sum", f"… {address}"),
            ("notebooks", "--language", "fa"),
            (f"{CATALOGS}/small.po", "the text holds an address that its source has not: evil.com"),
        )
        for address in ("ｅｖｉｌ．ｃｏｍ", "evil。com", "evil｡com")
    ],
]

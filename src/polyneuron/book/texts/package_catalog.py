"""The translations of the package's own messages, checked before they are packed into a wheel.

Guards against a message that fails in front of a learner: `gettext("Hello {name}").format(name=…)` raises an error
where a translation lost a placeholder or has one more. Needs nothing but polib, so that the package's build can use it.
"""

from __future__ import annotations

from string import Formatter

from polyneuron.book.model.problems import Problem
from polyneuron.book.texts.po_writer import Catalog


def placeholders(text: str) -> set[str] | None:
    """The fields that `str.format` replaces, with their formats; none where the text is no format."""
    try:
        fields = list(Formatter().parse(text))
    except ValueError:
        return None
    return {
        "{" + name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "") + "}"
        for _, name, form, conversion in fields
        if name is not None
    }


def check_package_catalog(catalog: Catalog, file: str, language: str) -> list[Problem]:
    """A problem for every translation whose placeholders are not those of its English text."""
    problems = plural_problems(catalog, file, language)
    for entry in catalog:
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        expected, found = placeholders(entry.msgid), placeholders(entry.msgstr)
        if expected is None:
            continue
        if found is None:
            what, remedy = "the braces of the translation do not match", "Write every {…} as in the English text."
            problems.append(Problem(file, entry.linenum, f"{what} (message {entry.msgid[:50]!r})", remedy, language))
            continue
        for part in sorted(expected ^ found):
            lost = part in expected
            what = "the translation lost" if lost else "the translation has what the source has not"
            remedy = "Copy it from the English text." if lost else "Remove it."
            problems.append(
                Problem(file, entry.linenum, f"{what}: {part} (message {entry.msgid[:50]!r})", remedy, language)
            )
    return problems


def plural_problems(catalog: Catalog, file: str, language: str) -> list[Problem]:
    """A problem for every message with plural forms: no check reads them, and `gettext` would show one of them."""
    remedy = "Write its translation as msgstr, and take msgid_plural and msgstr[…] out."
    return [
        Problem(
            file, entry.linenum, f"plural forms, which no message has (message {entry.msgid[:50]!r})", remedy, language
        )
        for entry in catalog
        if entry.msgid_plural and not entry.obsolete
    ]

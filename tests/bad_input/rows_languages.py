"""Bad input about languages: `polyneuron: languages:` in `_config.yml`, and the lists that the lint reads."""

from tests.bad_input import Row, Spoil, replacing, writing
from tests.conftest import SmallProject

_ALL = ("catalogs", "notebooks", "site", "lint", "execute", "exercises")
_LINE = "_config.yml:23"
"""The line of the small project's settings in which Persian stands."""


def _persian(facts: str) -> Spoil:
    """Writes facts beside Persian, which needs none."""
    return replacing("_config.yml", "    fa: null\n", f"    fa: {facts}\n")


def _another(text: str) -> Spoil:
    """Adds lines behind Persian, without which the catalogues would belong to nothing."""
    return replacing("_config.yml", "    fa: null\n", f"    fa: null\n{text}")


def _unsorted_words(project: SmallProject) -> None:
    project.write("locales/fa/words.txt", "وزن\nبایاس\n")


ROWS = [
    *(
        Row(
            f"a direction that is none ({command})",
            _persian("{direction: rlt}"),
            (command,),
            (f"{_LINE} (fa): Language 'fa': direction is \"rlt\"", "Write ltr or rtl"),
            problems=1,
        )
        for command in _ALL
    ),
    Row(
        "plural forms in words",
        _persian("{plural_forms: two}"),
        ("catalogs",),
        (f"{_LINE} (fa): Language 'fa': plural_forms is \"two\"", "nplurals=2; plural=(n != 1);"),
        problems=1,
    ),
    Row(
        "plural forms that count further than they say",
        _persian('{plural_forms: "nplurals=2; plural=n;"}'),
        ("catalogs",),
        (f"{_LINE} (fa): Language 'fa': plural_forms is",),
        problems=1,
    ),
    Row(
        "plural forms that divide by zero",
        _persian('{plural_forms: "nplurals=2; plural=1/n;"}'),
        ("catalogs",),
        (f"{_LINE} (fa): Language 'fa': plural_forms is",),
        problems=1,
    ),
    Row(
        "plural forms that are code of another kind",
        _persian("{plural_forms: \"nplurals=2; plural=__import__('os');\"}"),
        ("catalogs",),
        (f"{_LINE} (fa): Language 'fa': plural_forms is",),
        problems=1,
    ),
    Row(
        "a number for a name",
        _persian("{name: 7}"),
        ("site",),
        (f"{_LINE} (fa): Language 'fa': name is 7", "own name for itself"),
        problems=1,
    ),
    Row(
        "a name with nothing in it", _persian('{name: ""}'), ("notebooks",), (f"{_LINE} (fa): Language 'fa': name is",)
    ),
    Row(
        "nine digits",
        _persian('{digits: "۰۱۲۳۴۵۶۷۸"}'),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': digits is", "ten digits in a row"),
        problems=1,
    ),
    Row(
        "ten digits that are not in order",
        _persian('{digits: "۰۱۲۳۴۵۶۷۹۸"}'),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': digits is",),
        problems=1,
    ),
    Row(
        "digits that are a number for YAML",
        _persian("{digits: 1234567890}"),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': digits is 1234567890", "in quotes"),
    ),
    Row(
        "a decimal sign of two letters",
        _persian('{decimal: "dot"}'),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': decimal is",),
    ),
    Row(
        "one sign before decimals and between thousands",
        _persian('{group: "٫"}'),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': ٫ stands before decimals and between thousands",),
        problems=1,
    ),
    Row("a tag that is none", _persian("{tag: fa_IR}"), ("site",), (f"{_LINE} (fa): Language 'fa': tag is",)),
    Row("a script that is none", _persian("{script: Arabic}"), ("site",), (f"{_LINE} (fa): Language 'fa': script is",)),
    Row(
        "a locale that would leave its folder",
        _persian("{locale: ../../evil}"),
        ("site",),
        (f"{_LINE} (fa): Language 'fa': locale is",),
    ),
    Row(
        "a fact whose name is misspelt",
        _persian("{directon: rtl}"),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': nothing is called 'directon'", "Write direction."),
        problems=1,
    ),
    Row(
        "a fact that nothing resembles",
        _persian("{colour: red}"),
        ("notebooks",),
        (f"{_LINE} (fa): Language 'fa': nothing is called 'colour'", "Use one of name, locale"),
        problems=1,
    ),
    Row(
        "a fact that stands twice",
        _persian("\n      direction: rtl\n      direction: ltr"),
        ("notebooks",),
        ("_config.yml:25 (fa): Language 'fa': direction stands in line 24 too",),
        problems=1,
    ),
    Row("a text for a language", _persian("Persian"), ("notebooks",), (f"{_LINE} (fa): Language 'fa': \"Persian\"",)),
    Row("a list for a language", _persian("[rtl]"), ("notebooks",), (f"{_LINE} (fa): Language 'fa': [\"rtl\"]",)),
    Row(
        "three mistakes at once",
        _persian("\n      name: 7\n      direction: up\n      digits: none"),
        ("notebooks",),
        ("_config.yml:24", "_config.yml:25", "_config.yml:26"),
        problems=3,
    ),
    Row(
        "Norwegian, which YAML reads as false",
        _another("    no:\n"),
        ("notebooks",),
        ("_config.yml:24: The language code no means yes or no in YAML", 'Write it in quotes: "no":'),
        problems=1,
    ),
    Row("Norwegian in quotes", _another('    "no":\n'), ("catalogs",), ("catalogues changed",), accepted=True),
    Row("a number for a code", _another("    7:\n"), ("notebooks",), ("_config.yml:24: '7' is no code of a language",)),
    Row("a code with a line below", _another("    pt_BR:\n"), ("notebooks",), ("'pt_BR' is no code of a language",)),
    Row("a code that leaves its folder", _another("    ../x:\n"), ("notebooks",), ("'../x' is no code of a language",)),
    Row("a code that is a list", _another("    ? [a, b]\n    : {}\n"), ("notebooks",), ("_config.yml:24",)),
    Row(
        "a language that stands twice",
        _another("    fa:\n"),
        ("notebooks",),
        ("_config.yml:24 (fa): The language 'fa' stands in line 23 too",),
        problems=1,
    ),
    Row(
        "two languages with one tag",
        _another("    zh:\n    zh-Hans: {locale: zh}\n"),
        ("notebooks",),
        ("_config.yml:25 (zh-Hans): The languages 'zh' and 'zh-Hans' have the same tag or locale",),
        problems=1,
    ),
    Row(
        "an invented language with nothing known of it",
        _another("    qya:\n"),
        ("site",),
        (
            "_config.yml:24 (qya): CLDR does not know the language 'qya', which here lacks name, script, direction, "
            "plural_forms",
            "direction: ltr or rtl",
        ),
        problems=1,
    ),
    Row(
        "an invented language that lacks two facts",
        _another("    qya: {name: Quenya, script: Latn}\n"),
        ("site",),
        ("_config.yml:24 (qya): CLDR does not know the language 'qya', which here lacks direction, plural_forms",),
        never=("here lacks name",),
        problems=1,
    ),
    Row(
        "a list of codes",
        replacing("_config.yml", "    en: null\n    fa: null\n", "  - en\n  - fa\n"),
        ("notebooks",),
        ("_config.yml:22: polyneuron: languages: holds no codes with a colon behind each",),
        problems=1,
    ),
    Row(
        "no source language",
        replacing("_config.yml", "    en: null\n", ""),
        ("notebooks",),
        ("_config.yml:22: polyneuron: languages: lacks the source language en", "Add the line `en:`"),
    ),
    Row(
        "a word list that is not sorted",
        _unsorted_words,
        ("lint", "--language", "fa"),
        ("locales/fa/words.txt", "(fa): The words are not sorted", "sort -u"),
        problems=1,
    ),
    Row(
        "a word list with two words in a line",
        writing("locales/fa/words.txt", "نورون مصنوعی\n وزن\n"),
        ("lint", "--language", "fa"),
        ("locales/fa/words.txt:2 (fa): Not one word",),
        problems=1,
    ),
]

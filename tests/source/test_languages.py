"""The languages of the editions: what CLDR knows of them, what corrects it, and what has to be given."""

import gettext
import json

import pytest
from babel import localedata

from polyneuron.book.model.language import Language
from polyneuron.book.source.language_facts import (
    CORRECTIONS,
    REQUIRED,
    UnknownToCldr,
    cldr_facts,
    language_facts,
    plural_forms,
)
from polyneuron.book.source.languages import read_languages
from polyneuron.language import languages
from tests.conftest import ROOT

QUENYA = {"name": "Quenya", "script": "Latn", "direction": "ltr", "plural_forms": "nplurals=2; plural=(n != 1);"}

EXPECTED = {
    "en": ("English", "en", "en", "Latn", "ltr", "nplurals=2; plural=(n != 1);", "0", ".", ","),
    "yo": ("Yorùbá", "yo", "yo", "Latn", "ltr", "nplurals=1; plural=0;", "0", ".", ","),
    "zh": ("中文", "zh_CN", "zh-Hans", "Hans", "ltr", "nplurals=1; plural=0;", "0", ".", ","),
    "fa": ("فارسی", "fa", "fa", "Arab", "rtl", "nplurals=2; plural=(n > 1);", "۰", "٫", "٬"),
    "ru": (
        "Русский",
        "ru",
        "ru",
        "Cyrl",
        "ltr",
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        "0",
        ",",
        "\u00a0",
    ),
    "pl": (
        "Polski",
        "pl",
        "pl",
        "Latn",
        "ltr",
        "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
        "0",
        ",",
        "\u00a0",
    ),
    "ha": ("Hausa", "ha", "ha", "Latn", "ltr", "nplurals=2; plural=(n != 1);", "0", ".", ","),
    "pt-BR": ("Português (Brasil)", "pt_BR", "pt-BR", "Latn", "ltr", "nplurals=2; plural=(n > 1);", "0", ",", "."),
    "mr": ("मराठी", "mr", "mr", "Deva", "ltr", "nplurals=2; plural=(n != 1);", "०", ".", ","),
}


@pytest.mark.parametrize("code", EXPECTED)
def test_a_language_is_known_by_its_code(code):
    language = Language(code, **language_facts(code))
    assert (
        language.name,
        language.locale,
        language.tag,
        language.script,
        language.direction,
        language.plural_forms,
        language.digits[0],
        language.decimal,
        language.group,
    ) == EXPECTED[code]


def test_the_settings_of_the_course_hold_codes_and_nothing_that_cldr_knows(configuration):
    for code, language in configuration.languages.items():
        assert language == Language(code, **language_facts(code))


def test_a_correction_corrects_something_and_says_why():
    """One that CLDR has caught up with goes; Hausa has none."""
    for code, corrections in CORRECTIONS.items():
        known = language_facts("ha") | (cldr_facts(code) or {})
        for name, value, reason in corrections:
            assert known[name] != value, (code, name)
            assert len(reason) > 20


def test_whatever_cldr_knows_is_a_language_that_the_settings_accept():
    codes = sorted(code for code in localedata.locale_identifiers() if "_" not in code)
    found, problems = read_languages("polyneuron:\n  languages:\n" + "".join(f"    '{code}':\n" for code in codes))
    assert not problems, problems
    assert list(found) == codes
    assert len(codes) > 200
    for language in found.values():
        assert len(language.name) > 1
        assert len(language.digits) == 10


def test_a_language_that_cldr_does_not_know_needs_four_facts():
    with pytest.raises(UnknownToCldr) as found:
        language_facts("qya", {"name": "Quenya"})
    assert found.value.lacking == tuple(name for name in REQUIRED if name != "name")
    language = Language("qya", **language_facts("qya", QUENYA))
    assert (language.tag, language.locale, language.digits, language.decimal) == ("qya", "qya", "0123456789", ".")


def test_what_is_given_goes_before_cldr_and_before_the_corrections():
    assert language_facts("zh", {"tag": "zh-Hans-CN"})["tag"] == "zh-Hans-CN"
    assert language_facts("fa", {"digits": "0123456789"})["digits"] == "0123456789"


def test_plural_forms_are_those_of_cldr_in_gettexts_usual_words():
    from babel import Locale

    assert plural_forms(Locale("ar")).startswith("nplurals=6; plural=")
    for code in ("ar", "cy", "sl", "he", "lt"):
        locale = Locale(code)
        form = gettext.c2py(plural_forms(locale).removesuffix(";").split("; plural=", 1)[1])
        names = {}
        for number in range(300):
            names.setdefault(form(number), set()).add(locale.plural_form(number))
        assert all(len(each) == 1 for each in names.values()), (code, names)


@pytest.mark.parametrize(
    ("code", "prose", "typed_comma"),
    [("en", "\u00a0", False), ("yo", "\u00a0", False), ("zh", "", False), ("fa", "٬", True), ("ru", "\u00a0", True),
     ("pl", "\u00a0", True), ("de", "\u00a0", True), ("fr", "\u202f", True), ("ha", "\u00a0", False)],
)  # fmt: skip
def test_thousands_in_prose_and_a_comma_that_a_reader_types(code, prose, typed_comma):
    language = Language(code, **language_facts(code))
    assert (language.thousands, language.types_decimal_comma) == (prose, typed_comma)


def test_the_package_knows_what_the_settings_know(configuration):
    assert list(languages()) == list(configuration.languages)
    for code, language in configuration.languages.items():
        known = languages()[code]
        assert known.in_digits("0123456789") == language.digits
        assert known.is_right_to_left == language.is_right_to_left
        for name in ("tag", "direction", "script", "list_separator"):
            assert getattr(known, name) == getattr(language, name)


def test_the_wheel_of_a_project_knows_the_languages_of_that_project(project):
    project.replace("_config.yml", "    fa:", "    ha:\n    fa:")
    assert project.run("notebooks", "--language", "en").exit_code == 0
    stored = json.loads((project.root / "src" / "polyneuron" / "languages.json").read_text(encoding="utf-8"))
    assert list(stored) == ["en", "ha", "fa"]
    assert stored["fa"]["direction"] == "rtl"


def test_nothing_generated_is_committed():
    assert "src/polyneuron/languages.json" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()

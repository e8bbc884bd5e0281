"""What the package says is there in every language, with the same computed values in it."""

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from polyneuron import load_mnist
from polyneuron.book.source.settings import read_configuration
from polyneuron.datasets import Settings

ROOT = Path(__file__).parents[3]


def messages_of_the_loaders():
    found = extract_from_dir(
        str(ROOT / "src" / "polyneuron" / "datasets"), method_map=[("**.py", "python")], keywords={"gettext": None}
    )
    return sorted({message for _, _, message, _, _ in found})


def catalog(code):
    with (ROOT / "locales" / code / "LC_MESSAGES" / "polyneuron.po").open("rb") as stream:
        return read_po(stream, abort_invalid=True)


def is_begun(code):
    """Whether somebody translates the package's messages into this language: then all of them are translated."""
    return (ROOT / "locales" / code / "LC_MESSAGES" / "polyneuron.po").exists() and any(
        message.id and message.string for message in catalog(code)
    )


TRANSLATIONS = [code for code in read_configuration(ROOT).languages if code != "en" and is_begun(code)]


def test_there_are_messages():
    assert len(TRANSLATIONS) >= 5
    assert len(messages_of_the_loaders()) > 30


@pytest.mark.parametrize("code", TRANSLATIONS)
def test_every_message_is_translated_with_the_same_placeholders(code):
    translations = catalog(code)
    wrong = []
    for message in messages_of_the_loaders():
        entry = translations.get(message)
        if entry is None or not entry.string or entry.fuzzy:
            wrong.append(f"{code}: not translated: {message!r}")
        elif sorted(re.findall(r"{\w+}", entry.string)) != sorted(re.findall(r"{\w+}", message)):
            wrong.append(f"{code}: other placeholders: {entry.string!r}")
        elif entry.string == message:
            wrong.append(f"{code}: still English: {message!r}")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", ["en", *TRANSLATIONS])
def test_computed_values_stand_after_a_colon_at_the_end_of_a_line(code):
    """So that no language has to decline around them."""
    translations = catalog(code) if code != "en" else None
    for message in messages_of_the_loaders():
        text = translations.get(message).string if translations else message
        for line in text.splitlines():
            assert "{" not in line or re.fullmatch(r"[^{]*[:：] ?{\w+}", line), (code, line)


BEGINNINGS = {
    "en": "ATTENTION: ",
    "yo": "ÀKÍYÈSÍ: ",
    "zh": "注意：",
    "fa": "توجه: ",
    "ru": "ВНИМАНИЕ: ",
    "pl": "UWAGA: ",
}


@pytest.mark.parametrize(("code", "beginning"), BEGINNINGS.items())
def test_the_sample_is_announced_in_the_language_of_the_edition(language, tmp_path, capsys, code, beginning):
    language(code)
    load_mnist(Settings(None, tmp_path / "cache", tmp_path / "keras", mirrors=()))
    lines = capsys.readouterr().err.splitlines()
    assert lines[1].startswith(beginning)
    assert lines[1].endswith("MNIST")
    assert lines[0] == lines[-1] == "=" * 78


def test_an_old_terminal_gets_question_marks_instead_of_an_error(language, monkeypatch, tmp_path):
    import io
    import sys

    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(raw, encoding="cp1252"))
    language("fa")
    assert load_mnist(Settings(None, tmp_path / "cache", tmp_path / "keras", mirrors=())).is_sample
    assert b"MNIST" in raw.getvalue()

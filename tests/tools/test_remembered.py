"""What a build remembers is what the function would give again, and it is known from what lies there."""

from __future__ import annotations

from pathlib import Path

import pytest

from polyneuron.book.tools import remembered as module
from polyneuron.book.tools.remembered import remembered, remembering


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def words(calls: list[str]):
    @remembered
    def words(text: str, more: bool = False) -> list[str]:
        calls.append(text)
        return text.split() + ["more"] * more

    return words


def test_a_later_build_computes_only_what_is_new(tmp_path: Path, words, calls) -> None:
    with remembering(tmp_path):
        assert words("one neuron") == ["one", "neuron"]
    with remembering(tmp_path):
        assert words("one neuron") == ["one", "neuron"]
        assert words("one sum") == ["one", "sum"]
        assert words("one neuron", more=True) == ["one", "neuron", "more"]
    assert calls == ["one neuron", "one sum", "one neuron"]


def test_nobody_changes_what_is_remembered(tmp_path: Path, words) -> None:
    with remembering(tmp_path):
        words("one neuron").clear()
        words("one neuron").clear()
        assert words("one neuron") == ["one", "neuron"]


def test_nothing_is_remembered_outside_of_a_build(words, calls) -> None:
    words("one neuron")
    words("one neuron")
    assert len(calls) == 2


def test_other_code_finds_nothing(tmp_path: Path, words, calls, monkeypatch: pytest.MonkeyPatch) -> None:
    with remembering(tmp_path):
        words("one neuron")
    monkeypatch.setattr(module, "all_code_digest", lambda: "other")
    with remembering(tmp_path):
        words("one neuron")
    assert len(calls) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["other.pickle"]


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:40] + b"x" + data[41:], lambda _: b""])
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, words, calls, damage) -> None:
    with remembering(tmp_path):
        words("one neuron")
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage(file.read_bytes()))
    with remembering(tmp_path):
        assert words("one neuron") == ["one", "neuron"]
    assert len(calls) == 2


def test_every_letter_of_the_code_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "code.py").write_text("x = 1\n", encoding="utf-8")
    monkeypatch.setattr(module, "CODE_FOLDER", tmp_path)
    before = module.all_code_digest.__wrapped__()
    (tmp_path / "code.py").write_text("x = 2\n", encoding="utf-8")
    assert module.all_code_digest.__wrapped__() != before


def test_a_place_that_cannot_be_written_stops_no_build_and_hides_no_cause(tmp_path: Path, words) -> None:
    (tmp_path / "file").write_text("")
    with remembering(tmp_path / "file" / "remembered"):
        words("one neuron")
    with pytest.raises(ValueError, match="the cause"), remembering(tmp_path / "file" / "remembered"):
        words("one neuron")
        raise ValueError("the cause")

"""Notebooks under any name, in zips and in Moodle's download, become submissions; what cannot is listed."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from polyneuron.book.grading.collecting import collected, main, student_of

NOTEBOOK = json.dumps({"cells": [], "metadata": {"polyneuron": {"chapter": "04-backprop"}}, "nbformat": 4})
OTHER = json.dumps({"cells": [], "metadata": {"polyneuron": {"chapter": "05-mnist"}}, "nbformat": 4})
NAMES = ["Łukasz Żółć", "Seán O'Brien", "شیرین رضایی", "王小明", "Adébáyọ̀ Ọlá"]


def packed(files: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize("name", NAMES)
def test_the_name_stands_before_moodle_s_number(name):
    assert student_of(f"{name}_1234567_assignsubmission_file_praca.ipynb") == unicodedata.normalize("NFC", name)
    assert student_of(f"{name}_1234567_assignsubmission_file_/deep/04 (1).ipynb") == unicodedata.normalize("NFC", name)
    assert student_of(f"{name}/04-backprop.ipynb") == student_of(f"{name}.ipynb") == unicodedata.normalize("NFC", name)
    assert student_of(unicodedata.normalize("NFD", f"{name} (2).ipynb")) == unicodedata.normalize("NFC", name)


def test_a_name_leaves_no_folder():
    assert student_of("../../etc/x.ipynb") is None
    assert student_of("..\\..\\x.ipynb") not in ("..", None)


@pytest.fixture
def downloads(tmp_path) -> Path:
    inner = packed({"praca/my work (1).ipynb": NOTEBOOK, "__MACOSX/._my.ipynb": "x"})
    files: dict[str, str | bytes] = {
        f"{NAMES[0]}_11_assignsubmission_file_praca.zip": inner,
        f"{NAMES[1]}_12_assignsubmission_file_04-backprop (1).ipynb": NOTEBOOK,
        f"{NAMES[2]}_13_assignsubmission_file_/renamed.ipynb": "\ufeff" + NOTEBOOK,
        f"{NAMES[3]}_14_assignsubmission_file_broken.zip": inner[:60],
        f"{NAMES[4]}_15_assignsubmission_file_broken.ipynb": '{"cells": [',
        "Jan_16_assignsubmission_file_05-mnist.ipynb": OTHER,
        "Ala_17_assignsubmission_file_answer.docx": "words",
        "Two_18_assignsubmission_file_05.ipynb": OTHER,
        "Two_18_assignsubmission_file_04.ipynb": NOTEBOOK,
    }
    path = tmp_path / "download.zip"
    path.write_bytes(packed(files))
    return path


def test_one_damaged_file_stops_no_other(downloads):
    done = collected(downloads, "04-backprop")
    assert set(done.notebooks) == {*NAMES[:3], "Two"}
    said = "\n".join(f"{place}: {why}" for place, why in done.problems)
    assert len(done.problems) == 4, said
    for part in ("broken.zip", "broken.ipynb", "05-mnist", "no notebook of Ala"):
        assert part in said


def test_submissions_lie_where_nbgrader_looks(downloads, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["04-backprop", str(downloads)])
    assert result.exit_code == 1 and "Taken in: 4" in result.output
    path = tmp_path / "submitted" / "Seán O'Brien" / "04-backprop" / "04-backprop.ipynb"
    assert path.read_text(encoding="utf-8") == NOTEBOOK
    path.write_text("marked by hand", encoding="utf-8")
    CliRunner().invoke(main, ["04-backprop", str(downloads)])
    assert path.read_text(encoding="utf-8") == "marked by hand"
    CliRunner().invoke(main, ["04-backprop", str(downloads), "--force"])
    assert path.read_text(encoding="utf-8") == NOTEBOOK


def test_a_folder_with_zips_and_notebooks(tmp_path):
    (tmp_path / "Anna Nowak.ipynb").write_text(NOTEBOOK, encoding="utf-8")
    (tmp_path / "Ola").mkdir()
    (tmp_path / "Ola" / "whatever.zip").write_bytes(packed({"a/b.ipynb": NOTEBOOK}))
    (tmp_path / "Jan.zip").write_bytes(packed({"b.ipynb": NOTEBOOK}))
    done = collected(tmp_path, "04-backprop")
    assert set(done.notebooks) == {"Anna Nowak", "Ola", "Jan"} and done.problems == []

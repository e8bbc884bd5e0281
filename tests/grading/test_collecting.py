"""Notebooks under any name, in zips and in Moodle's download, become submissions; what cannot is listed."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book.grading.collecting import collect, collected, main, student_of
from polyneuron.book.grading.newer_files import newer_files
from polyneuron.book.model.problems import ProblemsFound

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
    CliRunner().invoke(main, ["04-backprop", str(downloads), "--replace"])
    assert path.read_text(encoding="utf-8") == NOTEBOOK


GIVEN = new_notebook(
    cells=[
        new_code_cell("a = 1", id="a", metadata={"nbgrader": {"grade_id": "exercise-a-answer"}}),
        new_markdown_cell("A text that only this assignment has, word by word."),
    ]
)


def of_nobody(cells: list) -> str:
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4})


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"letter.txt": "x", "photos/a.jpg": "x"}, "there is: letter.txt (not recognised), photos/a.jpg"),
        ({"Anna.ipynb": of_nobody([{"source": ["print(1)"]}])}, "notebooks that have no cell of it: Anna.ipynb"),
        ({"A_1_assignsubmission_file_x.ipynb": of_nobody([])}, "notebooks that have no cell of it: A_1_assign"),
        ({"A_1_assignsubmission_file_x.ipynb": OTHER, "B_2_assignsubmission_file_x.ipynb": OTHER}, "05-mnist (2)"),
    ],
)
@pytest.mark.parametrize("as_zip", [True, False])
def test_what_is_no_download_of_the_assignment_is_refused_and_nothing_is_written(tmp_path, files, expected, as_zip):
    course, downloads = tmp_path / "course", tmp_path / "downloads"
    course.mkdir()
    if as_zip:
        downloads = tmp_path / "downloads.zip"
        downloads.write_bytes(packed(files))
    else:
        for name, text in files.items():
            (downloads / name).parent.mkdir(parents=True, exist_ok=True)
            (downloads / name).write_text(text)
    with pytest.raises(ProblemsFound) as refused:
        collect(course, "04-backprop", downloads, force=False, given=GIVEN)
    text = "\n".join(map(str, refused.value.problems))
    assert "No notebook of 04-backprop is in here" in text
    assert expected in text and not list(course.iterdir())


def test_a_stranger_s_file_among_submissions_is_listed_and_makes_no_student(tmp_path):
    files = {
        "Anna.ipynb": of_nobody([{"source": "A text that only this assignment has, word by word."}]),
        "Bea.ipynb": of_nobody([{"source": "", "metadata": {"nbgrader": {"grade_id": "exercise-a-answer"}}}]),
        "Cleo.ipynb": of_nobody([{"source": "mine"}]),
        "Dan.txt": "my answers",
        "plans.ipynb": of_nobody([{"source": "print('hello')"}]),
        "notes.txt": "x",
        "Eve_7_assignsubmission_file_a.docx": "x",
    }
    (tmp_path / "all.zip").write_bytes(packed(files))
    done = collected(tmp_path / "all.zip", "04-backprop", {"Cleo", "Dan"}, GIVEN)
    assert set(done.notebooks) == {"Anna", "Bea", "Cleo"}
    assert set(done.not_graded) == {"Dan", "Eve"}
    assert dict(done.problems)["plans.ipynb"] == "not recognised: no cell of 04-backprop is in it"
    assert dict(done.problems)["notes.txt"] == "not recognised"


def test_a_folder_with_zips_and_notebooks(tmp_path):
    (tmp_path / "Anna Nowak.ipynb").write_text(NOTEBOOK, encoding="utf-8")
    (tmp_path / "Ola").mkdir()
    (tmp_path / "Ola" / "whatever.zip").write_bytes(packed({"a/b.ipynb": NOTEBOOK}))
    (tmp_path / "Jan.zip").write_bytes(packed({"b.ipynb": NOTEBOOK}))
    done = collected(tmp_path, "04-backprop")
    assert set(done.notebooks) == {"Anna Nowak", "Ola", "Jan"} and done.problems == []


@pytest.mark.parametrize("as_zip", [False, True])
@pytest.mark.parametrize(
    ("around", "known", "students"),
    [
        ("submissions/", (), {"Amina", "Jan"}),
        ("Amina K/", ("Amina K",), {"Amina K"}),
        ("Amina_17_assignsubmission_file_/", (), {"Amina"}),
        ("", (), {"Amina", "Jan"}),
    ],
)
def test_a_folder_around_those_of_students_is_no_student(tmp_path, around, known, students, as_zip):
    files: dict[str, str | bytes] = {
        f"{around}Amina/deep/04.ipynb": NOTEBOOK,
        f"{around}Jan/04-backprop.ipynb": NOTEBOOK,
        f"{around}Jan/damaged.zip": b"PK",
    }
    where = tmp_path / "all.zip"
    if as_zip:
        where.write_bytes(packed(files))
    else:
        where = tmp_path / "all"
        for name, content in files.items():
            path = where / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
    done = collected(where, "04-backprop", known)
    assert {*done.notebooks} == students
    assert any("damaged.zip" in place for place, _ in done.problems)


def test_the_folders_of_one_student_alone_stay_one_student_s(tmp_path):
    for chapter, notebook in (("04-backprop", NOTEBOOK), ("05-mnist", OTHER)):
        path = tmp_path / "Amina" / chapter / f"{chapter}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(notebook)
    assert {*collected(tmp_path, "04-backprop").notebooks} == {"Amina"}


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def with_answer(answer: str) -> str:
    return NOTEBOOK.replace('"cells": []', f'"cells": [{{"cell_type": "code", "source": "a = {answer}"}}]')


def test_a_link_is_no_work_of_a_student(tmp_path):
    solution = put(tmp_path / "source" / "04-backprop.ipynb", NOTEBOOK)
    put(tmp_path / "all" / "Jan" / "04-backprop.ipynb", NOTEBOOK)
    (tmp_path / "all" / "Pip").mkdir()
    (tmp_path / "all" / "Pip" / "04-backprop.ipynb").symlink_to(solution)
    (tmp_path / "all" / "Quinn").symlink_to(solution.parent)
    done = collected(tmp_path / "all", "04-backprop", {"Pip"})
    assert {*done.notebooks} == {"Jan"}
    assert done.problems == [("Pip/04-backprop.ipynb", "a link, not a file"), ("Quinn", "a link, not a file")]
    assert done.not_graded == {"Pip": "04-backprop.ipynb: a link, not a file"}


def test_a_zip_beside_a_folder_of_its_name_hides_nothing(tmp_path):
    put(tmp_path / "Jan" / "04.ipynb", with_answer("1"))
    (tmp_path / "Jan.zip").write_bytes(packed({"04.ipynb": NOTEBOOK}))
    done = collected(tmp_path, "04-backprop")
    assert {*done.notebooks} == {*done.several} == {"Jan"}


def test_of_teams_files_the_last_version_that_was_handed_in_is_taken(tmp_path):
    task = "Amina/Backpropagation"
    for version in (2, 9, 10):
        put(tmp_path / f"Submitted files/{task}/Version {version}/04.ipynb", with_answer(str(version)))
    put(tmp_path / f"Working files/{task}/04.ipynb", with_answer("11"))
    done = collected(tmp_path, "04-backprop", {"Amina"})
    assert done.notebooks["Amina"][0] == f"Submitted files/{task}/Version 10/04.ipynb"
    assert "Working" not in done.several["Amina"]


def test_a_link_in_a_zip_is_called_one(tmp_path):
    link = zipfile.ZipInfo("Pip/04-backprop.ipynb")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(link, "/source/04-backprop.ipynb")
    assert collected(tmp_path / "all.zip", "04-backprop").problems == [(link.filename, "a link, not a file")]


@pytest.mark.parametrize("linked", ["", "04-backprop", "04-backprop/04-backprop.ipynb"])
def test_nothing_is_written_through_a_link_among_submissions(tmp_path, linked):
    source = put(tmp_path / "source" / "04-backprop" / "04-backprop.ipynb", with_answer("1"))
    target = tmp_path / "submitted" / "Pip" / linked
    target.parent.mkdir(parents=True)
    target.symlink_to(source if linked.endswith(".ipynb") else source.parent)
    put(tmp_path / "all" / "Pip.ipynb", NOTEBOOK)
    done = collect(tmp_path, "04-backprop", tmp_path / "all", force=True)
    place = f"submitted/Pip/{linked}".rstrip("/")
    assert done.problems == [("Pip.ipynb", f"{place} is a link, not a file; remove it")]
    assert source.read_text(encoding="utf-8") == with_answer("1") and len([*source.parent.iterdir()]) == 1


def test_a_name_that_is_too_long_stops_no_other(tmp_path):
    long = "Ж" * 130
    files = {f"{name}_{at}_assignsubmission_file_/x.ipynb": NOTEBOOK for at, name in enumerate(("Ala", long, "Яна"))}
    (tmp_path / "all.zip").write_bytes(packed(files))
    done = collect(tmp_path, "04-backprop", tmp_path / "all.zip", force=False)
    assert {path.name for path in (tmp_path / "submitted").iterdir()} == {"Ala", "Яна"}
    ((place, why),) = done.problems
    assert long in place and "260 bytes" in why and "rename the file in the download" in why


def test_what_cannot_be_written_stops_no_other(tmp_path):
    put(tmp_path / "submitted" / "Ala", "a file in the place of a folder")
    put(tmp_path / "all" / "Ala.ipynb", NOTEBOOK)
    put(tmp_path / "all" / "Jan.ipynb", NOTEBOOK)
    done = collect(tmp_path, "04-backprop", tmp_path / "all", force=False)
    assert (tmp_path / "submitted" / "Jan" / "04-backprop" / "04-backprop.ipynb").exists()
    assert [place for place, _ in done.problems] == ["Ala.ipynb"] and "cannot be written" in done.problems[0][1]


def test_the_time_of_a_submission_goes_with_it(tmp_path):
    time = put(tmp_path / "submitted" / "Jan" / "04-backprop" / "timestamp.txt", "2027-02-01 18:05:00 UTC")
    put(time.with_name("04-backprop.ipynb"), with_answer("1"))
    put(tmp_path / "same" / "Jan.ipynb", with_answer("1"))
    put(tmp_path / "newer" / "Jan.ipynb", with_answer("2"))
    collect(tmp_path, "04-backprop", tmp_path / "same", force=True)
    collect(tmp_path, "04-backprop", tmp_path / "newer", force=False)
    assert time.exists()
    collect(tmp_path, "04-backprop", tmp_path / "newer", force=True)
    assert not time.exists()


@pytest.mark.parametrize(
    ("newer", "said"),
    [
        (with_answer("2"), "Jan.ipynb: Jan has a submission already; --replace takes this one"),
        ('{"cells": [', "Jan.ipynb: no notebook: the file cannot be read"),
    ],
)
def test_a_newer_file_that_was_not_taken_is_kept_in_mind(tmp_path, newer, said):
    put(tmp_path / "first" / "Jan.ipynb", with_answer("1"))
    put(tmp_path / "second" / "Jan.ipynb", newer)
    put(tmp_path / "second" / "Ala.ipynb", NOTEBOOK)
    collect(tmp_path, "04-backprop", tmp_path / "first", force=False, known={"Jan"})
    for _ in range(2):
        collect(tmp_path, "04-backprop", tmp_path / "second", force=False, known={"Jan"})
        assert newer_files(tmp_path)["04-backprop"]["Jan"].startswith(f"a newer file was not taken: {said}")
    collect(tmp_path, "04-backprop", tmp_path / "first", force=False, known={"Jan"})
    assert newer_files(tmp_path) == {"04-backprop": {}}

"""Names in zips are read whichever system wrote them: no student is called `└ε`."""

from __future__ import annotations

import io
import zipfile

import pytest

from polyneuron.book.grading.zip_names import names_in_zip


def zip_with(raw_names: list[bytes]) -> zipfile.ZipFile:
    """A zip whose names are these bytes, without the mark of UTF-8."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for at, raw in enumerate(raw_names):
            archive.writestr(f"{at}".ljust(len(raw), "_"), "x")
    content = stream.getvalue()
    for at, raw in enumerate(raw_names):
        content = content.replace(f"{at}".ljust(len(raw), "_").encode(), raw)
    return zipfile.ZipFile(io.BytesIO(content))


@pytest.mark.parametrize(
    ("encoding", "names"),
    [
        ("utf-8", ["李华/作业.ipynb", "Адебайо/x.ipynb"]),
        ("gbk", ["李华_1_assignsubmission_file_/x.ipynb", "王小明/作业.ipynb"]),
        ("gbk", ["陶喆/x.ipynb"]),
        ("cp866", ["Анна Иванова/работа.ipynb", "Андрей Йовович/Задание 1.ipynb", "Пётр/x.ipynb"]),
        ("cp1250", ["Łukasz Żółć/x.ipynb", "Świętosława/praca.ipynb"]),
        ("cp852", ["Łukasz Żółć/x.ipynb", "Świętosława/praca.ipynb"]),
        ("cp437", ["José Núñez/x.ipynb", "Jürgen/x.ipynb"]),
    ],
)
def test_names_are_read_in_the_encoding_that_gives_words(encoding, names):
    archive = zip_with([name.encode(encoding) for name in names])
    assert list(names_in_zip(archive).values()) == names


def test_names_of_known_students_decide():
    archive = zip_with(["Ренат/x.ipynb".encode("cp1251")])
    assert list(names_in_zip(archive).values()) != ["Ренат/x.ipynb"]
    raw = "ре/x.ipynb".encode("cp866")
    assert list(names_in_zip(zip_with([raw]), ["ре"]).values()) == ["ре/x.ipynb"]
    assert list(names_in_zip(zip_with([raw])).values()) == [f"{raw[:2].decode('gb2312')}/x.ipynb"]


def test_known_names_that_are_the_same_in_every_encoding_tell_nothing():
    names = ["Anna Smith/x.ipynb", "Łukasz Żółć/x.ipynb"]
    archive = zip_with([name.encode("cp852") for name in names])
    assert list(names_in_zip(archive, ["Anna Smith"]).values()) == names


def test_a_backslash_stands_between_folders():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("Анна\\deep\\x.ipynb", "x")
    assert list(names_in_zip(zipfile.ZipFile(stream)).values()) == ["Анна/deep/x.ipynb"]

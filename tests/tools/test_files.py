"""Files and folders change in one move, or not at all."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from polyneuron.book.tools import files


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    path = tmp_path / "page.html"
    files.write_if_changed(path, "old")
    with pytest.raises(OSError, match="full"), files.aside(path) as fresh:
        fresh.write_text("ne")
        raise OSError("the disk is full")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_copy_that_differs_is_made_again_and_one_that_does_not_is_left_alone(tmp_path):
    source, target = tmp_path / "source", tmp_path / "a folder" / "copy"
    source.write_bytes(b"\r\nwhole\xff")
    assert files.copy_if_changed(source, target)
    before = target.stat().st_mtime_ns
    assert not files.copy_if_changed(source, target)
    assert target.stat().st_mtime_ns == before
    target.write_bytes(b"cut")
    assert files.copy_if_changed(source, target)
    assert target.read_bytes() == source.read_bytes()


def test_a_file_that_is_no_text_is_replaced(tmp_path):
    path = tmp_path / "torn.md"
    path.write_bytes(b"\xff\xfe")
    assert files.write_if_changed(path, "ł")
    assert path.read_text(encoding="utf-8") == "ł"
    assert not files.write_if_changed(path, "ł")


def site(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "index.html").write_text(text)
    return folder


def test_the_last_folder_is_there_at_every_moment_while_it_is_replaced(tmp_path):
    place = site(tmp_path / "site", "0")
    missing, stop = [], threading.Event()

    def look() -> None:
        while not stop.is_set():
            try:
                os.stat(place)
            except FileNotFoundError as error:
                missing.append(error)

    looking = threading.Thread(target=look)
    looking.start()
    try:
        for number in range(1, 200):
            files.replace_folder(site(tmp_path / "site.new", str(number)), place)
            assert (place / "index.html").read_text() == str(number)
    finally:
        stop.set()
        looking.join()
    assert missing == []
    assert list(tmp_path.iterdir()) == [place]


def test_where_folders_cannot_be_exchanged_a_killed_process_is_mended(tmp_path, monkeypatch):
    place = site(tmp_path / "site", "old")
    monkeypatch.setattr(files, "exchange", lambda one, other: False)
    rename = os.rename

    def killed(source: Path, target: Path) -> None:
        if source.name == "site.new":
            raise KeyboardInterrupt
        rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            files.replace_folder(site(tmp_path / "site.new", "new"), place)
    assert not place.exists()
    files.recover(place)
    assert (place / "index.html").read_text() == "old"
    files.replace_folder(tmp_path / "site.new", place)
    assert (place / "index.html").read_text() == "new"
    files.recover(place)
    assert list(tmp_path.iterdir()) == [place]


def test_a_link_in_the_place_of_a_folder_is_replaced_and_not_emptied(tmp_path):
    elsewhere, place = site(tmp_path / "elsewhere", "kept"), tmp_path / "site"
    place.symlink_to(elsewhere)
    files.replace_folder(site(tmp_path / "site.new", "new"), place)
    assert (place / "index.html").read_text() == "new"
    assert (elsewhere / "index.html").read_text() == "kept"


def test_python_s_caches_do_not_count(tmp_path):
    (tmp_path / "a.py").write_text("1")
    before = files.folder_digest(tmp_path, "**/*")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_bytes(b"1")
    assert files.folder_digest(tmp_path, "**/*") == before
    (tmp_path / "a.py").rename(tmp_path / "b.py")
    assert files.folder_digest(tmp_path, "**/*") != before

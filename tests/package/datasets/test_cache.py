"""What lies in a folder is believed only after a look; what is written there is whole, or is not there."""

import errno
import hashlib
import io
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_file import BODY, cached_files, wanted, whole

from polyneuron.datasets import archive
from polyneuron.datasets.archive import store
from polyneuron.datasets.errors import DamagedFileError, StorageError
from polyneuron.datasets.sources import find

SOURCE = Path(__file__).parents[3] / "src"


def read_checked(content):
    if content != BODY:
        raise DamagedFileError("not the file")
    return content


@pytest.fixture
def checked():
    return wanted(read=read_checked)


def put(folder, content, name="file.bin"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def test_the_sources_are_asked_in_order(server, settings, checked, tmp_path):
    server.answers["/file.bin"] = whole
    settings = replace(settings, data_folder=tmp_path / "named")
    places = [settings.data_folder, settings.cache_folder, settings.keras_folder]
    files = [put(folder, BODY) for folder in places]
    for source, file in zip(("folder", "cache", "keras"), files, strict=True):
        found = find(checked, settings, [])
        assert (found.source, found.location) == (source, str(file))
        file.unlink()
    assert find(checked, settings, []).source == "download"


@pytest.mark.parametrize("damage", [BODY[:-1], b"", BODY[:1000] + b"x" + BODY[1001:]])
def test_a_damaged_file_in_the_cache_is_told_of_removed_and_brought_again(server, settings, checked, capsys, damage):
    path = put(settings.cache_folder, damage)
    server.answers["/file.bin"] = whole
    found = find(checked, settings, [])
    assert (found.content, found.source) == (BODY, "download")
    assert path.read_bytes() == BODY
    assert f"This file is removed and brought again: {path}" in capsys.readouterr().err


def test_a_damaged_file_in_the_cache_is_not_used_when_nobody_has_another(settings, checked):
    put(settings.cache_folder, BODY[:-1])
    assert find(checked, replace(settings, mirrors=()), []) is None
    assert cached_files(settings) == []


def test_keras_folder_is_left_alone_whatever_is_in_it(server, settings, checked, capsys):
    server.answers["/file.bin"] = whole
    path = put(settings.keras_folder, b"unknown")
    before = path.stat().st_mtime_ns
    assert find(checked, settings, []).source == "download"
    assert path.read_bytes() == b"unknown"
    assert path.stat().st_mtime_ns == before
    assert os.listdir(settings.keras_folder) == ["file.bin"]
    assert f"This file in Keras's folder is left alone and not used: {path}" in capsys.readouterr().err


def test_a_named_folder_with_a_damaged_file_or_none_is_told_of(server, settings, checked, tmp_path, capsys):
    server.answers["/file.bin"] = whole
    settings = replace(settings, data_folder=tmp_path / "named")
    assert find(checked, settings, []).source == "download"
    assert f"POLYNEURON_DATA does not have this file: {tmp_path}/named/file.bin" in capsys.readouterr().err
    path = put(settings.data_folder, b"damaged")
    assert find(checked, settings, []).source == "cache"
    assert f"Replace this file, or unset POLYNEURON_DATA: {path}" in capsys.readouterr().err
    assert path.read_bytes() == b"damaged"


def test_an_archive_that_would_fill_the_memory_is_refused_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_UNPACKED", 1_000_000)
    stream = io.BytesIO()
    np.savez_compressed(stream, x=np.zeros(1_000_001, dtype=np.uint8))
    assert len(stream.getvalue()) < 10_000
    with pytest.raises(DamagedFileError, match="larger than it should be"):
        archive.read_arrays(stream.getvalue(), ["x"])


# ---- A full disk


def test_a_full_disk_is_told_of_with_what_to_do_and_what_arrived_is_used(
    server, settings, checked, monkeypatch, capsys
):
    server.answers["/file.bin"] = whole
    really_write, room = os.write, [100_000]

    def write(descriptor, data):
        if len(data) < 5_000:
            return really_write(descriptor, data)
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = really_write(descriptor, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", write)
    problems = []
    found = find(checked, replace(settings, mirrors=(server.url, server.url)), problems)
    assert found.content == BODY
    assert problems == []
    assert (
        "The disk is full. Make room, or set POLYNEURON_CACHE to a folder on another disk.\n"
        f"Folder: {settings.cache_folder}\nNeeded (MB): 1\n"
        "The file is used, but not kept: the next notebook brings it again.\n"
    ) in capsys.readouterr().err
    assert cached_files(settings) == []
    assert len(server.requests["/file.bin"]) == 1


REAL_DISK = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from dataclasses import replace
from pathlib import Path
from small_file import wanted
from polyneuron.datasets import Settings
from polyneuron.datasets.sources import find
folder = Path(sys.argv[3])
settings = Settings(None, folder, folder / "keras", (sys.argv[4],), stall_seconds=5)
assert len(find(wanted(), settings, []).content) == 300_000
print(sorted(path.name for path in folder.iterdir()))
"""


def test_a_disk_that_is_really_full(server, tmp_path):
    """A disk of 64 KiB in memory, in a name space of its own; skipped where that is not allowed."""
    server.answers["/file.bin"] = whole
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = f'mount -t tmpfs -o size=64k tmpfs "{disk}"'
    own_space = ["unshare", "--map-root-user", "--mount", "sh", "-c"]
    if shutil.which("unshare") is None or subprocess.run([*own_space, mount], capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    command = [sys.executable, "-c", REAL_DISK, str(SOURCE), str(Path(__file__).parent), str(disk), server.url]
    run = subprocess.run([*own_space, f'{mount} && exec "$@"', "sh", *command], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert "The disk is full. Make room, or set POLYNEURON_CACHE to a folder on another disk." in run.stderr
    assert run.stdout == "['file.bin.lock']\n"


def test_a_folder_that_cannot_be_made_is_told_of(server, settings, checked, tmp_path, capsys):
    server.answers["/file.bin"] = whole
    (tmp_path / "file").write_text("in the way")
    found = find(checked, replace(settings, cache_folder=tmp_path / "file" / "cache"), [])
    assert found.content == BODY
    assert "Set POLYNEURON_CACHE to a folder of your own." in capsys.readouterr().err


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = put(tmp_path, b"old")

    def fail(*arguments):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StorageError):
        store(b"new", path)
    assert os.listdir(tmp_path) == ["file.bin"]
    assert path.read_bytes() == b"old"


# ---- Two programs at once

PROGRAM = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[2]]
from pathlib import Path
from small_file import wanted
from polyneuron.datasets import Settings
from polyneuron.datasets.sources import find
folder = Path(sys.argv[3])
settings = Settings(None, folder, folder / "keras", (sys.argv[4],), stall_seconds=30, lock_seconds=60)
found = find(wanted(), settings, [])
print(found.source, len(found.content))
"""


def start(settings, server):
    command = [sys.executable, "-c", PROGRAM, str(SOURCE), str(Path(__file__).parent)]
    return subprocess.Popen(
        [*command, str(settings.cache_folder), server.url], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def read_until(process, text):
    for line in process.stderr:
        if text in line:
            return
    pytest.fail(f"never said: {text}")


def test_of_two_programs_one_brings_the_file_and_the_other_waits_and_says_so(server, settings):
    asked, go_on = threading.Event(), threading.Event()

    def answer(handler):
        asked.set()
        go_on.wait(60)
        whole(handler)

    server.answers["/file.bin"] = answer
    first = start(settings, server)
    assert asked.wait(60)
    second = start(settings, server)
    read_until(second, "Waiting for another program that is bringing the same file")
    go_on.set()
    assert first.communicate()[0] == f"download {len(BODY)}\n"
    assert second.communicate()[0] == f"cache {len(BODY)}\n"
    assert len(server.requests["/file.bin"]) == 1
    assert cached_files(settings) == ["file.bin"]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_program_that_was_killed_holds_nobody_up(server, settings, checked):
    asked = threading.Event()

    def hang(handler):
        asked.set()
        handler.head(200, Content_Length=len(BODY), ETag='"1"')
        handler.wfile.write(BODY[:50_000])
        handler.server.ended.wait()

    server.answers["/file.bin"] = hang
    killed = start(settings, server)
    assert asked.wait(60)
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    server.answers["/file.bin"] = whole
    assert find(checked, settings, []).content == BODY
    assert cached_files(settings) == ["file.bin"]


def test_who_waits_too_long_is_told_what_to_do(server, settings, checked):
    fcntl = pytest.importorskip("fcntl")
    settings.cache_folder.mkdir()
    lock = settings.cache_folder / "file.bin.lock"
    with lock.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        problems = []
        assert find(checked, replace(settings, lock_seconds=0.3), problems) is None
    assert "Stop it, then run this cell again." in problems[0]
    assert str(lock) in problems[0]
    assert server.requests == {}


def test_where_locks_are_unknown_the_file_is_brought_all_the_same(server, settings, checked, monkeypatch):
    def unknown(handle):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr("polyneuron.datasets.lock._try_to_lock", unknown)
    server.answers["/file.bin"] = whole
    assert find(checked, settings, []).content == BODY
    assert hashlib.sha256((settings.cache_folder / "file.bin").read_bytes()).digest() == hashlib.sha256(BODY).digest()
    assert cached_files(settings) == ["file.bin"]

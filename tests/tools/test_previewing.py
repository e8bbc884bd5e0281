"""What a preview notices, and what it sends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from urllib.request import urlopen

import psutil

from polyneuron.book.tools.previewing import RELOAD_SCRIPT, RELOAD_STATE, changed_files, file_states, previewed
from polyneuron.book.tools.start import TERMINATED


def test_a_new_file_another_content_and_a_removed_file_are_changes(tmp_path):
    kept, other, gone = (tmp_path / name for name in ("kept.po", "other.po", "gone.po"))
    for path in (kept, other, gone):
        path.write_text("before")
    before = file_states([tmp_path])
    other.write_text("after")
    os.utime(other, ns=(1, 1))
    gone.unlink()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "new.po").write_text("")
    assert changed_files(before, file_states([tmp_path])) == [tmp_path / "deep" / "new.po", gone, other]


def test_what_editors_leave_for_a_moment_is_no_change(tmp_path):
    before = file_states([tmp_path, tmp_path / "missing.csv"])
    (tmp_path / ".01-neurons.po.swp").write_text("")
    (tmp_path / "01-neurons.po~").write_text("")
    assert changed_files(before, file_states([tmp_path])) == []


def test_pages_load_themselves_again_and_the_files_stay_as_they_are(tmp_path):
    page = "<html><head><title>x</title></head><body></body></html>"
    (tmp_path / "page.html").write_text(page)
    (tmp_path / "style.css").write_text("</head>")
    built = 0
    with previewed(tmp_path, 0, lambda: built) as port:

        def get(path: str) -> str:
            with urlopen(f"http://127.0.0.1:{port}{path}") as answer:
                return answer.read().decode()

        assert f'<script src="{RELOAD_SCRIPT}" defer></script></head>' in get("/page.html?again")
        assert get("/style.css") == "</head>"
        assert RELOAD_STATE in get(RELOAD_SCRIPT)
        assert get(RELOAD_STATE) == "0"
        built = 1
        assert get(RELOAD_STATE) == "1"
    assert (tmp_path / "page.html").read_text() == page


def test_what_a_preview_has_started_ends_with_it(project):
    """The preview alone gets the signal, as from a process manager; Ctrl+C goes to a whole terminal."""
    command = [sys.executable, "-m", "polyneuron.book", "--root", str(project.root), "preview", "--no-browser"]
    command += ["--language", "en", "--chapter", "small", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as preview:
        deadline = time.monotonic() + 60
        while not (started := psutil.Process(preview.pid).children()) and time.monotonic() < deadline:
            time.sleep(0.05)
        build = started[0]
        preview.send_signal(signal.SIGTERM)
        _, said = preview.communicate(timeout=30)
    assert preview.returncode == TERMINATED, said
    assert psutil.wait_procs([build], timeout=30)[1] == []

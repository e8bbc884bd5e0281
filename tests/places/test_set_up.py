"""The first cell of a launched notebook makes any place right, or says in one sentence what to do."""

from __future__ import annotations

import functools
import hashlib
import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
import venv
import zipfile
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

from polyneuron.book.book import localize_books
from polyneuron.book.notebooks.forms import launched_notebook
from polyneuron.book.notebooks.wheel import Wheel, build_wheel
from tests.conftest import SmallProject
from tests.places.set_up_cell import bare_kernel, first_lines, run_bare, set_up_source, wanted_of

SAY = "import polyneuron; print(polyneuron.__file__)"


class Course:
    """A small course, its wheel, and a place that may publish it."""

    def __init__(self, project: SmallProject, folder: Path):
        self.project = project
        self.site = folder / "site"
        self.wheel: Wheel = build_wheel(project.root, self.site / "wheels")
        self.empty = folder / "empty folder ñ"
        self.empty.mkdir()

    def notebook(self, language: str, address: str, mirrors: tuple[str, ...] = ()) -> nbformat.NotebookNode:
        (book,) = localize_books(self.project.configuration, [language], self.wheel.address(address))
        return launched_notebook(book.lessons[0], replace(book.edition, mirrors=mirrors))

    def lines(self, language: str = "en", address: str = "http://127.0.0.1:9", mirrors: tuple[str, ...] = ()) -> str:
        return first_lines(set_up_source(self.notebook(language, address, mirrors)))


@pytest.fixture
def course(translated_project, tmp_path_factory) -> Course:
    translated_project.copy_interface()
    return Course(translated_project, tmp_path_factory.mktemp("course"))


@pytest.fixture
def served(course):
    """The address of the course's site."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(course.site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def silent():
    """The address of a server that takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def said(done) -> str:
    """The last line of what a program said before it ended with an error."""
    assert done.returncode == 1, done.stdout
    return done.stderr.strip().splitlines()[-1]


def test_learners_see_two_lines_of_it(course):
    source = set_up_source(course.notebook("fa", "https://example.org"))
    comment, call, empty, *rest = source.splitlines()
    assert comment == "# نصب بستهٔ این دوره در جایی که نیست، مثلاً در Colab"
    assert call.startswith("exec(")
    assert empty == ""
    assert rest[0] == "import polyneuron"


def test_the_package_comes_from_the_site_and_stays_for_the_next_time(course, served):
    lines = course.lines(address=served)
    first = run_bare(f"{lines}\n{SAY}", course.empty)
    assert first.returncode == 0, first.stderr
    assert Path(first.stdout.strip()).is_relative_to(course.empty / "cache" / "packages")
    later = run_bare(f"{course.lines()}\n{SAY}", course.empty)  # no network
    assert later.stdout == first.stdout


def test_a_mirror_is_asked_too(course, served):
    done = run_bare(f"{course.lines(mirrors=(served,))}\n{SAY}", course.empty)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("place", [".", "wheels", "..", "../wheels"])
def test_beside_the_notebook_it_is_found_without_a_network(course, place):
    (course.empty / place).mkdir(exist_ok=True)
    copied = course.empty / place / course.wheel.path.name
    shutil.copy(course.wheel.path, copied)
    done = run_bare(f"{course.lines()}\n{SAY}", course.empty)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(course.empty / "cache")
    copied.write_bytes(b"other bytes")
    assert course.wheel.path.name in said(run_bare(course.lines(), course.empty))


@pytest.mark.parametrize("who", ["VS Code", "Jupyter's server"])
def test_beside_the_notebook_means_its_file_where_the_kernel_runs_elsewhere(course, who):
    """VS Code may start kernels in the folder of the workspace."""
    folder = course.empty / "lessons"
    folder.mkdir()
    shutil.copy(course.wheel.path, folder)
    file = str(folder / "01.ipynb")
    code = f"__vsc_ipynb_file__ = {file!r}\n" if who == "VS Code" else ""
    environment = {} if code else {"JPY_SESSION_NAME": file}
    assert run_bare(code + course.lines(), course.empty, **environment).returncode == 0
    shutil.rmtree(course.empty / "cache")
    assert course.wheel.path.name in said(run_bare(course.lines(), course.empty))


class Proxy(http.server.BaseHTTPRequestHandler):
    """Answers as the filter of a school does: with a page of its own, or by sending elsewhere."""

    elsewhere = ""

    def do_GET(self):
        self.send_response(302 if self.elsewhere else 200)
        if self.elsewhere:
            self.send_header("Location", self.elsewhere + self.path)
        self.end_headers()
        self.wfile.write(b"<html>Please log in</html>")

    def log_message(self, *_):
        pass


@pytest.mark.parametrize("sends_on", [False, True])
def test_a_page_in_the_place_of_the_package_is_no_package_and_an_address_may_send_on(course, served, sends_on):
    handler = type("Handler", (Proxy,), {"elsewhere": served if sends_on else ""})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = run_bare(course.lines(address=f"http://127.0.0.1:{server.server_port}"), course.empty)
        server.shutdown()
    if sends_on:
        assert done.returncode == 0, done.stderr
    else:
        assert "could not be downloaded" in said(done)


def test_other_bytes_from_the_site_are_never_unpacked(course, served):
    course.wheel.path.write_bytes(course.wheel.path.read_bytes() + b"\0")
    assert "could not be downloaded" in said(run_bare(course.lines(address=served), course.empty))
    assert not (course.empty / "cache").exists()


def test_without_a_network_one_sentence_in_the_readers_language_says_what_to_do(course, silent):
    began = time.monotonic()
    sentence = said(run_bare(course.lines("fa", silent, ("http://127.0.0.1:9",)), course.empty))
    assert time.monotonic() - began < 60  # it gives up by itself; see PATIENCE in make_ready.py
    assert "بستهٔ این دوره دانلود نشد" in sentence
    assert f"\u2066{course.wheel.path.name}\u2069" in sentence
    assert silent in sentence


def test_a_named_wheel_goes_before_all(course):
    named = shutil.copy(course.wheel.path, course.empty.parent / "other name.whl")
    done = run_bare(f"{course.lines()}\n{SAY}", course.empty, POLYNEURON_WHEEL=str(named))
    assert done.returncode == 0, done.stderr
    Path(named).write_text("no wheel")
    assert said(run_bare(course.lines(), course.empty, POLYNEURON_WHEEL=str(named))).endswith(
        f"POLYNEURON_WHEEL names a file that is no readable wheel: {named}"
    )
    shutil.rmtree(course.empty / "cache")
    assert "could not" in said(run_bare(course.lines(), course.empty, POLYNEURON_WHEEL="http://127.0.0.1:9/x.whl"))


def test_an_older_package_makes_room_for_the_one_that_the_notebook_needs(course, served):
    """Also when it has been imported already."""
    old = course.empty / "old"
    (old / "polyneuron").mkdir(parents=True)
    (old / "polyneuron" / "__init__.py").write_text("__version__ = '0.0.9'")
    (old / "polyneuron-0.0.9.dist-info").mkdir()
    (old / "polyneuron-0.0.9.dist-info" / "METADATA").write_text("Name: polyneuron\nVersion: 0.0.9\n")
    before = f"sys.path.insert(0, {str(old)!r}); import polyneuron; print(polyneuron.__version__)\n"
    done = run_bare(f"{before}{course.lines(address=served)}\n{SAY}; polyneuron.show_figure", course.empty)
    assert done.returncode == 0, done.stderr
    version, place = done.stdout.splitlines()
    assert version == "0.0.9"
    assert Path(place).is_relative_to(course.empty / "cache")
    (old / "polyneuron-0.0.9.dist-info" / "METADATA").write_text("Name: polyneuron\nVersion: 7.1+g12\n")
    assert run_bare(f"{before}{course.lines()}\n{SAY}", course.empty).stdout.splitlines()[1].startswith(str(old))


def test_the_same_release_of_another_day_is_kept_only_where_the_right_one_cannot_be_had(course, served):
    """What it offers is the same, what it does may have been mended."""
    other = course.empty / "other"
    (other / "polyneuron").mkdir(parents=True)
    (other / "polyneuron" / "__init__.py").touch()
    place = other / "polyneuron-0.1.0.dist-info"
    place.mkdir()
    before = f"sys.path.insert(0, {str(other)!r})\n"
    build = course.wheel.path.name.split("-")[1]
    assert "+" in build
    (place / "METADATA").write_text("Name: polyneuron\nVersion: 0.1.0+g00\n")
    kept = run_bare(f"{before}{course.lines()}\n{SAY}", course.empty)
    assert kept.stdout.startswith(str(other)), kept.stderr
    (place / "METADATA").write_text(f"Name: polyneuron\nVersion: {build}\n")
    assert run_bare(f"{before}{course.lines(address=served)}\n{SAY}", course.empty).stdout == kept.stdout
    (place / "METADATA").write_text("Name: polyneuron\nVersion: 0.1.0\n")  # a developer's own checkout
    assert run_bare(f"{before}{course.lines(address=served)}\n{SAY}", course.empty).stdout == kept.stdout
    (place / "METADATA").write_text("Name: polyneuron\nVersion: 0.1.0+g00\n")
    fresh = run_bare(f"{before}{course.lines(address=served)}\n{SAY}", course.empty)
    assert Path(fresh.stdout.strip()).is_relative_to(course.empty / "cache"), fresh.stderr


def test_a_cache_that_is_closed_to_this_person_leaves_it_in_a_folder_of_this_session(course, served):
    """The system's calls answer as for somebody who may neither read nor write there; root may always."""
    cache = course.empty / "cache"
    cache.mkdir()
    refuse = f"""import os
def closed(call):
    def answer(path, *a, **k):
        if str(path).startswith({str(cache)!r} + os.sep):
            raise PermissionError(13, "Permission denied", str(path))
        return call(path, *a, **k)
    return answer
os.stat, os.mkdir, os.scandir = closed(os.stat), closed(os.mkdir), closed(os.scandir)
"""
    done = run_bare(f"{refuse}{course.lines(address=served)}\n{SAY}", course.empty, TMPDIR=str(course.empty))
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(course.empty)
    assert not list(cache.iterdir())


def test_a_folder_of_that_name_is_no_package(course, served):
    (course.empty / "polyneuron").mkdir()
    done = run_bare(f"{course.lines(address=served)}\n{SAY}", course.empty)
    assert Path(done.stdout.strip()).is_relative_to(course.empty / "cache"), done.stderr


def test_a_full_disk_or_a_closed_folder_leaves_it_in_a_folder_of_this_session(course, served):
    (course.empty / "cache").write_text("a file in the folder's place")
    done = run_bare(f"{course.lines(address=served)}\n{SAY}", course.empty)
    assert done.returncode == 0, done.stderr
    nowhere = {name: str(course.empty / "cache" / "no") for name in ("TMPDIR", "TEMP", "TMP")}
    full = "import tempfile\ndef refuse(*a, **k): raise OSError(28, 'No space left')\ntempfile.mkdtemp = refuse"
    done = run_bare(f"{full}\n{course.lines('fa', served)}", course.empty, **nowhere)
    assert "POLYNEURON_CACHE" in said(done)
    assert "ذخیره نشد" in said(done)


@pytest.mark.parametrize("damage", ["emptied", "a file gone"])
def test_a_cache_that_a_cleaner_damaged_is_mended(course, served, damage):
    lines = course.lines(address=served)
    assert run_bare(lines, course.empty).returncode == 0
    (folder,) = (course.empty / "cache" / "packages").iterdir()
    if damage == "emptied":
        shutil.rmtree(folder)
        folder.mkdir()
    else:
        (folder / "polyneuron" / "checking.py").unlink()
    done = run_bare(f"{lines}\n{SAY}; polyneuron.checking", course.empty)
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(folder)


def test_a_person_without_a_home_gets_it_all_the_same(course, served):
    homeless = """import pathlib
def refuse(self): raise RuntimeError("Could not determine home directory.")
pathlib.Path.expanduser = refuse
"""
    done = run_bare(f"{homeless}{course.lines(address=served)}\n{SAY}", course.empty, POLYNEURON_CACHE="")
    assert done.returncode == 0, done.stderr


def test_a_named_wheel_that_is_damaged_or_another_archive_is_refused(course):
    content = bytearray(course.wheel.path.read_bytes())
    content[len(content) // 2] ^= 1
    damaged = course.empty / "damaged.whl"
    damaged.write_bytes(content)
    other = course.empty / "other.whl"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "a")
    for path in (damaged, other):
        done = run_bare(course.lines(), course.empty, POLYNEURON_WHEEL=str(path))
        assert said(done).endswith(f"POLYNEURON_WHEEL names a file that is no readable wheel: {path}")


def test_what_lessons_import_and_is_missing_or_too_old_is_named_in_one_line_of_code(course, tmp_path):
    """In an environment without any package, and without pip: Python brings it first."""
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    course.project.replace("chapters/small.md", "import polyneuron\n", "import polyneuron\nimport keras, pandas\n")
    lines = course.lines("fa")
    done = subprocess.run([python, "-c", lines], capture_output=True, text=True, cwd=tmp_path, env={"PATH": "/nowhere"})
    sentence = said(done)
    assert "بعضی بسته‌ها این‌جا نصب نیستند" in sentence
    command = sentence.partition("\u2066!")[2].partition("\u2069")[0]
    bring, _, command = command.partition(" && ")
    assert bring == f'"{python}" -m ensurepip'
    assert command.startswith(f'"{python}" -m pip install --upgrade ')
    assert {'"keras>=3.10"', '"jinja2>=3.1.2"', '"arabic-reshaper>=3"'} <= set(command.split())
    assert '"seaborn>=0.13.2"' not in command  # this lesson does not import it


def test_an_old_keras_is_named(course):
    course.project.replace("chapters/small.md", "import polyneuron\n", "import polyneuron\nimport keras\n")
    place = course.empty / "keras-2.15.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Name: keras\nVersion: 2.15.0\n")
    done = run_bare(f"sys.path.insert(0, {str(course.empty)!r})\n{course.lines()}", course.empty)
    assert said(done).endswith('%pip install --upgrade "keras>=3.10"')


def test_a_small_package_that_is_too_old_by_its_third_number_is_named(course):
    """Pandas draws no table with Jinja2 3.1.0. Where pip cannot help, the sentence says what to do."""
    place = course.empty / "jinja2-3.1.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Name: jinja2\nVersion: 3.1.0\n")
    before = f"import sys; sys.path.insert(0, {str(course.empty)!r})"
    (course.empty / "pip").mkdir()
    (course.empty / "pip" / "__init__.py").touch()  # a pip that does not start
    done = run_bare(f"{before}\n{course.lines()}", course.empty, PATH="/nowhere")
    assert said(done).endswith('%pip install --upgrade "jinja2>=3.1.2"')
    without = f"{before}\nimport importlib.util\nfind = importlib.util.find_spec\n"
    without += "importlib.util.find_spec = lambda name: None if name == 'pip' else find(name)"
    uv = course.empty / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text('#!/bin/sh\necho "$@" >> asked\nexit 1\n')
    uv.chmod(0o755)
    done = run_bare(f"{without}\n{course.lines()}", course.empty, PATH=str(uv.parent))
    assert said(done).endswith(f'!uv pip install --upgrade "jinja2>=3.1.2" --python "{sys.executable}"')


def test_where_pip_fails_uv_is_asked(course, served):
    """Both are programs in their places: one fails, the other notes what it was asked for and brings it."""
    (course.empty / "jinja2-3.1.0.dist-info").mkdir()
    (course.empty / "jinja2-3.1.0.dist-info" / "METADATA").write_text("Name: jinja2\nVersion: 3.1.0\n")
    (course.empty / "pip").mkdir()
    (course.empty / "pip" / "__init__.py").touch()
    (course.empty / "pip" / "__main__.py").write_text("raise SystemExit('no network for pip')")
    uv = course.empty / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(
        "#!/bin/sh\necho \"$@\" > asked\nprintf 'Name: jinja2\\nVersion: 3.1.9\\n' > jinja2-3.1.0.dist-info/METADATA\n"
    )
    uv.chmod(0o755)
    before = f"sys.path.insert(0, {str(course.empty)!r})"
    done = run_bare(f"{before}\n{course.lines(address=served)}\n{SAY}", course.empty, PATH=str(uv.parent))
    assert done.returncode == 0, done.stderr
    words = (course.empty / "asked").read_text().split()
    assert words[:2] == ["pip", "install"]
    assert "jinja2>=3.1.2" in words
    assert words[-2:] == ["--python", sys.executable]


def test_persian_after_english_gets_what_an_old_matplotlib_lacks(course, served, tmp_path):
    """pip is called for exactly that; here a program in its place notes what it was asked for."""
    fake = course.empty / "pip"
    fake.mkdir()
    (fake / "__init__.py").touch()
    (fake / "__main__.py").write_text(
        "import pathlib, sys\n"
        "pathlib.Path('asked').write_text(' '.join(sys.argv[1:]))\n"
        "pathlib.Path('here').mkdir()\n"
        "for name in ('arabic_reshaper', 'bidi'): pathlib.Path('here', name + '.py').touch()\n"
    )
    place = course.empty / "matplotlib-3.10.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Name: matplotlib\nVersion: 3.10.0\n")
    before = f"sys.path[:0] = [{str(course.empty)!r}, {str(course.empty / 'here')!r}]\n"
    for language, asked in (("en", False), ("fa", True)):
        code = course.lines(language, served)
        done = run_bare(f"{before}{code}\n{SAY}", course.empty, PYTHONPATH=str(course.empty))
        assert done.returncode == 0, done.stderr
        assert (course.empty / "asked").exists() == asked
    words = (course.empty / "asked").read_text().split()
    assert {"arabic-reshaper>=3", "python-bidi>=0.6"} <= set(words)
    assert "jinja2>=3.1.2" not in words  # it is there


def test_run_all_stops_at_one_sentence_without_a_traceback(course, monkeypatch, tmp_path):
    """In a real kernel, as JupyterLab, VS Code and Colab show it."""
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    monkeypatch.setenv("POLYNEURON_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("PYTHONPATH", raising=False)
    notebook = course.notebook("fa", "http://127.0.0.1:9")
    where = {"metadata": {"path": str(tmp_path)}}
    client = NotebookClient(notebook, kernel_name=bare_kernel(tmp_path), resources=where)
    with pytest.raises(CellExecutionError):
        client.execute()
    (output,) = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    assert output.ename == "NotReady"
    (shown,) = output.traceback
    assert "دانلود نشد" in shown
    assert "Traceback" not in shown


def test_what_a_notebook_needs_stands_in_pyproject_once(course):
    wanted = wanted_of(set_up_source(course.notebook("en", "https://example.org")))
    assert wanted["release"] == "0.1.0"
    assert wanted["sha256"] == hashlib.sha256(course.wheel.path.read_bytes()).hexdigest()
    assert wanted["python"] == "3.11"
    assert sys.version_info >= (3, 11)

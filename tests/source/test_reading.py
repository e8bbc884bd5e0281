"""What stands below the readers of lessons and tables: order of problems, fences, lines, Python, files, the system."""

import errno
import os
import shutil
import subprocess
import sys

import pytest

from polyneuron.book.model.problems import Problem, ProblemsFound
from polyneuron.book.source import myst
from polyneuron.book.source.lessons import read_lesson
from polyneuron.book.source.python_code import CodeError, check_fields, check_python, oldest_python
from polyneuron.book.source.yaml_files import parse_yaml
from polyneuron.book.texts.language_choice import choose_language
from polyneuron.book.tools.reading import read_text
from polyneuron.book.tools.system_errors import system_problem
from tests.conftest import ROOT


def test_problems_stand_in_the_order_of_their_files_and_lines_each_once():
    z1, z2, a1, a0 = (Problem(*place, "what", "remedy") for place in (("z", 1), ("z", 2), ("a", 1), ("a", 0)))
    again = Problem("z", 2, "what", "remedy")
    second = Problem("z", 2, "another", "remedy")
    found = ProblemsFound([z2, a1, again, z1, a0, second])
    assert found.problems == [z1, z2, second, a0, a1]
    assert str(found).count("what") == 4


def test_the_lessons_of_the_course_have_no_problem_and_know_their_lines(configuration):
    for name in (*configuration.chapter_names, *configuration.page_names):
        is_page = name in configuration.page_names
        path = configuration.page_path(name) if is_page else configuration.chapter_path(name)
        lesson, problems = read_lesson(path, ROOT, is_page)
        assert problems == []
        lines = path.read_text(encoding="utf-8").split("\n")
        for cell in lesson.cells:
            assert lines[cell.line - 1] == cell.source.split("\n")[0], cell.identifier
        for label in lesson.labels:
            assert label.name in lines[label.line - 1] + lines[label.line], label


def test_every_problem_of_a_lesson_is_reported_where_none_hides_another(project):
    project.replace("chapters/small.md", "$a^2$", "{terms}`a`")
    project.replace("chapters/small.md", "count = 5", "count = = 5")
    project.replace("chapters/small.md", "nbval-check-output", "nbval")
    _, problems = read_lesson(project.root / "chapters" / "small.md", project.root)
    assert sorted(problem.line for problem in problems) == [10, 22, 33]


@pytest.mark.parametrize(
    ("content", "lines", "body_line"),
    [
        ("a\nb\n", {}, 1),
        ("\na\n", {}, 2),
        (":x: 1\na\n\n", {"x": 1}, 2),
        (":x: 1\n:y: 2\n\na\n", {"x": 1, "y": 2}, 4),
        ("---\nx: 1\ny: 2\n---\na\n", {"x": 2, "y": 3}, 5),
        ("---\nx: 1\n---\n\na\n\n", {"x": 2}, 5),
    ],
)
def test_options_and_body_of_a_directive_know_their_lines(content, lines, body_line):
    text = f"```{{note}}\n{content}```\n"
    (token,) = myst.parser().parse(text)
    directive = myst.directive_of(token, myst.lines_of(text))
    assert (directive.option_lines, directive.body_line) == (lines, body_line)
    assert myst.lines_of(text)[body_line] == directive.body.split("\n")[0]


def test_lines_end_at_line_feeds_only():
    assert myst.lines_of("a\u2028b\x0cc\n\nd\n") == ["a\u2028b\x0cc", "", "d"]
    assert myst.lines_of("") == []


def test_places_in_yaml_have_their_lines():
    content = parse_yaml("a:\n  - b: 1\n    c:\n      d: 2\n  - 3\n", "f", first_line=5)
    places = [("a",), ("a", 0, "b"), ("a", 0, "c", "d"), ("a", 1), ("a", 0, "c", "gone")]
    assert [content.line(place) for place in places] == [5, 6, 8, 9, 7]


# Python


@pytest.mark.parametrize(
    "code",
    ['f"{d["a"]}"', "f'{\"\\n\".join(x)}'", 'f"{x:{y["a"]}}"', 'f"a" f"{f"b"}"'],
)
def test_fields_that_only_python_3_12_reads_are_found_by_any_python(code):
    with pytest.raises(CodeError, match="Python before"):
        check_fields(f"x = {code}")


@pytest.mark.parametrize("code", ["f\"{d['a']}\\n\"", 'f"""{d["a"]}"""', 'f"{x!r:>{width}}"', 'f"{x:#06x}"'])
def test_fields_that_every_python_reads_are_accepted(code):
    check_fields(f"x = {code}")
    check_python(f"x = {code}", 10)


def test_the_oldest_python_is_the_one_of_the_project(tmp_path):
    for minor in (10, 11, 12):
        folder = tmp_path / str(minor)
        folder.mkdir()
        (folder / "pyproject.toml").write_text(f'[project]\nrequires-python = ">=3.{minor},<4"\n')
        assert oldest_python(folder) == minor
    with pytest.raises(CodeError, match=r"3\.11"):
        check_python("try:\n    x = 1\nexcept* ValueError:\n    x = 2\n", 10)
    check_python("try:\n    x = 1\nexcept* ValueError:\n    x = 2\n", 11)


@pytest.mark.parametrize("call", ['p.use_language("en")', "p.use_language('en')", 'p.use_language( """en""" )  # "en"'])
def test_the_language_is_set_in_the_call_whatever_its_quotes(call):
    source = f'import p\n\nname = "en"\n{call}\n'
    before, _, after = source.rpartition(call)
    quoted = call[call.index("(") :].partition("#")[0].replace("en", "fa")
    chosen = choose_language(source, "fa")
    assert chosen.startswith(before)
    assert quoted.strip() in chosen
    assert chosen.endswith(after)
    assert chosen.count("fa") == 1


# Files


def test_a_text_is_read_without_mark_and_with_one_kind_of_line_end(tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes("\ufeffa\r\nb\u200c\u2067c\u2069\u0301\t\n".encode())
    assert read_text(path, tmp_path) == "a\nb\u200c\u2067c\u2069\u0301\t\n"


def test_not_more_than_five_characters_of_a_file_are_named(tmp_path):
    path = tmp_path / "x.md"
    path.write_text("\0" * 100)
    with pytest.raises(ProblemsFound) as found:
        read_text(path, tmp_path)
    assert len(found.value.problems) == 1  # the same place is named once
    path.write_text("\0\n" * 100)
    with pytest.raises(ProblemsFound) as found:
        read_text(path, tmp_path)
    assert [problem.line for problem in found.value.problems] == [1, 2, 3, 4, 5]


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "x.md")
    with pytest.raises(ProblemsFound, match="a device or a pipe"):
        read_text(tmp_path / "x.md", tmp_path)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "may not read or write it"),
        (errno.EROFS, "can only be read"),
        (errno.ENAMETOOLONG, "too long"),
        (errno.EISDIR, "is a folder"),
        (errno.ENOTDIR, "a folder is needed"),
        (errno.ELOOP, "a link that leads back"),
        (errno.EMFILE, "Too many files are open"),
        (errno.EADDRINUSE, "Another program uses this port"),
        (errno.EXDEV, "The system says: Invalid cross-device link"),
    ],
)
def test_what_the_system_refuses_is_said_with_the_path_and_a_remedy(tmp_path, number, says):
    problem = system_problem(OSError(number, os.strerror(number), str(tmp_path / "a" / "b")), tmp_path)
    assert problem.file == "a/b"
    assert says in problem.message
    assert problem.remedy


def test_an_error_that_names_no_file_is_said_of_the_project(tmp_path):
    assert system_problem(OSError(errno.ENOSPC, "No space left on device"), tmp_path).file == "."


def test_a_file_of_somebody_else_is_to_be_given_to_this_user(tmp_path, monkeypatch):
    path = tmp_path / "a"
    path.touch()
    owner = path.stat().st_uid
    monkeypatch.setattr(os, "geteuid", lambda: owner + 12345)
    problem = system_problem(PermissionError(errno.EACCES, "Permission denied", str(path)), tmp_path)
    assert "it belongs to" in problem.message
    assert problem.remedy == f"sudo chown -R {owner + 12345} {path}"


@pytest.mark.parametrize("command", [("catalogs",), ("notebooks",)])
def test_a_full_disk_ends_a_command_with_one_problem(translated_project, monkeypatch, command):
    def full(*arguments, **more):
        raise OSError(errno.ENOSPC, "No space left on device")

    translated_project.replace("chapters/small.md", "# A small lesson", "# A lesson")
    monkeypatch.setattr(os, "replace", full)
    result = translated_project.run(*command)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert "The disk is full" in result.output
    assert "make clean" in result.output
    assert "1 problem found." in result.output


_DROPPED = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (linux/capability.h): what lets root pass every right."""


def _without_privileges() -> None:
    """Called in the child before the program starts: rights hold for root, too, where tests run as root."""
    import ctypes

    libc = ctypes.CDLL(None)
    for capability in _DROPPED:
        libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


@pytest.mark.skipif(sys.platform != "linux", reason="rights of other systems differ")
@pytest.mark.parametrize(
    ("spoiled", "mode", "command"),
    [
        ("chapters/small.md", 0o000, "notebooks"),
        ("_config.yml", 0o000, "notebooks"),
        ("locales/fa/LC_MESSAGES", 0o555, "catalogs"),
        (".", 0o555, "notebooks"),
        ("chapters", 0o000, "catalogs"),
    ],
)
def test_rights_that_are_missing_are_said_with_the_path(translated_project, spoiled, mode, command):
    translated_project.replace("chapters/small.md", "# A small lesson", "# A lesson")
    shutil.rmtree(translated_project.root / "_build", ignore_errors=True)
    path = translated_project.root / spoiled
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "polyneuron.book", "--root", str(translated_project.root), command],
            capture_output=True,
            text=True,
            preexec_fn=_without_privileges,
        )
    finally:
        path.chmod(before)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert "This user may not read or write it" in done.stderr
    assert "Remedy: Give yourself the right: chmod" in done.stderr


def test_an_unknown_option_is_still_clicks(project):
    result = project.run("notebooks", "--langauge", "en")
    assert result.exit_code == 2
    assert "No such option" in result.output

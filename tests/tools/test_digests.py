"""Files are written only when they change; a digest changes when, and only when, what it stands for does."""

import pytest

from polyneuron.book.tools.files import file_digest, folder_digest, write_if_changed


@pytest.fixture
def folder(tmp_path):
    for name, text in {"a.py": "1", "inner/b.py": "2", "note.txt": "3"}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_caches_of_python_do_not_count(folder):
    """They are there after the first import, so that nothing would ever be unchanged."""
    before = folder_digest(folder, "**/*")
    for name in ("__pycache__/a.cpython-311.pyc", "inner/__pycache__/b.cpython-311.pyc"):
        (folder / name).parent.mkdir()
        (folder / name).write_bytes(b"compiled")
    assert folder_digest(folder, "**/*") == before


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.py").write_text("other"),
        lambda folder: (folder / "a.py").rename(folder / "c.py"),
        lambda folder: (folder / "a.py").rename(folder / "inner" / "a.py"),
        lambda folder: (folder / "inner" / "b.py").unlink(),
        lambda folder: (folder / "d.py").write_text(""),
    ],
)
def test_contents_names_and_places_count(folder, change):
    before = folder_digest(folder, "**/*.py")
    change(folder)
    assert folder_digest(folder, "**/*.py") != before


def test_only_files_that_are_asked_for_count_and_each_once(folder):
    before = folder_digest(folder, "**/*.py")
    assert folder_digest(folder, "**/*.py", "a.*") == before
    (folder / "note.txt").write_text("other")
    (folder / "empty.py").mkdir()
    assert folder_digest(folder, "**/*.py") == before
    assert folder_digest(folder, "**/*.py", "note.*") != before


def test_a_file_that_holds_the_same_is_left_alone(tmp_path):
    path = tmp_path / "new" / "file.txt"
    assert write_if_changed(path, "żółw\n")
    written = path.stat()
    assert not write_if_changed(path, "żółw\n")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (written.st_ino, written.st_mtime_ns)
    assert write_if_changed(path, "other\n")
    assert path.read_bytes() == b"other\n"
    assert [found.name for found in path.parent.iterdir()] == ["file.txt"]


def test_the_digest_of_a_file_is_its_sha256(tmp_path):
    (tmp_path / "abc").write_bytes(b"abc")  # the example of FIPS 180-4
    assert file_digest(tmp_path / "abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

"""The documents that show the way are true: drawing, table, functions, quotations, files and commands."""

import re
from pathlib import Path

import polib
import pytest
from click import Context

from polyneuron.book.cli import main
from tests.architecture.imports import BOOK, ROOT, all_imports, arrows, defined_names, drawing, module_files, table

ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROOMS = arrows(all_imports(), BOOK, learners=True)
CODE = re.compile(r"`([^`\n]+)`")
FUNCTIONS = sorted(set(re.findall(r"`((?:[a-z_]+\.)+[A-Za-z_]+)`", ARCHITECTURE.partition("## One message")[2])))
ROOM_FOLDERS = {f"{room}/" for arrow in ROOMS for room in arrow} | {"source/", "release/"}
DOCUMENTS = ("architecture", "grading", "site")
"""Those that name files from the repository's root; decisions name them from a room."""
WISHES = [line for line in CONTRIBUTING.splitlines() if line.startswith("| ")][1:]


def test_the_drawing_shows_the_rooms_and_arrows_of_the_imports() -> None:
    (drawn,) = re.findall(r"```mermaid\n(.+?)\n```", ARCHITECTURE, re.DOTALL)
    assert drawn == drawing(ROOMS)


def test_the_table_lists_every_arrow() -> None:
    assert table(ROOMS) in ARCHITECTURE


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_on_the_way_exists(name) -> None:
    module, _, function = name.rpartition(".")
    assert function in defined_names(module_files()[f"{BOOK}.{module}"], top=True)


def test_the_message_and_the_cell_that_are_followed_stand_in_chapter_and_catalogue() -> None:
    chapter = (ROOT / "chapters" / "01-neurons.md").read_text(encoding="utf-8")
    catalog = polib.pofile(str(ROOT / "locales" / "pl" / "LC_MESSAGES" / "01-neurons.po"))
    for text in ("One neuron is one sum", "First product: {x1 * 0.42:.3f}"):
        entry = catalog.find(text)
        assert f"`{text}`" in ARCHITECTURE and text in chapter and f"`{entry.msgstr}`" in ARCHITECTURE
    assert "cell: one-neuron-2" in entry.comment


def test_each_room_is_named_on_the_page_and_each_page_names_the_others() -> None:
    for room in {end for arrow in ROOMS for end in arrow}:
        assert f"`{room}`" in ARCHITECTURE
    assert "docs/architecture.md" in README and "CONTRIBUTING.md" in README
    assert "docs/architecture.md" in CONTRIBUTING


@pytest.mark.parametrize(
    "document", ["CONTRIBUTING.md", "README.md", "docs/architecture.md", "docs/grading.md", "docs/site.md"]
)
def test_every_path_that_a_document_names_exists(document) -> None:
    """What is made is exempt: `_build/` and the folders that nbgrader makes of it."""
    text = (ROOT / document).read_text(encoding="utf-8")
    named = [place for place in CODE.findall(text) if re.fullmatch(r"[\w.<>*/-]+/[\w.<>*/-]*", place)]
    places = [place for place in named if not place.startswith(("_build/", "../")) and place not in ROOM_FOLDERS]
    assert [place for place in places if not _exists(place)] == []
    links = [link for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text) if "/" in link or "." in link]
    assert [link for link in links if not (ROOT / document).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("wish", WISHES, ids=lambda line: line.split("|")[1].strip()[:40])
def test_a_wish_leads_to_files_that_exist_and_commands_that_work(wish) -> None:
    _, _, files, commands, _ = re.split(r"\|", wish)
    places = [place for place in CODE.findall(files) if _is_place(place)]
    assert places, "a wish without a place"
    for place in places:
        assert _exists(place), place
    for command in CODE.findall(commands):
        _check_command(command)


def _is_place(text: str) -> bool:
    return (
        "/" in text
        or Path(text).suffix in (".md", ".yml", ".toml", ".txt", ".csv", ".json", ".py")
        or text == "Makefile"
    )


def _exists(place: str) -> bool:
    """Whether a path exists; `<language>`, `<chapter>` and `<name>` stand for any."""
    return any(ROOT.glob(re.sub(r"<[a-z]+>", "*", place).rstrip("/")))


def _check_command(command: str) -> None:
    """A command is a target of the Makefile, a command of the book with options that it has, or pytest on a file."""
    words = command.split()
    if words[0] == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert words[1] in targets, command
    elif words[:3] == ["python", "-m", "polyneuron.book"]:
        group, rest = main, words[3:]
        while hasattr(group, "commands"):
            group, rest = group.commands[rest[0]], rest[1:]
        known = {option for parameter in group.get_params(Context(group)) for option in parameter.opts}
        assert {word for word in rest if word.startswith("-")} <= known, command
    elif words[:3] == ["python", "-m", "tests.architecture.imports"] or words[0] == "pytest":
        assert all(_exists(word) for word in words[1:] if "/" in word), command
    else:
        raise AssertionError(f"no command that this test knows: {command}")

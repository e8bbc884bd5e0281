"""What notebooks use of the package: when it changes, the version must, or older packages are not replaced.

The set-up cell of a launched notebook compares the first two numbers of the version. `interfaces.json` holds, for each
version, what it offers; to accept a new one run `python -m tests.package.test_interface`.
"""

from __future__ import annotations

import inspect
import json
import tomllib
from pathlib import Path

import polyneuron
from polyneuron.figures import FIGURES
from tests.conftest import ROOT

STORED = Path(__file__).with_name("interfaces.json")


def offered() -> dict[str, str]:
    """Name → how it is called, for functions; figures by their names."""
    found = {}
    for name in sorted(polyneuron.__all__):
        thing = getattr(polyneuron, name)
        found[name] = "" if inspect.isclass(thing) else str(inspect.signature(thing))
    return found | {f"figure {name}": "" for name in sorted(FIGURES)}


def version() -> str:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project["version"]


def test_what_the_package_offers_is_what_its_version_says():
    """Remedy: raise the second number of the version in pyproject.toml and in polyneuron, then accept it."""
    stored = json.loads(STORED.read_text(encoding="utf-8"))
    assert stored[".".join(version().split(".")[:2])] == offered()


def test_the_version_is_the_same_in_both_places():
    assert polyneuron.__version__ == version()


if __name__ == "__main__":
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    stored[".".join(version().split(".")[:2])] = offered()
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")

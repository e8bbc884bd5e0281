"""A small mutation run: does a test fail when a line of `texts/` or `model/` is changed?

`python -m tests.mutation --seed 3` changes every tenth place, in the order of mutmut's own numbers: those that end with
the seed's last digit. Ten seeds are all of them; a week's number makes a good seed. mutmut makes the mutants and runs,
for each, the tests that reach the changed function. They are the tests of small projects (`small_tests.py`), so that
a tenth of the mutants, some 440, ends within 35 minutes on two busy cores.

A mutant that no test can kill stands in `equivalent.csv` with the reason. Of the others at least the share `FLOOR` must
be killed: what changes a message's wording alone survives on purpose, and most that remains is killed by the large
tests, which do not run here. Every survivor is shown, for whoever works on its module.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EQUIVALENT = Path(__file__).parent / "equivalent.csv"
LINKED = ("node_modules",)
"""What is not in the repository and what the tests read."""
FLOOR = 0.58
"""The share of mutants that the small tests kill; it only rises. Measured for seed 0: 0.595."""
KILLED = ("killed", "timeout", "segfault")


@dataclass(frozen=True, order=True)
class Change:
    """What a mutant changes."""

    function: str
    """Dotted name, without the number of the mutant."""
    before: str
    """The changed lines without their indentation, joined by blanks."""
    after: str


def copy_of_the_tree(target: Path) -> None:
    """Copy what git knows or would know to `target`, where mutmut may write its mutants."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    (target / "mutants").mkdir()
    for name in LINKED:
        if (ROOT / name).exists():
            (target / "mutants" / name).symlink_to((ROOT / name).resolve())


def mutmut(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run mutmut in `folder`; what it prints comes back."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment["PYTHONPATH"] = str(folder / "mutants")  # for the plugin `tests.mutation.small_tests`
    command = [sys.executable, "-m", "mutmut", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def results(folder: Path) -> dict[str, str]:
    """Name of each mutant that was tried → what became of it."""
    lines = mutmut(folder, "results", "--all", "true").stdout.splitlines()
    found = dict(line.strip().rsplit(": ", 1) for line in lines if ": " in line)
    return {name: status for name, status in found.items() if status != "not checked"}


def change(folder: Path, name: str) -> Change:
    """What the mutant `name` changes, from the difference that mutmut shows."""
    lines = mutmut(folder, "show", name).stdout.splitlines()
    sides = {
        sign: " ".join(line[1:].strip() for line in lines if line.startswith(sign) and not line.startswith(sign * 3))
        for sign in "-+"
    }
    return Change(name.partition("__mutmut_")[0], sides["-"], sides["+"])


def read_equivalent() -> dict[Change, str]:
    """The mutants that no test can kill, each with its reason."""
    with EQUIVALENT.open(encoding="utf-8", newline="") as stream:
        return {Change(row["function"], row["before"], row["after"]): row["reason"] for row in csv.DictReader(stream)}


def patterns(seed: int | None, modules: list[str]) -> Iterator[str]:
    """The names of the mutants to try: the seed's tenth, or all without one; in the modules named, or in all."""
    ending = "" if seed is None else str(seed % 10)
    for module in modules or ["polyneuron.book.texts", "polyneuron.book.model"]:
        yield f"{module}.*__mutmut_*{ending}"


def main() -> int:
    """Run, print what survived, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, help="which tenth of the mutants: the last digit counts (default: all)")
    parser.add_argument("--jobs", type=int, default=2, help="mutants tried side by side")
    parser.add_argument("modules", nargs="*", help="such as polyneuron.book.texts.catalogs (default: all)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="polyneuron-mutation-") as name:
        folder = Path(name)
        copy_of_the_tree(folder)
        ran = mutmut(folder, "run", "--max-children", str(options.jobs), *patterns(options.seed, options.modules))
        found = results(folder)
        if not found:
            print(ran.stdout[-3000:], ran.stderr[-3000:], sep="\n")
            print("mutmut tried nothing. Remedy: its last lines above say why; the tests must pass without mutants.")
            return 1
        survivors = {change(folder, mutant): status for mutant, status in found.items() if status not in KILLED}
    known = read_equivalent()
    for one, status in sorted(survivors.items()):
        if one not in known:
            print(f"{one.function}: {status}\n  - {one.before}\n  + {one.after}")
    counts = Counter(found.values())
    print(f"mutants: {len(found)};", "; ".join(f"{status}: {count}" for status, count in sorted(counts.items())))
    equivalent = sum(one in known for one in survivors)
    killed = sum(status in KILLED for status in found.values())
    share = killed / max(1, len(found) - equivalent)
    print(f"survivors: {len(survivors)}; of these known to change nothing: {equivalent}; killed: {share:.1%}")
    if share < FLOOR:
        print(
            f"That is below the floor of {FLOOR:.0%}. Remedy: tests that fail for some of the mutants above, or, where"
        )
        print(f"no test can, a line with the reason in {EQUIVALENT.name}.")
    return 1 if share < FLOOR else 0


if __name__ == "__main__":
    sys.exit(main())

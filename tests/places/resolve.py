"""Does what a learner's own machine installs resolve, for each Python and each kind of machine?

    python -m tests.places.resolve

Nothing is installed: `uv` resolves `polyneuron[course,rtl]` of pyproject.toml from the index of packages, with ready
wheels alone, since a learner has no compiler.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import sysconfig
from pathlib import Path

ROOT = Path(__file__).parents[2]
UV = Path(sysconfig.get_path("scripts")) / "uv"
PYTHONS = ("3.11", "3.12", "3.13")
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-apple-darwin", "x86_64-pc-windows-msvc")


def resolve(source: str, python: str, platform: str, *more: str, folder: Path = ROOT) -> tuple[dict[str, str], str]:
    """Package → version for one Python on one kind of machine, and why there is none."""
    command = [UV, "pip", "compile", source, "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:"]
    command += ["--python-version", python, "--python-platform", platform, *more]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
    lines = (line.partition("==") for line in done.stdout.splitlines() if not line.startswith((" ", "#")))
    return {name: version for name, _, version in lines if version}, done.stderr if done.returncode else ""


def main() -> int:
    """Print a table; 1 where something does not resolve."""
    shown = ("numpy", "matplotlib", "pandas", "keras", "tensorflow")
    print(f"{'Python':8}{'machine':26}" + "".join(f"{name:14}" for name in shown))
    failed = False
    for python, platform in itertools.product(PYTHONS, PLATFORMS):
        found, why = resolve("pyproject.toml", python, platform, "--extra", "course", "--extra", "rtl")
        found.setdefault("tensorflow", found.get("tensorflow-cpu", "none"))
        row = "does not resolve" if why else "".join(f"{found.get(name, 'none'):14}" for name in shown)
        print(f"{python:8}{platform:26}{row}\n{why}".rstrip(), flush=True)
        failed |= bool(why)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

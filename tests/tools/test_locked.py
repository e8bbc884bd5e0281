"""The lock file, read as who needs what."""

from importlib import metadata

from packaging.requirements import Requirement

from polyneuron.book.tools.locked import canonical, locked_versions, named_requirements
from tests.conftest import ROOT

LOCK = """\
alpha==1.0 \\
    --hash=sha256:00
    # via -r requirements.txt
beta-two==2.0 ; sys_platform == 'linux' \\
    --hash=sha256:00
    # via
    #   -r requirements.txt
    #   Alpha
beta-two==1.9 ; sys_platform != 'linux' \\
    --hash=sha256:00
    # via alpha
gamma[delta,epsilon]==3.0 \\
    --hash=sha256:00
    # via beta-two
tool==4.0 \\
    --hash=sha256:00
    # via -r requirements.txt
"""


def test_a_package_brings_those_that_it_needs_and_no_others():
    found = locked_versions(LOCK, ["Alpha"])
    assert list(found) == ["alpha", "beta-two", "gamma"]
    assert found["beta-two"] == "2.0 ; sys_platform == 'linux', 1.9 ; sys_platform != 'linux'"
    assert list(locked_versions(LOCK, ["tool"])) == ["tool"]


def test_the_real_lock_file_is_understood():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = {canonical(name) for name in named_requirements(line for line in lock.splitlines() if "==" in line)}
    wanted = named_requirements((ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines())
    assert set(locked_versions(lock, wanted)) == pinned
    assert len(pinned) > 200
    lessons = locked_versions(lock, ["tensorflow-cpu", "matplotlib"])
    assert {"keras", "numpy", "pillow"} <= lessons.keys()
    assert not {"ruff", "sphinx", "nbgrader", "pytest"} & lessons.keys()


def test_what_is_needed_with_extras_is_pinned_with_them():
    """Where only the bare name is pinned, pip takes the newest version that has the extra, which no hash covers."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned: dict[str, set[str]] = {}
    for line in lock.splitlines():
        if "==" in line and not line.startswith(" "):
            requirement = Requirement(line.rstrip(" \\"))
            pinned.setdefault(canonical(requirement.name), set()).update(requirement.extras)
    needed = {
        (canonical(requirement.name), extra)
        for name in pinned.keys() & {canonical(found.name) for found in metadata.distributions()}
        for requirement in map(Requirement, metadata.requires(name) or [])
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        for extra in requirement.extras
    }
    assert ("coverage", "toml") in needed
    assert {(name, extra) for name, extra in needed if extra not in pinned[name]} == set()

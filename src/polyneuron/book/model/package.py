"""What a launched notebook needs to know of the learner's package."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")


@dataclass(frozen=True)
class LearnersPackage:
    """Requirements are as pip takes them (PEP 508), such as `numpy>=1.26`."""

    version: str
    """Its first two numbers rise when notebooks need something that older packages lack."""
    python: str
    """The oldest version of Python, such as `3.11`."""
    small: tuple[str, ...]
    """Small packages that it needs and not every place has."""
    right_to_left: tuple[str, ...]
    """What draws right-to-left text under an old Matplotlib."""
    course: dict[str, str]
    """Module that lessons import → the package that brings it."""


def requirement_name(requirement: str) -> str:
    """The name in a requirement: `numpy>=1.26` → `numpy`."""
    found = _NAME.match(requirement)
    return found[0] if found else requirement

"""The package's own messages: every `gettext("…")` in what notebooks import, for the catalogue `polyneuron.po`."""

from __future__ import annotations

from pathlib import Path

from babel.messages.extract import extract_from_dir

from polyneuron.book.model.domains import PACKAGE_FOLDER
from polyneuron.book.model.messages import Message


def package_messages(root: Path) -> list[Message]:
    """Every message of the learner's half, with its file and line; `polyneuron.book` speaks English only."""
    found = extract_from_dir(
        str(root / PACKAGE_FOLDER),
        method_map=[("book/**", "ignore"), ("**.py", "python")],
        keywords={"gettext": None},
    )
    return [
        Message("", text, line, "", formatted="{" in text, file=f"{PACKAGE_FOLDER}/{name}")
        for name, line, text, _, _ in sorted(found, key=lambda message: message[:2])
        if isinstance(text, str)  # Babel gives several texts for a call with plural forms, which `gettext` has not
    ]

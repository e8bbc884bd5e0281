"""The catalogues that belong to no single lesson, and the files that their messages come from."""

from __future__ import annotations

from enum import StrEnum


class Domain(StrEnum):
    """gettext's name of a catalogue; those of pages are also the names of the pages."""

    GLOSSARY = "glossary"
    """The definitions of terms."""
    COURSE_MAP = "course-map"
    """The words of the course map."""
    INTERFACE = "interface"
    """The words around the lessons: buttons, labels, notices."""
    PACKAGE = "polyneuron"
    """What the learner's package says."""


GLOSSARY_FILE = "locales/glossary.csv"
COURSE_MAP_FILE = "chapters/course-map.yml"
INTERFACE_FILE = "src/polyneuron/book/texts/interface_messages.py"
PACKAGE_FOLDER = "src/polyneuron"

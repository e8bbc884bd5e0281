"""`CITATION.cff` → how to cite the course: a sentence and a BibTeX entry. The file is the one place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.source.schema import schema_problems
from polyneuron.book.source.yaml_files import read_yaml

CITATION_FILE = "CITATION.cff"
_TEXT = {"type": "string", "minLength": 1, "description": "a text"}
_NAME = {"type": "string", "minLength": 1, "description": "a name"}
_ADDRESS = {"type": "string", "format": "web-address", "description": "an address (https://…)"}
_DOI = {
    "type": "string",
    "pattern": r"^10\.\d{4,9}(\.\d+)*/\S+$",
    "description": "a DOI such as 10.5281/zenodo.1234",
}
_OF_A_PERSON = ("given-names", "family-names")
_PERSON_OR_NOT = "either a name, or given-names and family-names"
_AUTHOR = {
    "type": "object",
    "description": "an author such as - name: The Polyneuron authors",
    "if": {"required": ["name"]},
    "then": {"properties": {key: {"not": {}, "description": _PERSON_OR_NOT} for key in _OF_A_PERSON}},
    "else": {"required": ["given-names", "family-names"]},
    "properties": {"name": _NAME, **dict.fromkeys(_OF_A_PERSON, _NAME)},
}
_SCHEMA = {
    "type": "object",
    "description": "authors, title, version, date-released and url",
    "required": ["cff-version", "message", "title", "authors", "version", "date-released", "url"],
    "additionalProperties": False,
    "properties": {
        "cff-version": {"enum": ["1.2.0", "1.1.0"], "description": "1.2.0"},
        "message": _TEXT,
        "title": _TEXT,
        "authors": {"type": "array", "minItems": 1, "items": _AUTHOR, "description": "a list of authors"},
        "version": {"type": "string", "minLength": 1, "description": "the version, such as 1.0.0"},
        "doi": _DOI,
        "date-released": {"type": "date", "description": "a date such as 2026-11-21"},
        "url": _ADDRESS,
        "type": {"enum": ["software", "dataset"], "description": "software"},
        "abstract": _TEXT,
        "keywords": {"type": "array", "items": _TEXT, "description": "a list of words"},
        **dict.fromkeys(("license-url", "repository", "repository-artifact", "repository-code"), _ADDRESS),
        **dict.fromkeys(
            ("commit", "contact", "identifiers", "license", "preferred-citation", "references"),
            True,
        ),
    },
}  # fmt: skip
"""The fields of the Citation File Format that the course uses, and the names of all others."""


@dataclass(frozen=True)
class Citation:
    """What a citation says (https://github.com/citation-file-format/citation-file-format)."""

    authors: tuple[str, ...]
    title: str
    version: str
    released: date
    url: str

    @property
    def sentence(self) -> str:
        """For a list of references."""
        names = ", ".join(self.authors)
        return f"{names} ({self.released.year}). {self.title}. Version {self.version}. {self.url}"

    @property
    def bibtex(self) -> str:
        """For BibTeX and BibLaTeX; double braces keep the name of a group together."""
        names = " and ".join(f"{{{name}}}" for name in self.authors)
        fields = {
            "author": names,
            "title": f"{{{self.title}}}",
            "year": str(self.released.year),
            "version": self.version,
            "url": self.url,
        }
        return "@misc{polyneuron,\n" + "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items()) + "}"


def read_citation(root: Path) -> Citation:
    """Read `CITATION.cff`; raises `ProblemsFound` where it is missing or something in it does not fit."""
    content = read_yaml(root / CITATION_FILE, root)
    if problems := schema_problems(content, _SCHEMA):
        raise ProblemsFound(problems)
    fields = content.values
    authors = tuple(
        author.get("name") or f"{author['given-names']} {author['family-names']}" for author in fields["authors"]
    )
    return Citation(authors, fields["title"], fields["version"], fields["date-released"], fields["url"])

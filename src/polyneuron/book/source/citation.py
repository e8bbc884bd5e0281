"""`CITATION.cff` → how to cite the course: a sentence and a BibTeX entry. The file is the one place where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from polyneuron.book.model.problems import Problem, ProblemsFound

CITATION_FILE = "CITATION.cff"


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
    """Read `CITATION.cff`; raises `ProblemsFound` where it is missing or lacks something."""
    try:
        fields = yaml.safe_load((root / CITATION_FILE).read_text(encoding="utf-8"))
        authors = tuple(
            author.get("name") or f"{author['given-names']} {author['family-names']}" for author in fields["authors"]
        )
        return Citation(authors, fields["title"], str(fields["version"]), fields["date-released"], fields["url"])
    except FileNotFoundError:
        problem = Problem(CITATION_FILE, 0, "This file is missing", "Take it from the repository's history.")
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(
            CITATION_FILE,
            0,
            f"This file cannot be read: {error!r}",
            "It needs authors, title, version, date-released, url.",
        )
    raise ProblemsFound([problem])

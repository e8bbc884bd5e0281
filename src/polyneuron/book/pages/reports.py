"""The text with which a reader can report a mistake: which page, edition and version. Nothing is sent by the page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from urllib.parse import urlencode

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.language import Language
from polyneuron.book.model.launching import repository

RIGHT_TO_LEFT_MARK = "\u200f"
"""A line that begins with it is read from right to left in whatever program it arrives."""


@dataclass(frozen=True)
class Report:
    """The text, and where it can be sent to; `assets/site.js` puts a section between beginning and end."""

    beginning: str
    """Page and course: the page's own words first, for they say in which direction the line is read."""
    address: str
    """Of the page."""
    end: str
    """Edition, and on a line of its own the version of the text."""
    issues: str
    """Where a new issue is written; empty where the settings name no repository."""
    contact: str
    """The project's e-mail address; empty where there is none, and the reader knows whom to write to."""

    @property
    def text(self) -> str:
        """What a reader sends, for the page as a whole."""
        return f"{self.beginning}\n{self.address}\n{self.end}\n"

    @property
    def mail(self) -> str:
        """A link that begins an e-mail."""
        return f"mailto:{self.contact}?{_query(subject=self.beginning, body=self.text)}"

    @property
    def issue(self) -> str:
        """A link that begins an issue."""
        return f"{self.issues}?{_query(title=self.beginning, body=self.text)}"


def report_of(configuration: Configuration, language: Language, page: str, title: str, body: str) -> Report:
    """The report of a page; its version is a digest of what the page says."""
    version = hashlib.sha256(body.encode()).hexdigest()[:8]
    site = configuration.site_url
    place = repository(configuration)
    mark = RIGHT_TO_LEFT_MARK if language.is_right_to_left else ""
    return Report(
        beginning=f"{mark}{title} – {configuration.book['title']}",
        address=f"{site}/{language.code}/{page}.html" if site else f"{language.code}/{page}.html",
        end=f"{mark}{language.name} ({language.code})\n{version}",
        issues=f"{place.url}/issues/new" if place else "",
        contact=configuration.contact,
    )


def _query(**fields: str) -> str:
    return urlencode(fields).replace("+", "%20")

"""The list of chapters and pages beside every page."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.environment import BuildEnvironment

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.texts import interface_messages

TEACHING_PAGES = ("teaching", "assign", "syllabus", "misconceptions")
"""Pages that stand under a heading of their own, where a book has them."""
FOOTER_PAGES = ("teaching", "translating")
"""Pages that every page leads to at its foot."""


@dataclass(frozen=True)
class Link:
    """A line of the list."""

    name: str
    """Of the page, without ending."""
    title: str
    """With the number, where it is a chapter."""


@dataclass(frozen=True)
class LinkGroup:
    """Some lines, below a heading where they have one."""

    heading: str
    links: tuple[Link, ...]


def navigation(configuration: Configuration, interface: Interface, environment: BuildEnvironment) -> list[LinkGroup]:
    """The chapters and pages that an edition has, in their order."""
    groups = [
        LinkGroup(heading, tuple(Link(name, _title(environment, name)) for name in names if name in environment.titles))
        for heading, names in (
            ("", configuration.chapter_names),
            (
                interface(interface_messages.BESIDE),
                [name for name in configuration.page_names if name not in TEACHING_PAGES],
            ),
            (
                interface(interface_messages.LANDING_TEACHERS),
                [name for name in configuration.page_names if name in TEACHING_PAGES],
            ),
        )
    ]
    return [group for group in groups if group.links]


def footer_links(groups: list[LinkGroup]) -> list[Link]:
    """The links at the foot of every page, in their order."""
    known = {link.name: link for group in groups for link in group.links}
    return [known[name] for name in FOOTER_PAGES if name in known]


def _title(environment: BuildEnvironment, name: str) -> str:
    title: nodes.title = environment.titles[name]
    return title.astext()

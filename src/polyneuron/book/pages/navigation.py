"""The list of chapters and pages beside every page."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx.environment import BuildEnvironment

from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.texts import interface_messages


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
            (interface(interface_messages.BESIDE), configuration.page_names),
        )
    ]
    return [group for group in groups if group.links]


def _title(environment: BuildEnvironment, name: str) -> str:
    title: nodes.title = environment.titles[name]
    return title.astext()

"""The menu below a chapter's title: the places where its notebook runs, each with a sentence on what it needs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from polyneuron.book.model import launching
from polyneuron.book.model.configuration import Configuration
from polyneuron.book.model.edition import Interface
from polyneuron.book.texts import interface_messages
from polyneuron.published import PACKAGES_FILE


@dataclass(frozen=True)
class LaunchPlace:
    """One entry of the menu."""

    name: str
    note: str
    address: str
    elsewhere: tuple[str, ...] = ()
    """The same in second places."""
    download: bool = False


def places(configuration: Configuration, language: str, chapter: str, interface: Interface) -> list[LaunchPlace]:
    """The entries for a chapter of an edition, in the order of the menu."""
    here, found = (configuration, language, chapter), []
    if address := launching.binder_address(*here):
        found.append(LaunchPlace("Binder", interface(interface_messages.LAUNCH_BINDER), address))
    if address := launching.colab_address(*here):
        found.append(LaunchPlace("Colab", interface(interface_messages.LAUNCH_COLAB), address))
    if address := launching.hub_address(*here):
        hub = configuration.book["launch_buttons"]["jupyterhub_url"].rstrip("/")
        copies = [launching.mirror_repository(configuration, mirror) for mirror in configuration.mirrors]
        elsewhere = tuple(launching.hub_link(hub, copy, language, chapter) for copy in copies if copy)
        found.append(LaunchPlace("JupyterHub", interface(interface_messages.LAUNCH_HUB), address, elsewhere))
    sites = [mirror.site_url for mirror in configuration.mirrors]
    found.append(
        LaunchPlace(
            interface(interface_messages.LAUNCH_DOWNLOAD),
            interface(interface_messages.LAUNCH_DOWNLOAD_NOTE),
            f"_sources/{chapter}.ipynb",  # beside the page, wherever that is
            tuple(launching.download_address(site, language, chapter) for site in sites),
            download=True,
        )
    )
    return found


def commands(site_url: str, language: str, chapter: str) -> list[str]:
    """What a learner types on a computer of his or her own, once and each time."""
    number = chapter.partition("-")[0]
    return [
        f"python -m pip install -r {site_url}/{PACKAGES_FILE}",
        f"python -m polyneuron learn --language {language} --chapter {number}",
    ]


def host(address: str) -> str:
    """The name of an address's host, for a link that a person reads."""
    return urlsplit(address).hostname or address

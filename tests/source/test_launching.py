"""Addresses of the launch menu, from settings alone."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from polyneuron.book.model import launching
from polyneuron.book.model.configuration import Mirror

CHAPTER = "03-losses"


def with_settings(configuration, url="https://github.com/someone/course", **services):
    settings = {
        "repository": {"url": url, "branch": "notebooks"},
        "launch_buttons": {"binderhub_url": "https://binder.example.org/", "colab_url": "https://colab.example.org"}
        | services,
    }
    return replace(configuration, book=configuration.book | settings)


def test_binder_opens_the_chapter_of_the_branch(configuration):
    address = launching.binder_address(with_settings(configuration), "fa", CHAPTER)
    assert (
        address
        == "https://binder.example.org/v2/gh/someone/course/notebooks?urlpath=polyneuron/fa/lab/tree/fa/03-losses.ipynb"
    )


def test_binder_reads_from_every_git_host(configuration):
    elsewhere = with_settings(configuration, url="https://git.example.org/a/b")
    path = urlsplit(launching.binder_address(elsewhere, "fa", CHAPTER)).path
    kind, place, branch = path.removeprefix("/v2/").split("/")
    assert (kind, unquote(place), branch) == ("git", "https://git.example.org/a/b", "notebooks")


def test_colab_reads_from_github_only(configuration):
    address = launching.colab_address(with_settings(configuration), "fa", CHAPTER)
    assert address == "https://colab.example.org/github/someone/course/blob/notebooks/fa/03-losses.ipynb"
    assert launching.colab_address(with_settings(configuration, url="https://gitlab.com/a/b"), "fa", CHAPTER) is None


@pytest.mark.parametrize("url", ["https://github.com/someone/course", "https://git.example.org/deep/er/course.git"])
def test_a_hub_brings_the_branch_and_opens_the_chapter_in_its_folder(configuration, url):
    with_hub = with_settings(configuration, url=url, jupyterhub_url="https://hub.example.edu/")
    address = launching.hub_address(with_hub, "fa", CHAPTER)
    assert address.startswith("https://hub.example.edu/hub/user-redirect/git-pull?")
    asked = {name: value for name, (value,) in parse_qs(urlsplit(address).query).items()}
    assert asked == {"repo": url, "branch": "notebooks", "urlpath": "lab/tree/course/fa/03-losses.ipynb"}


@pytest.mark.parametrize("empty", ["", None])
def test_what_the_settings_do_not_name_has_no_address(configuration, empty):
    none = with_settings(configuration, binderhub_url=empty, colab_url=empty, jupyterhub_url=empty)
    for address in (launching.binder_address, launching.colab_address, launching.hub_address):
        assert address(none, "fa", CHAPTER) is None
    nowhere = with_settings(configuration, url="", jupyterhub_url="https://hub.example.edu")
    for address in (launching.binder_address, launching.colab_address, launching.hub_address):
        assert address(nowhere, "fa", CHAPTER) is None


def test_a_mirror_has_the_same_branch_in_another_repository(configuration):
    here = with_settings(configuration)
    mirror = Mirror("https://copy.example.org/course", "https://git.example.org/a/course")
    place = launching.mirror_repository(here, mirror)
    assert (place.url, place.branch) == ("https://git.example.org/a/course", "notebooks")
    assert launching.mirror_repository(here, Mirror("https://copy.example.org/course")) is None
    assert launching.download_address(mirror.site_url, "fa", CHAPTER) == (
        "https://copy.example.org/course/fa/_sources/03-losses.ipynb"
    )


def test_mirrors_of_the_settings_are_read_without_their_last_slash(project):
    project.replace("_config.yml", "mirrors: []", "mirrors: [{site_url: 'https://copy.example.org/c/'}]")
    assert project.configuration.mirrors == (Mirror("https://copy.example.org/c"),)

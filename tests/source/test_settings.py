"""Settings that must agree between the book and the package that notebooks import."""

from __future__ import annotations

import json
import re
import tomllib

import pytest
from hatch_build import write_sites

from polyneuron.book.source.addresses import is_mail_address
from polyneuron.published import sites
from tests.conftest import ROOT


def test_the_package_knows_the_address_of_the_site(configuration):
    assert sites()[0] == f"{configuration.site_url}/"


def test_the_package_knows_the_copies_of_the_site_in_their_order(project):
    project.replace(
        "_config.yml", "mirrors: []", "mirrors: [{site_url: 'https://b.org/c'}, {site_url: 'https://a.org'}]"
    )
    written = json.loads(write_sites(project.root).read_text())
    assert written == [project.configuration.site_url, "https://b.org/c", "https://a.org"]


def test_texts_name_the_places_of_the_settings(configuration):
    """They stand in `_config.yml` once; prose that shows a command to type repeats them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*ROOT.glob("pages/*.md"), *ROOT.glob("chapters/*.md"), ROOT / "README.md", ROOT / "CITATION.cff"]
    named = 0
    for path in texts:
        text = path.read_text(encoding="utf-8")
        for address in re.findall(r"https://[\w.-]*polyneuron\.github\.io[\w./-]*", text):
            assert address.startswith(configuration.site_url), path.name
            named += 1
        for address in re.findall(r"https://github\.com/polyneuron[\w./-]*", text):
            assert address.startswith(configuration.book["repository"]["url"]), path.name
    assert named > 10
    oldest = project["requires-python"].removeprefix(">=")
    for path in (ROOT / "pages" / "running.md", ROOT / "README.md"):
        assert f"Python {oldest}" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["", "course@example.org", "a.b+c@mail.example.org", "x@xn--e1afmkfd.example"])
def test_addresses_for_mail(address):
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "address",
    ["course", "a@b", "a@b.org?cc=c@d.org", "a@b.org,c@d.org", "mailto:a@b.org", "a b@c.org", "a@b..org", "a@b.org\n"],
)
def test_what_is_no_address_for_mail(address):
    assert not is_mail_address(address)


def test_the_project_has_a_contact_where_the_settings_name_one(project):
    assert project.configuration.contact == ""
    project.replace("_config.yml", "  released:", "  contact: course@example.org\n  released:")
    assert project.configuration.contact == "course@example.org"

"""Settings that must agree between the book and the package that notebooks import."""

from __future__ import annotations

import json

from hatch_build import write_sites

from polyneuron.published import sites


def test_the_package_knows_the_address_of_the_site(configuration):
    assert sites()[0] == f"{configuration.site_url}/"


def test_the_package_knows_the_copies_of_the_site_in_their_order(project):
    project.replace(
        "_config.yml", "mirrors: []", "mirrors: [{site_url: 'https://b.org/c'}, {site_url: 'https://a.org'}]"
    )
    written = json.loads(write_sites(project.root).read_text())
    assert written == [project.configuration.site_url, "https://b.org/c", "https://a.org"]

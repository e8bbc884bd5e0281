"""Settings that must agree between the book and the package that notebooks import."""

from polyneuron.datasets.settings import COURSE_SITE


def test_the_package_knows_the_address_of_the_site(configuration):
    assert f"{configuration.site_url}/" == COURSE_SITE

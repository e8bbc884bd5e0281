"""Settings that must agree between the book and the package that notebooks import."""

from polyneuron import LANGUAGES
from polyneuron.datasets.settings import COURSE_SITE
from polyneuron.language import with_own_digits


def test_the_package_knows_the_address_of_the_site(configuration):
    assert f"{configuration.site_url}/" == COURSE_SITE


def test_the_package_knows_every_language(configuration):
    assert tuple(configuration.languages) == LANGUAGES


def test_a_notebook_knows_the_digits_of_the_editions(configuration):
    for code, language in configuration.languages.items():
        assert with_own_digits("0123456789", code) == language.digits

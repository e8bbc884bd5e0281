"""A language of the course: the facts that everything made in it needs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """An edition's language."""

    code: str
    """The edition's folder on the site and in `locales/`, such as `zh`."""
    name: str
    """Its own name for itself."""
    locale: str
    """gettext's and Sphinx's name, such as `zh_CN`."""
    tag: str
    """BCP 47 tag for the web, such as `zh-Hans`."""
    direction: str
    """`ltr` or `rtl`."""
    plural_forms: str
    digits: str = "0123456789"
    """The ten digits that prose is written with, from 0 on."""

    def number(self, value: int) -> str:
        """A number as prose of this language writes it, with its own digits."""
        return self.in_digits(str(value))

    def in_digits(self, text: str) -> str:
        """A text with the digits of this language in the place of 0 to 9."""
        return text.translate(str.maketrans("0123456789", self.digits))

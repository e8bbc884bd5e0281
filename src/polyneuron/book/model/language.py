"""A language of the course: the facts that everything made in it needs."""

from __future__ import annotations

from dataclasses import dataclass

_COUNTER_STYLES = {
    "٠": "arabic-indic",
    "۰": "persian",
    "०": "devanagari",
    "০": "bengali",
    "੦": "gurmukhi",
    "૦": "gujarati",
    "୦": "oriya",
    "௦": "tamil",
    "౦": "telugu",
    "೦": "kannada",
    "൦": "malayalam",
    "๐": "thai",
    "໐": "lao",
    "༠": "tibetan",
    "၀": "myanmar",
    "០": "khmer",
    "᠐": "mongolian",
}
"""Zero of a script → CSS's name for numbers in its digits (https://www.w3.org/TR/css-counter-styles-3/#simple-numeric)."""

_WITHOUT_SPACES = frozenset(["Hani", "Hans", "Hant", "Jpan"])
"""Scripts without spaces between words, whose lines browsers end anywhere."""


@dataclass(frozen=True)
class Language:
    """An edition's language; `polyneuron.book.source.language_facts` says where each fact comes from."""

    code: str
    """The edition's folder on the site and in `locales/`, such as `zh`."""
    name: str
    """Its own name for itself."""
    locale: str
    """gettext's and Sphinx's name, such as `zh_CN`."""
    tag: str
    """BCP 47 tag for the web, such as `zh-Hans`; the order of its words goes by it too."""
    direction: str
    """`ltr` or `rtl`."""
    plural_forms: str
    """The header of gettext's catalogues."""
    script: str = "Latn"
    """What it is written in (ISO 15924), which decides about fonts."""
    digits: str = "0123456789"
    """The ten digits that prose is written with, from 0 on."""
    decimal: str = "."
    """The sign before decimals."""
    group: str = ","
    """The sign that its readers know between thousands."""
    thousands: str = "\u00a0"
    """What the course's prose has there, from five digits on; may be empty."""
    list_separator: str = ", "
    """What stands between the items of a list within a sentence."""
    one_letter_words: str = ""
    """The letters that are words and end no line."""
    words_before_numbers: str = ""
    """Words whose number stands on the same line (chapter 1), with blanks between; `*` stands for their endings."""
    words_behind_numbers: str = ""
    """Units and other words that stand on the line of their number (12 minutes)."""
    dash_ends_line: bool = False
    """Whether a dash begins no line."""
    stacked_marks: bool = False
    """Whether its letters have marks above and below at once, so that lines need more room between them."""

    @property
    def is_right_to_left(self) -> bool:
        """Whether its lines run from right to left."""
        return self.direction == "rtl"

    @property
    def has_spaces(self) -> bool:
        """Whether it is written with spaces between words."""
        return self.script not in _WITHOUT_SPACES

    @property
    def colon(self) -> str:
        """What stands between a name and what is said of it: the wide colon has its room within itself."""
        return ": " if self.has_spaces else "："

    @property
    def types_decimal_comma(self) -> bool:
        """Whether a comma that a reader types stands before decimals: wherever it is not known between thousands."""
        return self.group != ","

    @property
    def counter_style(self) -> str:
        """CSS's name for numbers in its digits; `decimal` where CSS has none."""
        return _COUNTER_STYLES.get(self.digits[0], "decimal")

    def number(self, value: int) -> str:
        """A number as prose of this language writes it, with its own digits."""
        return self.in_digits(str(value))

    def written(self, value: float) -> str:
        """A number as prose of this language writes it: digits, decimal sign, minus, thousands from 10 000 on."""
        text = f"{value:.15g}"
        if "e" not in text:
            whole, point, decimals = text.lstrip("-").partition(".")
            if len(whole) > 4:
                whole = f"{int(whole):,}".replace(",", self.thousands)
            text = ("-" if value < 0 else "") + whole + point.replace(".", self.decimal) + decimals
        return self.in_digits(text.replace("-", "\u2212"))

    def in_digits(self, text: str) -> str:
        """A text with the digits of this language in the place of 0 to 9."""
        return text.translate(str.maketrans("0123456789", self.digits))

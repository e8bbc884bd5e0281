"""Addresses and names of branches that settings and tables give: whether a browser and git take them.

Guards against what looks like an address and leads nowhere, or gives something away: a password, a port that there is
not, a bracket that is not closed, a blank. Blind on purpose to whether somebody answers there.
"""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import urlsplit

from jsonschema import FormatChecker

_NEVER = re.compile(r"[\s\"'<>\\{}|^`\x00-\x20\x7f]")
_HOST = re.compile(r"(?=.{1,253}$)[^\W_]([\w-]{0,61}[^\W_])?(\.[^\W_]([\w-]{0,61}[^\W_])?)*")
_NO_BRANCH = re.compile(r"[\s~^:?*\[\\\x00-\x20\x7f]|\.\.|@\{|//|/\.|\.lock(/|$)|^[-./]|[./]$|^@$")
"""https://git-scm.com/docs/git-check-ref-format"""

_LABEL = r"[a-z\d]([a-z\d-]{0,61}[a-z\d])?"
_MAIL = re.compile(rf"[\w+-]+(\.[\w+-]+)*@{_LABEL}(\.{_LABEL})+", re.ASCII | re.IGNORECASE)
_LONGEST = 254
"""Of an address for e-mail, https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3"""

FORMATS = FormatChecker(formats=())
"""What the schemas of this package may ask for as `format`."""


@FORMATS.checks("web-address")
def is_web_address(text: object) -> bool:
    """Whether a text is an address of the web: http or https, a host, no password."""
    if not isinstance(text, str):
        return True  # its type is another question
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or _NEVER.search(text) or "@" in parts.netloc or port == 0:
        return False
    return _is_host(parts.hostname or "", "[" in parts.netloc) and not parts.netloc.endswith(":")


@FORMATS.checks("site-address")
def is_site_address(text: object) -> bool:
    """Whether a text is an address below which pages lie: one of the web without ? and #."""
    return is_web_address(text) and not (isinstance(text, str) and set(text) & set("?#"))


@FORMATS.checks("mail-address")
def is_mail_address(text: object) -> bool:
    """Whether a text is one plain e-mail address, which needs no quotes in a link and hides no fields behind it."""
    return not isinstance(text, str) or not text or (len(text) <= _LONGEST and _MAIL.fullmatch(text) is not None)


@FORMATS.checks("branch")
def is_branch(text: object) -> bool:
    """Whether git allows a text as the name of a branch."""
    return not isinstance(text, str) or (bool(text) and not _NO_BRANCH.search(text))


def _is_host(host: str, in_brackets: bool) -> bool:
    if in_brackets:
        try:
            return bool(ipaddress.IPv6Address(host))
        except ValueError:
            return False
    return _HOST.fullmatch(host) is not None

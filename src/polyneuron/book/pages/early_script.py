"""The one script that stands in a page itself: the reader's choice of light or dark, before anything is drawn.

As a file it would keep the first line from the screen for a whole way to the server and back, on each visit to come
too; after the first line, a page that is dark would begin white. The policy of a page names it by its digest, so that
it lets no other script in.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjsmin
from markupsafe import Markup

EARLY_SCRIPT = "assets/choices.js"
"""Below the project's root."""
_RULES = (
    "default-src 'none'",
    "script-src {scripts}",
    "style-src 'self' 'unsafe-inline'",  # what browsers before CSP 3 go by
    "style-src-elem 'self'",
    "style-src-attr 'unsafe-inline'",  # KaTeX places the parts of a formula by them
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
)


@dataclass(frozen=True)
class EarlyScript:
    """The script as it stands in a page, and what lets it in."""

    text: Markup
    """Without comments and blanks."""
    sources: str
    """For `script-src` of the page's policy: the files of the site, and this script by its digest."""


@cache
def early_script(root: Path) -> EarlyScript:
    """Read it."""
    text = rjsmin.jsmin((root / EARLY_SCRIPT).read_text(encoding="utf-8"))
    if "</" in text or "<!" in text:
        raise AssertionError(f"{EARLY_SCRIPT}: `</` or `<!` would end the script in a page; write it in another way")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return EarlyScript(Markup(text), f"'self' 'sha256-{digest}'")


def policy(root: Path) -> str:
    """What a page may load: nothing from other hosts, no other script and no style sheet that stands in the page."""
    return "; ".join(_RULES).format(scripts=early_script(root).sources)

"""The colours of the site, written once for the light and once for the dark, as rules of a style sheet."""

from __future__ import annotations

import re
from pathlib import Path


def light_color(root: Path, name: str) -> str:
    """A colour of the light, such as `accent`, for what is no style sheet."""
    found = re.search(rf"--{re.escape(name)}: ([^;]+);", (root / "assets" / "colors.css").read_text(encoding="utf-8"))
    assert found, f"colors.css has no {name}"
    return found[1]


def color_rules(root: Path) -> str:
    """The rules that give every page its colours, light or dark as the reader's device is set.

    What the reader has chosen, `data-theme` on the root element, goes before the device.
    """
    light, dark = ((root / "assets" / name).read_text(encoding="utf-8") for name in ("colors.css", "colors-dark.css"))
    by_device = dark.replace(":root", ':root:not([data-theme="light"])')
    chosen = dark.replace(":root", ':root[data-theme="dark"]')
    return "\n".join([light, f"@media (prefers-color-scheme: dark) {{\n{by_device}}}", chosen])

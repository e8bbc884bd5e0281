"""A picture in a launched notebook: the file itself, written as a data address.

So it is shown without a network, and whatever folder the notebook was saved to. Attachments of cells, the format's own
way, are not: Colab shows none (googlecolab/colabtools issue 3836), and JupyterLab none that are SVG (jupyterlab issue
10464). An address of the published site would show the picture of another day.
"""

from __future__ import annotations

import base64
from pathlib import Path

MEDIA_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}


def data_address(path: Path) -> str:
    """A picture as an address that holds all of it (RFC 2397)."""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    return f"data:{MEDIA_TYPES[path.suffix]};base64,{data}"

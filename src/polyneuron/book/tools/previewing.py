"""Pages that show a change as soon as it is saved: what has changed, and a server whose pages load themselves again.

The pages themselves stay as they are: the server adds one script to what it sends, and nothing of it is in a site.
"""

from __future__ import annotations

import http.server
import io
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

RELOAD_SCRIPT, RELOAD_STATE = "/preview-reload.js", "/preview-state"
"""Addresses that only a preview has."""
_SCRIPT = f"""\
let known;
setInterval(async () => {{
  try {{
    const state = await (await fetch("{RELOAD_STATE}", {{ cache: "no-store" }})).text();
    if (known !== undefined && state !== known) location.reload();
    known = state;
  }} catch {{
    // the server has stopped
  }}
}}, 1000);
"""
_TAG = f'<script src="{RELOAD_SCRIPT}" defer></script></head>'.encode()

States = Mapping[Path, tuple[int, int]]
"""File → its time and size."""


def file_states(places: Iterable[Path]) -> States:
    """Time and size of these files, and of all files below these folders."""
    states = {}
    for place in places:
        for path in place.rglob("*") if place.is_dir() else [place]:
            try:
                found = path.stat()
            except OSError:
                continue  # an editor is exchanging it just now
            if path.is_file() and not path.name.startswith(".") and not path.name.endswith("~"):
                states[path] = (found.st_mtime_ns, found.st_size)
    return states


def changed_files(before: States, after: States) -> list[Path]:
    """Files that are new, other or gone."""
    return sorted(path for path in {*before, *after} if before.get(path) != after.get(path))


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends the files of a folder, pages with one script more."""

    def __init__(self, *arguments: Any, state: Callable[[], int], **options: Any) -> None:
        self.state = state
        super().__init__(*arguments, **options)

    def log_message(self, format: str, *arguments: Any) -> None:  # the base class names it so
        """Say nothing: a page asks every second."""

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """Called for every request."""
        path = self.path.partition("?")[0]
        if path == RELOAD_STATE:
            return self._send(str(self.state()).encode(), "text/plain")
        if path == RELOAD_SCRIPT:
            return self._send(_SCRIPT.encode(), "text/javascript")
        file = Path(self.translate_path(path))
        if file.suffix == ".html" and file.is_file():
            return self._send(file.read_bytes().replace(b"</head>", _TAG, 1), "text/html; charset=utf-8")
        return super().send_head()

    def _send(self, content: bytes, kind: str) -> io.BytesIO:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(content)


@contextmanager
def previewed(folder: Path, port: int, state: Callable[[], int]) -> Iterator[int]:
    """The port on which a folder is shown; pages in a browser load themselves again when `state` gives another number.

    Parameters
    ----------
    port
        0 for any that is free.
    """
    handler = partial(_Handler, directory=os.fspath(folder), state=state)
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server.server_port
        finally:
            server.shutdown()

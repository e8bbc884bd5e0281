"""Formgrader's pages of a course folder, as an instructor's browser gets them: JupyterLab's server with nbgrader."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

_EXTENSION = "nbgrader.server_extensions.formgrader"
_TOKEN = "for-tests"
_PATIENCE = 90
"""Seconds until the server must answer."""


class Formgrader:
    """A server that runs."""

    def __init__(self, address: str):
        self.address = address

    def page(self, place: str) -> tuple[int, str]:
        """The status and the text that the browser gets."""
        try:
            with urlopen(f"{self.address}/formgrader/{place}?token={_TOKEN}", timeout=60) as answer:
                return answer.status, answer.read().decode("utf-8")
        except HTTPError as error:
            return error.code, error.read().decode("utf-8")


@contextmanager
def formgrader(course: Path, home: Path) -> Iterator[Formgrader]:
    """Start the server in a course folder, as `jupyter lab` does; `home` holds what it writes about itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        *(sys.executable, "-m", "jupyter_server", "--allow-root", "--no-browser", "--ip=127.0.0.1", f"--port={port}"),
        f"--ServerApp.jpserver_extensions={{'{_EXTENSION}': True}}",
        f"--IdentityProvider.token={_TOKEN}",
    ]
    environment = {**os.environ, "HOME": str(home), "JUPYTER_RUNTIME_DIR": str(home), "JUPYTER_CONFIG_DIR": str(home)}
    with (home / "server.log").open("w") as log:
        server = subprocess.Popen(command, cwd=course, env=environment, stdout=log, stderr=log)
        try:
            found = Formgrader(f"http://127.0.0.1:{port}")
            _wait(found, server, home / "server.log")
            yield found
        finally:
            server.terminate()
            server.wait(30)


def _wait(found: Formgrader, server: subprocess.Popen, log: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while server.poll() is None and time.monotonic() < end:
        try:
            if found.page("")[0] == 200:
                return
        except URLError:
            pass
        time.sleep(0.3)
    raise RuntimeError(f"Formgrader does not answer:\n{log.read_text()}")

"""A web server on this computer that misbehaves on demand, and settings that look nowhere else."""

import sys
import threading
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from polyneuron import use_language
from polyneuron.datasets import Settings

ROOT = Path(__file__).parents[3]


class Answers(BaseHTTPRequestHandler):
    """Gives the answer that a test has laid down for the path."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.server.requests[self.path].append(dict(self.headers))
        self.close_connection = True
        answer = self.server.answers.get(self.path)
        try:
            if answer is None:
                self.reply(404)
            else:
                answer(self)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has gone, as some tests want it to

    def reply(self, status, body=b"", **headers):
        """Send a whole answer; `Content-Length` can be given to make it lie."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.head(status, **{"Content-Length": len(body), **headers})
        self.wfile.write(body)

    def head(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def log_message(self, *arguments):
        pass


class Server(ThreadingHTTPServer):
    """Where `answers` are laid down and `requests` (headers of each, per path) are noted."""

    daemon_threads = True
    block_on_close = False

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.answers, self.requests = {}, defaultdict(list)
        self.ended = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


@pytest.fixture
def server():
    with Server() as running:
        threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True).start()
        yield running
        running.ended.set()
        running.shutdown()


@pytest.fixture
def settings(tmp_path, server):
    """No folder is named, the caches are empty, the only mirror is the server above; little patience."""
    return Settings(
        data_folder=None,
        cache_folder=tmp_path / "cache",
        keras_folder=tmp_path / "keras" / "datasets",
        mirrors=(server.url,),
        stall_seconds=1,
        pause_seconds=0.01,
        lock_seconds=20,
        notice_seconds=5,
    )


@pytest.fixture(autouse=True)
def quiet_surroundings(monkeypatch):
    """No test depends on the learner's own variables, or on a proxy."""
    for name in ("POLYNEURON_DATA", "POLYNEURON_CACHE", "POLYNEURON_MIRRORS", "KERAS_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def compiled_messages():
    """The catalogues as a wheel has them."""
    sys.path.insert(0, str(ROOT))
    try:
        from hatch_build import compile_package_messages
    finally:
        sys.path.remove(str(ROOT))
    return compile_package_messages(ROOT)


@pytest.fixture
def language(compiled_messages):
    """Change the language within a test; English again afterwards."""
    yield use_language
    use_language("en")

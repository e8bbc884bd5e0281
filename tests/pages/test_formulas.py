"""Formulas are set while pages are built, by KaTeX in a server of its own."""

import re
import sys
import tempfile
from pathlib import Path

import pytest
from sphinxcontrib.katex import KaTeXError, KaTeXServer

from polyneuron.book.pages import extension

SLOW = """
import socket, sys, time
server = socket.socket(socket.AF_UNIX)
server.bind(sys.argv[1])
time.sleep(0.5)
server.listen()
server.accept()
"""


@pytest.fixture
def start(monkeypatch):
    """Start a program in the place of KaTeX's server, as pages do."""
    monkeypatch.setattr(KaTeXServer, "start_server_process", KaTeXServer.start_server_process)
    extension._start_katex_patiently()

    def start(program: str):
        command = classmethod(lambda cls, socket: [sys.executable, "-c", program, str(socket)])
        monkeypatch.setattr(KaTeXServer, "build_command", command)
        with tempfile.TemporaryDirectory() as folder:  # the path of a socket has 100 characters at most
            return KaTeXServer.start_server_process(Path(folder), 0.1)

    return start


def test_a_server_that_does_not_listen_yet_is_waited_for(start):
    process, connection = start(SLOW)
    with connection:
        assert connection.getpeername()
    assert process.wait(timeout=30) == 0


def test_a_server_that_ends_at_once_is_not_waited_for(start):
    with pytest.raises(KaTeXError):
        start("")


NAMES = {"MAE", "MSE", "relu", "sigmoid"}
"""Names of functions and losses, the same in all languages."""


def test_formulas_of_the_real_lessons_hold_no_english_words(lessons):
    """Formulas are kept as they are in every language: a word in them would stay English."""
    sources = "\n".join(cell.source for lesson in lessons for cell in lesson.cells if cell.kind == "markdown")
    words = re.findall(r"\\(?:text|mathrm|operatorname)\s*\{([^}]*)\}", sources)
    assert words
    assert set(words) <= NAMES

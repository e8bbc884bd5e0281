"""A launched notebook in JupyterLab: what is read from right to left keeps its numbers in order."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book.model.edition import Links
from polyneuron.book.notebooks.plain_markdown import plain_markdown
from tests.browser import visits
from tests.number_order import numbers_out_of_order

pytestmark = pytest.mark.browser

PROSE = """\
## نقطهٔ (1, −2)

مقدار −۵٫۸ است، و نقطهٔ (۱, −۲) و `x = -1`.

- وزن −۳

| مقدار −۱ |
|---|
| میانگین −۷ |"""
CODE = """\
import polyneuron
polyneuron.use_language("fa")
print("حاصل‌ضرب اول:", -8.846)
print("شکل ورودی:", (1, 2))
print("لایهٔ پنهان: [2.1 -8.8]")"""
LATER = """\
print("خطا در (1, −1):", -0.5)
with polyneuron.checking():
    pass"""


@pytest.fixture
def laboratory(tmp_path):
    """Address of a JupyterLab that shows the test's folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", f"--ServerApp.port={port}", "--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    command = [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={tmp_path}", "--allow-root"]
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "log.txt").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            _wait_for(f"{address}/api", server)
            yield address
        finally:
            server.kill()  # a server that is asked to end first waits for its kernels, which end without it


def _wait_for(address: str, server: subprocess.Popen) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=2).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert server.poll() is None, "JupyterLab ended at once"
            time.sleep(0.25)
        else:
            return
    raise AssertionError("JupyterLab did not start within a minute")


def test_numbers_keep_their_order_in_prose_and_output(browser, laboratory, tmp_path):
    cells = [new_markdown_cell(plain_markdown(PROSE, "rtl", Links())), new_code_cell(CODE), new_code_cell(LATER)]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    NotebookClient(notebook, timeout=60).execute()
    nbformat.write(notebook, tmp_path / "lesson.ipynb")
    with visits(browser) as visit:
        page = visit(f"{laboratory}/lab/tree/lesson.ipynb", viewport={"width": 1280, "height": 900})
        page.wait_for_selector(".jp-RenderedText pre", timeout=60_000)
        page.wait_for_selector(".jp-RenderedHTMLCommon h2", timeout=60_000)
        prose = numbers_out_of_order(page, ".jp-MarkdownOutput")
        output = numbers_out_of_order(page, ".jp-OutputArea-output pre")
    assert prose == (7, [])
    assert output == (5, [])

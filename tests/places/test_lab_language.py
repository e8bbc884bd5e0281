"""A link to Binder opens JupyterLab in the language of the edition, where JupyterLab has one."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from polyneuron import lab_language
from polyneuron.book.notebooks.dependencies import BINDER_SECTION, lesson_requirements
from tests.conftest import ROOT


@pytest.fixture
def packs(tmp_path, monkeypatch):
    """A translation of JupyterLab into Chinese, as an installation has it."""
    place = tmp_path / "packs" / "pack-4.0.dist-info"
    place.mkdir(parents=True)
    (place / "METADATA").write_text("Name: pack\nVersion: 4.0\n")
    (place / "entry_points.txt").write_text("[jupyterlab.languagepack]\nzh_CN = pack\n")
    monkeypatch.syspath_prepend(str(place.parent))
    return place.parent


def test_a_language_is_chosen_once_and_a_users_own_choice_stays(packs, tmp_path):
    settings = tmp_path / "settings"
    assert not lab_language.choose("yo", settings)  # nobody has translated it
    assert lab_language.choose("zh", settings)
    path = settings / lab_language.SETTING
    assert json.loads(path.read_text()) == {"locale": "zh_CN"}
    path.write_text('{"locale": "ru_RU"}')
    assert not lab_language.choose("zh", settings)
    assert json.loads(path.read_text()) == {"locale": "ru_RU"}


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments):
        return None


def test_jupyters_server_sets_it_and_goes_on_to_the_chapter(packs, tmp_path):
    """As the wheel's own configuration asks it to, in a real server."""
    configuration = tmp_path / "etc" / "jupyter_server_config.d"
    configuration.mkdir(parents=True)
    (configuration / "polyneuron.json").write_text((ROOT / "src" / "jupyter_server.json").read_text())
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {
        "JUPYTER_CONFIG_PATH": str(configuration.parent),
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "PYTHONPATH": os.pathsep.join([str(packs), *filter(None, [os.environ.get("PYTHONPATH")])]),
    }
    options = [f"--ServerApp.port={port}", "--IdentityProvider.token=", "--ServerApp.base_url=/user/a/", "--allow-root"]
    command = [sys.executable, "-m", "jupyter", "server", "--no-browser", f"--ServerApp.root_dir={tmp_path}", *options]
    opener = urllib.request.build_opener(_Stay)
    address = f"http://127.0.0.1:{port}/user/a/polyneuron/zh/lab/tree/zh/01-neurons.ipynb?factory=Notebook"
    with (tmp_path / "log").open("w") as log, subprocess.Popen(command, env=environment, stdout=log, stderr=log) as one:
        try:
            for _ in range(300):
                try:
                    opener.open(address, timeout=5)
                except urllib.error.HTTPError as error:
                    answer = error
                    break
                except OSError:
                    assert one.poll() is None, (tmp_path / "log").read_text()
                    time.sleep(0.2)
            assert answer.code == 302, (tmp_path / "log").read_text()
            assert answer.headers["Location"] == "/user/a/lab/tree/zh/01-neurons.ipynb?factory=Notebook"
        finally:
            one.kill()
    assert json.loads((tmp_path / "settings" / lab_language.SETTING).read_text()) == {"locale": "zh_CN"}


def test_binder_installs_a_translation_for_each_edition_that_has_one():
    named = [line.split(">=")[0] for line in lesson_requirements(ROOT, BINDER_SECTION)]
    assert named == ["jupyterlab", *(f"jupyterlab-language-pack-{code}" for code in ("zh-CN", "ru-RU", "pl-PL"))]

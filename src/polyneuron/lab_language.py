"""JupyterLab in the language of an edition: a small extension of Jupyter's server, for Binder.

One image serves all editions, so the link chooses: `/polyneuron/zh/lab/tree/zh/01-neurons.ipynb` sets JupyterLab's
language, where somebody has translated it and nobody has chosen one, and goes on to `/lab/tree/zh/01-neurons.ipynb`.
"""

from __future__ import annotations

import importlib.metadata
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp

SETTING = "@jupyterlab/translation-extension/plugin.jupyterlab-settings"
"""The file of JupyterLab's setting, in the folder of a user's settings."""


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Called by Jupyter's server."""
    return [{"module": "polyneuron.lab_language"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Called by Jupyter's server when it starts."""
    from jupyter_server.base.handlers import JupyterHandler
    from jupyter_server.utils import url_path_join
    from tornado import web

    class ChooseLanguage(JupyterHandler):
        """Sets the language and goes on."""

        @web.authenticated
        def get(self, code: str, path: str) -> None:
            from jupyterlab.commands import get_user_settings_dir

            choose(code, Path(get_user_settings_dir()))
            query = f"?{self.request.query}" if self.request.query else ""
            self.redirect(url_path_join(self.base_url, "lab", path) + query)

    address = url_path_join(server.web_app.settings["base_url"], "polyneuron", r"([a-z]+)", "lab", "(.*)")
    server.web_app.add_handlers(".*$", [(address, ChooseLanguage)])


def choose(code: str, settings: Path) -> bool:
    """Set JupyterLab's language for an edition; returns whether that was done.

    Parameters
    ----------
    settings
        The folder of a user's settings.
    """
    locale = translations().get(code)
    path = settings / SETTING
    if locale is None or path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"locale": locale}), encoding="utf-8")
    return True


def translations() -> dict[str, str]:
    """Code of a language → the name of an installed translation of JupyterLab, such as `zh_CN`."""
    packs: Any = importlib.metadata.entry_points(group="jupyterlab.languagepack")
    return {pack.name.partition("_")[0]: pack.name for pack in packs}

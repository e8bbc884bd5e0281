"""Where a chapter is launched: addresses for Binder, Colab, JupyterHub and the download, from the settings alone.

For the forms see https://mybinder.readthedocs.io/en/latest/howto/external_urls.html, the help of Colab on GitHub
notebooks, and https://nbgitpuller.readthedocs.io/en/latest/link.html. The repository's address, its branch and the
services stand once, in `_config.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from polyneuron.book.model.configuration import Configuration, Mirror

GITHUB = "github.com"


@dataclass(frozen=True)
class Repository:
    """A git repository whose branch holds the notebooks."""

    url: str
    branch: str

    @property
    def on_github(self) -> str:
        """`owner/name` on GitHub; empty where it is somewhere else."""
        parts = urlsplit(self.url)
        return parts.path.strip("/").removesuffix(".git") if parts.hostname == GITHUB else ""

    @property
    def folder(self) -> str:
        """The folder into which nbgitpuller puts it: the last part of its address."""
        return urlsplit(self.url).path.strip("/").split("/")[-1].removesuffix(".git")


def repository(configuration: Configuration) -> Repository | None:
    """The repository that launched notebooks come from; None where the settings name none."""
    settings = configuration.book.get("repository", {})
    url = settings.get("url", "").rstrip("/")
    return Repository(url, settings.get("branch", "main")) if url else None


def mirror_repository(configuration: Configuration, mirror: Mirror) -> Repository | None:
    """The same branch in a second place."""
    first = repository(configuration)
    return Repository(mirror.repository_url, first.branch) if first and mirror.repository_url else None


def notebook_path(language: str, chapter: str) -> str:
    """Where a chapter's notebook lies in the branch."""
    return f"{language}/{chapter}.ipynb"


def binder_address(configuration: Configuration, language: str, chapter: str) -> str | None:
    """Opens the chapter in JupyterLab on Binder; None where the settings name no Binder.

    By way of `polyneuron.lab_language`, which sets JupyterLab's own language.
    """
    place, binder = repository(configuration), _service(configuration, "binderhub_url")
    if not (place and binder):
        return None
    provider = f"gh/{place.on_github}" if place.on_github else f"git/{quote(place.url, safe='')}"
    wanted = urlencode({"urlpath": f"polyneuron/{language}/lab/tree/{notebook_path(language, chapter)}"}, safe="/")
    return f"{binder}/v2/{provider}/{quote(place.branch, safe='')}?{wanted}"


def colab_address(configuration: Configuration, language: str, chapter: str) -> str | None:
    """Opens the chapter on Colab, which reads from GitHub only; None where that is not so, or Colab is not named."""
    place, colab = repository(configuration), _service(configuration, "colab_url")
    if not (place and place.on_github and colab):
        return None
    return f"{colab}/github/{place.on_github}/blob/{quote(place.branch)}/{notebook_path(language, chapter)}"


def hub_address(configuration: Configuration, language: str, chapter: str) -> str | None:
    """Opens the chapter on the JupyterHub of the settings, by nbgitpuller; None where there is none."""
    place, hub = repository(configuration), _service(configuration, "jupyterhub_url")
    return hub_link(hub, place, language, chapter) if place and hub else None


def hub_link(hub: str, place: Repository, language: str, chapter: str) -> str:
    """nbgitpuller's link: brings the branch, or its news, and opens the chapter."""
    path = f"lab/tree/{place.folder}/{notebook_path(language, chapter)}"
    return f"{hub}/hub/user-redirect/git-pull?{urlencode({'repo': place.url, 'branch': place.branch, 'urlpath': path})}"


def download_address(site_url: str, language: str, chapter: str) -> str:
    """The notebook on the published site, or on a copy of it."""
    return f"{site_url}/{language}/_sources/{chapter}.ipynb"


def _service(configuration: Configuration, name: str) -> str:
    """The address of a service in Jupyter Book's own settings; empty where it is not named."""
    return (configuration.book.get("launch_buttons", {}).get(name) or "").rstrip("/")

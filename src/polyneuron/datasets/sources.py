"""The way to a file: a folder that was named, the own cache, Keras's cache, the mirrors; the caller has the sample.

Every source is asked only when those before it had nothing that holds. Nothing is believed because of where it lies:
what a file says about its content is compared with a hash in `read`, a download also with its SHA-256 before it is
opened. Only the own cache is written to.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import urlsplit

from polyneuron.datasets.announce import Progress, tell
from polyneuron.datasets.archive import storage_error, store
from polyneuron.datasets.errors import DamagedFileError, DataFileError, StorageError, TransferError
from polyneuron.datasets.result import Source
from polyneuron.datasets.settings import KERAS_FILES, Settings
from polyneuron.messages import gettext
from polyneuron.published import sites

Content = TypeVar("Content")


@dataclass(frozen=True)
class Wanted(Generic[Content]):
    """A file, and how to know it."""

    name: str
    """Its name, the same in every source."""
    known: Mapping[str, int]
    """SHA-256 (hexadecimal) → size in bytes of each form in which mirrors may have it."""
    mirrors: tuple[str, ...]
    """Default addresses of folders, each ending in a slash."""
    read: Callable[[bytes], Content]
    """Gives the checked content, or raises DamagedFileError."""
    keras_pickle: str | None = None
    """SHA-256 of the one form that only Keras opens."""


@dataclass(frozen=True)
class Found(Generic[Content]):
    """Checked content and where it came from."""

    content: Content
    source: Source
    location: str


def find(wanted: Wanted[Content], settings: Settings, problems: list[str]) -> Found[Content] | None:
    """Ask the sources in order; None when no one has the file. What was wrong is added to `problems` and told."""
    found = _find_in_places(wanted, settings, problems) or _find_in_cache(wanted, settings, problems)
    if found is None:
        found = _find_in_keras(wanted, settings, problems) or _download(wanted, settings, problems)
    return found


def _find_in_places(wanted: Wanted[Content], settings: Settings, problems: list[str]) -> Found[Content] | None:
    """Look into the folder that somebody named, and say so when it does not have what they believe it has."""
    if settings.data_folder is None:
        return None
    path = settings.data_folder / wanted.name
    if not path.exists():
        _complain(gettext("POLYNEURON_DATA does not have this file: {path}").format(path=path), problems)
        return None
    advice = gettext("Replace this file, or unset POLYNEURON_DATA: {path}").format(path=path)
    return _open(wanted, settings, path, "folder", advice, problems)


def _find_in_cache(wanted: Wanted[Content], settings: Settings, problems: list[str]) -> Found[Content] | None:
    """Look into the own cache; a damaged file is removed there, so that it is brought again."""
    path = settings.cache_folder / wanted.name
    if not path.exists():
        return None
    advice = gettext("This file is removed and brought again: {path}").format(path=path)
    found = _open(wanted, settings, path, "cache", advice, problems)
    if found is None:
        with contextlib.suppress(OSError):
            path.unlink()
    return found


def _find_in_keras(wanted: Wanted[Content], settings: Settings, problems: list[str]) -> Found[Content] | None:
    """Look into Keras's cache, which is left as it is."""
    path = settings.keras_folder / wanted.name
    if not path.exists():
        return None
    advice = gettext("This file in Keras's folder is left alone and not used: {path}").format(path=path)
    return _open(wanted, settings, path, "keras", advice, problems)


def _open(
    wanted: Wanted[Content], settings: Settings, path: Path, source: Source, advice: str, problems: list[str]
) -> Found[Content] | None:
    try:
        raw = path.read_bytes()
        plain = _plain(wanted, raw)
        content = wanted.read(plain)
    except (OSError, DataFileError) as error:
        _complain(f"{error}\n{advice}", problems)
        return None
    if plain is not raw:  # opening Keras's pickle takes a while: once is enough
        with contextlib.suppress(StorageError):
            store(plain, settings.cache_folder / wanted.name)
    return Found(content, source, str(path))


def _plain(wanted: Wanted[Content], raw: bytes) -> bytes:
    """Return the bytes of a form without pickle: `raw` itself, unless it is the file that only Keras opens."""
    if wanted.keras_pickle is None or hashlib.sha256(raw).hexdigest() != wanted.keras_pickle:
        return raw
    from polyneuron.datasets.keras_file import plain_from_keras

    tell(
        gettext("Opening Keras's file with Keras, once; this takes about ten seconds: {name}").format(name=wanted.name)
    )
    return plain_from_keras(raw)


def _download(wanted: Wanted[Content], settings: Settings, problems: list[str]) -> Found[Content] | None:
    """Ask the mirrors one after the other, while no other program does the same."""
    mirrors = _mirrors(wanted, settings)
    if not mirrors:
        return None
    from polyneuron.datasets.lock import only_one_program

    cached = settings.cache_folder / wanted.name
    try:
        with only_one_program(
            cached.with_name(cached.name + ".lock"),
            wait_seconds=settings.lock_seconds,
            notice_seconds=settings.notice_seconds,
            tell=tell,
        ) as alone:
            # Another program may have brought it while this one waited.
            found = _find_in_cache(wanted, settings, problems)
            if found is not None:
                return found
            part = cached.with_name(cached.name + (".part" if alone else f".{os.getpid()}.part"))
            return _ask(mirrors, wanted, settings, part, problems)
    except TransferError as error:  # another program takes too long
        _complain(str(error), problems)
        return None
    except StorageError:  # there is no place for the lock: the download says so, and goes on in memory
        return _ask(mirrors, wanted, settings, cached.with_name(f"{cached.name}.{os.getpid()}.part"), problems)


def _ask(
    mirrors: list[str], wanted: Wanted[Content], settings: Settings, part: Path, problems: list[str]
) -> Found[Content] | None:
    """The file from the first mirror that has it."""
    cached = settings.cache_folder / wanted.name
    try:
        for mirror in mirrors:
            try:
                return _from_mirror(wanted, settings, mirror + wanted.name, part, cached)
            except (TransferError, DamagedFileError) as error:
                _complain(gettext("Not from here: {url}").format(url=mirror + wanted.name) + f"\n{error}", problems)
    except DataFileError as error:  # of Keras: another mirror would not help
        _complain(str(error), problems)
    return None


def _mirrors(wanted: Wanted[Content], settings: Settings) -> list[str]:
    """Return the addresses to ask, each ending in a slash; a placeholder has no host yet."""
    chosen = wanted.mirrors if settings.mirrors is None else settings.mirrors
    slashed = [address.rstrip("/") + "/" for address in chosen]
    return [address for address in slashed if not _scheme_and_host(address)[1].endswith(".invalid")]


def _listed_hosts(settings: Settings) -> set[str]:
    """Return the hosts that a redirect may lead to."""
    addresses = (*sites(), KERAS_FILES) if settings.mirrors is None else settings.mirrors
    return {host for address in addresses if (host := _scheme_and_host(address)[1])}


def _scheme_and_host(address: str) -> tuple[str, str]:
    """Return both, or two empty strings for what is no web address."""
    try:
        parts = urlsplit(address)
        return parts.scheme, parts.hostname or ""
    except ValueError:
        return "", ""


def _from_mirror(wanted: Wanted[Content], settings: Settings, url: str, part: Path, cached: Path) -> Found[Content]:
    """Bring, compare, open and keep the file; whatever is wrong with it is not left in the cache."""
    from polyneuron.datasets.download import download, remove_part

    if _scheme_and_host(url)[0] not in ("http", "https"):
        raise TransferError(gettext("POLYNEURON_MIRRORS takes addresses that begin with http or https."))
    largest = max(wanted.known.values())
    for again in (True, False):
        tell(gettext("Bringing a data file: {url}").format(url=url))
        progress = Progress(wanted.name)
        try:
            arrived = download(
                url, part, size=largest, largest=largest, hosts=_listed_hosts(settings), settings=settings,
                tell=tell, show=progress.show,
            )  # fmt: skip
        finally:
            progress.finish()
        raw = arrived.content
        if hashlib.sha256(raw).hexdigest() in wanted.known:
            break
        remove_part(part)
        if not (again and arrived.in_pieces):
            raise DamagedFileError(gettext("The server sends another file: the SHA-256 is wrong."))
    try:
        plain = _plain(wanted, raw)
        content = wanted.read(plain)
        _keep(plain, raw, part, cached, arrived.problem)
    except StorageError as error:  # what has arrived is used all the same
        tell(f"{error}\n" + gettext("The file is used, but not kept: the next notebook brings it again."))
    finally:
        remove_part(part)
    return Found(content, "download", url)


def _keep(plain: bytes, raw: bytes, part: Path, cached: Path, problem: StorageError | None) -> None:
    """Put a file into the cache; raises StorageError, such as the `problem` that kept it out of `part`, where not."""
    if problem is not None:
        raise problem
    if plain is not raw:
        store(plain, cached)
        return
    try:
        os.replace(part, cached)
    except OSError as error:
        raise storage_error(error, cached.parent, len(raw)) from error


def _complain(text: str, problems: list[str]) -> None:
    """Tell the learner at once, and keep the text for the announcement of the sample."""
    tell(text)
    problems.append(text)

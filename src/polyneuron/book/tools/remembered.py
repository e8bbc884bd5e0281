"""Results of pure functions of texts, kept from one build to the next.

Guards against the same work in every build: a sentence that nobody touched was parsed, compared and filled in again
for each of six editions. Kept is no note that something "is unchanged", but what a function gave for its arguments,
under a digest of those arguments and of all that computes: every file of this package's code, Python, and the installed
packages with their versions. Whoever changes one letter of any of them finds nothing kept. So only functions may be
remembered that look at their arguments and at nothing else: no file, no clock, no environment; and only arguments whose
`repr` tells all of them. Blind to packages that somebody edits where they are installed.

Outside of `remembering` nothing is kept. A result comes back as a copy of its own, so that nobody changes another
one's. A damaged file is as good as none.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import pickle
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ParamSpec, TypeVar

from polyneuron.book.tools.files import digest_of, file_digests, write_if_changed

CODE_FOLDER = Path(__file__).parents[2]
REMEMBERED_FOLDER = "remembered"
"""Where a build keeps results, in its own folder."""
MOST = 100_000
"""So many results are kept; beyond, only those that the last build used."""
_DIGEST_SIZE = hashlib.sha256().digest_size

Asked = ParamSpec("Asked")
Given = TypeVar("Given")


class _Store:
    """Results by the digest of what they come from, pickled; `used` are those that this build asked for."""

    def __init__(self) -> None:
        self.results: dict[bytes, bytes] = {}
        self.used: set[bytes] = set()
        self.has_new = False

    def load(self, file: Path) -> None:
        """Take in what a file holds, if it is whole."""
        with contextlib.suppress(OSError, pickle.UnpicklingError, EOFError, ValueError):
            data = file.read_bytes()
            if hashlib.sha256(data[_DIGEST_SIZE:]).digest() == data[:_DIGEST_SIZE]:
                self.results = pickle.loads(data[_DIGEST_SIZE:])

    def save(self, file: Path) -> None:
        """Write the results to a file, in one move."""
        kept = self.results
        if len(kept) > MOST:
            kept = {key: result for key, result in kept.items() if key in self.used}
        data = pickle.dumps(kept)
        write_if_changed(file, hashlib.sha256(data).digest() + data)


_stores: list[_Store] = []
"""The one of the build that runs, if one does."""


def remembered(function: Callable[Asked, Given]) -> Callable[Asked, Given]:
    """Let a pure function compute each result once, and not again in later builds; see above for what it may be."""
    name = f"{function.__module__}.{function.__qualname__}"

    @functools.wraps(function)
    def recalled(*arguments: Asked.args, **options: Asked.kwargs) -> Given:
        if not _stores:
            return function(*arguments, **options)
        store = _stores[-1]
        key = hashlib.sha256(repr((name, arguments, options)).encode("utf-8", "surrogatepass")).digest()
        store.used.add(key)
        if (known := store.results.get(key)) is not None:
            return pickle.loads(known)
        result = function(*arguments, **options)
        store.results[key] = pickle.dumps(result)
        store.has_new = True
        return result

    return recalled  # with functools.cache around it where one build asks often: that gives the same object again


@contextlib.contextmanager
def remembering(folder: Path) -> Iterator[None]:
    """Keep results in a folder while the block runs: those of earlier builds are known in it, and its own later."""
    file = folder / f"{all_code_digest()}.pickle"
    store = _Store()
    store.load(file)
    _stores.append(store)
    try:
        yield
    finally:
        _stores.remove(store)
        with contextlib.suppress(OSError):  # without room the next build computes again; this one's end stays its own
            for path in folder.glob("*"):
                if path != file:
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
            if store.has_new:
                store.save(file)


@functools.cache
def all_code_digest() -> str:
    """A digest of all that computes: this package's files without the learner's texts, Python, installed packages."""
    installed = {f"installed: {path.name}": "" for entry in sys.path for path in Path(entry).glob("*.dist-info")}
    python = {"Python": f"{platform.python_implementation()} {sys.version}"}
    return digest_of(file_digests(CODE_FOLDER, "**/*.py") | installed | python)

"""A file small enough for tests, and how to look for it."""

import hashlib
import random

from polyneuron.datasets.sources import Wanted

BODY = random.Random(5).randbytes(300_000)
TAG = '"version-1"'


def wanted(body=BODY, read=bytes, name="file.bin"):
    return Wanted(name, {hashlib.sha256(body).hexdigest(): len(body)}, (), read)


def whole(handler):
    handler.reply(200, BODY, ETag=TAG)


def cached_files(settings):
    """What lies in the cache, locks aside."""
    if not settings.cache_folder.exists():
        return []
    return sorted(path.name for path in settings.cache_folder.iterdir() if path.suffix != ".lock")

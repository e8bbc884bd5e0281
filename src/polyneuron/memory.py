"""Keep a kernel small: free notebook services end one that takes more memory than they give.

The C library of Linux keeps memory that was freed, for each thread apart ("arenas", up to eight for each processor),
and takes large blocks into that store once some were freed. TensorFlow has many threads and frees a block of 20 MB
after each batch of chapter 6: its kernel takes up to 1.85 GB. Here all threads share few arenas, and large blocks go
back to the system at once: 1.28 GB, for a third more of processor time in this chapter. What a reader has set for the C
library goes before. Must run before TensorFlow starts its threads; `import polyneuron` does it.
"""

from __future__ import annotations

import ctypes
import os
import sys

ARENAS = 2
LARGE_BYTES = 4 << 20
_SETTINGS = {"MALLOC_ARENA_MAX": (-8, ARENAS), "MALLOC_MMAP_THRESHOLD_": (-3, LARGE_BYTES)}
"""Variable of a reader → the number of the setting in the C library's header <malloc.h>, and its value."""


def keep_memory_small() -> list[str]:
    """Let all threads share few arenas, and give large blocks back at once.

    Returns
    -------
    The settings that were made, by the names of their variables: not those that the reader has made, and none where
    the C library is another than Linux's usual one.
    """
    if not sys.platform.startswith("linux"):
        return []
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has no such function
        return []
    return [name for name, setting in _SETTINGS.items() if name not in os.environ and set_option(*setting)]

"""Keep a kernel small: free notebook services end one that takes more memory than they give.

The C library of Linux keeps memory that was freed, for each thread apart ("arenas", up to eight for each processor),
and takes large blocks into that store once some were freed. TensorFlow has many threads and frees a block of 20 MB
after each batch of chapter 6: its kernel takes up to 1.85 GB. Here all threads share few arenas, and large blocks go
back to the system at once: 1.29 GB, for a third more of processor time in this chapter. What a reader has set for the C
library goes before. Must run before TensorFlow starts its threads; `import polyneuron` does it.
"""

from __future__ import annotations

import ctypes
import os
import sys

_SETTINGS = {"MALLOC_ARENA_MAX": (-8, 2), "MALLOC_MMAP_THRESHOLD_": (-3, 4 << 20)}
"""Variable of a reader → the number of the setting in the C library's header <malloc.h>, and arenas or bytes."""


def keep_memory_small() -> None:
    """Let all threads share few arenas, and give large blocks back at once; only on Linux's usual C library."""
    if not sys.platform.startswith("linux"):
        return
    try:
        set_option = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has no such function
        return
    for variable, setting in _SETTINGS.items():
        if variable not in os.environ:
            set_option(*setting)

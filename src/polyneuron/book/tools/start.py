"""What a program of this package says when it was stopped: asked before the libraries are imported."""

INTERRUPTED, TERMINATED = 130, 143
"""Exit status of a stopped command: 128 and the number of the signal, as shells have it."""

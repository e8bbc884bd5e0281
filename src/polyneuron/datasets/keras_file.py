"""Opening Keras's own IMDB file, a pickle, with Keras: in a separate program, on a copy, after its checksum held.

Keras deletes a file in its cache whose checksum it does not know, and then downloads it, which many readers cannot.
So its cache is never shown to it: the verified bytes are copied into a temporary KERAS_HOME of their own, Keras reads
them there in another process whose way to the network is blocked, and gives plain arrays back. What comes out is
compared with the hash of the data, like everything else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from polyneuron.datasets.errors import DataFileError
from polyneuron.messages import gettext

KERAS_IMDB_SHA256 = "69664113be75683a8fe16e3ed0ab59fda8886cb3cd7ada244f7d9544e4676b9f"
"""SHA-256 of `imdb.npz` as Keras publishes it (17 464 789 bytes); the one pickle that is ever opened."""

_PROGRAM = """
import sys
import numpy as np
import keras

arrays = {}
# Without a limit Keras takes the largest index as one, and replaces it by 2: so the limit lies beyond all words.
for name, (reviews, labels) in zip(("train", "test"), keras.datasets.imdb.load_data(num_words=10**9)):
    arrays[f"{name}_labels"] = np.asarray(labels, np.uint8)
    arrays[f"{name}_offsets"] = np.cumsum([0, *map(len, reviews)], dtype=np.int64)
    arrays[f"{name}_tokens"] = np.concatenate([np.asarray(review, np.int32) for review in reviews])
np.savez_compressed(sys.argv[1], **arrays)
"""


def plain_from_keras(content: bytes, seconds: float = 600.0) -> bytes:
    """Turn the verified bytes of Keras's `imdb.npz` into an `.npz` of plain arrays (in Keras's order).

    Takes about ten seconds, most of them for importing Keras.

    Raises
    ------
    DataFileError
        When Keras is not installed or does not open the file.
    """
    with tempfile.TemporaryDirectory(prefix="polyneuron-", ignore_cleanup_errors=True) as folder:
        home, target = Path(folder, "keras"), Path(folder, "plain.npz")
        try:
            (home / "datasets").mkdir(parents=True)
            (home / "datasets" / "imdb.npz").write_bytes(content)
            no_way = "http://127.0.0.1:9"
            environment = os.environ | {
                "KERAS_HOME": str(home),
                "TF_CPP_MIN_LOG_LEVEL": "3",
                "CUDA_VISIBLE_DEVICES": "",
                **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), no_way),
                **dict.fromkeys(("no_proxy", "NO_PROXY"), ""),
            }
            subprocess.run(
                [sys.executable, "-c", _PROGRAM, str(target)],
                check=True,
                capture_output=True,
                cwd=home,
                env=environment,
                timeout=seconds,
            )
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            problem = getattr(error, "stderr", None)
            last_line = problem.decode(errors="replace").strip().splitlines()[-1:] if problem else [str(error)]
            text = gettext("Keras could not open its own file. Problem: {problem}")
            raise DataFileError(text.format(problem="".join(last_line))) from error

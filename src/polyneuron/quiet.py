"""Keep TensorFlow's notices out of notebooks: they say nothing to a learner and hide what the lesson prints.

Real warnings and errors still show. Must run before TensorFlow is imported; `import polyneuron` does it.
"""

from __future__ import annotations

import logging
import os


class _RetracingAdvice(logging.Filter):
    """Drops TensorFlow's advice on speed, given when a notebook builds several small models in a row."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "tf.function retracing" not in record.getMessage()


def quiet_tensorflow() -> None:
    """Silence start-up notices (unless the reader has set another level) and advice on retracing."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    logger = logging.getLogger("tensorflow")
    if not any(isinstance(found, _RetracingAdvice) for found in logger.filters):
        logger.addFilter(_RetracingAdvice())

"""What the notebooks of the Polyneuron course import."""

import importlib
from typing import TYPE_CHECKING, Any

from polyneuron.benchmarks import load_benchmarks
from polyneuron.checking import AnswerError, check, checking
from polyneuron.language import use_language
from polyneuron.memory import keep_memory_small
from polyneuron.quiet import quiet_tensorflow
from polyneuron.quiz import show_quiz

if TYPE_CHECKING:
    from polyneuron.datasets import decode_review, encode_review, load_imdb, load_mnist
    from polyneuron.figures import show_figure

__all__ = [
    "AnswerError",
    "check",
    "checking",
    "decode_review",
    "encode_review",
    "load_benchmarks",
    "load_imdb",
    "load_mnist",
    "show_figure",
    "show_quiz",
    "use_language",
]
__version__ = "0.1.0"

_NEEDING_NUMPY = {
    "decode_review": "polyneuron.datasets",
    "encode_review": "polyneuron.datasets",
    "load_imdb": "polyneuron.datasets",
    "load_mnist": "polyneuron.datasets",
    "show_figure": "polyneuron.figures",
}
"""What is imported when it is first asked for, and from where: the commands start sooner without NumPy."""

quiet_tensorflow()
keep_memory_small()


def __getattr__(name: str) -> Any:
    """What `_NEEDING_NUMPY` lists."""
    if name in _NEEDING_NUMPY:
        return getattr(importlib.import_module(_NEEDING_NUMPY[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""What the notebooks of the Polyneuron course import."""

from polyneuron.benchmarks import load_benchmarks
from polyneuron.checking import AnswerError, check, checking
from polyneuron.datasets import decode_review, encode_review, load_imdb, load_mnist
from polyneuron.figures import show_figure
from polyneuron.language import use_language
from polyneuron.quiet import quiet_tensorflow
from polyneuron.quiz import show_quiz

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

quiet_tensorflow()

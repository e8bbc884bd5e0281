"""What the notebooks of the Polyneuron course import."""

from polyneuron.language import LANGUAGES, use_language

__all__ = ["LANGUAGES", "use_language"]
__version__ = "0.1.0"

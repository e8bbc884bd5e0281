"""What the notebooks of the Polyneuron course import."""

from polyneuron.language import LANGUAGES, use_language
from polyneuron.quiet import quiet_tensorflow

__all__ = ["LANGUAGES", "use_language"]
__version__ = "0.1.0"

quiet_tensorflow()

"""Commands start without what they do not need: whoever presses Ctrl-C early gets a sentence, and nobody waits."""

import subprocess
import sys


def test_the_command_line_is_there_before_numpy_matplotlib_and_the_grammar_of_addresses():
    code = "import sys, polyneuron.book.cli; print(*(name for name in sys.modules if sys.modules[name]))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stdout.split()}
    assert "jsonschema" in loaded
    assert not {"numpy", "matplotlib", "rfc3987_syntax", "nbformat", "sphinx"} & loaded


def test_what_notebooks_import_is_all_there():
    code = "import polyneuron; print(all(callable(getattr(polyneuron, name)) for name in polyneuron.__all__))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "True\n"

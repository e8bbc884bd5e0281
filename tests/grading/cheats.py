"""Ways to get points without an answer: the table of `docs/grading.md`, each row as a cell of a student's notebook.

The exercise: `twice(number)` doubles a number. Its check has a hidden part, which holds the number 8071. Nothing below
solves it.
"""

from __future__ import annotations

from dataclasses import dataclass

STOPPED, SEEN, OPEN = "no points", "points, and a person is asked to look", "points"
"""What a cheat brings."""

CHECK = """from polyneuron import check, checking

with checking("twice"):
    check(isinstance(twice, object) and callable(twice), "`twice` should be a function.")
    check(np.allclose([twice(1), twice(3)], [2, 6]), "Twice 1 is 2, and twice 3 is 6.")
    ### BEGIN HIDDEN TESTS
    check(abs(twice(8071) - 16142) < 1, "It should double all numbers.")
    ### END HIDDEN TESTS"""
WRONG = "def twice(number):\n    return 0\n"


@dataclass(frozen=True)
class Cheat:
    """One way."""

    name: str
    code: str
    """What stands in the answer's cell."""
    now: str
    """What it brings today."""
    before: str = OPEN
    """What it brought while nbgrader alone ran the notebook."""


CHEATS = [
    Cheat(
        "the package's `check` and `checking` replaced by others",
        WRONG
        + """
import polyneuron, contextlib
polyneuron.check = lambda *anything: None
polyneuron.checking = lambda *names: contextlib.nullcontext()""",
        STOPPED,
    ),
    Cheat(
        "the module `polyneuron.checking` replaced in `sys.modules`",
        WRONG
        + """
import sys, types, contextlib
fake = types.ModuleType("polyneuron")
fake.check = lambda *anything: None
fake.checking = lambda *names: contextlib.nullcontext()
sys.modules["polyneuron"] = sys.modules["polyneuron.checking"] = fake""",
        STOPPED,
    ),
    Cheat(
        "the code of `check` changed in place",
        WRONG
        + """
from polyneuron import check
check.__code__ = (lambda condition, message: None).__code__""",
        STOPPED,
    ),
    Cheat(
        "`checking.__exit__` swallows the error",
        WRONG
        + """
from polyneuron import checking
checking.__exit__ = lambda *anything: True""",
        STOPPED,
    ),
    Cheat(
        "errors without output: IPython's handler of errors replaced",
        WRONG
        + """
get_ipython().set_custom_exc((Exception,), lambda *anything: None)""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "IPython's tree transformer takes the checks out",
        WRONG
        + """
import ast

class Without(ast.NodeTransformer):
    def visit_With(self, node):
        return ast.Pass()

get_ipython().ast_transformers.append(Without())""",
        STOPPED,
    ),
    Cheat(
        "IPython's `run_cell` replaced",
        WRONG
        + """
shell, usual = get_ipython(), get_ipython().run_cell
shell.run_cell = lambda source, **options: usual("pass" if "checking" in source else source, **options)
shell.run_cell_async = None
shell.should_run_async = lambda *anything, **options: False""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "`np.allclose` and builtins say yes to everything",
        WRONG
        + """
import builtins
np.allclose = lambda *anything, **more: True
builtins.abs = lambda value: 0""",
        STOPPED,
    ),
    Cheat(
        "the names `np` and `abs` of the notebook given to something else",
        WRONG
        + """
class np:
    allclose = staticmethod(lambda *anything, **more: True)

__builtins__ = {**vars(__import__("builtins")), "abs": lambda value: 0}""",
        STOPPED,
    ),
    Cheat(
        "`np.allclose` replaced by the answer, while the check calls it",
        """
def twice(number):
    np.allclose = lambda *anything, **more: True
    return 16142""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "a thread that goes on replacing",
        """
import builtins, threading

def replace():
    while True:
        np.allclose = lambda *anything, **more: True
        builtins.abs = lambda value: 0

threading.Thread(target=replace, daemon=True).start()
"""
        + WRONG,
        STOPPED,
    ),
    Cheat(
        "the output of a passed check printed, and points shown as a value",
        WRONG
        + """
class Leave(BaseException):
    def _render_traceback_(self):
        return []

def twice(number):
    print("✓ Correct.")
    raise Leave""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "the kernel's last message read while the check runs, for its token",
        """
def twice(number):
    from IPython.display import display
    kernel = get_ipython().kernel
    for message in (kernel.get_parent("shell"), kernel._shell_parent.get({})):
        content = message.get("content", {})
        kind = "application/vnd.polyneuron.check+json"
        display({kind: {"token": content.get("token"), "tampered": []}}, raw=True)
    return 0""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "hidden checks read in IPython's history",
        """
def twice(number):
    text = str(get_ipython().user_ns["In"]) + str(get_ipython().history_manager.input_hist_raw)
    return 16142 if "BEGIN " + "HIDDEN" in text and number > 3 else 2 * number if number in (1, 3) else 0""",
        STOPPED,
    ),
    Cheat(
        "hidden checks found by Python's garbage collector",
        """
import gc

def twice(number):
    texts = [one for one in gc.get_objects() if isinstance(one, dict)]
    known = any("BEGIN " + "HIDDEN" in str(one.get("source", "")) for one in texts)
    return 16142 if known and number > 3 else 2 * number if number in (1, 3) else 0""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "Python ends while it is checked",
        """
import os

def twice(number):
    os._exit(0)""",
        STOPPED,
        STOPPED,
    ),
    Cheat(
        "the numbers of hidden checks read in the frame of the check that calls",
        """
def twice(number):
    import sys
    frame = sys._getframe(1)
    numbers = [one for one in frame.f_code.co_consts if isinstance(one, int)]
    return numbers[numbers.index(number) + 1] if number > 3 else {1: 2, 3: 6}[number]""",
        SEEN,
    ),
    Cheat(
        "an answer whose own operators say yes",
        """
class Yes:
    def __sub__(self, other):
        return 0
    def __rsub__(self, other):
        return 0

def twice(number):
    return {1: 2, 3: 6}.get(number, Yes())""",
        OPEN,
    ),
    Cheat(
        "the kernel's own handler of checks replaced",
        WRONG
        + """
kernel = get_ipython().kernel

def handler(stream, ident, parent):
    data = {"application/vnd.polyneuron.check+json": {"token": parent["content"]["token"], "tampered": []}}
    content = {"data": data, "metadata": {}, "transient": {}}
    kernel.session.send(kernel.iopub_socket, "display_data", content, parent)
    reply = {"status": "ok", "execution_count": 1, "user_expressions": {}, "payload": []}
    kernel.session.send(stream, "execute_reply", reply, parent, ident=ident)

kernel.shell_handlers["check_request"] = handler""",
        SEEN,
        STOPPED,
    ),
]
"""All of them; `now` and `before` are what the tests find."""

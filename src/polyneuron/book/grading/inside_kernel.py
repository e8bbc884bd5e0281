"""The kernel of a submission: a usual one, that also runs checks, apart from what the student's code has left behind.

Run as `python -m polyneuron.book.grading.inside_kernel -f <connection file>`, inside of the sandbox. Two kinds of
message more: `guard_request` comes before the first cell that a student wrote, `check_request` in the place of a check.
A check passes only where this kernel sends back its token, which is drawn for each check and is not in its code.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import contextvars
import ctypes
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp

import polyneuron
from polyneuron.book.grading.inside_guards import Guards, forbid_looking

TOKEN_TYPE = "application/vnd.polyneuron.check+json"
"""Kind of output in which a check's token comes back."""
LIMITS_VARIABLE = "POLYNEURON_LIMITS"
"""Environment variable: GiB of data, GiB of one file, and processes that a submission may have."""
_IMPORT = re.compile(r"^from polyneuron import check, checking$", re.MULTILINE)
_MAGICS = {"matplotlib", "pip", "conda", "load_ext", "reload_ext", "tensorboard", "config", "autosave", "colab"}
"""Lines of IPython's that depend on the place where a notebook runs."""
_PATIENCE = 5
"""Seconds in which a check that was interrupted has to end."""


class GuardedKernel(IPythonKernel):
    """An IPython kernel that can run checks."""

    def __init__(self, **keywords: Any):
        super().__init__(**keywords)
        source = Path(polyneuron.__file__).with_name("checking.py").read_text(encoding="utf-8")
        calm(self.shell)
        self.shell_handlers |= _handlers(self, compile(source, "checking.py", "exec"))


def _handlers(kernel: GuardedKernel, checking_code: Any) -> dict[str, Callable]:
    """Handlers that hold what they need, so that no attribute of the kernel leads to it."""
    session, shell = kernel.session, kernel.shell
    assert session is not None and shell is not None
    guards: list[Guards] = []
    threads: set[threading.Thread] = set()
    stop_thread = ctypes.pythonapi.PyThreadState_SetAsyncExc
    publish, join = session.send, threading.Thread.join
    running_threads = threading.enumerate
    chapters: set[str] = set()
    """Names that the notebook had before the student's first cell."""

    def guard(stream: Any, ident: Any, parent: dict) -> None:
        guards.append(Guards(shell.user_ns))
        threads.update(running_threads())
        if len(guards) == 1:
            chapters.update(shell.user_ns)
        if len(guards) == 1:
            forbid_looking()

    def run_check(stream: Any, ident: Any, parent: dict) -> None:
        content = dict(parent["content"])
        parent["content"].clear()  # frames and the kernel's attributes lead to this dictionary
        token, source = content.pop("token"), content.pop("source")
        tampered = guards[-1].restore() if guards else []
        tampered += [f"thread {thread.name}" for thread in running_threads() if thread not in threads]
        namespace = shell.user_ns
        shadowed = guards[-1].shadowed(namespace) if guards else {}
        own = {name: namespace[name] for name in shadowed if name in namespace}
        namespace.update(shadowed)
        namespace["__builtins__"] = sys.modules["builtins"]
        outcome: list[BaseException | None] = []
        body = _body(source, checking_code, namespace, outcome, chapters)
        worker = threading.Thread(target=contextvars.copy_context().run, args=(body,))
        worker.start()
        try:
            join(worker)
        except KeyboardInterrupt:
            stop_thread(ctypes.c_ulong(worker.ident or 0), ctypes.py_object(KeyboardInterrupt))
            join(worker, _PATIENCE)
            if worker.is_alive():
                os._exit(1)
        namespace.update(own)
        changed = guards[-1].changed() if guards else []
        error = outcome[0] if len(outcome) == 1 else CheckNotPassed("the check did not end as checks do")
        sys.stdout.flush()
        sys.stderr.flush()
        if error is None and not changed:
            data = {"data": {TOKEN_TYPE: {"token": token, "tampered": tampered}}, "metadata": {}, "transient": {}}
            publish(kernel.iopub_socket, "display_data", data, parent, ident=kernel._topic("display_data"))
        else:
            shown = _shown(error, changed)
            publish(kernel.iopub_socket, "error", shown, parent, ident=kernel._topic("error"))
        reply = {"status": "ok", "execution_count": kernel.execution_count, "user_expressions": {}, "payload": []}
        publish(stream, "execute_reply", reply, parent, ident=ident)

    return {"guard_request": guard, "check_request": run_check}


def calm(shell: Any) -> None:
    """Let lines that fit a student's computer and not this one say so, and the code below them run.

    Installing packages is not possible here, and what a chapter needs is there; `exit()` would end Python.
    """

    def not_here(command: str, *_arguments: Any, **_options: Any) -> None:
        print(f"!{command}: not run while work is graded")

    def stays() -> None:
        print("exit: not while work is graded")

    def nothing(command: str, *_arguments: Any, **_options: Any) -> list[str]:
        not_here(command)
        return []

    shell.getoutput = nothing
    shell.system = shell.system_piped = shell.system_raw = not_here
    shell.ask_exit = stays
    usual = shell.run_line_magic

    def run_line_magic(name: str, line: str, **options: Any) -> Any:
        options["_stack_depth"] = options.get("_stack_depth", 1) + 1  # magics look for the cell's names there
        try:
            return usual(name, line, **options)
        except Exception as error:  # magics of other services and of windows
            if name not in _MAGICS:
                raise
            print(f"%{name} {line}: not run while work is graded ({error})")
            return None

    shell.run_line_magic = run_line_magic


def _shadowed_builtins(tree: ast.AST, namespace: dict, chapters: set[str]) -> dict[str, str]:
    """Builtins that a check uses and the student has given to something else, as in `sum = 0` → a name of its own.

    Not those that the check asks for, nor those of the chapter.
    """
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load)}
    asked = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    own = {name for name in names & set(vars(builtins)) if name in namespace and name not in chapters}
    return {name: f"_{name}_{os.urandom(8).hex()}" for name in own - bound - asked}


def _body(source: str, checking_code: Any, namespace: dict, outcome: list, chapters: set[str]) -> Callable[[], None]:
    """What the check's own thread runs: no frame above it knows the token."""
    fresh: dict[str, Any] = {"__name__": "polyneuron.checking", "__builtins__": sys.modules["builtins"]}
    exec(checking_code, fresh)  # a copy of the package's own text, whatever has become of the module
    suffix = os.urandom(8).hex()
    names = {name: f"_{name}_{suffix}" for name in ("check", "checking")}
    tree = ast.parse(_IMPORT.sub("", source))
    usual = _shadowed_builtins(tree, namespace, chapters)
    tree = _Renamed(names | usual).visit(tree)
    code = compile(tree, "check", "exec")

    def run() -> None:
        namespace.update({names[name]: fresh[name] for name in names})
        namespace.update({usual[name]: vars(builtins)[name] for name in usual})
        try:
            exec(code, namespace)
            if any(namespace.get(names[name]) is not fresh[name] for name in names):
                raise CheckNotPassed("the check itself was changed while it ran")
        except BaseException as error:
            outcome.append(error)
        else:
            outcome.append(None)
        finally:
            for name in (*names.values(), *usual.values()):
                namespace.pop(name, None)

    return run


class CheckNotPassed(RuntimeError):
    """The grader itself says that a check does not count; instructors read why in the executed notebook."""


class _Renamed(ast.NodeTransformer):
    """Gives names others, which nobody knows before the check runs."""

    def __init__(self, names: dict[str, str]):
        self.names = names

    def visit_Name(self, node: ast.Name) -> ast.Name:
        node.id = self.names.get(node.id, node.id)
        return node


def _shown(error: BaseException | None, changed: list[str]) -> dict[str, Any]:
    """An error as a notebook holds it: what the check says, and no line of its code."""
    if error is None:
        error = CheckNotPassed(f"changed while the check ran: {', '.join(changed[:3])}")
    render = getattr(error, "_render_traceback_", None) if type(error).__name__ == "AnswerError" else None
    traceback = render() if render else [f"{type(error).__name__}: {error}"]
    return {"ename": type(error).__name__, "evalue": str(error), "traceback": traceback}


def _limit() -> None:
    """Limit this process and what it starts, as far as the system can."""
    try:
        import resource
    except ImportError:
        return
    data, file, processes = map(int, os.environ.get(LIMITS_VARIABLE, "8 1 512").split())
    for name, value in (("DATA", data * 2**30), ("FSIZE", file * 2**30), ("NPROC", processes), ("CORE", 0)):
        with contextlib.suppress(ValueError, OSError):  # where a lower limit holds already
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))


class GuardedApp(IPKernelApp):
    """Starts the kernel."""

    kernel_class = GuardedKernel


def main() -> None:
    """Start the kernel; the arguments are those of every IPython kernel."""
    _limit()
    GuardedApp.launch_instance()


if __name__ == "__main__":
    main()

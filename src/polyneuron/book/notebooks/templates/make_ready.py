"""The set-up of a launched notebook: finds or brings the course's package, and says what else is missing.

Runs before anything of the course is there, so it uses the standard library alone, and its texts come with it.
`polyneuron.book.notebooks.installation` puts this file, without its docstrings, into the first cell.

The package is a wheel without compiled code: it is unpacked into a folder of its own, which goes before all others.
That needs no pip, no right to write into the environment, and no network the next time. Another package of that name
in the environment stays as it is.
"""

import contextlib
import hashlib
import importlib
import importlib.metadata
import importlib.util
import io
import os
import pathlib
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import urllib.request
import zipfile

PATIENCE = 8  # seconds without a single piece of the file
PIECE = 8192  # bytes
MOST = 50_000_000  # bytes


class NotReady(Exception):
    """Something is missing; Jupyter shows its text in place of a traceback."""

    def _render_traceback_(self):
        """A hook of IPython."""
        return [str(self)]


def numbers(version):
    """The first three numbers of a version: "0.1.0+gab12" → (0, 1, 0)."""
    return tuple(int(number) for number in re.findall(r"\d+", version.partition("+")[0])[:3])


def installed(name):
    """The version of an installed package; None where nothing says."""
    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(name)


def is_there(module):
    """Whether a module can be imported; a mere folder of that name is none."""
    spec = sys.modules.get(module) or importlib.util.find_spec(module)
    return spec is not None and getattr(spec, "origin", module) is not None


def is_another_build(version, wanted):
    """Whether an installed package has the release that the notebook was made for, and other content."""
    build = wanted["file"].split("-")[1]
    return "+" in (version or "") and version != build and version.partition("+")[0] == build.partition("+")[0]


def lacks(module, least):
    """Whether a module is missing, or older than this notebook needs."""
    version = installed(module)
    return not is_there(module) or bool(version and least and numbers(version) < numbers(least))


def add(requirements):
    """Install a few small packages with what is there: pip, or uv."""
    tail = ["install", "--quiet", *requirements]
    commands = []
    if importlib.util.find_spec("pip"):
        patience = ["--disable-pip-version-check", "--no-input", "--retries", "0", "--timeout", "4"]
        commands.append([sys.executable, "-m", "pip", *tail, *patience])
    if uv := shutil.which("uv"):
        commands.append([uv, "pip", *tail, "--python", sys.executable])
    for command in commands:
        with contextlib.suppress(OSError, subprocess.TimeoutExpired):
            done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
            importlib.invalidate_caches()
            if done.returncode == 0:
                return


def command_for(requirements):
    """A line of code that installs packages here: with pip, with uv, or with pip after Python has brought it."""
    tail = "install --upgrade " + " ".join(f'"{name}"' for name in requirements)
    if importlib.util.find_spec("pip"):
        return f"%pip {tail}"
    if shutil.which("uv"):
        return f'!uv pip {tail} --python "{sys.executable}"'
    return f'!"{sys.executable}" -m ensurepip && "{sys.executable}" -m pip {tail}'


def download(addresses, sha256):
    """The file from whichever address gives the right bytes first; None where none does."""
    events = queue.Queue()

    def bring(address):
        content = b""
        try:
            request = urllib.request.Request(address, headers={"User-Agent": "polyneuron"})
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                while (piece := answer.read(PIECE)) and len(content) < MOST:
                    content += piece
                    events.put(None)
        except Exception:
            content = b""
        events.put(content)

    for address in addresses:
        threading.Thread(target=bring, args=(address,), daemon=True).start()
    waiting = len(addresses)
    while waiting:
        try:
            event = events.get(timeout=PATIENCE)
        except queue.Empty:
            return None
        if event is not None:
            if hashlib.sha256(event).hexdigest() == sha256:
                return event
            waiting -= 1


def unpack(content, folder):
    """Unpack a wheel into a folder of the cache, or of this session where that takes nothing; None where none does."""
    for cache in (folder.parent, None):
        with contextlib.suppress(OSError):
            parent = cache or pathlib.Path(tempfile.mkdtemp())
            parent.mkdir(parents=True, exist_ok=True)
            target = parent / folder.name
            if target.exists() and not is_whole(target):
                os.rename(target, tempfile.mkdtemp(dir=parent))  # a cleaner was at work there
            if not target.exists():
                aside = tempfile.mkdtemp(dir=parent)
                try:
                    zipfile.ZipFile(io.BytesIO(content)).extractall(aside)
                    os.rename(aside, target)
                finally:
                    shutil.rmtree(aside, ignore_errors=True)
            return target


def is_whole(folder):
    """Whether a folder holds all files of an unpacked wheel; one that cannot be read does not."""
    with contextlib.suppress(OSError):
        for record in folder.glob("polyneuron-*.dist-info/RECORD"):
            names = [line.rsplit(",", 2)[0] for line in record.read_text(encoding="utf-8").splitlines()]
            return bool(names) and all((folder / name).is_file() for name in names)
    return False


def beside():
    """The folders beside the notebook: of the kernel, and of the file where VS Code or Jupyter's server names it."""
    names = [vars(sys.modules["__main__"]).get("__vsc_ipynb_file__"), os.environ.get("JPY_SESSION_NAME")]
    folders = [pathlib.Path(), *(pathlib.Path(name).parent for name in names if name)]
    return [folder / place for folder in folders for place in (".", "wheels", "..", "../wheels")]


def bring_package(wanted, says):
    """The folder of the course's package: from the cache, beside the notebook, or the network."""
    named = os.environ.get("POLYNEURON_WHEEL", "").strip()
    home = os.environ.get("POLYNEURON_CACHE")
    with contextlib.suppress(RuntimeError):  # a person without a home
        home = home or pathlib.Path("~/.cache/polyneuron").expanduser()
    with contextlib.suppress(OSError):
        home = home or tempfile.mkdtemp()  # nobody else can have put anything there
    cache = pathlib.Path(home or ".") / "packages"
    folder = cache / wanted["sha256"][:16]
    content = None
    if named and "://" not in named:
        try:
            content = pathlib.Path(named).expanduser().read_bytes()
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                if archive.testzip() or "polyneuron/__init__.py" not in archive.namelist():
                    raise zipfile.BadZipFile
        except (OSError, RuntimeError, zipfile.BadZipFile):
            raise NotReady(says["named"].format(place=named)) from None
        folder = cache / hashlib.sha256(content).hexdigest()[:16]
    if is_whole(folder):
        return folder
    for place in beside():
        for path in sorted(pathlib.Path(place).glob("polyneuron*.whl*")):  # browsers add to a name: " (1)", ".zip"
            if content is None:
                with contextlib.suppress(OSError):
                    found = path.read_bytes()
                    content = found if hashlib.sha256(found).hexdigest() == wanted["sha256"] else None
    if content is None:
        content = download([named] if named else wanted["addresses"], wanted["sha256"])
    if content is None:
        raise NotReady(says["wheel"].format(file=wanted["file"], address=(named or wanted["addresses"][0])))
    unpacked = unpack(content, folder)
    if unpacked is None:
        raise NotReady(says["folder"].format(folder=cache))
    return unpacked


def make_ready(wanted, says):
    """Make this place right for the notebook, or raise `NotReady` with one sentence in its language."""
    if sys.version_info[:2] < numbers(wanted["python"]):
        raise NotReady(says["python"].format(wanted=wanted["python"], found=sys.version.split()[0]))
    small = dict(wanted["small"])
    if wanted["right_to_left"] and not lacks("matplotlib", "3.11"):
        small = {module: name for module, name in small.items() if module not in wanted["right_to_left"]}
    if missing := [name for module, name in small.items() if lacks(module, name.partition(">=")[2])]:
        add(missing)
    missing = [name for module, name in small.items() if lacks(module, name.partition(">=")[2])]
    missing += [need["name"] for module, need in wanted["needs"].items() if lacks(module, need["least"])]
    if missing:
        raise NotReady(says["packages"].format(command=command_for(missing)))
    named = os.environ.get("POLYNEURON_WHEEL", "").strip()
    release = ".".join(map(str, numbers(wanted["release"])[:2]))  # a third number needs no other package
    good = not lacks("polyneuron", release) and not (named and "://" not in named)
    if good and not is_another_build(installed("polyneuron"), wanted):
        return
    try:
        folder = bring_package(wanted, says)
    except NotReady:
        if good:  # it offers what this notebook needs, though it is of another day
            return
        raise
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    for name in [name for name in sys.modules if name.partition(".")[0] == "polyneuron"]:
        del sys.modules[name]  # an older one was imported already

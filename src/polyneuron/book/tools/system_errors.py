"""What the system refuses, said so that somebody can mend it: rights, full disks, names, links.

Guards against tracebacks for what stands in a folder's rights or on a disk. Python's own words stay where an error is
none of the usual ones.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from polyneuron.book.model.problems import Problem, relative

_MESSAGES = {
    errno.ENOENT: ("There is no such file or folder", "Mend the name, or bring it back from the repository's history."),
    errno.EROFS: ("It lies on a file system that can only be read", "Copy the project to a place that can be written."),
    errno.ENAMETOOLONG: ("Its name is too long for this file system", "Use shorter names, or a folder further up."),
    errno.EISDIR: ("It is a folder, and a file is needed", "Rename or remove the folder."),
    errno.ENOTDIR: ("A part of its path is a file, and a folder is needed", "Rename or remove that file."),
    errno.ELOOP: ("It is a link that leads back to itself", "Remove the link."),
    errno.EMFILE: ("Too many files are open", "Raise the limit, such as ulimit -n 4096, and run the command again."),
    errno.ENFILE: ("Too many files are open on this machine", "End other programs, and run the command again."),
    errno.EIO: ("The disk cannot read or write it", "Look whether the disk is damaged; copy the project elsewhere."),
    errno.ESTALE: ("The network drive that holds it is gone", "Connect it again."),
    errno.EADDRINUSE: ("Another program uses this port", "Choose another one, such as --port 8001."),
    errno.ENOMEM: ("There is not enough memory", "End other programs, and run the command again."),
    errno.EEXIST: ("It is there already", "Another run may have made it; wait for it, and run the command again."),
    errno.ENOTEMPTY: ("This folder changes meanwhile", "Another run may use it; wait for it, and run it again."),
}
_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}
_RIGHTS = {errno.EACCES, errno.EPERM}


def system_problem(error: OSError, root: Path, path: Path | None = None) -> Problem:
    """What the system refused, as a problem.

    Parameters
    ----------
    root
        The project's root; the problem names files relative to it.
    path
        The file or folder, where the error does not name it itself.
    """
    if isinstance(error, shutil.Error) and error.args and isinstance(error.args[0], list) and error.args[0]:
        source, _, why = error.args[0][0]
        return Problem(
            relative(Path(str(source)), root), 0, f"It cannot be copied: {why}", "Mend it, and run it again."
        )
    named = error.filename2 or error.filename
    place = path if path is not None else Path(os.fsdecode(named)) if isinstance(named, str | bytes) else root
    file = relative(place, root)
    if error.errno in _FULL:
        return Problem(file, 0, "The disk is full", "Free some space (`make clean` removes _build/), and run it again.")
    if error.errno in _RIGHTS:
        return Problem(file, 0, *_rights(place))
    if error.errno in _MESSAGES:
        return Problem(file, 0, *_MESSAGES[error.errno])
    return Problem(file, 0, f"The system says: {error.strerror or error}", "Mend it, and run the command again.")


def _rights(path: Path) -> tuple[str, str]:
    """Message and remedy for a file that may not be read or written: whose it is, and how to get it."""
    present = [place for place in (path, *path.parents) if os.path.lexists(place)] or [path]
    closed = (place for place in present[:2] if not os.access(place, os.R_OK | os.W_OK))
    there = next(closed, present[0])
    what = "This user may not read or write it"
    try:
        owner = there.stat().st_uid
    except OSError:
        return what, "Give yourself the right to read and write the folders above it."
    if not hasattr(os, "geteuid") or owner == os.geteuid():
        return what, f"Give yourself the right: chmod -R u+rwX {there}"
    return f"{what}: it belongs to {_user(owner)}", f"sudo chown -R {_user(os.geteuid())} {there}"


def _user(number: int) -> str:
    try:
        import pwd

        return pwd.getpwuid(number).pw_name
    except (ImportError, KeyError):
        return str(number)

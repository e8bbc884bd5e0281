"""Paths of a download → whose file each is: Moodle's form, a known name in the path, else where files are of several.

Guards against one outer folder, a section's or the platform's, that hides all students but one.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?P<student>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)(?:_|$)")
_OF_PLATFORMS = {"student work", "submitted files", "working files"}
"""Folders that Teams puts around those of students; it writes them in English."""
_COPY_WORDS = {"copy", "of", "final", "version", "attempt", "копия", "kopia", "کپی", "副本", "ẹ̀dà"}
"""What systems and people write besides into the names of copies and attempts."""
_SHORT_NUMBER = re.compile(r"\d{1,2}|v\d{1,2}")
_ZIP = ".zip"
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Named:
    """Whose file it is."""

    name: str | None
    number: str | None = None
    """The number in the names that Moodle gives to files."""


def students_in(
    places: Sequence[str], assignment: str = "", known: Collection[str] = (), own: Collection[str] | None = None
) -> dict[str, Named]:
    """For every path whose it is.

    Parameters
    ----------
    known
        Students of the course.
    own
        The paths of notebooks of the assignment; all are, where it is not given.
    """
    known_names = {_key(name): name for name in known} | {name: name for name in known}
    paths = {place: _parts(place) for place in places}
    found: dict[str, tuple[int, Named]] = {}
    for place, parts in paths.items():
        for depth, part in enumerate(parts):
            match = _MOODLE.match(part)
            name = None if match else _known(part, known_names, file=depth == len(parts) - 1)
            if match or name:
                named = Named(folder_name(match["student"].lstrip("-")), match["number"]) if match else Named(name)
                found[place] = depth, named
                break
    prefix = _group_prefix({named.name for _, named in found.values() if named.number and named.name}, known_names)
    left = {place: parts for place, parts in paths.items() if place not in found}
    works = {place for place in left if own is None or place in own}
    if found:
        # Students stand where most of those do who are known.
        level = Counter(depth for depth, _ in found.values()).most_common(1)[0][0]
        depths = {place: min(level, len(parts) - 1) for place, parts in left.items()}
    else:
        depths = _depths(left, works, assignment)
    named_by = {}
    for place, parts in left.items():
        depth = depths[place]
        if 0 < depth == len(parts) - 1 and not _owner(_stem(parts[depth]), assignment):
            depth -= 1  # a file called as the assignment names nobody
        text = _stem(parts[depth]) if depth == len(parts) - 1 else parts[depth]
        named_by[place] = Named(folder_name(_without_number(text)))
    for place, (_, named) in found.items():
        without = (named.name or "").removeprefix(prefix) if named.number else named.name
        named_by[place] = Named(_listed(without or "", known_names) or without, named.number)
    return named_by


def folder_name(text: str) -> str | None:
    """A name as a folder can bear it, composed in one way (macOS decomposes accents); letters of all scripts stay."""
    name = unicodedata.normalize("NFC", text).replace("/", " ").replace("\\", " ").replace("\0", "").strip(" .")
    return " ".join(name.split()) or None


def _key(name: str) -> str:
    """What is the same where two spellings mean one student."""
    return (folder_name(_DIRECTIONS.sub("", name)) or "").casefold()


def _parts(place: str) -> tuple[str, ...]:
    *folders, file = PurePosixPath(place).parts or (place,)
    return (*(one for one in folders if one.casefold() not in _OF_PLATFORMS), file)


def _stem(file: str) -> str:
    """Without `.ipynb`, also where a browser added `.txt`."""
    return PurePosixPath(file).stem.removesuffix(".ipynb")


def _without_number(text: str) -> str:
    """A name without the number that browsers add."""
    return re.sub(r"\s*\(\d+\)$", "", text)


def _known(part: str, known_names: Mapping[str, str], *, file: bool) -> str | None:
    """The known student whom a folder, a file, or what stands before or behind a dash in it, names."""
    text = _stem(part) if file else part
    for one in (part, text, _without_number(text), *re.split(r"\s+[-–—]\s+", text)):
        if name := _listed(one, known_names):
            return name
    return None


def _listed(text: str, known_names: Mapping[str, str]) -> str | None:
    """The name as the course has it; names that differ in capitals only stay two."""
    return known_names.get(folder_name(text) or "") or known_names.get(_key(text))


def _group_prefix(names: Collection[str], known_names: Mapping[str, str]) -> str:
    """What Moodle writes before all names, where the download is one group's: its name and a hyphen."""
    for name in sorted(names):
        for dash in (at for at, sign in enumerate(name) if sign == "-"):
            prefix, rest = name[: dash + 1], name[dash + 1 :]
            is_student = _listed(rest, known_names) and not _listed(name, known_names)
            if is_student and all(one.startswith(prefix) for one in names):
                return prefix
    return ""


def _owner(name: str, assignment: str) -> str:
    """Whom a name may mean: empty where it only says which assignment, or which copy of it, this is."""
    text = _without_number(unicodedata.normalize("NFC", name)).casefold()
    rest = text.replace(assignment.casefold(), " ") if assignment else text
    words = [one for one in re.split(r"[\s_()\[\]\-–—]+", rest.replace("副本", " ")) if one and one not in _COPY_WORDS]
    if all(_SHORT_NUMBER.fullmatch(one) for one in words):
        return ""
    return " ".join(one for one in words if not re.fullmatch(r"v\d{1,2}", one))


def _owners(files: Collection[str], assignment: str) -> set[str]:
    """The different people whom files of one folder may mean; none where one of them names nobody."""
    found = {_owner(_stem(file), assignment) for file in files}
    return set() if "" in found else found


def _depths(paths: Mapping[str, tuple[str, ...]], works: Collection[str], assignment: str) -> dict[str, int]:
    """Where in each path the student's name stands, if no student is known."""
    base = 0
    while _is_around(base, paths, works, assignment):
        base += 1
    depths = {place: min(base, len(parts) - 1) for place, parts in paths.items()}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for place in works:
        if len(paths[place]) == base + 2:
            groups[paths[place][base]].append(paths[place][-1])
    folders = {paths[place][base] for place in works if len(paths[place]) > base + 1}
    if len(folders) > 1 and all(len(_owners(groups[one], assignment)) > 1 for one in folders):
        depths = {place: min(base + 1, len(parts) - 1) for place, parts in paths.items()}
    return depths


def _is_around(base: int, paths: Mapping[str, tuple[str, ...]], works: Collection[str], assignment: str) -> bool:
    """Whether all lies in one folder that holds folders, or notebooks, of several students."""
    inside = {place: parts[base:] for place, parts in paths.items() if not place.lower().endswith(_ZIP)}
    if len({parts[0] for parts in inside.values()}) != 1 or any(len(parts) == 1 for parts in inside.values()):
        return False
    folders = {parts[1] for parts in inside.values() if len(parts) > 2}
    if len(folders) > 1:
        return assignment not in folders and len({_owner(one, assignment) for one in folders}) > 1
    files = [parts[1] for place, parts in inside.items() if len(parts) == 2 and place in works]
    return not folders and len(_owners(files, assignment)) > 1

"""Build hook: compile the package's own messages, so that a wheel carries them.

`locales/<language>/LC_MESSAGES/polyneuron.po` is the one source; Python's gettext reads only the compiled
`.mo`, which is written into `src/polyneuron/locales/` (ignored by git) for wheels and editable installs alike.
"""

import os
import tempfile
from pathlib import Path

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "polyneuron"


def compile_package_messages(root: Path) -> list[Path]:
    """Write `src/polyneuron/locales/<language>/LC_MESSAGES/polyneuron.mo` for every catalogue; return the files."""
    written = []
    for source in sorted((root / "locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = root / "src" / "polyneuron" / source.relative_to(root).with_suffix(".mo")
        compiled = polib.pofile(str(source)).to_binary()
        if not target.exists() or target.read_bytes() != compiled:
            target.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as stream:
                stream.write(compiled)
            os.replace(stream.name, target)  # in one move: a notebook may be reading it
            target.chmod(0o644)
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling before it collects the files of a wheel, an editable install or a source archive."""

    def initialize(self, version: str, build_data: dict) -> None:
        compile_package_messages(Path(self.root))

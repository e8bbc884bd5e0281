"""Build hook: compile the package's own messages, so that a wheel carries them.

`locales/<language>/LC_MESSAGES/polyneuron.po` is the one source; Python's gettext reads only the compiled
`.mo`, which is written into `src/polyneuron/locales/` (ignored by git) for wheels and editable installs alike.
"""

from pathlib import Path

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DOMAIN = "polyneuron"


def compile_package_messages(root: Path) -> list[Path]:
    """Write `src/polyneuron/locales/<language>/LC_MESSAGES/polyneuron.mo` for every catalogue; return the files."""
    written = []
    for source in sorted((root / "locales").glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        target = root / "src" / "polyneuron" / source.relative_to(root).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        polib.pofile(str(source)).save_as_mofile(str(target))
        written.append(target)
    return written


class CustomBuildHook(BuildHookInterface):
    """Called by hatchling before it collects the files of a wheel, an editable install or a source archive."""

    def initialize(self, version: str, build_data: dict) -> None:
        compile_package_messages(Path(self.root))

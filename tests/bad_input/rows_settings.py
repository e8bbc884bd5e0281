"""Bad input in `_config.yml` and `_toc.yml`."""

from tests.bad_input import Row, writing

ROWS = [
    Row(
        "a table of contents that is no YAML",
        writing("_toc.yml", "format: jb-book\nroot: [chapters\n"),
        ("notebooks",),
        ("_toc.yml:3: No valid YAML",),
    ),
]

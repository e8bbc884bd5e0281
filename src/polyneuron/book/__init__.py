"""What makes the editions, in rooms along the way of the data; `docs/architecture.md` shows them.

In: lessons, pages, catalogues and settings of a project. Out: its notebooks, courses and site, in every language. May
not know a lesson's subject: another course could stand in `chapters/`.
"""

import sys

# nbformat imports jsonschema, and that, where rfc3987-syntax is installed, a grammar of international addresses, which
# takes half of the time that a command needs to start. nbgrader brings the package; nothing here checks addresses.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: not to be imported

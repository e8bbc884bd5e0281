"""What makes the editions, in rooms along the way of the data; `docs/architecture.md` shows them.

In: lessons, pages, catalogues and settings of a project. Out: its notebooks, courses and site, in every language. May
not know a lesson's subject: another course could stand in `chapters/`.
"""

import sys

# nbformat and jsonschema import rfc3987-syntax where it is installed, which reads its grammar at once: 2.5 s of
# processor time, half of what a build needs to start. nbgrader brings it; nothing here checks international addresses.
# With None, Python imports no such module (https://docs.python.org/3/reference/import.html#the-module-cache).
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # typeshed does not know None here

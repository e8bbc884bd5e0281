"""Executed notebooks become the site: one Jupyter Book for each edition, the generated parts of pages, a landing page.

In: notebooks with their outputs, pages, catalogues of the interface. Out: `_build/site`, put in place when it is whole.
May not know how a lesson is read or a notebook is run.
"""

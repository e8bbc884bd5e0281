"""Localised lessons become notebooks: for learners, instructors, execution, the site; run, proved, packed.

In: localised lessons and an edition. Out: `_build/notebooks`, `_build/course`, executed copies, the wheel. May not know
pages or Sphinx.
"""

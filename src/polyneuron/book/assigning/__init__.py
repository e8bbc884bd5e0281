"""What an instructor wants to assign becomes a course folder that is ready to give out.

In: localised lessons, an edition, and what was chosen. Out: sources, releases, settings, tables of points and a
gradebook in a course folder. May not know pages, or touch what was handed in and what was marked.
"""

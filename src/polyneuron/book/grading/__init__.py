"""What students hand in becomes marks: mended, run within limits, exported with what could not be graded.

In: an assignment and notebooks as they come. Out: nbgrader's preprocessors and plugins, named by the settings of a
course folder. May not know lessons, editions or pages, or write beside the course folder.
"""

"""What readers take away: PDFs of the built pages, and a zip of each edition that works without a network.

In: the built site, the notebooks and the package beside it. Out: `_build/downloads`, and the list of it on the site's
page of downloads. May not know how a lesson is read, a notebook is run or a page is built.
"""

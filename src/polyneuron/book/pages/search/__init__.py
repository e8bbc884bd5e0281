"""Search in an edition's own language.

In: the HTML of the built pages of an edition, and its language. Out: `_search/` beside the pages, an index and the
texts that excerpts come from, and the page `search.html`. May not know the site and other editions.

Words are brought together here, with the stemmers and dictionaries that Python has; how they are folded and looked up
stands in `assets/words.js`, which the reader's browser runs too.
"""

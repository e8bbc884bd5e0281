"""Search in an edition's own language: sections of built pages → an index, and texts to show excerpts from.

Gets the HTML of the built pages and the language; gives `_search/` beside them and the page `search.html`. Words are
brought together here, with the stemmers and dictionaries that Python has; how words are folded and looked up stands
in `assets/words.js`, which the reader's browser runs too. Knows nothing of the site.
"""

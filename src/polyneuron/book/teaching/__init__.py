"""What those who teach take along: the questions of all quizzes for other programs, and a deck of slides a chapter.

In: localised lessons, and the built pages of an edition. Out: question banks in `_build/downloads`, decks beside the
pages of the site. May not know how a lesson is read, a notebook is run or a page is built.
"""

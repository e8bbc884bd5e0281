"""What everything speaks of: settings, languages, lessons, exercises, questions, terms, messages, editions, problems.

In: nothing; others make these objects. Out: plain data with its own arithmetic. May not read a file, know a format,
or import from any other room.
"""

"""The guard of the languages: what can be known about a translation without reading it.

In: the texts of an edition beside their English, word lists, the term base. Out: findings, with the corrected text
where a machine may write it, and a report. May not know notebooks or pages, and is imported by `cli` only: no build
waits for it.
"""

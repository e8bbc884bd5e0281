"""Gates that know one language: a module for each, beside the lists that it needs.

In: the texts of an edition. Out: findings, with the corrected text where a machine may write it. May not know the
other languages.
"""

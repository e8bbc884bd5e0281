"""Hostile text in everything that a person writes in words: refused with file and line, or shown as words."""

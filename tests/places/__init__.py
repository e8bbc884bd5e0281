"""Launched notebooks where learners run them."""

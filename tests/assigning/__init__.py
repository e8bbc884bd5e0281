"""Tests of course folders: what an instructor chooses, and what students get."""

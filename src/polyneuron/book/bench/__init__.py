"""What the sources' networks reach on the real data, and how fast the course's own ones get there.

The way through: `networks` (recipes as data) → `reproduction` and `speed` (what is run, and the tables made of it) →
`measuring` (each run in a fresh process, which is `training`) → `results` (the stored figures) → `report` (the page).
"""

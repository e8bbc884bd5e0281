"""What the sources' networks reach on the real data, and how fast the course's own ones get there.

In: the real data sets, as the learner's package loads them, and the clock. Out: `docs/benchmarks.json`, and the page
that is made of it. May not know lessons or editions; of other rooms only settings, problems and tools.

`memory` runs the notebooks that a build has executed, which are files to it.

The way through: `networks` (recipes as data) → `benchmark`, `reproduction` and `speed` (what is run, and the tables
made of it) → `measuring` (each run in a fresh process, which is `training`) → `results` (the stored figures) →
`report` (the page) → `learning` (the command).
"""

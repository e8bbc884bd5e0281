"""What makes the editions, in rooms along the way of the data; `docs/architecture.md` shows them.

In: lessons, pages, catalogues and settings of a project. Out: its notebooks, courses and site, in every language. May
not know a lesson's subject: another course could stand in `chapters/`.
"""

from polyneuron.book.tools.start import leave_out_what_only_costs_time

leave_out_what_only_costs_time()

"""A roster: people of one or several agencies as a CSV file, compared with the directory, shown, then applied.

Every fault is named with its line, its column and the rule, never with what stands there; with one fault nothing is applied.
"""

from services.directory.roster.applying import apply
from services.directory.roster.books import Books
from services.directory.roster.comparing import Plan, Step, compare
from services.directory.roster.faults import Fault
from services.directory.roster.reading import MOST_ROWS, read

__all__ = ["MOST_ROWS", "Books", "Fault", "Plan", "Step", "apply", "compare", "read"]

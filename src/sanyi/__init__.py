"""A document becomes clauses, clauses become a ledger, data becomes figures,
and a bulletin puts a figure next to the clause that asked for it."""

__version__ = "0.1.0"

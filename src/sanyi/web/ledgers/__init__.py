"""台账: entries of the year, what units report on them, and how they stand."""

"""Acts: who may do what (``matrix``), what was done (``events``), which periods are locked."""

"""Writing tables and codebooks: whole files or none, the same bytes for the same data."""

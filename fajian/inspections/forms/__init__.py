"""Forms of the pages on inspections."""

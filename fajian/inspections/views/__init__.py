"""Pages on inspections."""

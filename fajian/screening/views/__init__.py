"""Pages on runs and findings."""

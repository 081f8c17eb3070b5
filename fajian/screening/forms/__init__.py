"""Forms of the pages on runs and findings."""

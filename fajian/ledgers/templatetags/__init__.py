"""Template tags of the ledgers."""

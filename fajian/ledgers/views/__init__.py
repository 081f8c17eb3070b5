"""Pages on ledgers."""

"""SUB: bodies that may enforce and what they may enforce."""

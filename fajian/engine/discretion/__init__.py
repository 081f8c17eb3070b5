"""裁量权基准 as data: read, checked, reckoned."""

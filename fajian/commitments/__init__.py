"""告知承诺与信用: promised instead of proved, verified afterwards; credit."""

"""INS: who inspects whom, how often and by what leave."""

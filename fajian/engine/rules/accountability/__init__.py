"""ACC: who answers for what went wrong."""

"""公示: what of a record may go out, and the exchange formats of the credit platforms."""

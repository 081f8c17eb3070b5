"""公示: what goes out to the public, masked and approved, and what is taken back."""

"""公众端: what the public tells us and may look up."""

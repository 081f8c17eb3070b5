"""PUB: what must be published, when and for how long."""

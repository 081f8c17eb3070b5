"""Forms of publicity."""

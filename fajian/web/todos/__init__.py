"""Lines of the first page, by noun; home.py puts them together."""

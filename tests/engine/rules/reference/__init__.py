"""Slow, obvious judges beside the rules: what a clerk with a calendar would say of one record."""

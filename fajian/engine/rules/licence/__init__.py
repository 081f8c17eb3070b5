"""LIC: permits, their time limits and their forms."""

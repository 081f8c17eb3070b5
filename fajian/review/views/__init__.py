"""Pages on file review, a file for each noun."""

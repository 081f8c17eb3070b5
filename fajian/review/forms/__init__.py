"""Forms of the pages on file review, a file for each noun."""

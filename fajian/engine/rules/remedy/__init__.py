"""RVW and GOI: reviews, suits and requests for government information."""

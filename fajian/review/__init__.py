"""案卷评查: files drawn by lot, read by two blind reviewers, fed back, put right."""

"""行政执法监督: matters, measures, instruments."""

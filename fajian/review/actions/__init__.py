"""Writes on file review, a file for each noun. Whether a step may be taken stands in workflow.py."""

from fajian.review.actions.batches import assign, close, name_reviewers, open_batch, take_sample
from fajian.review.actions.samples import accept, feed_back, lapse, object_to, recheck
from fajian.review.actions.sheets import recuse, replace, save, submit, supply

__all__ = [
    "accept", "assign", "close", "feed_back", "lapse", "name_reviewers", "object_to", "open_batch", "recheck", "recuse",
    "replace", "save", "submit", "supply", "take_sample",
]  # fmt: skip

"""What file review keeps, a file for each noun."""

from fajian.review.models.batches import Batch, Reviewer
from fajian.review.models.samples import Objection, Sample
from fajian.review.models.sheets import ScoreSheet

__all__ = ["Batch", "Objection", "Reviewer", "Sample", "ScoreSheet"]

"""Rows of 行政执法监督."""

from fajian.supervision.models.accountability import Accountability, Responsible
from fajian.supervision.models.circulars import Circular, CircularCopy
from fajian.supervision.models.instruments import DocNumber, Instrument, Objection, Reply, ReplyFile
from fajian.supervision.models.layouts import PaperLayout
from fajian.supervision.models.matters import Matter
from fajian.supervision.models.measures import Measure, MeasureFile
from fajian.supervision.models.transfers import Transfer

__all__ = [
    "Accountability",
    "Circular",
    "CircularCopy",
    "DocNumber",
    "Instrument",
    "Matter",
    "Measure",
    "MeasureFile",
    "Objection",
    "PaperLayout",
    "Reply",
    "ReplyFile",
    "Responsible",
    "Transfer",
]

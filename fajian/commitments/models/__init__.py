"""Rows of commitments and credit."""

from fajian.commitments.models.applications import Application, ApplicationFile, Disposal, Verification
from fajian.commitments.models.credit import CreditEvent, CreditRequest
from fajian.commitments.models.items import PromiseItem

__all__ = ["Application", "ApplicationFile", "CreditEvent", "CreditRequest", "Disposal", "PromiseItem", "Verification"]

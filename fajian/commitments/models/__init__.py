"""Rows of commitments and credit."""

from fajian.commitments.models.items import PromiseItem

__all__ = ["PromiseItem"]

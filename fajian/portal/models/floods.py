"""来访计数: how often an address has asked for something within an hour."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Visit(models.Model):
    """来访计数. `whose` is a keyed hash whose key changes every day: it leads to nobody, and not from day to day."""

    whose = models.CharField(max_length=64)
    what = models.CharField(max_length=12)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "来访计数"
        db_table = "portal_visit"
        constraints: ClassVar = [models.UniqueConstraint(fields=["hour", "what", "whose"], name="portal_visit_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.count}"

"""关联事项."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from fajian.engine.forms.closing import closing
from fajian.ledgers.models.entries import Entry
from fajian.orgs.models import Placed


class Tie(Placed):
    """关联事项: what else a row is about: a finding, a complaint, a file review, somebody held to account.

    `source` names it (accountability:12; "other:" and a word for what the system does not hold), `label` in words.
    """

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="ties", verbose_name="条目")
    source = models.CharField("来源", max_length=60)
    label = models.CharField("说明", max_length=200)
    struck_out = models.BooleanField("已取消", default=False)
    struck_reason = models.TextField("取消理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关联事项"
        db_table = "ledgers_tie"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["source"], name="ledgers_tie_source")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "source", "label"],
                condition=Q(struck_out=False),
                name="ledgers_tie_once",
                violation_error_message="这个事项已经关联",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind_word}：{self.label}"

    @property
    def number(self) -> str:
        """What the office calls it by."""
        return self.source.partition(":")[2]

    @property
    def kind_word(self) -> str:
        """What it is, as people read it; the prefix itself where the words do not know it."""
        prefix = self.source.partition(":")[0]
        return closing().ties.get(prefix, prefix)

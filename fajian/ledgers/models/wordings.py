"""An index of what units write about rectification, by which texts that are nearly the same find each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from fajian.core.models import KEYS, Keyed, KeyedQuerySet
from fajian.engine import likeness

if TYPE_CHECKING:
    from fajian.ledgers.models.problems import Rectification

FIELDS = ("measure", "result")


class Wording(Keyed):
    """措辞: the keys (engine.likeness.keys) of one text of a rectification. Made of it, so not audited.

    The index only narrows: whoever asks it looks at the texts themselves afterwards.
    """

    rectification = models.ForeignKey(
        "ledgers.Rectification", on_delete=models.PROTECT, related_name="+", db_index=False, verbose_name="问题整改"
    )
    field = models.CharField("栏目", max_length=10)

    objects: ClassVar = KeyedQuerySet["Wording"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "措辞"
        db_table = "ledgers_wording"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rectification", "field"], name="ledgers_wording_once")
        ]


def index(rows: Sequence[Rectification]) -> None:
    """Enter the texts of these rows, new or changed; in the transaction that writes them."""
    wanted = {(row.pk, field): keys for row in rows for field in FIELDS if (keys := likeness.keys(getattr(row, field)))}
    if not wanted:
        return
    known = Wording.objects.filter(rectification__in={number for number, _ in wanted})
    there = {(one.rectification_id, one.field): one.keys for one in known}
    changed = [
        Wording(rectification_id=number, field=field, **dict(zip(KEYS, keys, strict=True)))
        for (number, field), keys in wanted.items()
        if there.get((number, field)) != keys
    ]
    Wording.objects.bulk_create(
        changed, batch_size=500, update_conflicts=True, unique_fields=["rectification", "field"], update_fields=KEYS
    )

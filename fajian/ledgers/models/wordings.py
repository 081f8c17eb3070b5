"""An index of what units write about rectification, by which texts that are nearly the same find each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from django.db import models

from fajian.core import bulk
from fajian.core.models import KEYS, Keyed, KeyedQuerySet
from fajian.engine import likeness

if TYPE_CHECKING:
    from fajian.ledgers.models.problems import Rectification

FIELDS = ("measure", "result")
ONCE = ("rectification", "field")
# Of keys, each first in one at least: texts that are alike share two, a check asks for one.
PAIRS = ("ab", "bc", "cd", "da", "ac", "bd")


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
        constraints: ClassVar = [models.UniqueConstraint(fields=ONCE, name="ledgers_wording_once")]
        indexes: ClassVar = [
            models.Index(fields=[f"key_{key}" for key in pair], name=f"ledgers_wording_{pair}") for pair in PAIRS
        ]


def index(rows: Sequence[Rectification]) -> None:
    """Enter the texts of these rows, new or changed; in the transaction that writes them."""
    wanted = {(row.pk, field): keys for row in rows for field in FIELDS if (keys := likeness.keys(getattr(row, field)))}
    if not wanted:
        return
    written_before = [row.pk for row in rows if row.version > 1]
    known = Wording.objects.filter(rectification__in=written_before)
    there = {(one.rectification_id, one.field): one.keys for one in known}
    changed = [(*of, *keys) for of, keys in wanted.items() if there.get(of) != keys]
    bulk.insert_values(Wording, (*ONCE, *KEYS), changed, instead=ONCE)

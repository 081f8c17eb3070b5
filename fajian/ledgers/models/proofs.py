"""佐证材料."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fajian.core.files import PICTURES
from fajian.ledgers.models.problems import Rectification
from fajian.orgs.models import Placed


class Proof(Placed):
    """佐证材料: a file that shows a problem was put right; taken back with a reason, never removed.

    `kind` is one of the words of content/rectification.yaml or of the form; "" where nobody said.
    """

    rectification = models.ForeignKey(
        Rectification, on_delete=models.PROTECT, related_name="proofs", verbose_name="问题整改"
    )
    file = models.ForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="文件")
    kind = models.CharField("种类", max_length=20, blank=True)
    note = models.TextField("说明", blank=True)
    taken_back = models.BooleanField("已撤回", default=False)
    taken_back_reason = models.TextField("撤回理由", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "佐证材料"
        db_table = "ledgers_proof"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def is_picture(self) -> bool:
        """Can a page show it as it is?"""
        return self.file.kind in PICTURES

    @property
    def is_shown(self) -> bool:
        """Has it a small picture: is it one, or a PDF?"""
        return self.is_picture or self.file.kind == "pdf"

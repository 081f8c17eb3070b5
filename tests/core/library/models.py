"""Rows to change, to tamper with and to kill over."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from fajian.core.audited import Audited
from fajian.orgs.models import Placed


class Book(Audited):
    title = models.CharField("书名", max_length=100)
    copies = models.IntegerField("册数", default=0)
    price_yuan = models.DecimalField("价格", max_digits=10, decimal_places=2, null=True, blank=True)
    bought_on = models.DateField("购入日期", null=True, blank=True)
    data = models.JSONField("其他", default=dict, blank=True)
    lends = models.BooleanField("可外借", default=False)
    shelf = models.CharField("书架", max_length=20, blank=True)

    class Meta:
        verbose_name = "图书"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["title", "shelf"], name="library_book_once", violation_error_message="这个书架上已有同名的书"
            ),
            models.CheckConstraint(
                condition=models.Q(copies__gte=0), name="library_copies", violation_error_message="册数不能小于零"
            ),
        ]


class Desk(Placed):
    name = models.CharField("名称", max_length=50)

    class Meta:
        verbose_name = "服务台"
        indexes: ClassVar = [models.Index(fields=["unit_path", "id"], name="library_desk_scope")]

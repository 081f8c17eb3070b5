"""The audit chain, answers to repeated requests, background jobs, files, notices."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from fajian.core.audited import Audited, M

KEYS = ("key_a", "key_b", "key_c", "key_d")
Keys = tuple[int | None, ...]


class Event(models.Model):
    """留痕: one command carried out. Append-only (triggers refuse anything else), chained by hash.

    No foreign keys out of the chain: the log must not hang on live rows. `actor` 0 is the system itself; `object_id` 0
    means the command was about no single row. `rows` is the hash over the event's seals, "" without any. `payload` is
    the exact text hashed into `digest`; payload and salt may be erased together (audit.erase), the chain still holds.
    """

    seq = models.BigIntegerField("序号", primary_key=True)
    recorded_at = models.DateTimeField("时间")
    actor = models.BigIntegerField("操作人编号", default=0)
    acting_role = models.CharField("以何角色", max_length=20)
    unit = models.BigIntegerField("单位编号", null=True)
    command = models.CharField("操作", max_length=80)
    object_type = models.CharField("对象类型", max_length=80, blank=True)
    object_id = models.BigIntegerField("对象编号", default=0)
    object_version = models.PositiveIntegerField("对象版本", default=0)
    request_id = models.CharField("请求编号", max_length=64, blank=True)
    algorithm = models.CharField("摘要算法", max_length=10)
    payload = models.TextField("内容", null=True)
    salt = models.CharField("盐", max_length=32, null=True)
    digest = models.CharField("内容摘要", max_length=64)
    rows = models.CharField("各行封存摘要", max_length=64, blank=True)
    prev = models.CharField("前一摘要", max_length=64, blank=True)
    hash = models.CharField("链摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "留痕"
        db_table = "core_event"
        indexes: ClassVar = [
            models.Index(fields=["object_type", "object_id"], name="core_event_object"),
            models.Index(fields=["actor", "seq"], name="core_event_actor"),
        ]


class Seal(models.Model):
    """封存: digest of one row as a command left it, salted with its event's salt. Append-only."""

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="seals")
    model = models.CharField("表", max_length=80)
    row = models.BigIntegerField("行编号")
    version = models.PositiveIntegerField("版本")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "封存"
        db_table = "core_seal"
        indexes: ClassVar = [models.Index(fields=["model", "row", "id"], name="core_seal_row")]


class Head(models.Model):
    """The chain's last link; one row (id 1), locked while an event is appended."""

    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "留痕链尾"
        db_table = "core_head"


class Receipt(models.Model):
    """回执: what a command answered to (actor, command, key), given again when the request is repeated.

    `given` is a digest of the arguments: the same key with other arguments is refused. `answered` is false only inside
    the transaction that is carrying the command out.
    """

    actor = models.BigIntegerField()
    command = models.CharField(max_length=80)
    key = models.CharField(max_length=64)
    given = models.CharField(max_length=64)
    answered = models.BooleanField(default=False)
    answer = models.JSONField(null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "回执"
        db_table = "core_receipt"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["actor", "command", "key"], name="core_receipt_once"),
        ]


class StoredFile(Audited):
    """文件: one upload, kept under its hash; the bytes are never changed and never served but through a view.

    Two rows may share a digest: the same proof handed in twice is something a supervisor wants to see.
    """

    name = models.CharField("文件名", max_length=200)
    digest = models.CharField("摘要", max_length=64, db_index=True)
    algorithm = models.CharField("摘要算法", max_length=10)
    size = models.BigIntegerField("字节数")
    kind = models.CharField("类型", max_length=10)

    class Meta:
        verbose_name = verbose_name_plural = "文件"
        db_table = "core_file"

    def __str__(self) -> str:
        return self.name


class KeyedQuerySet(models.QuerySet[M]):
    """Rows found by their keys."""

    def sharing(self, wanted: Iterable[Keys], at_least: int = 1) -> Self:
        """Those that have so many keys in common with these, in the same places; asks indexes of as many columns.

        Several keys may come from several of these: whoever asked compares them again.
        """
        columns = {
            column: {value for value in values if value is not None}
            for column, values in zip(KEYS, zip(*wanted, strict=True), strict=False)
        }
        condition = models.Q(pk__in=())
        for together in combinations(columns, at_least):
            condition |= models.Q(**{f"{column}__in": columns[column] for column in together})
        return self.filter(condition)


class Keyed(models.Model):
    """Something that is nearly the same as others: they share some of four keys (see engine.likeness and pictures).

    How many must be shared says what the table's indexes are: of one key each, or of two.
    """

    key_a = models.BigIntegerField(null=True)
    key_b = models.BigIntegerField(null=True)
    key_c = models.BigIntegerField(null=True)
    key_d = models.BigIntegerField(null=True)

    class Meta:
        abstract = True

    @property
    def keys(self) -> Keys:
        """All four."""
        return (self.key_a, self.key_b, self.key_c, self.key_d)


class Picture(Keyed):
    """图片的样子: how the bytes with this digest look (engine.office.pictures.Look); made of them, so not audited."""

    digest = models.CharField("摘要", max_length=64, primary_key=True)
    cells = models.BinaryField("样子")

    objects: ClassVar = KeyedQuerySet["Picture"].as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "图片的样子"
        db_table = "core_picture"
        indexes: ClassVar = [models.Index(fields=[key], name=f"core_picture_{key[-1]}") for key in KEYS]


class Job(models.Model):
    """后台作业: who asked for what, how far it is, what came out. The queue only carries its number."""

    STATES: ClassVar = [("waiting", "排队中"), ("running", "进行中"), ("done", "已完成"), ("failed", "未成功")]

    name = models.CharField("作业", max_length=80)
    title = models.CharField("名称", max_length=200)
    arguments = models.JSONField(default=dict)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="提交人"
    )
    state = models.CharField("状态", max_length=10, choices=STATES, default="waiting")
    done = models.BigIntegerField("已处理", default=0)
    total = models.BigIntegerField("总数", null=True)
    result = models.JSONField("结果", null=True)
    error = models.TextField("未成功的原因", blank=True)
    attempts = models.PositiveIntegerField("第几次", default=0)
    ticket = models.CharField(max_length=36, blank=True)
    worker = models.CharField(max_length=100, blank=True)
    asked_at = models.DateTimeField("提交时间", auto_now_add=True)
    started_at = models.DateTimeField("开始时间", null=True)
    seen_at = models.DateTimeField("最近一次进展", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "后台作业"
        db_table = "core_job"
        indexes: ClassVar = [models.Index(fields=["state", "seen_at"], name="core_job_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def told(self) -> dict[str, Any]:
        """The result, {} while there is none."""
        return self.result or {}

    @property
    def percent(self) -> int | None:
        """0–100, or None while the total is not known."""
        return None if not self.total else min(100, self.done * 100 // self.total)


class Notice(models.Model):
    """提醒: one line in somebody's inbox; `link` is a path of this site."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField("内容", max_length=300)
    link = models.CharField("去处", max_length=200, blank=True)
    sent_at = models.DateTimeField("时间", auto_now_add=True)
    read_at = models.DateTimeField("已读时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "提醒"
        db_table = "core_notice"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["to", "read_at", "-id"], name="core_notice_inbox")]

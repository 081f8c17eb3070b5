"""Is it alive, is it ready? For a monitor and for whoever is called at night."""

from __future__ import annotations

import datetime as dt
import os
import shutil

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.utils import timezone

from fajian.core.models import Head, Job
from fajian.core.tick import daily

KNOWN = "health.troubles"
CLOCK_SLACK = dt.timedelta(seconds=2)
QUEUE_SLACK = dt.timedelta(minutes=10)
SPARE_SHARE = 0.10  # of the disk; below it the next import may not fit


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about the database."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """503 with what is wrong, unless a command could be carried out now; what can wait is told with 200."""
    grave = [trouble for trouble in (database_trouble(), disk_trouble()) if trouble]
    troubles = grave or [trouble for trouble in (clock_trouble(), queue_trouble(), daily_trouble()) if trouble]
    return JsonResponse({"ready": not grave, "troubles": grave or troubles}, status=503 if grave else 200)


def troubles() -> list[str]:
    """Everything that is wrong, looked at once a minute: for the banner that those in charge see on every page."""
    known: list[str] | None = cache.get(KNOWN)
    if known is None:
        known = [trouble for trouble in (disk_trouble(), clock_trouble(), queue_trouble(), daily_trouble()) if trouble]
        cache.set(KNOWN, known, 60)
    return known


def database_trouble() -> str:
    """Take the write lock as a command would, write nothing, give it back."""
    try:
        plan = MigrationExecutor(connection)
        if plan.migration_plan(plan.loader.graph.leaf_nodes()):
            return "数据库结构不是这一版的，请先运行 manage.py migrate"
        with transaction.atomic():
            Head.objects.select_for_update().first()
    except DatabaseError:
        return "数据库不能写入"
    return ""


def clock_trouble() -> str:
    """Has the clock been set back behind the last event?"""
    last = Head.objects.filter(pk=1).values_list("recorded_at", flat=True).first()
    if last and last - timezone.now() > CLOCK_SLACK:
        return "服务器时钟早于最后一条留痕的时间，请核对时钟"
    return ""


def queue_trouble() -> str:
    """Does anybody carry out the jobs?"""
    forgotten = Job.objects.filter(state="waiting", asked_at__lt=timezone.now() - QUEUE_SLACK)
    if forgotten.exists() and not Job.objects.filter(state="running").exists():
        return "后台任务排队超过十分钟没有办理，请核对 fajian worker 是否在运行"
    return ""


def daily_trouble() -> str:
    """Did what is done once a day fail the last time it was tried?"""
    last = Job.objects.filter(name=daily.name).order_by("pk").last()
    if last and last.state == "failed":
        return f"每日下达和催报没有办成，一小时后再试；多次不成的请查看日志（作业编号 {last.pk}）"
    return ""


def disk_trouble() -> str:
    """Is there room, and may we write into the data folder?"""
    disk = shutil.disk_usage(settings.FAJIAN_DATA)
    if disk.free < disk.total * SPARE_SHARE:
        return "磁盘剩余不足一成"
    if not os.access(settings.FAJIAN_DATA, os.W_OK):
        return "数据目录不能写入"
    return ""

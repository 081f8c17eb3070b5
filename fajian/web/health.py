"""Is it alive, is it ready? For a monitor and for whoever is called at night."""

from __future__ import annotations

import os
import shutil

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from fajian.core.models import Head

SPARE_SHARE = 0.10  # of the disk; below it the next import may not fit


def alive(request: HttpRequest) -> JsonResponse:
    """The process answers; says nothing about the database."""
    return JsonResponse({"alive": True})


def ready(request: HttpRequest) -> JsonResponse:
    """503 with what is wrong, unless a command could be carried out now."""
    troubles = [trouble for trouble in (database_trouble(), disk_trouble()) if trouble]
    return JsonResponse({"ready": not troubles, "troubles": troubles}, status=503 if troubles else 200)


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


def disk_trouble() -> str:
    """Is there room, and may we write into the data folder?"""
    disk = shutil.disk_usage(settings.FAJIAN_DATA)
    if disk.free < disk.total * SPARE_SHARE:
        return "磁盘剩余不足一成"
    if not os.access(settings.FAJIAN_DATA, os.W_OK):
        return "数据目录不能写入"
    return ""

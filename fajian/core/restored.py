"""恢复后的核验: is what was restored what was saved, and does it hold?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from fajian.core import checkpoints, files
from fajian.core.archive import Manifest
from fajian.core.backup import hashes
from fajian.core.checkpoints import Checkpoint
from fajian.core.models import StoredFile
from fajian.core.verify import verify

TOLD = 20  # tables, places or files that differ, told one by one


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of what was looked at."""

    holds: bool
    text: str

    def __str__(self) -> str:
        return f"{'✔' if self.holds else '✘'} {self.text}"


def compare(manifest: Manifest) -> Iterator[Finding]:
    """Hold every table against the manifest; to be asked before anything is migrated."""
    found, told = hashes(), 0
    for name in sorted({*found, *manifest.tables}):
        was, is_now = manifest.tables.get(name), found.get(name)
        if was == is_now:
            continue
        told += 1
        if told <= TOLD:
            rows = [f"{table.rows}行" if table else "没有这张表" for table in (was, is_now)]
            yield Finding(False, f"表 {name} 与备份时不同：备份时{rows[0]}，现在{rows[1]}")
    if told > TOLD:
        yield Finding(False, f"还有 {told - TOLD} 张表与备份时不同")
    if not told:
        yield Finding(True, f"数据库：{len(found)} 张表 {manifest.rows} 行，与备份时逐行一致")


def unknown_migrations(manifest: Manifest) -> list[str]:
    """Migrations the archive's database has and this version of the program does not know."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    return sorted(set(manifest.migrations) - known)


def prove(manifest: Manifest, points: list[Checkpoint]) -> Iterator[Finding]:
    """Chain, rows, checkpoints (the archive's, the restored folder's, those given) and files."""
    known = [*points, *checkpoints.parse(manifest.checkpoint, "备份清单中的检查点")]
    if settings.FAJIAN_CHECKPOINTS.exists():
        known += checkpoints.read(settings.FAJIAN_CHECKPOINTS)
    report = verify(known)
    for place in report.broken[:TOLD]:
        yield Finding(False, str(place))
    if (more := sum(report.counts.values()) - TOLD) > 0:
        yield Finding(False, f"留痕核验还有 {more} 处不符")
    if report.holds:
        yield Finding(True, f"留痕链：{report.events} 条首尾相接，业务数据 {report.rows} 行与封存一致")
        yield Finding(True, f"检查点：{report.checkpoints} 个全部对得上")
    damaged = [f"文件 {row.pk}（{row.name}）：{what}" for row, what in files.damaged()]
    for line in damaged[:TOLD]:
        yield Finding(False, line)
    if len(damaged) > TOLD:
        yield Finding(False, f"还有 {len(damaged) - TOLD} 个文件有问题")
    if not damaged:
        yield Finding(True, f"文件：{StoredFile.objects.count()} 个全部齐全，摘要一致")

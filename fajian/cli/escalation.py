"""fajian escalation: what a 催报阶梯 would have sent in the past, before it is put to use."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fajian.cli.terminal import AS_OF, console
from fajian.engine.faults import InputError

if TYPE_CHECKING:
    from fajian.campaigns.trials import Line


@click.group(name="escalation", help="催报阶梯：用已经发生的报送情况试算。")
def command() -> None:
    """The group itself does nothing."""


@command.command(name="dry-run", help="逐日推演催报阶梯当时会发出什么，并与行动现行的比较；只算不发。")
@click.option("--campaign", "number", required=True, type=int, metavar="编号", help="行动的编号（网址里的数字）")
@click.option("--from", "from_on", type=AS_OF, default=None, metavar="日期", help="从哪天，默认行动开始之日")
@click.option("--to", "to_on", type=AS_OF, default=None, metavar="日期", help="到哪天，默认今天")
@click.option("--policy", type=click.Path(path_type=Path), metavar="文件", help="催报阶梯 YAML 文件，默认用现行的")
@click.option("--counts", is_flag=True, help="只看比较，不列每一项")
def dry_run(number: int, from_on: datetime | None, to_on: datetime | None, policy: Path | None, counts: bool) -> None:
    """The replay as two tables."""
    from fajian.web.start import start_with_tables

    start_with_tables()
    from django.utils import timezone

    from fajian.campaigns import ladders, trials
    from fajian.campaigns.models import Campaign
    from fajian.campaigns.models.escalation import policies

    row = Campaign.objects.filter(pk=number).first()
    if row is None:
        raise InputError(f"没有编号为 {number} 的行动；行动的编号见网址，例如 /campaigns/1/。")
    start = from_on.date() if from_on else row.from_on or timezone.localdate(row.recorded_at)
    end = to_on.date() if to_on else timezone.localdate()
    if start > end:
        raise InputError(f"--to {end} 早于 --from {start}，请核对。")
    now = policies([row.pk])[row.pk]
    found = trials.compared(row, now, ladders.read(policy) if policy else now, start, end)
    console.print(f"{row.title}　{start} 至 {end}", highlight=False)
    if not counts:
        _lines(found.other.lines)
    _counts(found.counts)


def _lines(lines: tuple[Line, ...]) -> None:
    """Day by day, a line each."""
    for line in lines:
        console.print(
            f"{line.day}　{line.unit}　{line.thing}　{line.rung} → {line.told}",
            highlight=False,
            markup=False,
            soft_wrap=True,
        )


def _counts(counts: tuple[tuple[str, str, int, int], ...]) -> None:
    """How many by each."""
    from rich.table import Table

    table = Table()
    for heading in ("阶梯", "级", "现行", "试算"):
        table.add_column(heading)
    for ladder, title, now, other in counts:
        table.add_row(ladder, title, str(now), str(other))
    console.print(table)

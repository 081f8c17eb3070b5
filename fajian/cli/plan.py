"""fajian plan: from a plan document to stages, tasks and duties."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from fajian.cli.terminal import AS_OF, console
from fajian.engine.faults import InputError

if TYPE_CHECKING:
    from fajian.engine.plans.schema import Plan

DOUBTS = {
    "year_inferred": "年份待定",
    "date_conflict": "日期不一致",
    "due_outside_stage": "期限在阶段之外",
    "due_on_holiday": "期限逢休息日",
    "due_in_past_at_issue": "期限早于印发",
    "no_due": "没有时限",
    "unclear_due": "时限不明",
    "annex_shared": "附件共用",
    "unit_alias": "单位疑似同一",
    "overlap_stages": "阶段重叠",
    "missing_text": "原文缺失",
    "no_lead": "没有责任单位",
    "other": "其他",
}


@click.group(name="plan", help="方案：把方案文档编译成阶段、任务、报送义务。")
def command() -> None:
    """The group itself does nothing."""


@command.command(name="compile", help="编译方案文档（Word、WPS、PDF、网页、文本），列出内容和待人确认的存疑。")
@click.argument("file", metavar="文件", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="输出 JSON（格式 fajian-plan/1）")
@click.option(
    "--issued-on", type=AS_OF, default=None, metavar="日期", help="印发日期，如 2026-03-02；替代从文中读到的日期"
)
@click.option("--out", type=click.Path(path_type=Path), metavar="文件", help="另存 JSON 到这个文件")
def compile_(file: Path, as_json: bool, issued_on: datetime | None, out: Path | None) -> None:
    """Reads, compiles, prints; the same file gives the same bytes."""
    import json

    from fajian.engine.office.documents import read
    from fajian.engine.plans.compiler import compile_plan

    plan = compile_plan(read(file), issued_on.date() if issued_on else None)
    data = json.dumps(plan.to_json(), ensure_ascii=False, indent=1) + "\n"
    if out is not None:
        try:
            out.write_text(data, encoding="utf-8")
        except OSError:
            raise InputError(f"写不进{out.name}，请检查文件夹是否存在、是否有权限") from None
    if as_json:
        click.echo(data, nl=False)
    elif out is None:
        _show(plan)
    else:
        click.echo(f"已保存 {out.name}：{_counts(plan)}")


def _counts(plan: Plan) -> str:
    return (
        f"阶段 {len(plan.stages)}，任务 {len(plan.tasks)}，报送义务 {len(plan.duties)}，附件 {len(plan.annexes)}，"
        f"问题 {len(plan.problems)}，存疑 {len(plan.doubts)}"
    )


def _show(plan: Plan) -> None:
    """The plan as an outline people read; markup of the source text is not interpreted."""
    from rich.markup import escape

    from fajian.engine.plans.schema import EVERY

    def say(line: str) -> None:
        console.print(line, highlight=False, soft_wrap=True)

    say(f"[bold]{escape(plan.title or '（没有读到标题）')}[/bold]")
    head = [plan.issuer, plan.doc_number, f"{plan.issued_on} 印发" if plan.issued_on else None]
    say(escape("　".join(part for part in head if part)))
    for basis in plan.bases:
        say(escape(f"依据：《{basis.name}》{basis.doc_number or ''}"))
    say(_counts(plan))
    if plan.stages:
        say("\n[bold]阶段[/bold]")
        for stage in plan.stages:
            say(f"  {escape(stage.title)}　{_span(stage.from_on, stage.to_on)}")
    if plan.tasks:
        say("\n[bold]任务[/bold]")
    for task in plan.tasks:
        say(escape(f"  {task.number}　{task.title}"))
        limits = [str(due.on) if due.on else due.quote for due in task.due] + ["持续推进"] * task.standing
        parts = (
            ("牵头", task.lead),
            ("配合", task.support),
            ("责任", task.responsible),
            ("时限", limits),
            ("附件", [str(n) for n in task.annexes]),
        )
        if line := "　".join(f"{name}：{'、'.join(values)}" for name, values in parts if values):
            say(escape(f"      {line}"))
    if plan.duties:
        say("\n[bold]报送义务（按日期）[/bold]")
        for duty in sorted(plan.duties, key=lambda d: (d.due is None, d.due or date.max)):
            when = str(duty.due) if duty.due else EVERY.get(duty.every or "", "未写明日期")
            who = f"{duty.from_unit or '（未写明报送单位）'} → {duty.to_unit or '（未写明接收单位）'}"
            say(escape(f"  {when}　{duty.what}　{who}"))
    for annex in plan.annexes:
        say(escape(f"附件{annex.number or ''}：{annex.title}"))
    for contact in plan.contacts:
        say(escape(f"联系：{contact.value}"))
    if plan.doubts:
        say(f"\n[bold]存疑 {len(plan.doubts)} 处，确认后方可执行[/bold]")
        for i, doubt in enumerate(plan.doubts, 1):
            quote = " ".join(doubt.quote.split())
            say(escape(f"  {i}. 【{DOUBTS[doubt.kind]}】{doubt.says}（原文：{quote[:60]}）"))
            if doubt.proposal:
                say(escape(f"     建议：{doubt.proposal.says}。{doubt.proposal.reason}"))


def _span(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return "未写明起止"
    return f"{start or '……'} 至 {end or '……'}"

"""fajian clock: the last day of a term, and day by day why it is that one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from fajian.cli.terminal import console
from fajian.engine.faults import InputError

if TYPE_CHECKING:
    from fajian.engine.law.calendar import Calendar
    from fajian.engine.law.periods import Deadline, Excluded

UNITS = {
    "working_days": ("工作日", "个工作日"),
    "calendar_days": ("自然日", "日", "天"),
    "months": ("月", "个月"),
    "years": ("年",),
    "hours": ("小时", "时"),
}
_UNIT_OF = {word: unit for unit, words in UNITS.items() for word in (unit, *words)}

HELP = """法律时钟：算一个期限的末日，说明每一天怎么算的。

\b
START  起算日（不计算在期间内），如 2026-02-12；小时期限写成 2026-02-12T15:00
N      期限长度
UNIT   单位：working_days 工作日，calendar_days 自然日（日），months 月，
       years 年，hours 小时

\b
例：fajian clock 2026-02-12 7 工作日 --explain
    fajian clock 2024-09-09 90 日 --exclude 2024-09-19..2024-10-08
    fajian clock 2026-03-10 7 工作日 --before
    fajian clock 2025-09-05 30 日 --no-roll
"""


# "-7" is then a wrong length, told in Chinese, and no unknown option.
@click.command(name="clock", help=HELP, context_settings={"ignore_unknown_options": True})
@click.argument("start", metavar="START")
@click.argument("n", metavar="N")
@click.argument("unit", metavar="UNIT")
@click.option("--roll/--no-roll", default=True, help="末日是休假日的，是否顺延到其后第一个工作日（默认顺延）")
@click.option("--before", is_flag=True, help="从该日往前数（如“举行听证的七日前”）")
@click.option("--exclude", multiple=True, metavar="起..止", help="扣除的期间，含首尾两日，可多次；重叠的只扣一次")
@click.option("--explain", is_flag=True, help="逐日列出计入、不计入及理由")
def command(start: str, n: str, unit: str, roll: bool, before: bool, exclude: tuple[str, ...], explain: bool) -> None:
    """Print the last day of a term; with --explain every counted and skipped day."""
    from fajian.engine.law.calendar import Calendar

    kind = _unit(unit)
    length = _length(n)
    if kind == "hours":
        _print_hours(start, length, before=before, excluded=bool(exclude))
        return
    calendar = Calendar.seeded()
    deadline = _deadline(
        _day(start, "起算日"), length, kind, calendar, roll=roll, before=before, spans=[_span(text) for text in exclude]
    )
    if explain:
        _print_steps(deadline, calendar)
    _print_result(deadline, calendar)


def _unit(text: str) -> str:
    try:
        return _UNIT_OF[text.strip().lower()]
    except KeyError:
        known = "、".join(f"{unit}（{words[0]}）" for unit, words in UNITS.items())
        raise InputError(f"不认识的单位“{text}”，请用：{known}。") from None


def _length(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise InputError(f"期限长度应为正整数，现为“{text}”；往前数请用 --before。")
    return int(text)


def _day(text: str, what: str) -> dt.date:
    try:
        return dt.datetime.strptime(text.strip(), "%Y-%m-%d").date()  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        raise InputError(f"{what}“{text}”不是日期，请写成 2026-02-12 的样子。") from None


def _span(text: str) -> Excluded:
    from fajian.engine.law.periods import Excluded

    first, separator, last = text.partition("..")
    if not separator:
        raise InputError(f"扣除期间“{text}”应写成 2024-09-19..2024-10-08 的样子（含首尾两日）。")
    return Excluded(_day(first, "扣除期间的起日"), _day(last, "扣除期间的止日"))


def _deadline(
    start: dt.date, n: int, unit: str, calendar: Calendar, *, roll: bool, before: bool, spans: list[Excluded]
) -> Deadline:
    from fajian.engine.law import periods

    if before:
        if unit not in ("working_days", "calendar_days"):
            raise InputError("往前数（--before）只用于工作日和自然日。")
        if spans:
            raise InputError("往前数（--before）没有扣除期间，请去掉 --exclude。")
        back = periods.working_days_before if unit == "working_days" else periods.calendar_days_before
        return back(start, n, calendar=calendar)
    if unit == "working_days":
        return periods.working_days(start, n, calendar=calendar, excluded=spans)
    forward = {"calendar_days": periods.calendar_days, "months": periods.months, "years": periods.years}[unit]
    return forward(start, n, calendar=calendar, roll=roll, excluded=spans)


def _print_hours(text: str, n: int, *, before: bool, excluded: bool) -> None:
    from fajian.engine.law import periods

    if before or excluded:
        raise InputError("小时期限连续计算，不往前数，也没有扣除期间；请去掉 --before、--exclude。")
    try:
        start = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"起算时刻“{text}”应写成 2026-02-12T15:00 的样子。") from None
    if len(text.strip()) <= len("2026-02-12"):
        raise InputError("小时期限要从时刻起算，请写成 2026-02-12T15:00 的样子。")
    console.print(f"届满时刻：[bold]{periods.hours(start, n):%Y-%m-%d %H:%M}[/bold]（连续计算，不因休假日顺延）")


def _print_steps(deadline: Deadline, calendar: Calendar) -> None:
    from rich.table import Table

    table = Table(title="逐日说明", title_justify="left")
    table.add_column("日期")
    table.add_column("第几", justify="right")
    table.add_column("说明", overflow="fold")
    for step in deadline.steps():
        number = "" if step.number is None else str(step.number)
        style = "bold" if step.day == deadline.last_day else "dim" if step.number is None else ""
        table.add_row(step.day.isoformat(), number, step.reason, style=style)
    console.print(table)
    first, last = sorted((deadline.start, deadline.last_day))
    for notice in calendar.notices:
        if first.year <= notice.year <= last.year:
            console.print(f"[dim]{notice.year}年日历依据：{notice.source}[/dim]", highlight=False, soft_wrap=True)


def _print_result(deadline: Deadline, calendar: Calendar) -> None:
    from fajian.engine.law.calendar import PROVISIONAL_LABEL, weekday

    last = deadline.last_day
    flag = f" [yellow]（{PROVISIONAL_LABEL}）[/yellow]" if deadline.provisional else ""
    console.print(f"末日：[bold]{last}[/bold] {weekday(last)}{flag}", highlight=False)
    if deadline.rolled_from:
        rolled_from = deadline.rolled_from
        reason = calendar.day(rolled_from).reason
        console.print(
            f"由 {rolled_from}（{reason}）顺延；不顺延的末日为 {rolled_from}。", highlight=False, soft_wrap=True
        )
    for span in deadline.excluded:
        console.print(f"扣除 {span.first} 至 {span.last}，{(span.last - span.first).days + 1}天。", highlight=False)
    if deadline.provisional:
        console.print(
            "该年度放假安排尚未公布，暂按周末和法定节日推算；通知公布并导入后应重新计算。", soft_wrap=True
        )  # fmt: skip
    console.print(f"[dim]日历版本 {calendar.version}[/dim]", highlight=False)

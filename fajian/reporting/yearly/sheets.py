"""年度行政执法统计表 as a workbook: a sheet for each table, in the form's shape."""

from __future__ import annotations

from collections.abc import Sequence

from fajian.engine.office import workbooks
from fajian.engine.office.workbooks import Cell, Sheet
from fajian.reporting.yearly.counting import Counted
from fajian.reporting.yearly.spec import Year

SIGNED = ("填报单位（盖章）：{}", "填表人：", "审核人：", "单位负责人：", "读数日期：{:%Y年%m月%d日}")


def sheets(read: Sequence[Counted], year: Year, unit: str, footer: str = "") -> list[Sheet]:
    """One for each table; agencies line by line, their sum in the last line where there are several."""
    line = tuple(part.format(value) for part, value in zip(SIGNED, (unit, "", "", "", year.today), strict=True))
    return [
        Sheet(
            name=one.table.title.removesuffix("统计表")[:31],
            title=f"{year.number}年度{one.table.title}",
            columns=(
                workbooks.Column("单位", 22),
                *(
                    workbooks.Column(column.title, 9, "number" if column.sums or column.rate else "int", centred=True)
                    for column in one.table.columns
                ),
            ),
            rows=_rows(one),
            keys=[*(f"agency:{each.agency_id}" for each in one.lines), *(["total"] if len(one.lines) > 1 else [])],
            line=line,
            note="填报说明：" + "".join(f"{place}. {text}" for place, text in enumerate(one.table.says, 1)),
            protected=True,
            freeze_columns=1,
            footer=footer,
        )
        for one in read
    ]


def _rows(one: Counted) -> list[list[Cell]]:
    rows: list[list[Cell]] = [[line.name, *line.numbers] for line in one.lines]
    return [*rows, ["合计", *one.total]] if len(one.lines) > 1 else rows
